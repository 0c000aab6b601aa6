"""Every row read is accepted or rejected, whatever the file."""

import csv
import io
import tempfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution_desktop.domain.channels import channel_name
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import ImportOptions, ReadFile
from attribution_desktop.domain.instants import instant_from_datetime
from attribution_desktop.domain.money import micros_from_decimal
from attribution_desktop.importing import read_file
from tests.importing.material import NOW, rows_accepted

MESS = st.one_of(
    st.sampled_from(
        ["", " ", "a", "A > B", "1", "-1", "0", "1.5", "2026-09-01", "1788265815", "x,y"]
    ),
    st.sampled_from(
        ["2026-09-01 12:00:00", "2026-09-01T12:00:00Z", "30/09/2026", '"', "\n", "true"]
    ),
    st.text(max_size=5),
)
COLUMNS = st.sampled_from(
    [
        ("customer", "channel", "timestamp", "order", "value", "conversion", "session"),
        ("customer", "channel", "timestamp"),
        ("customer", "timestamp", "order", "value"),
        ("path", "conversions", "value", "nulls", "customer", "timestamp"),
        ("path",),
        ("channel", "cost", "date", "impressions", "clicks"),
        ("channel", "cost", "start", "end", "campaign"),
    ]
)  # fmt: skip


def read_text(text: str) -> ReadFile:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return read_file(path, ImportOptions(time_zone="Europe/Berlin", currency="EUR"), now=NOW)


def assert_reconciled(file: ReadFile) -> None:
    skipped = sum(count for _, count in file.skipped)
    assert file.rows_read == rows_accepted(file) + len(file.rejects) + skipped
    lines = [reject.line for reject in file.rejects]
    assert lines == sorted(set(lines))
    for batch in (file.touches, file.conversions, file.paths, file.spend):
        if batch is not None:
            assert not set(lines) & set(batch.line.tolist())


@settings(deadline=None)
@given(COLUMNS, st.data())
def test_rows_of_messy_cells_add_up(columns: tuple[str, ...], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(MESS, min_size=len(columns), max_size=len(columns) + 1)))
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(columns)
    writer.writerows(rows)
    try:
        file = read_text(target.getvalue())
    except InputRefused as refused:
        assert refused.message  # noqa: PT017  # a refusal as a whole is an answer, too
        return
    assert_reconciled(file)
    assert file.rows_read <= len(rows)


@settings(deadline=None)
@given(COLUMNS, st.text(alphabet='ab1,.;"\n\r-> |\té', max_size=120))
def test_rows_of_any_text_add_up(columns: tuple[str, ...], text: str) -> None:
    try:
        file = read_text(",".join(columns) + "\n" + text)
    except InputRefused as refused:
        assert refused.message  # noqa: PT017  # a refusal as a whole is an answer, too
        return
    assert_reconciled(file)


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=9
)
KEYS = NAMES.map(str.strip).filter(bool)
MOMENTS = st.datetimes(datetime(2000, 1, 2), datetime(2026, 9, 1), timezones=st.just(UTC))  # noqa: DTZ001  # aware by timezones


@given(
    st.lists(
        st.tuples(KEYS, KEYS, MOMENTS, st.decimals(0, 10**9, places=2), KEYS),
        min_size=1,
        max_size=9,
    )
)
def test_clean_columns_are_read_back_as_they_were_written(
    rows: list[tuple[str, str, datetime, Decimal, str]],
) -> None:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(["customer", "channel", "timestamp", "value", "order"])
    for customer, channel, moment, value, order in rows:
        writer.writerow([customer, channel, moment.isoformat(), f"{value:f}", order])
    file = read_text(target.getvalue())
    assert file.rejects == ()
    touches, conversions = file.touches, file.conversions
    assert touches is not None
    assert conversions is not None
    assert [file.customers[code] for code in touches.customer] == [row[0] for row in rows]
    spellings = {channel_name(row[1]) for row in rows}
    assert set(file.channels) <= spellings
    assert touches.instant.tolist() == [instant_from_datetime(row[2]) for row in rows]
    assert np.array_equal(touches.instant, conversions.instant)
    assert conversions.value.tolist() == [micros_from_decimal(row[3]) for row in rows]
    assert conversions.order == [row[4] for row in rows]

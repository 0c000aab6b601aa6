"""Touches as CSV: the same bytes as a plain loop over the rows would write."""

import csv
import io
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.formula_text import defused
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.instants import datetime_from_instant, iso_from_instant
from attribution_desktop.domain.row_table import RowTable
from attribution_desktop.reports.csv_files import CsvStyle
from attribution_desktop.reports.row_files import write_rows
from attribution_desktop.services.channels import merge_channels
from attribution_desktop.services.imports import import_journeys
from attribution_desktop.services.projects import Project, create_project
from attribution_desktop.store.export_touches import TOUCH_COLUMNS, touch_blocks

ODD = ("=1+1", "'=x", "a,b", 'say "hi"', "line\nbreak", "Süd", "日本 🎯", "-", "'quoted'", "semi;x")
FIRST = datetime(2026, 3, 28, tzinfo=UTC)

PLAIN_ROWS = """
    SELECT c.external_id, COALESCE(m.name, h.name), t.timestamp, t.session_id,
        t.touchpoint_metadata, (SELECT COUNT(*) FROM touchpoint_interaction o
            WHERE o.customer_id = t.customer_id AND o.timestamp = t.timestamp
            AND o.channel_id = t.channel_id AND o.session_id = t.session_id
            AND o.touchpoint_metadata = t.touchpoint_metadata)
    FROM touchpoint_interaction t JOIN customer c ON c.id = t.customer_id
    JOIN channel h ON h.id = t.channel_id LEFT JOIN channel m ON m.id = h.merged_into
    WHERE t.timestamp IS NOT NULL ORDER BY t.customer_id, t.timestamp, t.id
"""


def write_events(path: Path, count: int, seed: int) -> None:
    """Touches with odd texts, ties, fractions, mere days and equal rows of mere days."""
    chance = random.Random(seed)  # noqa: S311  # data of a test, no secrets
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("customer", "channel", "timestamp", "session", "metadata"))
        for _ in range(count):
            moment = FIRST + timedelta(hours=chance.randrange(60))
            when = chance.choice(
                [
                    moment.date().isoformat(),
                    moment.isoformat(),
                    (moment + timedelta(microseconds=chance.randrange(10**6))).isoformat(),
                ]
            )
            session = chance.choice(["", "", "", *ODD])
            metadata = chance.choice(["", "", json.dumps({"note": chance.choice(ODD)})])
            customer = chance.choice(ODD) + str(chance.randrange(3))
            writer.writerow((customer, chance.choice(ODD), when, session, metadata))


def plainly_written(project: Project, style: CsvStyle) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=style.separator)
    writer.writerow(TOUCH_COLUMNS)
    for customer, channel, instant, session, metadata, equal in project.file.connection.execute(
        PLAIN_ROWS
    ):
        day = datetime_from_instant(int(instant)).date().isoformat()
        when = day if int(equal) > 1 else iso_from_instant(int(instant))
        cells = (customer, channel, when, session, metadata)
        writer.writerow([defused(str(cell)) for cell in cells])
    return style.opening + text.getvalue().encode("utf-8")


def streamed(project: Project, style: CsvStyle, page_rows: int) -> bytes:
    file = io.BytesIO()
    blocks = touch_blocks(project.file, page_rows=page_rows)
    write_rows(file, RowTable("touchpoints", TOUCH_COLUMNS, frozenset(), blocks), style)
    return file.getvalue()


@pytest.mark.parametrize("page_rows", [1, 7, 100_000])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_pages_write_what_a_plain_loop_writes(
    tmp_path: Path, page_rows: int, separator: str
) -> None:
    style = CsvStyle(separator, has_mark=separator == ";")
    with create_project(tmp_path / "p.attribution") as project:
        for seed in (1, 2):
            write_events(tmp_path / "e.csv", 150, seed)
            import_journeys(project, tmp_path / "e.csv", ImportOptions())
        merge_channels(project, "Süd", "semi;x")
        found = streamed(project, style, page_rows)
        assert found == plainly_written(project, style)
    assert found.count(b"2026-03-2") > 100


def test_a_project_without_touches_has_no_rows(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.attribution") as project:
        assert (
            streamed(project, CsvStyle(), 10) == b"customer,channel,timestamp,session,metadata\r\n"
        )


def test_equal_touches_of_a_day_survive_being_exported_and_imported(tmp_path: Path) -> None:
    """In a zone whose clocks change at midnight, too."""
    source = tmp_path / "days.csv"
    source.write_text(
        "customer,channel,timestamp,order,value\n"
        + "ann,mail,2026-03-08,,\n" * 3
        + "ann,search,2026-03-08,,\nann,mail,2026-03-09,,\nann,,2026-03-10,o1,9\n"
        + "ben,mail,2026-03-08,,\n" * 2
    )
    rows = []
    for name in ("one", "two"):
        with create_project(
            tmp_path / f"{name}.attribution", time_zone="America/Havana"
        ) as project:
            import_journeys(project, source, ImportOptions(time_zone=project.time_zone))
            source = tmp_path / f"{name}.csv"
            source.write_bytes(streamed(project, CsvStyle(), 4))
            rows.append(source.read_text(encoding="utf-8"))
    assert rows[0] == rows[1]
    assert rows[0].count("ann,mail,2026-03-08,") == 3
    assert rows[0].count("ben,mail,2026-03-08,") == 2
    assert "ann,mail,2026-03-09T04:00:00Z" in rows[0]


def test_cancelling_stops_between_pages(tmp_path: Path) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        del stage, total
        if done >= 20:
            raise Cancelled("Cancelled.")

    write_events(tmp_path / "e.csv", 100, 3)
    with create_project(tmp_path / "p.attribution") as project:
        import_journeys(project, tmp_path / "e.csv", ImportOptions())
        with pytest.raises(Cancelled):
            list(touch_blocks(project.file, stop, 5))

"""The fast way through a file and the careful way give the same, on every file and on any.

Blank lines are passed over by the careful way only: a block that has some goes there whole.
"""

import csv
import dataclasses
import io
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution_desktop.domain.imports import ImportOptions, ReadFile
from attribution_desktop.importing import read_file
from attribution_desktop.importing.dialect import read_header
from attribution_desktop.importing.plain_records import RecordShape, cut_plain
from attribution_desktop.importing.records import record_blocks
from tests.importing.material import NOW
from tests.importing.test_corpus import ACCEPTED, CORPUS, EXPECTED, options_of

TABLES = [name for name in ACCEPTED if name.endswith(".csv")]
BLANK = "\n\n"
_FEWEST_FAST = 100
_OF_THE_FILE = {"file", "sha256", "size", "encoding"}


@cache
def text_of(name: str) -> str:
    """A corpus file as text with line feeds, ending in one."""
    encoding = read_file(CORPUS / name, options_of(EXPECTED[name]), now=NOW).encoding
    encoding = {"utf-8": "utf-8-sig"}.get(encoding, encoding)
    text = (CORPUS / name).read_bytes().decode(encoding).lstrip("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"


def rows_and_shape(text: str, delimiter: str | None) -> tuple[str, RecordShape]:
    header = read_header("file", text, delimiter)
    width = len(header.columns)
    return text[header.length :], RecordShape(header.delimiter, width, frozenset(range(width)))


def plain_of(value: object) -> object:
    """Something that can be compared with `==`, whatever it holds."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {one.name: plain_of(getattr(value, one.name)) for one in fields}
    if isinstance(value, np.ndarray):
        return (str(value.dtype), value.tolist())
    if isinstance(value, list | tuple):
        return [plain_of(one) for one in value]
    return value


def content(file: ReadFile) -> dict[str, Any]:
    """All that was understood of a file's rows."""
    found = plain_of(file)
    assert isinstance(found, dict)
    return {name: value for name, value in found.items() if name not in _OF_THE_FILE}


def read_both(folder: Path, text: str, options: ImportOptions) -> tuple[ReadFile, ReadFile]:
    """The same rows as they are, and with blank lines below them."""
    files = []
    for name, whole in (("fast.csv", text), ("careful.csv", text + BLANK)):
        (folder / name).write_text(whole, encoding="utf-8", newline="")
        options = dataclasses.replace(options, encoding=None)
        file = read_file(folder / name, options, now=NOW)
        files.append(file)
    return files[0], files[1]


def unnamed(file: ReadFile, name: str) -> dict[str, Any]:
    found = content(file)
    found["warnings"] = [one.replace(name, "file") for one in file.warnings]
    return found


@pytest.mark.parametrize("name", TABLES)
def test_both_ways_cut_a_file_into_the_same_cells(name: str) -> None:
    text, shape = rows_and_shape(text_of(name), options_of(EXPECTED[name]).delimiter)
    assert cut_plain(text + BLANK, shape, 1) is None
    plain = cut_plain(text, shape, 1)
    if plain is None:
        return
    (careful,) = record_blocks(name, [text + BLANK], shape, 1)
    assert careful.rejects == []
    assert plain[1].tolist() == careful.line.tolist()
    for at, cells in careful.columns.items():
        assert plain[0][at].to_list() == cells.to_list()


def test_most_files_of_the_corpus_take_the_fast_way() -> None:
    fast = 0
    for name in TABLES:
        raw = (CORPUS / name).read_bytes()
        if raw.isascii() and b"\x00" not in raw:
            text = raw.decode().replace("\r\n", "\n").replace("\r", "\n")
            body, shape = rows_and_shape(text, options_of(EXPECTED[name]).delimiter)
            fast += cut_plain(body, shape, 1) is not None
    assert fast >= _FEWEST_FAST


@pytest.mark.parametrize("name", TABLES)
def test_both_ways_read_a_file_alike(name: str, tmp_path: Path) -> None:
    fast, careful = read_both(tmp_path, text_of(name), options_of(EXPECTED[name]))
    assert unnamed(fast, "fast.csv") == unnamed(careful, "careful.csv")


CELLS = st.one_of(
    st.sampled_from(
        ["", "a", "Email", "2026-09-01", "2026-09-01T10:00:00Z", "12.50", "1,234", "x y", '"q"']
    ),
    st.text(
        st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00\r\x1f"), max_size=12
    ),
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A header and rows, most of them well-formed, with any cells, quoted or not."""
    delimiter = draw(st.sampled_from(",;\t|"))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerow(("customer", "channel", "timestamp", "order", "value", "session"))
    for _ in range(draw(st.integers(1, 8))):
        width = draw(st.sampled_from([6, 6, 6, 6, 6, 5, 7]))
        writer.writerow([draw(CELLS) for _ in range(width)])
    return target.getvalue()


@settings(deadline=None, max_examples=40)
@given(tables())
def test_both_ways_read_any_table_alike(text: str) -> None:
    assert_read_alike(text)


@pytest.mark.long
@pytest.mark.timeout(3600)
@settings(deadline=None, max_examples=3_000)
@given(tables())
def test_both_ways_read_thousands_of_tables_alike(text: str) -> None:
    assert_read_alike(text)


def assert_read_alike(text: str) -> None:
    body, shape = rows_and_shape(text, None)
    plain = cut_plain(body, shape, 2)
    careful = list(record_blocks("file", [body + BLANK], shape, 2))
    if plain is not None:
        assert plain[1].tolist() == [line for one in careful for line in one.line.tolist()]
        for at, cells in plain[0].items():
            assert cells.to_list() == [cell for one in careful for cell in one.columns[at]]
    with tempfile.TemporaryDirectory() as folder:
        try:
            fast, slow = read_both(Path(folder), text, ImportOptions(decimal="."))
        except Exception as error:  # noqa: BLE001  # refused alike, or not at all
            assert_refused_alike(Path(folder), text, error)
            return
    assert unnamed(fast, "fast.csv") == unnamed(slow, "careful.csv")


def assert_refused_alike(folder: Path, text: str, error: Exception) -> None:
    for name, whole in (("fast.csv", text), ("careful.csv", text + BLANK)):
        (folder / name).write_text(whole, encoding="utf-8", newline="")
        with pytest.raises(type(error)) as refused:
            read_file(folder / name, ImportOptions(decimal="."), now=NOW)
        assert str(refused.value).replace(name, "") == str(error).replace("fast.csv", "").replace(
            "careful.csv", ""
        )


def test_both_ways_read_a_file_of_many_blocks_alike(tmp_path: Path) -> None:
    header = "customer,channel,timestamp,order,value,session\n"
    rows = [
        f'c{n % 997},"ch, {n % 5}",2026-03-{n % 28 + 1:02d}T10:{n % 60:02d}:00Z,'
        + (f"o{n},{n % 90}.50," if n % 11 == 0 else ",,")
        + ('"two\nlines"\n' if n % 501 == 0 else f"session-{n:020d}\n")
        for n in range(60_000)
    ]
    fast, careful = tmp_path / "fast.csv", tmp_path / "careful.csv"
    fast.write_text(header + "".join(rows), newline="")
    blanks = ["\n" if n % 1_000 == 999 else "" for n in range(len(rows))]
    pairs = zip(rows, blanks, strict=True)
    careful.write_text(header + "".join(row + blank for row, blank in pairs), newline="")
    one = read_file(fast, ImportOptions(), now=NOW)
    other = read_file(careful, ImportOptions(), now=NOW)
    assert one.rows_read == other.rows_read == len(rows)
    assert one.touches is not None
    assert other.touches is not None
    assert one.conversions is not None
    assert other.conversions is not None
    for name in ("customer", "channel", "instant"):
        assert np.array_equal(getattr(one.touches, name), getattr(other.touches, name))
    assert list(one.touches.session or ()) == list(other.touches.session or ())
    assert np.array_equal(one.conversions.value, other.conversions.value)
    assert list(one.conversions.order) == list(other.conversions.order)
    assert list(one.customers) == list(other.customers)
    above = np.arange(len(rows)) // 1_000
    assert np.array_equal(one.touches.line + above, other.touches.line)

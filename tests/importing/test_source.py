"""Which files are text, and which are refused by name."""

import codecs
import hashlib
import os
import sqlite3
from pathlib import Path

import pytest

from attribution_desktop.domain.errors import Cancelled, InputRefused
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.importing import read_file
from attribution_desktop.importing.source import BLOCK_BYTES
from tests.importing.material import Read

CONTENT = "customer,channel,timestamp\nZoë,E-Mail,2026-09-01\n"
UNICODE = {
    "utf-8": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_declared_unicode_is_read(read: Read, encoding: str, newline: str) -> None:
    content = UNICODE[encoding] + CONTENT.replace("\n", newline).encode(encoding)
    file = read(content)
    assert (file.encoding, file.customers, file.channels) == (encoding, ["Zoë"], ["E-Mail"])
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert file.size == len(content)


def test_a_byte_order_mark_is_no_part_of_the_first_column(read: Read) -> None:
    assert read(codecs.BOM_UTF8 + CONTENT.encode()).mapping[0] == ("customer", "customer")


def test_mixed_newlines_count_as_one_line_each(read: Read) -> None:
    file = read("customer,channel,timestamp\r\na,x,2026-09-01\nb,x,2026-09-01\rc,x,\r\n")
    assert [reject.line for reject in file.rejects] == [4]


def test_a_legacy_encoding_is_refused_with_its_line(read: Read) -> None:
    with pytest.raises(InputRefused, match=r"0xEB in line 2") as refused:
        read(CONTENT.encode("cp1252"))
    assert "UTF-8" in refused.value.hint


def test_a_bad_byte_far_into_the_file_is_found_at_its_line(read: Read) -> None:
    row = b"a,Email,2026-09-01\n"
    rows = 3 * BLOCK_BYTES // len(row)
    with pytest.raises(InputRefused, match=f"line {rows + 2} "):
        read(b"customer,channel,timestamp\n" + row * rows + b"\xff,Email,2026-09-01\n")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_unicode_without_its_mark_is_refused(read: Read, encoding: str) -> None:
    with pytest.raises(InputRefused, match="without a byte order mark"):
        read(CONTENT.encode(encoding))


def test_a_row_with_a_zero_character_is_rejected(read: Read) -> None:
    file = read("customer,channel,timestamp\na\x00,Email,2026-09-01\nb,Email,2026-09-01\n")
    assert [(one.line, one.code) for one in file.rejects] == [(2, "zero-character")]
    assert file.customers == ["b"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x1f\x8b\x08\x00", "damaged"),
        (b'  {"a": 1}', "JSON"),
        (b'[{"a": 1}]', "JSON"),
        (b"\n<!DOCTYPE html><html>", "HTML"),
        (b"<html>", "HTML"),
        (b"\n  \n\t\n", "header"),
    ],
)
def test_other_content_is_refused_by_name(read: Read, content: bytes, what: str) -> None:
    with pytest.raises(InputRefused, match=what):
        read(content)


def test_databases_are_refused_by_name(tmp_path: Path) -> None:
    database = tmp_path / "data.attribution"
    connection = sqlite3.connect(database)
    connection.execute("create table t (a)")
    connection.close()
    with pytest.raises(InputRefused, match="SQLite") as refused:
        read_file(database, ImportOptions())
    assert "open it" in refused.value.hint


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="folder"):
        read_file(tmp_path, ImportOptions())
    with pytest.raises(InputRefused, match="no file"):
        read_file(tmp_path / "missing.csv", ImportOptions())
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(InputRefused, match="not a regular file"):
            read_file(tmp_path / "pipe", ImportOptions())


def test_a_line_without_end_is_refused(read: Read) -> None:
    with pytest.raises(InputRefused, match="longer than"):
        read(b"x" * (24 << 20))


def _long_file(path: Path) -> Path:
    row = "customer,Email,2026-09-01T00:00:00Z\n"
    path.write_text("customer,channel,timestamp\n" + row * (4 * BLOCK_BYTES // len(row)))
    return path


@pytest.mark.parametrize("change", ["append", "truncate", "remove", "replace"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, change: str) -> None:
    path = _long_file(tmp_path / "data.csv")
    calls = []

    def meddle(stage: str, done: int, total: int) -> None:
        calls.append(done)
        if len(calls) != 2:
            return
        if change == "append":
            with path.open("a") as stream:
                stream.write("customer,Email,2026-09-01\n")
        elif change == "truncate":
            os.truncate(path, 2 * BLOCK_BYTES)
        elif change == "remove":
            path.unlink()
        else:
            path.with_suffix(".new").write_text(CONTENT)
            path.with_suffix(".new").replace(path)

    with pytest.raises(InputRefused, match="changed while it was read"):
        read_file(path, ImportOptions(), meddle)


def test_progress_tells_bytes_and_can_stop_the_reading(tmp_path: Path) -> None:
    path = _long_file(tmp_path / "data.csv")
    seen: list[tuple[str, int, int]] = []
    read_file(path, ImportOptions(), lambda *report: seen.append(report))
    size = path.stat().st_size
    assert seen[-1] == ("reading", size, size)
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert len(seen) >= 4

    def stop(stage: str, done: int, total: int) -> None:
        raise Cancelled("The import was cancelled.")

    with pytest.raises(Cancelled):
        read_file(path, ImportOptions(), stop)

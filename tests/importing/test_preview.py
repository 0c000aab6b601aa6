"""The beginning of a file, as the import dialog shows it."""

from pathlib import Path

import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.importing import field_names, preview, required_fields


def test_the_first_rows_are_shown_as_they_stand(data: Path) -> None:
    shown = preview(data / "sessions.csv", ImportOptions(), rows=2)
    assert (shown.encoding, shown.delimiter) == ("utf-8", ",")
    assert shown.format is ImportFormat.EVENTS
    assert shown.missing == ()
    assert shown.columns[1] == "visit_start_tstamp"
    assert dict(shown.mapping)["timestamp"] == "visit_start_tstamp"
    assert len(shown.rows) == 2
    assert shown.rows[0][:2] == ("ff0009813277534087064", "2022-06-03 05:44:32")


def test_an_unknown_header_is_shown_for_the_user_to_map(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("foo;bar\n1;2;3\n\n4\n")
    shown = preview(path, ImportOptions(delimiter=";"))
    assert (shown.format, shown.mapping) == (None, ())
    assert shown.rows == (("1", "2", "3"), ("4",))
    chosen = preview(path, ImportOptions(delimiter=";", format=ImportFormat.SPEND))
    assert chosen.missing == ("channel", "cost")


def test_other_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(InputRefused, match="PDF"):
        preview(path, ImportOptions())


def test_fields_are_listed_for_each_format() -> None:
    for of in ImportFormat:
        assert set(required_fields(of)) <= set(field_names(of))

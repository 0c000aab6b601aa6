"""The rejects file holds the rows as they were; repaired, it imports."""

from pathlib import Path

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.importing import read_file, write_rejects
from tests.importing.material import NOW, faults

CONTENT = (
    "customer;value;timestamp;channel;note\n"
    "a;1;2026-09-01;Email;fine\n"
    ';1;2026-09-01;Email;"two\nlines; and ""quotes"""\n'
    "b;1x5;2026-09-01;Email;\n"
    "c;1\n"
    '"d"e;1;2026-09-01;Email;\n'
    "f;1;2026-09-01;Email;last\n"
)


def test_rows_are_written_as_they_were_with_what_is_wrong(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "rejects.csv"
    source.write_text(CONTENT)
    file = read_file(source, ImportOptions(), now=NOW)
    assert write_rejects(source, file.rejects, target) == 4
    lines = target.read_text().split("\n")
    assert lines[0] == "customer;value;timestamp;channel;note;line;column;code;message;value"
    assert lines[1:3] == [
        ';1;2026-09-01;Email;"two',
        'lines; and ""quotes""";3;customer;missing-customer;The customer is empty.;',
    ]
    assert lines[3].startswith("b;1x5;2026-09-01;Email;;5;value;bad-number;")
    assert lines[4].startswith("c;1;6;;short-row;")
    assert lines[5].startswith('"d"e;1;2026-09-01;Email;;7;;broken-quotes;')


def test_a_rejects_file_is_rejected_again_until_it_is_repaired(tmp_path: Path) -> None:
    source, target, again = (tmp_path / name for name in ("in.csv", "rejects.csv", "again.csv"))
    source.write_text(CONTENT)
    first = read_file(source, ImportOptions(), now=NOW)
    write_rejects(source, first.rejects, target)
    second = read_file(target, ImportOptions(), now=NOW)
    assert [one.code for one in second.rejects] == [one.code for one in first.rejects]
    assert second.rows_read == 4
    assert dict(second.mapping)["value"] == "value"

    write_rejects(target, second.rejects, again)
    third = read_file(again, ImportOptions(), now=NOW)
    assert [one.code for one in third.rejects] == [one.code for one in first.rejects]


def test_a_repaired_rejects_file_imports(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "rejects.csv"
    source.write_text(CONTENT)
    write_rejects(source, read_file(source, ImportOptions(), now=NOW).rejects, target)
    repaired = target.read_text().replace("\n;1;", "\nx;1;").replace("b;1x5;", "b;1.5;")
    target.write_text(repaired)
    file = read_file(target, ImportOptions(), now=NOW)
    assert [code for _, _, code, _ in faults(file)] == ["short-row", "broken-quotes"]
    assert file.conversions is not None
    customers = [file.customers[code] for code in file.conversions.customer.tolist()]
    assert customers == ["x", "b"]
    assert file.conversions.value.tolist() == [1_000_000, 1_500_000]

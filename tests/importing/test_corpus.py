"""Small files, a case each: what becomes of every one of their rows.

`corpus/expected.json` is the table: `refused` (words of the sentence), or `rows`, `rejects`
(line and code), `skipped` (reason and count), and where it matters `says` (words of warnings),
`channels`, `total` (revenue or spend) and `format`; `options` are how the file is read.
"""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from attribution_desktop.domain.errors import AttributionError, InputRefused
from attribution_desktop.domain.imports import ImportFormat, ImportOptions, ReadFile, Strictness
from attribution_desktop.importing import check_file, read_file
from attribution_desktop.services.imports import import_journeys, import_spend
from attribution_desktop.services.projects import create_project
from tests.importing.material import NOW, rows_accepted

CORPUS = Path(__file__).parent / "corpus"
EXPECTED: dict[str, dict[str, Any]] = json.loads((CORPUS / "expected.json").read_text("utf-8"))
ACCEPTED = sorted(name for name, case in EXPECTED.items() if "refused" not in case)
REFUSED = sorted(EXPECTED.keys() - set(ACCEPTED))
_FEWEST_FILES = 150


def options_of(case: dict[str, Any]) -> ImportOptions:
    options = dict(case.get("options", {}))
    options["mapping"] = tuple(tuple(pair) for pair in options.get("mapping", ()))
    return ImportOptions(**options)


def total_of(file: ReadFile) -> int:
    if file.spend is not None:
        return int(file.spend.cost.sum())
    if file.paths is not None:
        return int(file.paths.value.sum())
    return 0 if file.conversions is None else int(file.conversions.value.sum())


def test_every_file_is_in_the_table_and_they_are_many() -> None:
    files = {path.name for path in CORPUS.iterdir()} - {"expected.json"}
    assert files == set(EXPECTED)
    assert len(files) >= _FEWEST_FILES


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_without_guessing_is_refused(name: str) -> None:
    case = EXPECTED[name]
    for read in (read_file, check_file):
        with pytest.raises(InputRefused) as refused:
            read(CORPUS / name, options_of(case), now=NOW)
        assert case["refused"] in refused.value.message


@pytest.mark.parametrize("name", ACCEPTED)
def test_every_row_is_accepted_rejected_or_skipped(name: str) -> None:
    case = EXPECTED[name]
    file = read_file(CORPUS / name, options_of(case), now=NOW)
    assert file.rows_read == case["rows"], file
    assert [[one.line, one.code] for one in file.rejects] == case["rejects"]
    assert dict(file.skipped) == case["skipped"]
    skipped = sum(case["skipped"].values())
    assert file.rows_read == rows_accepted(file) + len(file.rejects) + skipped
    for words in case.get("says", ()):
        assert any(words in warning for warning in file.warnings), file.warnings
    assert case.get("channels", file.channels) == file.channels
    if "total" in case:
        assert total_of(file) == round(case["total"] * 1_000_000)
    assert case.get("format", str(file.format)) == str(file.format)


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_check_finds_what_an_import_reads(name: str) -> None:
    case = EXPECTED[name]
    file = read_file(CORPUS / name, options_of(case), now=NOW)
    checked = check_file(CORPUS / name, options_of(case), now=NOW)
    assert (checked.rows_read, checked.rows_rejected) == (file.rows_read, len(file.rejects))
    assert (checked.rows_skipped, checked.channels) == (file.skipped, tuple(file.channels))
    assert checked.rows_good == rows_accepted(file)
    assert checked.revenue + checked.spend == total_of(file)
    assert sum(problem.count for problem in checked.problems) == checked.rows_rejected
    assert set(checked.warnings) == set(file.warnings)


@pytest.mark.parametrize("strictness", list(Strictness))
@pytest.mark.parametrize("name", [name for name in ACCEPTED if EXPECTED[name]["rejects"]])
def test_strictness_decides_over_files_with_rejects(
    name: str, strictness: Strictness, tmp_path: Path
) -> None:
    case = EXPECTED[name]
    given = options_of(case)
    options = dataclasses.replace(given, strictness=strictness)
    currency = given.currency or "USD"
    is_spend = read_file(CORPUS / name, given, now=NOW).format is ImportFormat.SPEND
    take = import_spend if is_spend else import_journeys
    with create_project(tmp_path / "p.attribution", currency=currency) as project:
        try:
            outcome = take(project, CORPUS / name, options)
        except AttributionError:
            assert strictness is Strictness.STRICT
            return
        assert strictness is not Strictness.STRICT
        assert outcome.manifest.is_reconciled
        assert outcome.manifest.rows_rejected >= len(case["rejects"])

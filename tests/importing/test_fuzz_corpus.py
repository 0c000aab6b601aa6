"""Files that a coverage-guided fuzzer made are refused, or none of their rows is lost."""

import zipfile
from pathlib import Path

import pytest

from tests.importing.every_row import assert_every_row_is_accounted_for

CORPUS = Path(__file__).parent / "fuzz" / "corpus.zip"
_PARTS = 8


@pytest.mark.parametrize("part", range(_PARTS))
def test_no_row_of_a_fuzzed_file_is_lost(part: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(CORPUS) as archive:
        names = archive.namelist()
        assert len(names) > _PARTS
        for name in names[part::_PARTS]:
            path = tmp_path / "data.csv"
            path.write_bytes(archive.read(name))
            assert_every_row_is_accounted_for(path)

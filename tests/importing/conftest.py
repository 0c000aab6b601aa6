from pathlib import Path

import pytest
from hypothesis import settings

from attribution_desktop.domain.imports import ImportOptions, ReadFile
from attribution_desktop.importing import read_file
from tests.importing.material import NOW, Read

# No test asserts a time: on a busy machine an example may take any.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture
def data() -> Path:
    """The folder of the sample files."""
    return Path(__file__).parents[1] / "data"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a text or bytes as a CSV file, at a fixed hour."""

    def read_content(content: str | bytes, **options: object) -> ReadFile:
        path = tmp_path / "data.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path, ImportOptions(**options), now=NOW)  # type: ignore[arg-type]

    return read_content

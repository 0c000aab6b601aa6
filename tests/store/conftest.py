"""A fresh project file a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from attribution_desktop.store.project_file import ProjectFile
from tests.store.material import new_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[ProjectFile]:
    with new_project(tmp_path) as opened:
        yield opened

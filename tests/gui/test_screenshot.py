"""Pictures of the pages."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.services.projects import create_demo_project
from attribution_desktop.ui.screenshot import draw_tabs


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "demo.attribution"
    create_demo_project(path).close()
    return path


def test_every_page_is_drawn_at_the_size_asked_for(project: Path, tmp_path: Path) -> None:
    paths = draw_tabs(project, tmp_path / "out", None, "light", (1024, 768))
    assert [path.name for path in paths] == [
        "summary.png",
        "channel-roi.png",
        "model-comparison.png",
        "paths.png",
        "budget.png",
        "journeys.png",
    ]
    assert {QImage(str(path)).size().toTuple() for path in paths} == {(1024, 768)}


def test_one_page_can_be_asked_for(project: Path, tmp_path: Path) -> None:
    assert draw_tabs(project, tmp_path, "paths", "dark", (1280, 800)) == (tmp_path / "paths.png",)


def test_without_a_project_the_welcome_page_is_drawn(tmp_path: Path) -> None:
    assert draw_tabs(None, tmp_path) == (tmp_path / "welcome.png",)


def test_an_unknown_page_is_refused(project: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        draw_tabs(project, tmp_path, "nowhere", "dark", (1280, 800))


def test_a_missing_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused):
        draw_tabs(tmp_path / "none.attribution", tmp_path)

"""The tool that draws every page and dialog draws them, and nothing that it can measure is cut."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attribution_desktop.ui import dialogs
from tests.gallery.data_sets import DATA_SETS, build_project
from tests.gallery.drawing import ALL_SCENES, SMALLEST_SCREEN, draw, staged
from tests.gallery.looks import faults
from tests.gallery.scenes import Scene

ROOT = Path(__file__).parents[2]
SAMPLE = ("summary", "summary-focus", "channels", "import-check-problems")
SIZE = (1024, 768)
_DIALOG = re.compile(r"^class (\w+)\((\w*Dialog)\)", re.MULTILINE)


def drawn(name: str, folder: Path, scenes: list[Scene], theme: str = "dark") -> dict[str, str]:
    """Faults by name of scene; every picture is there and not of one colour."""
    project = build_project(name, folder, touches=20_000)
    found = {}
    with staged(project, theme) as stage:
        for picture in draw(stage, scenes, [SIZE], lambda one, _: folder / f"{one.name}.png"):
            image = QImage(str(picture.path))
            assert image.width() > 100, picture.path.name
            colours = {image.pixel(x, image.height() // 2) for x in range(image.width())}
            assert len(colours) > 1, picture.path.name
            found[picture.path.stem] = "\n".join(picture.faults)
    return found


def test_a_page_and_a_dialog_of_each_kind_are_drawn_without_a_fault(tmp_path: Path) -> None:
    scenes = [scene for scene in ALL_SCENES if scene.name in SAMPLE]
    assert drawn("demo", tmp_path, scenes) == dict.fromkeys(SAMPLE, "")


def test_scenes_have_names_of_their_own() -> None:
    names = [scene.name for scene in ALL_SCENES]
    assert len(set(names)) == len(names)


def test_every_dialog_has_a_scene() -> None:
    """A dialog that is added later is not forgotten."""
    folder = Path(dialogs.__path__[0])
    found = [
        match.groups()
        for file in folder.glob("*.py")
        for match in _DIALOG.finditer(file.read_text("utf-8"))
    ]
    made = {name for name, _ in found} - {base for _, base in found}
    played = "".join(file.read_text("utf-8") for file in (ROOT / "tests" / "gallery").glob("*.py"))
    assert len(made) > 8
    assert {name for name in made if name not in played} == set()


@pytest.mark.long
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", DATA_SETS)
def test_every_scene_is_drawn_with_all_data(tmp_path: Path, name: str, theme: str) -> None:
    wanted = {"none": 15, "empty": 40}.get(name, 90)
    assert len(drawn(name, tmp_path, list(ALL_SCENES), theme)) > wanted


def test_twice_the_scale_gives_twice_the_pixels(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.gallery", str(tmp_path), "--data", "none"]
    command += ["--only", "settings-window", "--themes", "light", "--scales", "100", "200"]
    subprocess.run(command, check=True, cwd=ROOT, env=dict(os.environ), stdout=subprocess.DEVNULL)  # noqa: S603  # ourselves
    one, two = (
        QImage(str(tmp_path / "none" / scale / "light" / "settings-window.png"))
        for scale in ("100", "200")
    )
    assert two.size() == one.size() * 2
    assert json.loads((tmp_path / "screen-200.json").read_text())["screens"][0]["width"] == 3840


def test_what_is_cut_small_or_too_large_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    window.setWindowTitle("Window")
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    cut, small = QLabel("A text that needs more room than it has"), QPushButton("x")
    cut.setFixedWidth(40)
    small.setFixedWidth(12)
    layout.addWidget(cut)
    layout.addWidget(small)
    window.setMinimumSize(SMALLEST_SCREEN.width() + 1, 100)
    window.show()
    found = "\n".join(faults(window, SMALLEST_SCREEN))
    assert "cut: 'A text that needs more room than it has'" in found
    assert "small: QPushButton 'x' is 12 × " in found
    assert f"needs {SMALLEST_SCREEN.width() + 1} × " in found
    cut.setToolTip(cut.text())
    assert "cut: 'A text" not in "\n".join(faults(window, SMALLEST_SCREEN))

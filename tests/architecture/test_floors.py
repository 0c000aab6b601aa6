"""The structure holds: five floors, imports go down only, heavy libraries stay in their rooms."""

import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "attribution_desktop"
ROOMS = ("cli", "domain", "engine", "importing", "reports", "services", "store", "ui", "visuals")


def test_imports_keep_to_the_contracts() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert result.returncode == 0, result.stdout + result.stderr
    assert "5 kept, 0 broken" in result.stdout


def test_no_modules_import_each_other_in_a_circle_not_even_for_their_types() -> None:
    graph = grimp.build_graph("attribution_desktop", cache_dir=None)
    imports = {
        module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules
    }
    TopologicalSorter(imports).prepare()


def loaded_by(module: str) -> set[str]:
    """Top-level names of all modules that importing `module` loads, in a fresh interpreter."""
    code = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(result.stdout.split())


@pytest.mark.parametrize("room", ["domain", "engine"])
def test_pure_rooms_load_neither_window_nor_database(room: str) -> None:
    # The engine loads its six public names only when they are asked for.
    loaded = loaded_by(f"attribution_desktop.{room}; from attribution_desktop.{room} import *")
    assert not loaded & {"PySide6", "pyqtgraph", "peewee", "apsw", "polars", "typer"}


def test_the_engine_without_its_public_names_loads_no_mathematics() -> None:
    assert "scipy" not in loaded_by("attribution_desktop.engine")
    assert "scipy" in loaded_by("attribution_desktop.engine.analytics")


def test_an_import_from_the_command_line_loads_no_mathematics() -> None:
    assert "scipy" not in loaded_by("attribution_desktop.cli.import_commands")


@pytest.mark.parametrize("room", ["services", "store", "importing"])
def test_rooms_without_a_window_do_not_load_qt(room: str) -> None:
    assert not loaded_by(f"attribution_desktop.{room}") & {"PySide6", "pyqtgraph", "shiboken6"}


def test_the_entry_point_loads_nothing_heavy() -> None:
    loaded = loaded_by("attribution_desktop.app")
    assert not loaded & {"PySide6", "numpy", "polars", "scipy", "peewee", "apsw", "pyqtgraph"}


def test_the_rooms_are_those_of_the_design() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders == set(ROOMS)


def test_no_source_file_is_above_400_lines() -> None:
    files = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long

"""Spend of a source and period replaces what was there, and comes back when that is undone."""

from pathlib import Path

from attribution_desktop.domain.imports import ImportFormat, ImportOptions
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.editing import undo_change, undo_import
from attribution_desktop.services.imports import import_spend
from attribution_desktop.services.projects import Project, create_project

SPEND = ImportOptions(format=ImportFormat.SPEND)


def take(project: Project, folder: Path, name: str, costs: dict[str, str]) -> int:
    rows = "".join(f"Brand,Search,{day},{cost}\n" for day, cost in costs.items())
    path = folder / f"{name}.csv"
    path.write_text(f"Campaign,Campaign type,Day,Cost\n{rows}")
    return import_spend(project, path, SPEND).manifest.import_id


def spent(project: Project) -> float | None:
    return analyse(project, default_settings(project)).summary.spend


def test_undoing_a_replacement_brings_back_what_it_replaced(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.attribution") as project:
        take(project, tmp_path, "one", {"2026-09-01": "5", "2026-09-02": "6", "2026-09-03": "7"})
        second = take(project, tmp_path, "two", {"2026-09-02": "60", "2026-09-03": "70"})
        assert spent(project) == 135
        undo_import(project, second)
        assert spent(project) == 18
        undo_change(project)
        assert spent(project) == 135
        undo_import(project, second)
        assert spent(project) == 18


def test_spend_of_an_import_that_was_undone_does_not_come_back(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.attribution") as project:
        first = take(project, tmp_path, "one", {"2026-09-01": "5"})
        second = take(project, tmp_path, "two", {"2026-09-01": "50"})
        undo_import(project, first)
        assert spent(project) == 50
        undo_import(project, second)
        assert not spent(project)


def test_a_day_that_was_replaced_twice_is_not_counted_twice(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.attribution") as project:
        take(project, tmp_path, "one", {"2026-09-01": "5"})
        second = take(project, tmp_path, "two", {"2026-09-01": "50"})
        third = take(project, tmp_path, "three", {"2026-09-01": "500"})
        undo_import(project, second)
        assert spent(project) == 500
        undo_import(project, third)
        assert spent(project) == 5

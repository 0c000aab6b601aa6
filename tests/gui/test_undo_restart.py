"""Undo and redo over closing and opening again, and of what belongs to the user."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.domain.notation import PLAIN, current_notation, use_notation
from attribution_desktop.domain.report_look import PLAIN_LOOK
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.reports.export import FileOptions
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.export_wish import ExportWish
from attribution_desktop.visuals.theme import current_theme

_JOURNEY = TrackedJourney(
    "zoe", "Z1", 50_000_000, 1_789_000_000_000_000, (TrackedTouch("radio", 1_788_900_000_000_000),)
)

Wait = Callable[[], None]


@pytest.fixture(autouse=True)
def plain_again() -> Iterator[None]:
    yield
    use_notation(PLAIN)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


def _steps(program: Program) -> tuple[str, str]:
    """What the menu offers to undo and to do again; empty where it offers nothing."""
    do = program.window.actions_
    texts = [action.text() if action.isEnabled() else "" for action in (do.undo, do.redo)]
    return texts[0].removeprefix("&Undo "), texts[1].removeprefix("&Redo ")


def _orders(program: Program) -> str:
    analysed = program.session.analysed
    assert analysed is not None
    return f"{analysed.analysis.summary.conversions:g}"


def _opened_again(program: Program, settled: Wait) -> None:
    facts = program.session.facts
    assert facts is not None
    program.window.actions_.close_project.trigger()
    settled()
    program.session.open(facts.path)
    settled()


def test_what_was_undone_is_done_again_after_a_restart(demo: Program, settled: Wait) -> None:
    do = demo.window.actions_
    demo.session.track(_JOURNEY)
    settled()
    do.undo.trigger()
    settled()
    _opened_again(demo, settled)
    assert _steps(demo) == ("", "Tracking of order Z1")
    do.redo.trigger()
    settled()
    assert (_orders(demo), _steps(demo)) == ("6", ("Tracking of order Z1", ""))


def test_an_import_that_was_undone_is_done_again_after_a_restart(
    demo: Program, settled: Wait, tmp_path: Path
) -> None:
    file = tmp_path / "shop.csv"
    file.write_text("customer,channel,timestamp,order,value\nann,radio,2026-09-08T10:00:00Z,X1,9\n")
    demo.session.import_file(file, ImportOptions())
    settled()
    demo.window.actions_.undo.trigger()
    settled()
    _opened_again(demo, settled)
    assert _steps(demo) == ("", "Import of shop.csv")
    demo.window.actions_.redo.trigger()
    settled()
    assert (_orders(demo), _steps(demo)) == ("6", ("Import of shop.csv", ""))


def test_another_import_meanwhile_leaves_nothing_to_do_again(
    demo: Program, settled: Wait, tmp_path: Path
) -> None:
    demo.session.track(_JOURNEY)
    settled()
    demo.window.actions_.undo.trigger()
    settled()
    file = tmp_path / "shop.csv"
    file.write_text("customer,channel,timestamp,order,value\nann,radio,2026-09-08T10:00:00Z,X1,9\n")
    demo.session.import_file(file, ImportOptions())
    settled()
    _opened_again(demo, settled)
    assert _steps(demo) == ("Import of shop.csv", "")


def test_the_theme_is_a_step_with_and_without_a_project(program: Program, settled: Wait) -> None:
    do = program.window.actions_
    do.light.trigger()
    assert _steps(program) == ("Change of theme", "")
    do.undo.trigger()
    assert current_theme().name == "dark"
    assert do.dark.isChecked()
    assert _steps(program) == ("", "Change of theme")
    do.open_demo.trigger()
    settled()
    do.redo.trigger()
    assert current_theme().name == "light"
    assert program.window.memory.theme == "light"
    do.close_project.trigger()
    settled()
    assert _steps(program) == ("Change of theme", "")
    do.light.trigger()
    assert _steps(program) == ("Change of theme", "")


def test_what_is_set_for_the_window_is_one_step(program: Program) -> None:
    dialog = program.house.settings.open_settings()
    dialog.general.theme.setCurrentIndex(dialog.general.theme.findData("light"))
    dialog.general.notation.setCurrentIndex(dialog.general.notation.findData("de_DE"))
    dialog.save.click()
    assert _steps(program) == ("Change of theme, numbers and dates", "")
    program.window.actions_.undo.trigger()
    assert current_theme().name == "dark"
    assert current_notation() == PLAIN
    program.window.actions_.redo.trigger()
    assert current_notation().point == ","


def test_settings_of_the_project_are_undone_one_dialog_at_a_time_and_nothing_else_with_them(
    demo: Program, settled: Wait
) -> None:
    for name, value in (("margin", "0.5"), ("lookback", "30")):
        dialog = demo.house.settings.open_settings()
        settled()
        getattr(dialog.project, name).setText(value)
        dialog.save.click()
        settled()
    assert _steps(demo)[0] == "Change of lookback in the project"
    demo.window.actions_.undo.trigger()
    settled()
    assert _steps(demo) == ("Change of margin in the project", "Change of lookback in the project")
    facts = demo.session.facts
    assert facts is not None
    assert (facts.settings.margin, facts.settings.lookback_days) == (0.5, 90.0)
    demo.window.actions_.undo.trigger()
    settled()
    demo.window.actions_.redo.trigger()
    settled()
    demo.window.actions_.redo.trigger()
    settled()
    facts = demo.session.facts
    assert facts is not None
    assert (facts.settings.margin, facts.settings.lookback_days) == (0.5, 30.0)


def test_a_look_kept_with_a_report_is_undone(demo: Program, settled: Wait, tmp_path: Path) -> None:
    look = replace(PLAIN_LOOK, company="Corner Ltd.")
    wish = ExportWish(options=FileOptions("pdf", look=look))
    demo.session.export(tmp_path / "report.pdf", wish)
    settled()
    assert "Written" in demo.window.notice.text
    assert _steps(demo)[0] == "Change of look of reports in the project"
    demo.window.actions_.undo.trigger()
    settled()
    facts = demo.session.facts
    assert facts is not None
    assert facts.look == PLAIN_LOOK


def test_a_theme_of_the_desktop_is_no_step(application: QApplication, program: Program) -> None:
    program.window.actions_.system.trigger()
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert _steps(program) == ("Change of theme", "")

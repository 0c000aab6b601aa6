"""The settings dialog: window, project, reports, backups; saved, refused, undone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.notation import PLAIN, use_notation
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.settings import SettingsDialog
from attribution_desktop.visuals.theme import current_theme

Settled = Callable[[], None]


@pytest.fixture(autouse=True)
def plain_again() -> Iterator[None]:
    yield
    use_notation(PLAIN)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


@pytest.fixture
def dialog(demo: Program, settled: Settled) -> SettingsDialog:
    made = demo.house.settings.open_settings()
    settled()
    return made


def test_settings_of_the_project_are_shown_saved_and_undone(
    demo: Program, dialog: SettingsDialog, settled: Settled
) -> None:
    page = dialog.project
    assert page.name.text() == "Demo"
    assert page.name.cursorPosition() == 0
    assert not page.currency.isEnabled()
    page.name.setText("Corner shop")
    page.lookback.setText("30")
    page.model.setCurrentIndex(page.model.findData("last_touch"))
    dialog.paper.company.setText("Corner Ltd.")
    dialog.save.click()
    settled()
    facts = demo.session.facts
    assert facts is not None
    assert (facts.name, facts.settings.lookback_days) == ("Corner shop", 30.0)
    assert facts.look.company == "Corner Ltd."
    assert demo.session.settings.model == "last_touch"
    assert demo.window.windowTitle().startswith("Corner shop")
    while demo.session.facts == facts and demo.window.actions_.undo.isEnabled():
        demo.window.actions_.undo.trigger()
        settled()
    again = demo.session.facts
    assert again is not None
    assert (again.name, again.settings.lookback_days) == ("Demo", 90.0)
    assert again.look.company == ""


def test_what_makes_no_sense_is_said_under_its_field(dialog: SettingsDialog) -> None:
    dialog.project.lookback.setText("often")
    assert not dialog.save.isEnabled()
    assert "marked" in dialog.reason
    dialog.project.lookback.setText("Unlimited")
    dialog.project.margin.setText("1.5")
    assert not dialog.save.isEnabled()
    dialog.project.margin.setText("0.4")
    assert dialog.save.isEnabled()
    dialog.reject()


def test_what_the_service_refuses_keeps_the_dialog_open(
    dialog: SettingsDialog, settled: Settled
) -> None:
    dialog.project.half_life.setText("1e12")
    dialog.save.click()
    settled()
    assert dialog.isVisible()
    assert "half-life" in dialog.reason
    dialog.reject()


def test_theme_and_notation_count_without_a_project(program: Program) -> None:
    dialog = program.house.settings.open_settings()
    assert dialog.pages.count() == 1
    dialog.general.theme.setCurrentIndex(dialog.general.theme.findData("light"))
    dialog.general.notation.setCurrentIndex(dialog.general.notation.findData("de_DE"))
    dialog.save.click()
    assert current_theme().name == "light"
    assert program.window.memory.notation == "de_DE"


def test_without_a_project_the_dialog_is_no_higher_than_what_it_shows(program: Program) -> None:
    dialog = program.house.settings.open_settings()
    form = dialog.general.layout()
    assert form is not None
    assert dialog.general.height() <= form.sizeHint().height() + 40
    dialog.reject()


def test_a_backup_is_made_and_a_copy_of_it_opened(
    demo: Program, dialog: SettingsDialog, settled: Settled, qtbot: QtBot
) -> None:
    backups = dialog.backups
    assert not backups.restore.isEnabled()
    assert backups.room.text().startswith("No backups yet.")
    backups.make.click()
    settled()
    assert backups.table.rowCount() == 1
    assert "1 backup, " in backups.room.text()
    assert "on request" in backups.table.item(0, 1).text()
    assert demo.session.facts is not None
    original = demo.session.facts.path
    backups.restore.click()
    settled()
    assert demo.session.facts.path != original
    assert demo.session.facts.path.parent == original.parent
    assert demo.window.tab.has_content


def test_a_project_open_for_reading_only_keeps_its_settings(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    from attribution_desktop.services.projects import create_demo_project  # noqa: PLC0415

    with create_demo_project(tmp_path / "shared.attribution"):
        program.session.open(tmp_path / "shared.attribution")
        settled()
        dialog = program.house.settings.open_settings()
        settled()
        assert not dialog.project.isEnabled()
        assert not dialog.backups.make.isEnabled()
        dialog.save.click()
    program.session.close()
    settled()

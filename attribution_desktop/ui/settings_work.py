"""Between the settings dialog and what it sets: window, project, reports, backups."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.progress import Progress
from attribution_desktop.services.backups import (
    Backup,
    BackupRoom,
    back_up_now,
    backup_room,
    list_backups,
    restore_backup,
)
from attribution_desktop.services.catalogue import available_models
from attribution_desktop.services.project_settings import settings_in_force
from attribution_desktop.services.projects import Project
from attribution_desktop.services.report_looks import kept_look
from attribution_desktop.ui.appearance import Appearance, Looks
from attribution_desktop.ui.desk import ProjectFacts, facts_of
from attribution_desktop.ui.dialogs.settings import ProjectChoices, SettingsDialog
from attribution_desktop.ui.folder_view import show_folder
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.settings_steps import (
    SettingsChange,
    change_from,
    keep_change,
    step_name,
)
from attribution_desktop.ui.telling import Telling
from attribution_desktop.ui.undoing import Undoing
from attribution_desktop.ui.window_frame import WindowFrame


@dataclass(frozen=True, slots=True)
class _Known:
    """What the dialog shows of the open project."""

    choices: ProjectChoices
    backups: tuple[Backup, ...]
    room: BackupRoom


class SettingsWork(QObject):
    """Opens the dialog, fills it, and keeps what is saved in it, as one step to undo."""

    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        window: WindowFrame,
        appearance: Appearance,
        undoing: Undoing,
        telling: Telling,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._appearance = appearance
        self._undoing = undoing
        self._dialog: SettingsDialog | None = None
        self._before: ProjectChoices | None = None
        self._folder: Path | None = None
        self.failed.connect(telling.tell_failure)
        window.actions_.settings.triggered.connect(self.open_settings)
        session.changes_announced.connect(self._on_changes)

    @Slot()
    def open_settings(self) -> SettingsDialog:
        """Show the settings; those of the project follow as soon as they are read."""
        dialog = SettingsDialog(
            [(model.id, model.label) for model in available_models()], self._window
        )
        dialog.general.show_choices(self._appearance.looks.theme, self._appearance.looks.notation)
        dialog.appearance_chosen.connect(self._keep_appearance)
        dialog.project_chosen.connect(self._keep_project)
        dialog.backups.restore_requested.connect(self._restore)
        dialog.backups.backup_requested.connect(self._back_up)
        dialog.backups.folder_requested.connect(self._show_folder)
        dialog.finished.connect(self._forget)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog = dialog
        has_project = self._session.facts is not None
        if not has_project:
            dialog.fit_window_page()
        dialog.open()
        if has_project:
            self._session.ask_project("Reading the settings", _known, self._show, self.failed.emit)
        return dialog

    @Slot()
    def _forget(self) -> None:
        self._dialog = None

    def _show(self, known: _Known) -> None:
        facts, dialog = self._session.facts, self._dialog
        if facts is None or dialog is None:
            return
        self._before = known.choices
        analysed = self._session.analysed
        dialog.show_project(
            dict(known.choices.values),
            known.choices.look,
            is_empty=analysed is not None and not analysed.channels,
            is_writable=facts.is_writable,
        )
        self._show_backups(known)

    def _show_backups(self, known: _Known) -> None:
        facts, dialog = self._session.facts, self._dialog
        if facts is not None and dialog is not None:
            self._folder = known.room.folder
            dialog.backups.show_backups(known.backups, known.room, is_writable=facts.is_writable)

    @Slot(str, str)
    def _keep_appearance(self, theme: str, notation: str) -> None:
        self._appearance.choose(Looks(theme, notation))

    @Slot(object)
    def _keep_project(self, choices: ProjectChoices) -> None:
        before = self._before
        if before is None or choices == before:
            self._close()
            return
        forward, backward = change_from(before, choices), change_from(choices, before)
        self._session.ask_project(
            "Keeping the settings",
            partial(keep_change, forward),
            partial(self._on_kept, forward, backward),
            self._tell_refused,
        )

    def _on_kept(self, forward: SettingsChange, backward: SettingsChange, changes: Changes) -> None:
        self._close()
        self._undoing.remember(
            step_name(forward),
            partial(keep_change, backward),
            partial(keep_change, forward),
            words="The settings are kept.",
        )
        self._session.announce(changes)

    def _tell_refused(self, error: BaseException) -> None:
        if self._dialog is not None:
            self._dialog.show_failure(error)
        else:
            self.failed.emit(error)

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.has_settings:
            self._session.ask_project("Reading the settings", _facts, self._renew, self.failed.emit)

    def _renew(self, facts: ProjectFacts) -> None:
        self._session.renew_facts(facts)

    # Backups

    @Slot(object)
    def _restore(self, backup: Backup) -> None:
        facts = self._session.facts
        if facts is None:
            return
        target = _free_place(facts.path, backup)
        self._session.ask_project(
            f"Copying {backup.path.name}",
            partial(_restored, backup, target),
            self._open_copy,
            self._tell_refused,
        )

    def _open_copy(self, path: Path) -> None:
        self._close()
        self._session.open(path)

    @Slot()
    def _back_up(self) -> None:
        self._session.ask_project(
            "Making a backup", _backed_up, self._show_backups, self._tell_refused
        )

    @Slot()
    def _show_folder(self) -> None:
        if self._folder is not None:
            show_folder(self._folder, self._window)


def _known(project: Project, _: Progress) -> _Known:
    values = tuple(settings_in_force(project).items())
    choices = ProjectChoices(values, kept_look(project))
    return _Known(choices, list_backups(project), backup_room(project))


def _facts(project: Project, _: Progress) -> ProjectFacts:
    return facts_of(project)


def _backed_up(project: Project, progress: Progress) -> _Known:
    back_up_now(project, progress)
    return _known(project, progress)


def _restored(backup: Backup, target: Path, _: Project, progress: Progress) -> Path:
    return restore_backup(backup.path, target, progress)


def _free_place(project: Path, backup: Backup) -> Path:
    """Beside the project, named after it and the moment of the backup."""
    moment = backup.path.stem.partition(" ")[0][:15]
    for number in range(1, 1000):
        ending = "" if number == 1 else f" {number}"
        target = project.with_name(f"{project.stem} {moment}{ending}{project.suffix}")
        if not target.exists():
            break
    return target

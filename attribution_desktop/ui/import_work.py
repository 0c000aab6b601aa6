"""What the import dialogs ask of the project: checks, rejects files, the list, and taking back."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.imports import ImportOptions, Reject
from attribution_desktop.domain.progress import Progress
from attribution_desktop.services.channels import merge_channels
from attribution_desktop.services.editing import past_changes, undo_change, undo_import
from attribution_desktop.services.import_checks import check_import
from attribution_desktop.services.imports import past_imports, save_rejects
from attribution_desktop.services.projects import Project
from attribution_desktop.ui.session import Session


class ImportWork(QObject):
    """Every request returns at once; its answer comes as a signal in the window's thread."""

    file_checked = Signal(object)  # CheckedFile
    check_failed = Signal(object)  # exception, here and in every …_failed
    import_undone = Signal(int)
    undo_failed = Signal(object)
    imports_listed = Signal(object)  # tuple of ImportManifest, the oldest first
    listing_failed = Signal(object)
    rejects_saved = Signal(object, int)  # path, rows
    saving_failed = Signal(object)
    channels_merged = Signal(str, str, int)  # source, target, number of the change
    channels_parted = Signal(int)
    merging_failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    @Slot(object, object)
    def check(self, path: Path, options: ImportOptions) -> None:
        """Read a whole file and store nothing."""
        self._session.ask_project(
            f"Checking {path.name}",
            partial(_checked, path, options),
            self.file_checked.emit,
            self.check_failed.emit,
        )

    @Slot(int)
    def undo(self, import_id: int) -> None:
        """Take back all that an import added."""
        self._session.ask_project(
            "Undoing the import",
            partial(_undone, import_id),
            partial(self._on_undone, import_id),
            self.undo_failed.emit,
        )

    @Slot()
    def list_imports(self) -> None:
        self._session.ask_project(
            "Listing the imports", _listed, self.imports_listed.emit, self.listing_failed.emit
        )

    def save_rejects(
        self, path: Path, rejects: tuple[Reject, ...], target: Path, options: ImportOptions
    ) -> None:
        """Write the rejected rows of a file, with what is wrong with them."""
        self._session.ask_project(
            f"Writing {target.name}",
            partial(_saved, path, rejects, target, options),
            partial(self.rejects_saved.emit, target),
            self.saving_failed.emit,
        )

    @Slot(str, str)
    def merge(self, source: str, target: str) -> None:
        """Count one channel as another."""
        self._session.ask_project(
            f"Merging {source} into {target}",
            partial(_merged, source, target),
            partial(self._on_merged, source, target),
            self.merging_failed.emit,
        )

    @Slot(int)
    def part(self, number: int) -> None:
        """Take the merging back that was this change."""
        self._session.ask_project(
            "Parting channels",
            partial(_parted, number),
            partial(self._on_parted, number),
            self.merging_failed.emit,
        )

    def _on_merged(self, source: str, target: str, merged: tuple[int, Changes]) -> None:
        number, changes = merged
        self.channels_merged.emit(source, target, number)
        self._session.announce(changes)

    def _on_parted(self, number: int, changes: Changes) -> None:
        self.channels_parted.emit(number)
        self._session.announce(changes)

    def _on_undone(self, import_id: int, changes: Changes) -> None:
        self.import_undone.emit(import_id)
        self._session.announce(changes)


def _checked(path: Path, options: ImportOptions, project: Project, progress: Progress) -> Any:
    return check_import(project, path, options, progress)


def _undone(import_id: int, project: Project, _: Progress) -> Changes:
    return undo_import(project, import_id)[1]


def _merged(source: str, target: str, project: Project, _: Progress) -> tuple[int, Changes]:
    changes = merge_channels(project, source, target)
    return past_changes(project)[0].number, changes


def _parted(number: int, project: Project, _: Progress) -> Changes:
    return undo_change(project, number)[1]


def _listed(project: Project, _: Progress) -> Any:
    return past_imports(project)


def _saved(  # what is written where, and the worker's two
    path: Path,
    rejects: tuple[Reject, ...],
    target: Path,
    options: ImportOptions,
    _: Project,
    __: Progress,
) -> int:
    return save_rejects(path, rejects, target, options)

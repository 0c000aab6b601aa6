"""Importing files: chosen or dropped, one dialog after another, and the list of all imports."""

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from attribution_desktop.domain.imports import ImportFormat, ImportOptions, Reject
from attribution_desktop.ui.dialogs.import_file import ImportDialog
from attribution_desktop.ui.dialogs.import_list import ImportListDialog
from attribution_desktop.ui.import_work import ImportWork
from attribution_desktop.ui.session import Session

_DATA = "Data files (*.csv *.tsv *.txt *.gz *.zip *.xlsx);;All files (*)"
_TABLES = "CSV files (*.csv)"

FileDialog = Callable[[str, str, QFileDialog.FileMode], QFileDialog]
"""Makes a dialog for files: title, kinds of files, and what may be chosen."""


class FileImports(QObject):
    """Opens a dialog for each file, the next when the one before is closed.

    Parameters
    ----------
    file_dialog
        Makes the dialogs in which files are chosen.
    """

    project_needed = Signal()

    def __init__(self, session: Session, window: QWidget, file_dialog: FileDialog) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._file_dialog = file_dialog
        self._waiting: deque[tuple[Path, ImportFormat | None]] = deque()
        self._number = self._total = 0
        self._dialog: ImportDialog | None = None
        self._work: ImportWork | None = None
        self._rejects: tuple[Path, tuple[Reject, ...], ImportOptions] | None = None
        session.project_opened.connect(self._go_on)
        session.opening_failed.connect(self.drop_rest)

    @Slot()
    def choose_journeys(self) -> None:
        """Ask which files of touches, orders or paths to import; of spend as well."""
        dialog = self._file_dialog("Import journeys", _DATA, QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._take_chosen)
        _open(dialog)

    @Slot()
    def choose_spend(self) -> None:
        """Ask which files of advertising spend to import."""
        dialog = self._file_dialog("Import spend", _DATA, QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._take_spend)
        _open(dialog)

    def add(self, paths: Sequence[Path], format_: ImportFormat | None = None) -> None:
        """Import files one after the other; without a project, ask for one first."""
        self._waiting.extend((path, format_) for path in paths)
        self._total += len(paths)
        if self._dialog is not None:
            self._dialog.set_place(self._number, self._total)
            return
        self._open_next()

    def add_later(self, paths: Sequence[Path]) -> None:
        """Import files as soon as the project that is being opened is open."""
        self._waiting.extend((path, None) for path in paths)
        self._total += len(paths)

    @Slot()
    def drop_rest(self) -> None:
        """Forget the files that still wait."""
        self._waiting.clear()
        self._total = self._number

    @Slot()
    def open_list(self) -> ImportListDialog | None:
        """Show every import of the project; None without one."""
        facts = self._session.facts
        if facts is None:
            return None
        dialog = ImportListDialog(facts.time_zone, self._window, is_writable=facts.is_writable)
        work = ImportWork(self._session, dialog)
        work.imports_listed.connect(dialog.show_imports)
        work.listing_failed.connect(dialog.show_failure)
        work.undo_failed.connect(dialog.show_failure)
        work.import_undone.connect(dialog.show_undone)
        work.import_undone.connect(work.list_imports)
        dialog.undo_requested.connect(work.undo)
        _open(dialog)
        work.list_imports()
        return dialog

    def _open_next(self) -> None:
        if not self._waiting:
            self._number = self._total = 0
            return
        if self._session.facts is None:
            self.project_needed.emit()
            return
        path, format_ = self._waiting.popleft()
        self._number += 1
        self._dialog = self._opened(path, format_)
        self._dialog.set_place(self._number, self._total)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.rest_dropped.connect(self.drop_rest)
        self._dialog.begin()

    def _opened(self, path: Path, format_: ImportFormat | None) -> ImportDialog:
        session, facts = self._session, self._session.facts
        options = ImportOptions(
            format=format_,
            time_zone="UTC" if facts is None else facts.time_zone,
            currency="" if facts is None else facts.currency,
        )
        dialog = ImportDialog(path, options, self._window)
        self._serve(dialog)
        dialog.preview_requested.connect(session.preview)
        dialog.import_requested.connect(session.import_file)
        dialog.cancel_requested.connect(session.cancel)
        session.file_previewed.connect(dialog.show_preview)
        session.preview_failed.connect(dialog.show_failure)
        session.import_finished.connect(dialog.show_result)
        session.import_failed.connect(dialog.show_failure)
        session.work_progressed.connect(dialog.advance)
        _open(dialog)
        return dialog

    def _serve(self, dialog: ImportDialog) -> None:
        work = ImportWork(self._session, dialog)
        alike = dialog.outcome.alike
        dialog.check_requested.connect(work.check)
        dialog.undo_requested.connect(work.undo)
        dialog.rejects_requested.connect(self._ask_where_rejects_go)
        dialog.merge_requested.connect(work.merge)
        dialog.parting_requested.connect(work.part)
        work.file_checked.connect(dialog.show_check)
        work.check_failed.connect(dialog.show_failure)
        work.import_undone.connect(dialog.show_undone)
        work.undo_failed.connect(dialog.tell_failure)
        work.rejects_saved.connect(dialog.tell_saved)
        work.saving_failed.connect(dialog.tell_failure)
        work.channels_merged.connect(alike.show_merged)
        work.channels_parted.connect(alike.show_parted)
        work.merging_failed.connect(dialog.tell_failure)
        self._work = work

    @Slot()
    def _go_on(self) -> None:
        """A project is open: what waited for one can begin, where it can be written."""
        facts = self._session.facts
        if facts is not None and not facts.is_writable:
            self.drop_rest()
        if self._waiting and self._dialog is None:
            self._open_next()

    @Slot()
    def _forget_dialog(self) -> None:
        self._dialog = self._work = None
        self._open_next()

    @Slot(object, object, object)
    def _ask_where_rejects_go(
        self, path: Path, rejects: tuple[Reject, ...], options: ImportOptions
    ) -> None:
        self._rejects = (path, rejects, options)
        dialog = self._file_dialog("Save the rows not taken", _TABLES, QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{path.stem}-rejects.csv")
        dialog.fileSelected.connect(self._save_rejects)
        _open(dialog)

    @Slot(str)
    def _save_rejects(self, chosen: str) -> None:
        if self._rejects is not None and self._work is not None:
            path, rejects, options = self._rejects
            self._work.save_rejects(path, rejects, Path(chosen), options)

    @Slot(list)
    def _take_chosen(self, chosen: list[str]) -> None:
        self.add([Path(one) for one in chosen])

    @Slot(list)
    def _take_spend(self, chosen: list[str]) -> None:
        self.add([Path(one) for one in chosen], ImportFormat.SPEND)


def _open(dialog: QDialog) -> None:
    """Show without waiting; the dialog frees itself when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()

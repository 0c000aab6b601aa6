"""The dialogs of the window: each is opened, answered by the session, and let go."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.reports.output_names import safe_name
from attribution_desktop.services.reporting import build_report
from attribution_desktop.services.row_exports import ROW_TABLES
from attribution_desktop.ui.dialogs.export_report import KINDS, ExportDialog
from attribution_desktop.ui.dialogs.new_project import NewProjectDialog
from attribution_desktop.ui.export_memory import remember_export, restore_export
from attribution_desktop.ui.export_wish import ExportWish
from attribution_desktop.ui.file_imports import FileImports
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.session import Session

PROJECT_SUFFIX = ".attribution"
_PROJECTS = f"Attribution projects (*{PROJECT_SUFFIX})"


class Conversations(QObject):
    """Opens dialogs over the window and ties them to the session.

    Parameters
    ----------
    has_native_dialogs
        Whether files are chosen in the desktop's own dialogs.
    """

    export_requested = Signal(object, object)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        memory: WindowMemory,
        *,
        has_native_dialogs: bool = True,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._memory = memory
        self._has_native_dialogs = has_native_dialogs
        self._named: tuple[str, str, str] | None = None
        self._wish: ExportWish | None = None
        self._export_dialog: ExportDialog | None = None
        self.imports = FileImports(session, window, self._files_dialog)

    @Slot()
    def open_new_project(self) -> None:
        dialog = NewProjectDialog(self._window)
        dialog.project_named.connect(self._place_new_project)
        _open(dialog)

    @Slot()
    def open_project(self) -> None:
        dialog = self._file_dialog("Open project", _PROJECTS)
        dialog.fileSelected.connect(self._open_project)
        _open(dialog)

    def open_export(self, plan: BudgetPlan | None, suffix: str = "") -> ExportDialog | None:
        """Ask what to export, a file of kind `suffix` at first; None without an analysis."""
        analysed, session = self._session.analysed, self._session
        if analysed is None or session.facts is None:
            return None
        tables = build_report(analysed.analysis, plan).tables()
        names = (*((table.id, table.title) for table in tables), *ROW_TABLES)
        dialog = ExportDialog(names, plan, self._window)
        self._export_dialog = dialog
        restore_export(dialog, self._memory)
        dialog.paper.set_look(session.facts.look)
        dialog.choose_kind(suffix)
        dialog.page_requested.connect(session.draw_page)
        session.page_drawn.connect(dialog.show_page)
        session.page_failed.connect(dialog.show_failure)
        dialog.export_chosen.connect(self._place_export)
        _open(dialog)
        return dialog

    def _file_dialog(self, title: str, names: str, *, is_saving: bool = False) -> QFileDialog:
        mode = QFileDialog.FileMode.AnyFile if is_saving else QFileDialog.FileMode.ExistingFile
        dialog = self._files_dialog(title, names, mode)
        if is_saving:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        return dialog

    def _files_dialog(self, title: str, names: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title, self._memory.folder, names)
        if not self._has_native_dialogs:
            dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(self._remember_folder)
        return dialog

    @Slot(object, str)
    def _place_export(self, wish: ExportWish, suffix: str) -> None:
        if self._session.analysed is None or self._export_dialog is None:
            return
        remember_export(self._export_dialog, self._memory)
        self._wish, self._export_dialog = wish, None
        name = safe_name(self._session.analysed.analysis.identity.name)
        kind = next(kind for kind in KINDS if kind.suffix == suffix)
        dialog = self._file_dialog("Where it goes", f"{kind.title} (*.{suffix})", is_saving=True)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{name}.{suffix}")
        dialog.fileSelected.connect(self._export_chosen)
        _open(dialog)

    @Slot(list)
    def _remember_folder(self, chosen: list[str]) -> None:
        self._memory.folder = str(Path(chosen[0]).parent)

    @Slot(str)
    def _open_project(self, chosen: str) -> None:
        self._session.visit(Path(chosen))

    @Slot(str)
    def _export_chosen(self, chosen: str) -> None:
        if self._wish is not None:
            self.export_requested.emit(Path(chosen), self._wish)

    @Slot(str, str, str)
    def _place_new_project(self, name: str, currency: str, time_zone: str) -> None:
        self._named = (name, currency, time_zone)
        dialog = self._file_dialog("Where the project goes", _PROJECTS, is_saving=True)
        dialog.setDefaultSuffix(PROJECT_SUFFIX.removeprefix("."))
        dialog.selectFile(f"{name}{PROJECT_SUFFIX}")
        dialog.fileSelected.connect(self._create_project)
        _open(dialog)

    @Slot(str)
    def _create_project(self, chosen: str) -> None:
        if self._named is not None:
            self._session.create(Path(chosen), *self._named)


def _open(dialog: QDialog) -> None:
    """Show without waiting; the dialog frees itself when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()

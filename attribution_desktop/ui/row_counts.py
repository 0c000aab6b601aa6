"""Between the session and the Summary page: what became of the rows of the imported files."""

from PySide6.QtCore import QObject, Slot

from attribution_desktop.domain.changes import Changes
from attribution_desktop.services.file_rows import FileRows, file_rows
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.tabs.summary import SummaryTab


class RowCounts(QObject):
    """Asks anew whenever a project was opened or its journeys changed."""

    def __init__(self, session: Session, tab: SummaryTab, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._tab = tab
        session.project_opened.connect(self._ask)
        session.changes_announced.connect(self._follow)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.has_journeys:
            self._ask()

    @Slot()
    def _ask(self) -> None:
        self._tab.show_file_rows(None)
        self._session.ask_project("Counting file rows", file_rows, self._show, self._do_without)

    @Slot(object)
    def _show(self, rows: FileRows) -> None:
        self._tab.show_file_rows(rows)

    @Slot(object)
    def _do_without(self, _: BaseException) -> None:
        """The line then begins with the conversions, which are exact without it."""

"""Storing what was entered in a dialog that stays open until that is done."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.progress import Progress
from attribution_desktop.services.projects import Project
from attribution_desktop.ui.dialogs.entry_dialog import EntryDialog
from attribution_desktop.ui.session import Session


class DialogSaving(QObject):
    """Stores what a dialog made of a journey, and closes it once that is done.

    Parameters
    ----------
    store
        Puts what was entered into a project.
    """

    def __init__(
        self,
        session: Session,
        dialog: EntryDialog,
        store: Callable[[Project, Any], Changes],
    ) -> None:
        super().__init__(dialog)
        self._session = session
        self._dialog: EntryDialog | None = dialog
        self._store = store
        dialog.finished.connect(self._let_go)

    @Slot(object)
    def save(self, entered: object) -> None:
        work = partial(_stored, self._store, entered)
        self._session.ask_project("Saving the journey", work, self._finish, self._tell)

    def _finish(self, changes: Changes) -> None:
        if self._dialog is not None:
            self._dialog.finish(changes)
        self._session.announce(changes)

    def _tell(self, error: BaseException) -> None:
        if self._dialog is not None:
            self._dialog.show_failure(error)

    @Slot()
    def _let_go(self) -> None:
        self._dialog = None


def _stored(
    store: Callable[[Project, Any], Changes], entered: object, project: Project, _: Progress
) -> Changes:
    return store(project, entered)

"""Changing and deleting journeys that were imported without times."""

import time
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.instants import MICROSECONDS_PER_SECOND
from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.tracking import StoredPath, TrackedPath
from attribution_desktop.services.editing import delete_path, edit_path, own_path
from attribution_desktop.services.projects import Project
from attribution_desktop.ui.dialog_saving import DialogSaving
from attribution_desktop.ui.dialogs.path_row import PathRowDialog
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.window_frame import WindowFrame


class PathEditing(QObject):
    """Opens the dialog of a path over the window and has done what was decided in it."""

    failed = Signal(object)

    def __init__(self, session: Session, window: WindowFrame) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def edit(self, row: int) -> None:
        """Open a path, given by its row, to change it."""
        self._session.ask_project("Reading the path", partial(_own, row), self._open, self._tell)

    def delete(self, row: int) -> None:
        """Delete a path with its touches; the notice offers to undo."""
        self._session.ask_project(
            "Deleting the path", partial(_deleted, row), self._session.announce, self._tell
        )

    def _open(self, stored: StoredPath) -> None:
        facts = self._session.facts
        if facts is None:
            return
        now = int(time.time()) * MICROSECONDS_PER_SECOND
        dialog = PathRowDialog(stored, facts.currency, facts.time_zone, now, self._window)
        if self._session.analysed is not None:
            dialog.set_channels(self._session.analysed.channels)
        saving = DialogSaving(self._session, dialog, partial(_edited, stored))
        dialog.entered.connect(saving.save)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


def _own(row: int, project: Project, _: Progress) -> StoredPath:
    return own_path(project, row)


def _edited(stored: StoredPath, project: Project, path: TrackedPath) -> Changes:
    return edit_path(project, stored, path)


def _deleted(row: int, project: Project, _: Progress) -> Changes:
    return delete_path(project, own_path(project, row))[1]

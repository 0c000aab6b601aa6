"""Between the session and the Channels dialog."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.progress import Progress
from attribution_desktop.services.channel_rules import near_duplicates
from attribution_desktop.services.channels import (
    ChannelEntry,
    list_channels,
    merge_channels,
    rename_channel,
)
from attribution_desktop.services.projects import Project
from attribution_desktop.ui.dialogs.channels import ChannelsDialog
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.undoing import Undoing
from attribution_desktop.ui.window_frame import WindowFrame


@dataclass(frozen=True, slots=True)
class _Listed:
    entries: tuple[ChannelEntry, ...]
    alike: tuple[tuple[str, str], ...]


class ChannelsWork(QObject):
    """Opens the dialog, keeps its list true, and does what is decided in it."""

    def __init__(self, session: Session, undoing: Undoing, window: WindowFrame) -> None:
        super().__init__(window)
        self._session = session
        self._undoing = undoing
        self._window = window
        self._dialog: ChannelsDialog | None = None
        session.changes_announced.connect(self._list)

    @Slot()
    def open_channels(self) -> ChannelsDialog | None:
        """Show the channels; None without a project."""
        facts = self._session.facts
        if facts is None:
            return None
        dialog = ChannelsDialog(self._window, is_writable=facts.is_writable)
        self._dialog = dialog
        dialog.rename_requested.connect(self._rename)
        dialog.merge_requested.connect(self._merge)
        dialog.undo_requested.connect(self._undoing.undo)
        dialog.finished.connect(self._let_go)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        self._list()
        return dialog

    @Slot()
    def _list(self) -> None:
        if self._dialog is not None:
            self._session.ask_project("Reading the channels", _listed, self._show, self._tell)

    @Slot(object, object)
    def _rename(self, old: str, new: str) -> None:
        work = partial(_renamed, old, new)
        done = partial(self._finish, f"{old} is now shown as {new}.")
        self._session.ask_project("Renaming the channel", work, done, self._tell)

    @Slot(object, object)
    def _merge(self, source: str, target: str) -> None:
        work = partial(_merged, source, target)
        done = partial(self._finish, f"{source} now counts as {target}.")
        self._session.ask_project("Merging the channels", work, done, self._tell)

    def _finish(self, words: str, changes: Changes) -> None:
        if self._dialog is not None:
            self._dialog.tell(words)
        self._undoing.say_next(words)
        self._session.announce(changes)

    def _show(self, listed: _Listed) -> None:
        if self._dialog is not None:
            swatches = {entry.name: place for place, entry in enumerate(listed.entries)}
            self._dialog.show_channels(listed.entries, listed.alike, swatches)

    def _tell(self, error: BaseException) -> None:
        if self._dialog is not None:
            self._dialog.show_failure(error)

    @Slot()
    def _let_go(self) -> None:
        self._dialog = None


def _listed(project: Project, progress: Progress) -> _Listed:
    entries = list_channels(project, progress)
    return _Listed(entries, near_duplicates([entry.name for entry in entries]))


def _renamed(old: str, new: str, project: Project, _: Progress) -> Changes:
    return rename_channel(project, old, new)


def _merged(source: str, target: str, project: Project, _: Progress) -> Changes:
    return merge_channels(project, source, target)

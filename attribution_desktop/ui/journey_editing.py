"""Entering, changing and deleting journeys, and deleting a customer for good."""

import time
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.instants import MICROSECONDS_PER_SECOND
from attribution_desktop.domain.open_journey import OpenJourney
from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.domain.tracking import TrackedJourney
from attribution_desktop.services.editing import (
    Erasure,
    delete_customer,
    delete_journey,
    edit_journey,
    own_journey,
)
from attribution_desktop.services.journey_preview import preview_journey
from attribution_desktop.services.projects import Project
from attribution_desktop.services.tracking import ModelSplits
from attribution_desktop.ui.dialog_saving import DialogSaving
from attribution_desktop.ui.dialogs.track_journey import TrackJourneyDialog
from attribution_desktop.ui.path_editing import PathEditing
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.tabs.journeys import JourneysTab
from attribution_desktop.ui.window_frame import WindowFrame
from attribution_desktop.visuals.theme import current_theme


@dataclass(frozen=True, slots=True)
class _Erased:
    customer: str
    erasure: Erasure


class JourneyEditing(QObject):
    """Opens the dialog of a journey over the window and has done what was decided in it."""

    failed = Signal(object)

    def __init__(self, session: Session, tab: JourneysTab, window: WindowFrame) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._paths = PathEditing(session, window)
        self._paths.failed.connect(self.failed)
        tab.detail.edit_requested.connect(self._edit_open)
        tab.detail.deletion_requested.connect(self._delete_open)
        tab.erasure_requested.connect(self.ask_erasure)

    @Slot()
    def open_new(self) -> TrackJourneyDialog | None:
        """Ask for a journey to track; None without a project."""
        dialog = self._dialog(None)
        if dialog is None:
            return None
        session = self._session
        dialog.entered.connect(session.track)
        session.journey_tracked.connect(dialog.finish)
        session.tracking_failed.connect(dialog.show_failure)
        return dialog

    @Slot(object)
    def _edit_open(self, journey: OpenJourney) -> None:
        if journey.path_row is not None:
            self._paths.edit(journey.path_row)
        else:
            self.edit(journey.row.order)

    @Slot(object)
    def _delete_open(self, journey: OpenJourney) -> None:
        if journey.path_row is not None:
            self._paths.delete(journey.path_row)
        else:
            self.delete(journey.row.order)

    @Slot(object)
    def edit(self, order: str) -> None:
        """Open a stored journey to change it."""
        self._session.ask_project(
            "Reading the journey", partial(_own, order), self._open_stored, self._tell
        )

    @Slot(object)
    def delete(self, order: str) -> None:
        """Delete an order with the touches that are its own; the notice offers to undo."""
        self._session.ask_project(
            "Deleting the journey", partial(_deleted, order), self._session.announce, self._tell
        )

    @Slot(object)
    def ask_erasure(self, customer: str) -> QMessageBox:
        """Delete a customer for good, if that is really meant."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Delete customer")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Delete {customer} with all touches and orders, for good?")
        box.setInformativeText(
            "This cannot be undone, and neither can any change made before it: the history that "
            "could bring the customer back goes too. Backups that still hold the customer are "
            "named afterwards."
        )
        erase = box.addButton("&Delete for good", QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        erase.clicked.connect(partial(self._erase, customer))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
        return box

    def _erase(self, customer: str) -> None:
        self._session.ask_project(
            "Deleting the customer",
            partial(_erased, customer),
            self._tell_erased,
            self._tell_not_erased,
        )

    def _tell_not_erased(self, error: BaseException) -> None:
        """Where only bytes are left in the file, the customer is gone from what is shown."""
        self._tell(error)
        self._session.announce(Changes(has_journeys=True))

    def _tell_erased(self, erased: _Erased) -> None:
        removed, backups = erased.erasure.removed, erased.erasure.backups
        text = (
            f"{erased.customer} is deleted for good: {formatted(removed.touches, Kind.COUNT)}"
            f" touches and {formatted(removed.orders, Kind.COUNT)} orders."
        )
        if backups:
            names = ", ".join(backup.path.name for backup in backups)
            self._window.tell_warning(f"{text} These backups still hold the customer: {names}.")
        else:
            self._window.tell_success(f"{text} No backup holds the customer.")
        self._session.announce(erased.erasure.changes)

    def _open_stored(self, journey: TrackedJourney) -> None:
        dialog = self._dialog(journey)
        if dialog is not None:
            saving = DialogSaving(self._session, dialog, partial(_edited, journey.order))
            dialog.entered.connect(saving.save)

    def _dialog(self, journey: TrackedJourney | None) -> TrackJourneyDialog | None:
        facts = self._session.facts
        if facts is None:
            return None
        now = int(time.time()) * MICROSECONDS_PER_SECOND
        dialog = TrackJourneyDialog(
            facts.currency, facts.time_zone, now, self._window, journey=journey
        )
        analysed = self._session.analysed
        if analysed is not None:
            dialog.set_channels(analysed.channels)
            dialog.set_swatches(analysed.swatches, current_theme())
        previewing = _Previewing(self._session, dialog, journey.order if journey else "")
        dialog.preview_wanted.connect(previewing.ask)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


class _Previewing(QObject):
    """Answers a dialog with the newest preview; one at a time is under way."""

    def __init__(self, session: Session, dialog: TrackJourneyDialog, replaced: str) -> None:
        super().__init__(dialog)
        self._session = session
        self._dialog: TrackJourneyDialog | None = dialog
        self._replaced = replaced
        self._waiting: TrackedJourney | None = None
        self._is_asking = False
        dialog.finished.connect(self._let_go)

    @Slot(object)
    def ask(self, journey: TrackedJourney) -> None:
        if self._is_asking:
            self._waiting = journey
            return
        self._is_asking = True
        work = partial(_preview, journey, self._session.settings, self._replaced)
        self._session.ask_project(
            "Previewing the journey", work, self._show, self._give_up, is_errand=True
        )

    def _show(self, splits: ModelSplits) -> None:
        if self._dialog is not None:
            self._dialog.show_preview(splits)
        self._go_on()

    def _give_up(self, _: Any) -> None:
        """A preview that fails is only not shown: storing says what is wrong."""
        self._go_on()

    def _go_on(self) -> None:
        self._is_asking = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None and self._dialog is not None:
            self.ask(waiting)

    @Slot()
    def _let_go(self) -> None:
        self._dialog = None


def _own(order: str, project: Project, _: Progress) -> TrackedJourney:
    return own_journey(project, order)


def _edited(order: str, project: Project, journey: TrackedJourney) -> Changes:
    return edit_journey(project, order, journey)[1]


def _deleted(order: str, project: Project, _: Progress) -> Changes:
    return delete_journey(project, order)[1]


def _erased(customer: str, project: Project, progress: Progress) -> _Erased:
    return _Erased(customer, delete_customer(project, customer, progress))


def _preview(
    journey: TrackedJourney,
    settings: AnalysisSettings,
    replaced: str,
    project: Project,
    _: Progress,
) -> ModelSplits:
    return preview_journey(project, journey, settings, replaced)

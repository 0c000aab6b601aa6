"""The Help menu: the guide at the page in front, and what the program is made of."""

import shiboken6
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QWidget

from attribution_desktop.services.licences import licences
from attribution_desktop.ui.dialogs.about import AboutDialog
from attribution_desktop.ui.dialogs.channel_rules import ChannelRulesDialog
from attribution_desktop.ui.dialogs.channels import ChannelsDialog
from attribution_desktop.ui.dialogs.export_report import ExportDialog
from attribution_desktop.ui.dialogs.guide import GuideDialog
from attribution_desktop.ui.dialogs.import_file import ImportDialog
from attribution_desktop.ui.dialogs.import_list import ImportListDialog
from attribution_desktop.ui.dialogs.track_journey import TrackJourneyDialog
from attribution_desktop.ui.window_frame import WindowFrame

_PAGES: dict[type[QDialog], str] = {
    ImportDialog: "import",
    ImportListDialog: "import",
    ChannelRulesDialog: "import",
    ChannelsDialog: "how-your-data-is-kept",
    TrackJourneyDialog: "journeys",
    ExportDialog: "scheduled-exports",
}
"""The page of the guide that tells of a dialog."""


class HelpWork(QObject):
    """One guide at a time: F1 in another page turns the one that is open."""

    def __init__(self, window: WindowFrame) -> None:
        super().__init__(window)
        self._window = window
        self._guide: GuideDialog | None = None
        window.actions_.guide.triggered.connect(self.open_guide)
        window.actions_.about.triggered.connect(self.open_about)

    @Slot()
    def open_guide(self) -> GuideDialog:
        """Show the guide beside the window."""
        return self._show("first-look" if self._window.is_welcoming else self._window.tab.slug)

    @Slot(object)
    def open_over(self, dialog: QDialog) -> GuideDialog:
        """Show the guide over a dialog, which keeps everything else from being used."""
        if isinstance(dialog, GuideDialog):
            return dialog
        guide = self._open_one
        if guide is not None and guide.parentWidget() is not dialog:
            guide.close()
        return self._show(_PAGES.get(type(dialog), "first-look"), dialog)

    def _show(self, page: str, over: QWidget | None = None) -> GuideDialog:
        guide = self._open_one
        if guide is None:
            guide = self._guide = GuideDialog(over or self._window)
            guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            guide.finished.connect(self._forget)
        guide.open_page(page)
        guide.show()
        guide.raise_()
        guide.activateWindow()
        return guide

    @property
    def _open_one(self) -> GuideDialog | None:
        """The guide that is open; one over a dialog goes with it."""
        return self._guide if self._guide is not None and shiboken6.isValid(self._guide) else None

    @Slot()
    def _forget(self) -> None:
        self._guide = None

    @Slot()
    def open_about(self) -> AboutDialog:
        dialog = AboutDialog(licences(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

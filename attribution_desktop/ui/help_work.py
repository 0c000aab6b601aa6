"""The Help menu: the guide at the page in front, and what the program is made of."""

from PySide6.QtCore import QObject, Qt, Slot

from attribution_desktop.services.licences import licences
from attribution_desktop.ui.dialogs.about import AboutDialog
from attribution_desktop.ui.dialogs.guide import GuideDialog
from attribution_desktop.ui.window_frame import WindowFrame


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
        if self._guide is None:
            self._guide = GuideDialog(self._window)
            self._guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._guide.finished.connect(self._forget)
        is_welcoming = self._window.is_welcoming
        self._guide.open_page("first-look" if is_welcoming else self._window.tab.slug)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()
        return self._guide

    @Slot()
    def _forget(self) -> None:
        self._guide = None

    @Slot()
    def open_about(self) -> AboutDialog:
        dialog = AboutDialog(licences(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

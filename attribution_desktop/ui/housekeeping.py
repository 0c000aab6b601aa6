"""What the program offers beside the data: care, projects before, settings, guide."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from attribution_desktop.ui.appearance import Appearance
from attribution_desktop.ui.care_work import CareWork
from attribution_desktop.ui.dialog_watch import DialogWatch
from attribution_desktop.ui.help_work import HelpWork
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.notations import Notations
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.recent_projects import RecentProjects
from attribution_desktop.ui.settings_work import SettingsWork
from attribution_desktop.ui.theming import Theming
from attribution_desktop.ui.window_frame import WindowFrame
from attribution_desktop.ui.wiring import Wiring


class Housekeeping(QObject):
    """Built once, after the window has come to life."""

    def __init__(
        self,
        application: QApplication,
        wiring: Wiring,
        window: WindowFrame,
        places: Places,
        memory: WindowMemory,
    ) -> None:
        super().__init__(window)
        self._window = window
        session, telling = wiring.session, wiring.telling
        undoing = wiring.features.undoing
        window.actions_.find.triggered.connect(self._find)
        self.theming = Theming(application, window, memory)
        self.care = CareWork(session, window, telling, places.logs)
        self.notations = Notations(window, memory)
        self.notations.changed.connect(wiring.show_again)
        self.appearance = Appearance(self.theming, self.notations, undoing)
        window.actions_.theme_chosen.connect(self.appearance.choose_theme)
        self.settings = SettingsWork(session, window, self.appearance, undoing, telling)
        self.help = HelpWork(window)
        self.dialogs = DialogWatch(application, memory, self)
        self.dialogs.help_wanted.connect(self.help.open_over)
        self.recent = RecentProjects(session, window, memory)

    @Slot()
    def _find(self) -> None:
        """Lead the keyboard to the filter."""
        self._window.filter.period.setFocus(Qt.FocusReason.ShortcutFocusReason)

"""The window's actions, named once for menu, tool bar and shortcuts."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from attribution_desktop.visuals.icons import icon
from attribution_desktop.visuals.tokens import Theme


class WindowActions(QObject):
    """All actions; the window ties them to what they do."""

    page_chosen = Signal(int)
    theme_chosen = Signal(str)  # dark, light or system

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._icons: list[tuple[QAction, str]] = []
        self.new_project = self._action("&New project…", "", "new")
        self.open_project = self._action("&Open project…", "Ctrl+O", "open")
        self.open_demo = self._action("Open &demo project", "", "demo")
        self.import_journeys = self._action("&Import journeys…", "Ctrl+I", "import")
        self.import_spend = self._action("Import &spend…", "Ctrl+Shift+I", "import")
        self.imports = self._action("I&mports…", "", "")
        self.channel_rules = self._action("Channel &rules…", "", "")
        self.export = self._action("&Export…", "Ctrl+E", "export")
        self.export_pdf = self._action("Export &PDF…", "Ctrl+P", "print")
        self.close_project = self._action("&Close project", "Ctrl+W", "close")
        self.quit = self._action("&Quit", "Ctrl+Q", "")
        self.undo = self._action("&Undo", "Ctrl+Z", "undo")
        self.redo = self._action("&Redo", "Ctrl+Shift+Z", "redo")
        for action in (self.undo, self.redo):
            action.setEnabled(False)
        self.track_journey = self._action("&Track journey…", "Ctrl+N", "track")
        self.channels = self._action("C&hannels…", "", "channels")
        self.settings = self._action("&Settings…", "Ctrl+,", "settings")
        self.verify = self._action("&Verify project", "", "check")
        self.find = self._action("Go to the &filter", "Ctrl+F", "filter")
        self.guide = self._action("&User guide", "F1", "guide")
        self.show_log = self._action("Show the &log folder", "", "")
        self.refresh = self._action("&Refresh", "F5", "refresh")
        self.about = self._action("&About Attribution Desktop", "", "info")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.dark = self._action("&Dark theme", "", "")
        self.light = self._action("&Light theme", "", "")
        self.system = self._action("Theme of the d&esktop", "", "")
        themes = QActionGroup(self)
        for action in (self.dark, self.light, self.system):
            action.setCheckable(True)
            themes.addAction(action)
        themes.triggered.connect(self._choose_theme)
        self.pages: list[QAction] = []
        self._choosing = QActionGroup(self)
        self._choosing.setExclusive(False)
        self._choosing.triggered.connect(self._choose_page)
        for action, words in (
            (self.import_journeys, "Import"),
            (self.track_journey, "Track journey"),
            (self.export, "Export"),
            (self.undo, "Undo"),
            (self.redo, "Redo"),
        ):
            action.setIconText(words)

    def add_page(self, title: str) -> QAction:
        """An action that leads to the next page."""
        place = len(self.pages)
        action = self._action(f"&{place + 1} {title}", f"Ctrl+{place + 1}", "")
        action.setData(place)
        self._choosing.addAction(action)
        self.pages.append(action)
        return action

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons anew."""
        for action, name in self._icons:
            action.setIcon(icon(name, theme))

    def mark_theme(self, choice: str) -> None:
        """Mark what was chosen: dark, light or system."""
        {"light": self.light, "system": self.system}.get(choice, self.dark).setChecked(True)

    def set_project_open(self, *, is_open: bool, is_writable: bool, has_analysis: bool) -> None:
        """Allow what makes sense now."""
        self.close_project.setEnabled(is_open)
        self.track_journey.setEnabled(is_open and is_writable)
        # Without a project, an import makes one.
        self.import_journeys.setEnabled(is_writable or not is_open)
        self.import_spend.setEnabled(is_writable or not is_open)
        self.imports.setEnabled(is_open)
        self.channel_rules.setEnabled(is_open and is_writable)
        self.channels.setEnabled(is_open)
        self.export.setEnabled(has_analysis)
        self.export_pdf.setEnabled(has_analysis)
        self.verify.setEnabled(is_open)
        self.find.setEnabled(is_open)
        self.refresh.setEnabled(is_open)
        for page in self.pages:
            page.setEnabled(is_open)

    @Slot(QAction)
    def _choose_theme(self, action: QAction) -> None:
        choices = {self.light: "light", self.system: "system"}
        self.theme_chosen.emit(choices.get(action, "dark"))

    @Slot(QAction)
    def _choose_page(self, action: QAction) -> None:
        self.page_chosen.emit(action.data())

    def _action(self, text: str, shortcut: str, icon_name: str) -> QAction:
        action = QAction(text, self)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            words = text.replace("&", "").rstrip("…")
            action.setToolTip(f"{words} ({shortcut})")
        if icon_name:
            self._icons.append((action, icon_name))
        return action

"""The program on stage: a window whose scenes are set one after the other and then drawn."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.tabs.base import Tab

LONGEST_WAIT = 120
_SETTLING_MILLISECONDS = 60
_Page = TypeVar("_Page", bound=Tab)
_Dialog = TypeVar("_Dialog", bound=QDialog)


class Stage:
    """A program with its window, a folder of its own, and patience.

    Parameters
    ----------
    folder
        For files that scenes need.
    """

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self.window = program.window
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def has_data(self) -> bool:
        """Whether any channel is known."""
        analysed = self.program.session.analysed
        return analysed is not None and bool(analysed.channels)

    @property
    def has_dates(self) -> bool:
        """Whether any conversion has a date."""
        analysed = self.program.session.analysed
        return analysed is not None and analysed.first_day is not None

    @property
    def channels(self) -> tuple[str, ...]:
        """All names; none without an analysis."""
        analysed = self.program.session.analysed
        return () if analysed is None else analysed.channels

    def page(self, kind: type[_Page]) -> _Page:
        """Bring a page to the front."""
        page = next(tab for tab in self.window.tabs if isinstance(tab, kind))
        self.window.show_tab(page.slug)
        self.settle()
        return page

    def change(self, **settings: object) -> None:
        """Look at the data with other settings."""
        session = self.program.session
        session.change_settings(replace(session.settings, **settings))
        self.settle()

    def until(self, is_there: Callable[[], bool]) -> None:
        """Let the program work until this holds; `TimeoutError` after two minutes."""
        end = time.monotonic() + LONGEST_WAIT
        while not is_there():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()
            time.sleep(0.001)

    def settle(self) -> None:
        """Let all work be done and delivered, and everything take its place."""
        self.until(self._is_quiet)
        loop = QEventLoop()
        QTimer.singleShot(_SETTLING_MILLISECONDS, loop.quit)
        loop.exec()
        self.until(self._is_quiet)
        QApplication.processEvents()

    def _is_quiet(self) -> bool:
        is_switching = self.program.house.theming.is_switching
        return not (self.program.session.is_busy or self.program.wiring.is_filling or is_switching)

    def dialog(self, kind: type[_Dialog]) -> _Dialog:
        """The open dialog of this kind; `LookupError` without one."""
        self.settle()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                return widget
        raise LookupError(kind.__name__)

    def clear(self) -> None:
        """Close everything above the window, and take notices away."""
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QMenu):
                widget.close()
        while dialogs := [one for one in QApplication.topLevelWidgets() if _is_open(one)]:
            for dialog in dialogs:
                dialog.close()
            self.settle()
        self.window.dismiss_notice()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _is_open(widget: QWidget) -> bool:
    return isinstance(widget, QDialog) and widget.isVisible()

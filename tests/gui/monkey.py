"""A seeded monkey: keys, clicks, drags, wheel turns and themes, on whatever window is in front."""

import random
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from attribution_desktop.ui.application import Program

if TYPE_CHECKING:
    from collections.abc import Callable

_KEYS = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_F5,
)
_MILLISECONDS_IN_A_MENU = 30
_TEXTS = ("1", "0", "-", ",", ".", "a", "Z", "<b>", "=1+1", "2025-01-31")
_LEFT_OUT = frozenset({"quit", "close_project", "show_log", "open_demo"})
"""Actions that would end the run, or leave it without data, or open what is not ours."""


class Monkey:
    """The same seed does the same things to the same windows."""

    def __init__(self, program: Program, seed: int) -> None:
        self._program = program
        self._chance = random.Random(seed)  # noqa: S311  # play, not secrets
        self._deeds: tuple[tuple[int, Callable[[QWidget], None]], ...] = (
            (30, self._press),
            (10, self._type),
            (30, self._click),
            (10, self._drag),
            (10, self._wheel),
            (6, self._trigger),
            (3, self._turn_page),
            (1, self._resize),
        )

    def play(self, events: int) -> None:
        """Do so many things, each followed by a round of the event loop."""
        weights = [weight for weight, _ in self._deeds]
        leaving = QTimer(interval=_MILLISECONDS_IN_A_MENU)
        leaving.timeout.connect(_leave_menu)
        leaving.start()
        # Keys reach them in the menus, too.
        left_out = [
            QSignalBlocker(getattr(self._program.window.actions_, name)) for name in _LEFT_OUT
        ]
        for _ in range(events):
            deed = self._chance.choices(self._deeds, weights)[0][1]
            deed(self._target())
            QApplication.processEvents()
        leaving.stop()
        for blocker in left_out:
            blocker.unblock()

    def _target(self) -> QWidget:
        """What is in front; windows that choose files are Qt's and are closed."""
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if isinstance(popup, QFileDialog):
            popup.reject()
            popup = None
        window = self._program.window
        front = popup or QApplication.activeWindow() or window
        return front if front.isVisible() else window

    def _part(self, root: QWidget) -> QWidget:
        parts = [part for part in root.findChildren(QWidget) if part.isVisible()]
        return self._chance.choice(parts) if parts else root

    def _place(self, part: QWidget) -> QPoint:
        return QPoint(
            self._chance.randrange(max(1, part.width())),
            self._chance.randrange(max(1, part.height())),
        )

    def _press(self, root: QWidget) -> None:
        QTest.keyClick(root.focusWidget() or root, self._chance.choice(_KEYS))

    def _type(self, root: QWidget) -> None:
        QTest.keyClicks(root.focusWidget() or root, self._chance.choice(_TEXTS))

    def _click(self, root: QWidget) -> None:
        part = self._part(root)
        button = self._chance.choices(
            (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton), (9, 1)
        )
        QTest.mouseClick(part, button[0], Qt.KeyboardModifier.NoModifier, self._place(part))

    def _drag(self, root: QWidget) -> None:
        part = self._part(root)
        QTest.mousePress(part, Qt.MouseButton.LeftButton, pos=self._place(part))
        QTest.mouseMove(part, self._place(part))
        QTest.mouseRelease(part, Qt.MouseButton.LeftButton, pos=self._place(part))

    def _wheel(self, root: QWidget) -> None:
        part = self._part(root)
        place = QPointF(self._place(part))
        turn = QPoint(0, self._chance.choice((-240, -120, 120, 240)))
        event = QWheelEvent(
            place,
            part.mapToGlobal(place),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003  # Qt's own
        )
        QApplication.sendEvent(part, event)

    def _trigger(self, _: QWidget) -> None:
        if QApplication.activeModalWidget() is not None:
            return
        actions = vars(self._program.window.actions_)
        names = sorted(name for name in actions if hasattr(actions[name], "trigger"))
        name = self._chance.choice([name for name in names if name not in _LEFT_OUT])
        if actions[name].isEnabled():
            actions[name].trigger()

    def _turn_page(self, _: QWidget) -> None:
        window = self._program.window
        if QApplication.activeModalWidget() is None and not window.is_welcoming:
            window.pages.setCurrentIndex(self._chance.randrange(len(window.tabs)))

    def _resize(self, _: QWidget) -> None:
        window = self._program.window
        window.resize(self._chance.randrange(900, 1800), self._chance.randrange(600, 1200))


def _leave_menu() -> None:
    """A menu that a press opened may have an event loop of its own, and no other way out."""
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        menu.close()

"""What every control owes to people who hear it or have no mouse, as faults found in a window."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QSlider,
    QTabBar,
    QTextEdit,
    QToolBar,
    QToolButton,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTextEdit,
)
_MOST_PRESSES = 120
_MNEMONIC = re.compile(r"&([^&\s])")


def controls(root: QWidget) -> Iterator[QWidget]:
    """The controls that can be seen, without the parts that Qt builds into others."""
    for kind in CONTROLS:
        for found in root.findChildren(kind):
            if found.isVisible() and found.window() is root.window() and not _is_part(found):
                yield found


def _is_part(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inside = (QAbstractSpinBox, QComboBox, QLineEdit, QTabBar, QAbstractItemView)
    return isinstance(parent, inside) or widget.objectName().startswith("qt_")


def unnamed(root: QWidget) -> list[str]:
    """Controls that a screen reader could only call by their kind."""
    return [
        _told(control)
        for control in controls(root)
        if not (control.accessibleName() or _label(control))
    ]


def _label(control: QWidget) -> str:
    return control.text() if isinstance(control, QAbstractButton) else ""


def unreachable(root: QWidget) -> list[str]:
    """Enabled controls that the Tab key does not come to, pressed until it comes round."""
    reached = set(_reached(root))
    return [
        _told(control)
        for control in controls(root)
        if control.isEnabled() and id(control) not in reached and not _is_reached_otherwise(control)
    ]


def _is_reached_otherwise(control: QWidget) -> bool:
    """Tool buttons of a tool bar are actions of the menu; a group's other buttons have arrows."""
    if isinstance(control, QToolButton) and isinstance(control.parentWidget(), QToolBar):
        return True
    return isinstance(control, QAbstractButton) and control.group() is not None


def _reached(root: QWidget) -> Iterator[int]:
    """Whatever has the focus after each press, and what it stands for."""
    root.activateWindow()
    for _ in range(_MOST_PRESSES):
        QTest.keyClick(root, Qt.Key.Key_Tab)
        widget = root.focusWidget()
        while widget is not None and widget is not root:
            yield id(widget)
            widget = widget.parentWidget()


def tabbed(root: QWidget) -> list[QWidget | None]:
    """What the Tab key comes to, from what has the focus until there again."""
    start = root.focusWidget()
    reached: list[QWidget | None] = []
    while start not in reached[1:] and len(reached) < _MOST_PRESSES:
        reached.append(root.focusWidget())
        QTest.keyClick(root, Qt.Key.Key_Tab)
    return reached[:-1]


def clashes(root: QWidget) -> list[str]:
    """Letters that more than one control that is seen answers to."""
    letters = Counter(letter for text in _texts(root) for letter in mnemonics([text]))
    return sorted(letter for letter, count in letters.items() if count > 1)


def mnemonics(texts: Iterable[str]) -> list[str]:
    """The letter of each text that has one, in lower case."""
    found = (_MNEMONIC.search(text.replace("&&", "")) for text in texts)
    return [match.group(1).lower() for match in found if match]


def _texts(root: QWidget) -> Iterator[str]:
    for button in root.findChildren(QAbstractButton):
        if button.isVisible() and button.window() is root.window() and not _is_tool(button):
            yield button.text()
    for label in root.findChildren(QLabel):
        if label.isVisible() and label.buddy() is not None and label.window() is root.window():
            yield label.text()
    for menus in root.findChildren(QMenuBar):
        if menus.isVisible() and menus.window() is root.window():
            yield from (action.text() for action in menus.actions())
    for bar in root.findChildren(QTabBar):
        if bar.isVisible() and bar.window() is root.window():
            yield from (bar.tabText(at) for at in range(bar.count()))


def _is_tool(button: QAbstractButton) -> bool:
    return isinstance(button, QToolButton)


def menu_clashes(menu: QMenu) -> list[str]:
    """Letters that more than one entry of a menu answers to."""
    letters = Counter(mnemonics(action.text() for action in menu.actions() if action.isVisible()))
    return sorted(letter for letter, count in letters.items() if count > 1)


def orphans(root: QWidget) -> list[str]:
    """Labels that name a key and lead nowhere."""
    return [
        label.text()
        for label in root.findChildren(QLabel)
        if mnemonics([label.text()]) and label.isVisible() and label.buddy() is None
    ]


def shortcut_clashes(shortcuts: Iterable[QKeySequence]) -> list[str]:
    keys = Counter(keys.toString() for keys in shortcuts if not keys.isEmpty())
    return sorted(key for key, count in keys.items() if count > 1)


def _told(widget: QWidget) -> str:
    name = widget.objectName() or _label(widget) or widget.accessibleName()
    parent = widget.parentWidget()
    return f"{type(widget).__name__} {name!r} in {type(parent).__name__}"

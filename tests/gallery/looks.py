"""Faults that can be computed from widgets as they stand: cut texts, side scrolling, no room."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from attribution_desktop.visuals.tokens import LEAST_TARGET

_SLACK = 1


def faults(root: QWidget, screen: QSize) -> list[str]:
    """Everything that is cut, cannot be reached or cannot be hit, each as a line.

    Parameters
    ----------
    screen
        The smallest on which a dialog has to find room.
    """
    found = [*_too_large(root, screen)]
    for widget in _visible(root):
        found += [*_cut(widget), *_small(widget), *_sideways(widget)]
    return sorted({*found})


def _visible(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.window() is root.window():
            yield widget


def _too_large(root: QWidget, screen: QSize) -> Iterator[str]:
    least = root.minimumSizeHint() if root.layout() is None else root.layout().minimumSize()
    size = root.size().expandedTo(least)
    if size.width() > screen.width() or size.height() > screen.height():
        yield f"{_told(root)} needs {size.width()} × {size.height()}"


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        text = widget.text()
        if not text or widget.toolTip():
            return
        flags = int(widget.alignment()) | (Qt.TextFlag.TextWordWrap if widget.wordWrap() else 0)
        flags |= Qt.TextFlag.TextShowMnemonic if widget.buddy() else 0
        inside = widget.contentsRect()
        bounds = widget.fontMetrics().boundingRect(
            QRect(0, 0, inside.width() if widget.wordWrap() else 10_000, 10_000), flags, text
        )
        if bounds.width() > inside.width() + _SLACK or bounds.height() > inside.height() + _SLACK:
            yield (
                f"cut: {text!r} needs {bounds.width()} × {bounds.height()}, "
                f"has {inside.width()} × {inside.height()}"
            )
    elif isinstance(widget, QAbstractButton) and widget.text():
        needed = widget.minimumSizeHint().width()
        if widget.width() < needed - _SLACK and not widget.toolTip():
            yield f"cut button: {widget.text()!r} needs {needed}, has {widget.width()}"
    elif isinstance(widget, QComboBox):
        yield from _cut_box(widget)


def _cut_box(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    needed = box.fontMetrics().horizontalAdvance(box.currentText())
    if needed > field.width() + _SLACK and not box.toolTip():
        yield f"cut box: {box.currentText()!r} needs {needed}, has {field.width()}"


def _small(widget: QWidget) -> Iterator[str]:
    # Qt draws the box of a check box smaller; its words can be clicked as well.
    is_target = isinstance(widget, QAbstractButton | QComboBox)
    is_target &= not isinstance(widget, QCheckBox)
    # What Qt puts into a field is a part of it.
    is_target &= not isinstance(widget.parentWidget(), QLineEdit)
    if is_target and widget.isEnabled() and min(widget.width(), widget.height()) < LEAST_TARGET:
        yield f"small: {_told(widget)} is {widget.width()} × {widget.height()}"


def _sideways(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractScrollArea):
        bar = widget.horizontalScrollBar()
        if bar.isVisible() and bar.maximum() > 0:
            yield f"scrolls sideways by {bar.maximum()}: {_told(widget)}"


def _told(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    name = widget.accessibleName() or text or widget.windowTitle() or widget.objectName()
    return f"{type(widget).__name__} {name!r}"

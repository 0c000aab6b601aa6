"""A chart of marks that can be pointed at, walked over by keys, chosen and asked about."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip, QWidget

from attribution_desktop.visuals.charts.copies import CopiedChart
from attribution_desktop.visuals.charts.marks import Mark
from attribution_desktop.visuals.plain_text import tool_tip

_FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACKWARD = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Chart(CopiedChart):
    """Subclasses place and paint the marks."""

    bar_hovered = Signal(object)
    """The bar under the mouse, as given to the chart; None when there is none any more."""

    bar_clicked = Signal(object)
    """A bar clicked, or chosen with Enter or Space."""

    journeys_wanted = Signal(object)
    """The journeys behind a mark are asked for: by its menu, a double click or Ctrl+Enter.

    Carries the mark as given to the chart; only after `offer_journeys`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._hot: int | None = None
        self._menu_mark: int | None = None
        self._is_chosen: Callable[[Any], bool] | None = None
        self._journeys: QAction | None = None
        self._view.pointed.connect(self._point_at)
        self._view.left.connect(self._point_nowhere)
        self._view.clicked.connect(self._click_at)
        self._view.double_clicked.connect(self._ask_for_journeys_at)

    # What callers use

    def offer_journeys(self) -> None:
        """Let the journeys behind a mark be asked for; call it once."""
        first = self.actions()[0]
        self._journeys = QAction("Show &journeys", self)
        self._journeys.triggered.connect(self._ask_for_journeys)
        self.insertAction(first, self._journeys)

    def choose(self, is_chosen: Callable[[Any], bool] | None) -> None:
        """Fade every mark whose payload `is_chosen` does not hold for; None: fade none."""
        self._is_chosen = is_chosen
        self._apply_choice()

    def describe(self) -> str:
        """The chart's finding in plain sentences."""
        raise NotImplementedError

    # What subclasses provide

    def _mark_at(self, point: QPointF) -> int | None:
        """The number of the mark at a point of the scene."""
        raise NotImplementedError

    def _mark_rect(self, number: int) -> QRectF:
        """Where a mark is in the scene, after bringing it into view."""
        raise NotImplementedError

    def _light(self, number: int | None) -> None:
        """Set a mark apart from the others, or none."""
        raise NotImplementedError

    def _fade(self, numbers: frozenset[int] | None) -> None:
        """Fade all marks but these; None: fade none."""
        raise NotImplementedError

    def _tip_at(self, point: QPointF) -> str:
        """What to say about a point with no mark."""
        del point
        return ""

    # Pointing

    def _set_marks(self, marks: tuple[Mark, ...]) -> None:
        self._marks = marks
        self._menu_mark = None
        self._set_hot(None)
        self._apply_choice()
        self.setAccessibleDescription(self.describe())

    def _apply_choice(self) -> None:
        chosen = self._is_chosen
        if chosen is None:
            self._fade(None)
            return
        self._fade(
            frozenset(number for number, mark in enumerate(self._marks) if chosen(mark.payload))
        )

    def _set_hot(self, number: int | None) -> None:
        if number == self._hot:
            return
        self._hot = number
        self._light(number)
        self.bar_hovered.emit(None if number is None else self._marks[number].payload)

    def _point_at(self, point: QPointF) -> None:
        number = self._mark_at(point)
        self._set_hot(number)
        text = self._tip_at(point) if number is None else self._marks[number].tooltip
        self._tell(text, point)

    def _point_nowhere(self) -> None:
        self._set_hot(None)
        QToolTip.hideText()

    def _click_at(self, point: QPointF) -> None:
        number = self._mark_at(point)
        if number is not None:
            self.bar_clicked.emit(self._marks[number].payload)

    # The journeys behind a mark

    def event(self, event: QEvent) -> bool:
        """As Qt's; before the menu opens, what it is about is looked up."""
        if isinstance(event, QContextMenuEvent) and self._journeys is not None:
            self._menu_mark = self._hot
            if event.reason() is QContextMenuEvent.Reason.Mouse:
                place = self._view.viewport().mapFromGlobal(event.globalPos())
                self._menu_mark = self._mark_at(self._view.mapToScene(place))
            self._journeys.setEnabled(self._menu_mark is not None)
        return super().event(event)

    def _ask_for_journeys(self) -> None:
        self._want_journeys(self._menu_mark)

    def _ask_for_journeys_at(self, point: QPointF) -> None:
        if self._journeys is not None:
            self._want_journeys(self._mark_at(point))

    def _want_journeys(self, number: int | None) -> None:
        if number is not None:
            self.journeys_wanted.emit(self._marks[number].payload)

    def _tell(self, text: str, point: QPointF) -> None:
        if not text:
            QToolTip.hideText()
            return
        place = self._view.viewport().mapToGlobal(self._view.mapFromScene(point))
        QToolTip.showText(place, tool_tip(text), self)

    # Keys, focus and theme

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        last = len(self._marks) - 1
        if last < 0:
            event.ignore()
        elif key in _FORWARD:
            self._step_to(0 if self._hot is None else min(self._hot + 1, last))
        elif key in _BACKWARD:
            self._step_to(last if self._hot is None else max(self._hot - 1, 0))
        elif key == Qt.Key.Key_Home:
            self._step_to(0)
        elif key == Qt.Key.Key_End:
            self._step_to(last)
        elif key in _CHOOSE and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self._journeys is not None:
                self._want_journeys(self._hot)
        elif key in _CHOOSE and self._hot is not None:
            self.bar_clicked.emit(self._marks[self._hot].payload)
        else:
            event.ignore()

    def _step_to(self, number: int) -> None:
        place = self._mark_rect(number)
        self._set_hot(number)
        self._tell(self._marks[number].tooltip, place.center())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._set_hot(None)

"""A strip of conversions by day, on which a period is dragged."""

from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from attribution_desktop.domain.days import NO_DAYS, DailyTotals, fitting_step
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.notation import day_text
from attribution_desktop.visuals.charts.day_strip import DayStrip
from attribution_desktop.visuals.plain_text import tool_tip
from attribution_desktop.visuals.theme import current_theme
from attribution_desktop.visuals.tokens import SPACE_XS, mix

_HINTED, _LEAST = QSize(320, 36), QSize(120, 32)
_GRIP = 6.0
_MOST_BAR = 24.0
_RANGE_TINT = 0.18
_RING = 2.0
_KEYS = (
    "Arrows move the period, with Shift its end, with Ctrl its start; Page Up and Page Down move "
    "it by its length; Delete shows all time."
)


class _Hold(Enum):
    """What the mouse has taken hold of."""

    START = auto()
    END = auto()
    BOTH = auto()
    NEW = auto()


class Timeline(QWidget):
    """Shows the period it was given and asks for others while the mouse moves."""

    range_requested = Signal(object, object)
    """First and last day of a period, both inclusive; None twice for all time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = DayStrip(NO_DAYS)
        self._start: date | None = None
        self._end: date | None = None
        self._hold: _Hold | None = None
        self._held_at = date.min
        self._held_range = (date.min, date.min)
        self._has_ring = False
        self.setAccessibleName("Timeline of conversions")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def show_days(self, days: DailyTotals) -> None:
        """Draw these days' conversions."""
        if days != self._strip.days:
            self._strip = DayStrip(days)
            self._describe()
            self.update()

    def show_range(self, start: date | None, end: date | None) -> None:
        """Mark a period; None where it is open."""
        self._start, self._end = start, end
        self._describe()
        self.update()

    @property
    def range(self) -> tuple[date, date]:
        """The marked period, its open ends at those of the data."""
        first, last = self._strip.first, self._strip.last
        start = self._start or (min(first, self._end) if self._end else first)
        return start, self._end or max(last, start)

    @property
    def has_range(self) -> bool:
        return self._start is not None or self._end is not None

    def x_of(self, day: date) -> float:
        """Where a day begins, in this widget's pixels."""
        return SPACE_XS + self._strip.share_of(day) * (self.width() - 2 * SPACE_XS)

    def x_after(self, day: date) -> float:
        """Where a day ends."""
        return SPACE_XS + self._strip.share_after(day) * (self.width() - 2 * SPACE_XS)

    def day_at(self, x: float) -> date:
        """The day under a pixel, the nearest one outside of the strip."""
        return self._strip.day_at((x - SPACE_XS) / max(self.width() - 2 * SPACE_XS, 1))

    def _describe(self) -> None:
        self.setEnabled(bool(self._strip.days))
        start, end = self.range
        what = f"{day_text(start)} to {day_text(end)}" if self.has_range else "All time"
        self.setAccessibleDescription(f"{what}: {self._conversions(start, end)}. {_KEYS}")

    def sizeHint(self) -> QSize:
        return _HINTED

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    # Asking

    def _ask(self, start: date, end: date) -> None:
        """Ask for a period within the data, its ends in order."""
        start, end = sorted((self._strip.clamped(start), self._strip.clamped(end)))
        if not self.has_range or (start, end) != self.range:
            self.show_range(start, end)
            self.range_requested.emit(start, end)

    def _ask_for_all(self) -> None:
        if self.has_range:
            self.show_range(None, None)
            self.range_requested.emit(None, None)

    def _move_by(self, days: int) -> None:
        """Move the whole period; it stops where the data do, as long as it was."""
        start, end = self.range
        first, last = self._strip.first, self._strip.last
        shift = max(min(days, (last - end).days), (first - start).days)
        if shift * days > 0:
            self._ask(start + timedelta(days=shift), end + timedelta(days=shift))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x = event.position().x()
        self._hold = self._hold_at(x)
        self._held_at, self._held_range = self.day_at(x), self.range

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        day = self.day_at(x)
        if self._hold is None:
            self._point_at(x)
        else:
            self._drag_to(day)
            start, end = self.range
            self._tell(
                event.position(),
                f"{day_text(start)} – {day_text(end)}\n{self._conversions(start, end)}",
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._hold = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        self._hold = None
        self._ask_for_all()

    def _hold_at(self, x: float) -> _Hold:
        if not self.has_range:
            return _Hold.NEW
        start, end = self.range
        left, right = self.x_of(start), self.x_after(end)
        if abs(x - right) <= _GRIP and x >= (left + right) / 2:
            return _Hold.END
        if abs(x - left) <= _GRIP:
            return _Hold.START
        return _Hold.BOTH if left < x < right else _Hold.NEW

    def _drag_to(self, day: date) -> None:
        start, end = self._held_range
        match self._hold:
            case _Hold.START:
                self._ask(min(day, end), end)
            case _Hold.END:
                self._ask(start, max(day, start))
            case _Hold.BOTH:
                current, _ = self.range
                self._move_by((start - current + (day - self._held_at)).days)
            case _:
                if day != self._held_at or self._strip.length == 1:
                    self._ask(self._held_at, day)

    def _point_at(self, x: float) -> None:
        hold = self._hold_at(x)
        shapes = {
            _Hold.START: Qt.CursorShape.SizeHorCursor,
            _Hold.END: Qt.CursorShape.SizeHorCursor,
            _Hold.BOTH: Qt.CursorShape.OpenHandCursor,
        }
        self.setCursor(shapes.get(hold, Qt.CursorShape.ArrowCursor))
        first, last = self._strip.slot_at(self.day_at(x), self._bars())
        days = day_text(first) if first == last else f"{day_text(first)} – {day_text(last)}"
        self._tell(QPointF(x, self.height()), f"{days}\n{self._conversions(first, last)}")

    def _conversions(self, first: date, last: date) -> str:
        found = self._strip.days.between(first, last).conversions
        text = formatted(found, Kind.COUNT if found == int(found) else Kind.NUMBER)
        return f"{text} {'conversion' if found == 1 else 'conversions'}"

    def _tell(self, point: QPointF, text: str) -> None:
        QToolTip.showText(self.mapToGlobal(point.toPoint()), tool_tip(text), self)

    # Keys and focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        start, end = self.range
        length = (end - start).days + 1
        sign = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        step = timedelta(days=sign * self._key_days())
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self._ask(start, max(end + step, start))
                elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self._ask(min(start + step, end), end)
                else:
                    self._move_by(step.days)
            case Qt.Key.Key_PageUp:
                self._move_by(-length)
            case Qt.Key.Key_PageDown:
                self._move_by(length)
            case Qt.Key.Key_Home:
                self._move_by((self._strip.first - start).days)
            case Qt.Key.Key_End:
                self._move_by((self._strip.last - end).days)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._ask_for_all()
            case _:
                event.ignore()

    def _key_days(self) -> int:
        """A day, or a week on strips where a day is less than a pixel or so."""
        days = {"day": 1, "week": 1, "month": 7}
        return days[fitting_step(self._strip.first, self._strip.last).value]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._has_ring = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._has_ring = False
        self.update()

    # Painting

    def _bars(self) -> int:
        return self._strip.bars_in(self.width() - 2 * SPACE_XS)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, area = current_theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.grid), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if not self._strip.days:
            painter.setPen(QColor(theme.muted))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), "No dated conversions")
            return
        start, end = self.range
        left, right = self.x_of(start), self.x_after(end)
        if self.has_range:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mix(theme.surface, theme.accent, _RANGE_TINT)))
            painter.drawRect(QRectF(left, 1, max(right - left, 2.0), area.height() - 2))
        self._paint_bars(painter, start, end)
        if self.has_range:
            painter.setPen(QPen(QColor(theme.accent), 2))
            for x in (left, right):
                painter.drawLine(QPointF(x, 2), QPointF(x, area.height() - 2))
        if self._has_ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), _RING))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_bars(self, painter: QPainter, start: date, end: date) -> None:
        theme = current_theme()
        slots = self._strip.slots(self._bars())
        most = max((slot.totals.conversions for slot in slots), default=0.0) or 1.0
        room = self.height() - 2.0 * SPACE_XS
        painter.setPen(Qt.PenStyle.NoPen)
        for slot in slots:
            left = self.x_of(slot.first)
            right = self.x_after(slot.last)
            height = slot.totals.conversions / most * room
            is_inside = slot.last >= start and slot.first <= end
            painter.setBrush(QColor(theme.accent if is_inside else theme.control_border))
            top = self.height() - SPACE_XS - height
            width = min(max(right - left - 1, 1.0), _MOST_BAR)
            painter.drawRect(QRectF((left + right - width) / 2, top, width, height))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

"""A chart of rows that scrolls when they do not fit: what both kinds of horizontal bars are."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from attribution_desktop.visuals.charts.axis import ValueAxis
from attribution_desktop.visuals.charts.base import Chart
from attribution_desktop.visuals.charts.marks import Row, plain
from attribution_desktop.visuals.charts.parts import (
    CategoryLabels,
    Legend,
    ReferenceLabel,
)
from attribution_desktop.visuals.charts.plane import Plane
from attribution_desktop.visuals.charts.rows import RowsItem
from attribution_desktop.visuals.fonts import scene_font
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.scale import ticks
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S, SPACE_XS

_LABEL_SHARE = 0.32
_ROWS_HINTED = 12
_LEAST_SIZE = QSize(240, 140)
_WIDTH_HINTED = 560


class RowChart(Chart):
    """Rows from top to bottom on one value axis with a zero baseline."""

    def __init__(
        self, least_bar: float, most_bar: float, row_gap: float, *, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._bar_limits = (least_bar, most_bar)
        self._row_gap = row_gap
        self._rows: tuple[Row, ...] = ()
        self._places: tuple[tuple[int, int], ...] = ()
        self._axis_title = ""
        self._has_extent = False
        self._reference: float | None = None
        self._caption = QFontMetricsF(scene_font("caption"))

        self._labels = CategoryLabels(self._theme)
        self._legend = Legend(self._theme)
        self._reference_label = ReferenceLabel(self._theme)
        self._axis = ValueAxis("bottom")
        self._box = Plane()
        self._grid.addItem(self._legend, 0, 0, 1, 2)
        self._grid.addItem(self._reference_label, 1, 1)
        self._grid.addItem(self._labels, 2, 0)
        self._grid.addItem(self._box, 2, 1)
        self._grid.addItem(self._axis, 3, 1)
        self._bars = self._make_rows()

        self._scroll = QScrollBar(self)
        self._scroll.hide()
        self._scroll.valueChanged.connect(self._follow_scroll)
        # Amid a layout Qt would go on with the places from before there was a scroll bar.
        self._making_room = QTimer(self)
        self._making_room.setSingleShot(True)
        self._making_room.timeout.connect(self._make_room)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._scroll)
        self._box.resized.connect(self._fit)
        self._dress()

    def _make_rows(self) -> RowsItem:
        return RowsItem(self._theme, self._box)

    # Data

    def _show_rows(
        self,
        rows: Sequence[Row],
        axis_title: str,
        *,
        legend: Sequence[tuple[str, int | str]] = (),
        reference: float | None = None,
        reference_label: str = "",
    ) -> None:
        self._rows = tuple(rows)
        self._places = tuple(
            (row, number) for row, held in enumerate(rows) for number in range(len(held.marks))
        )
        self._axis_title = axis_title
        known = reference is not None and math.isfinite(reference)
        self._reference = reference if known else None
        self._labels.set_labels([row.label for row in rows])
        self._legend.set_entries(legend)
        self._reference_label.set_text(reference_label if known else "")
        self._bars.set_rows(rows, self._reference)
        self._has_extent = bool(self._reference) or any(
            value
            for row in rows
            for mark in row.marks
            for value in (mark.value, mark.low, mark.high)
        )
        self._axis.set_title(axis_title)
        self._set_marks(tuple(mark for row in rows for mark in row.marks))
        self.updateGeometry()
        self._arrange()

    # Layout

    def _bars_in_row(self) -> int:
        return max((len(row.marks) for row in self._rows), default=1)

    def _row_limits(self) -> tuple[float, float]:
        count = self._bars_in_row()
        least, most = self._bar_limits
        least = max(least, self._caption.height()) if count > 1 else least
        label = QFontMetricsF(scene_font("body")).height() + SPACE_XS
        low = max(least * count + self._row_gap, label)
        return low, max(most * count + self._row_gap, low)

    def _arrange(self) -> None:
        width = self._view.width()
        wanted = self._labels.wanted_width(width * _LABEL_SHARE)
        self._labels.setMinimumWidth(wanted)
        self._labels.setMaximumWidth(wanted)
        self._legend.arrange(width - SPACE_M)
        text = self._caption.height()
        self._axis.setHeight(math.ceil(text + SPACE_XS + self._axis.title_height()))
        self._grid.activate()
        self._fit()

    def _fit(self) -> None:
        width, height = self._box.width, self._box.height
        if width <= 0 or height <= 0:
            return
        self._bars.setGeometry(QRectF(0, 0, width, height))
        low, high = self._bars.wanted_range(width)
        found = self._ticks(low, high, width)
        self._axis.setTicks([found])
        self._axis.setRange(low, high)
        self._bars.set_range(low, high, [value for value, _ in found])
        place = None if self._reference is None else self._bars.x_at(self._reference)
        self._reference_label.set_place(place)
        self._set_scroll_range(height)

    def _ticks(self, low: float, high: float, width: float) -> list[tuple[float, str]]:
        """Those whose texts stay within the picture; without values only zero has a place."""
        if not self._has_extent:
            return [(0.0, "0")] if self._rows else []
        measure = self._caption.horizontalAdvance
        kept = []
        for value, text in ticks((low, high), width, measure):
            x, half = (value - low) / (high - low) * width, measure(text) / 2
            if x - half >= -self._labels.minimumWidth() and x + half <= width + SPACE_S:
                kept.append((value, text))
        return kept

    def _set_scroll_range(self, height: float) -> None:
        least, most = self._row_limits()
        self._row_height = min(max(height / max(len(self._rows), 1), least), most)
        beyond = self._row_height * len(self._rows) - height
        # Half a pixel is rounding, not a row out of sight.
        needed = beyond > 0.5  # noqa: PLR2004  # said above
        self._scroll.setRange(0, math.ceil(beyond) if needed else 0)
        self._scroll.setPageStep(int(height))
        self._scroll.setSingleStep(int(self._row_height))
        if needed is self._scroll.isHidden():
            self._scroll.setVisible(needed)
            self._making_room.start()
        self._follow_scroll()

    def _make_room(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()

    def _follow_scroll(self) -> None:
        offset = float(self._scroll.value())
        self._bars.set_scroll(self._row_height, offset)
        self._labels.set_rows(self._row_height, offset)

    def _dress(self) -> None:
        self._view.setBackground(self._theme.surface)
        for part in (self._axis, self._labels, self._legend, self._reference_label, self._bars):
            part.set_theme(self._theme)

    def _around(self) -> float:
        """The height (pixels) of everything but the rows."""
        axis: float = self._axis.minimumHeight()
        margins = self.height() - self._view.height() if self.isVisible() else 2 * SPACE_XS
        return margins + self._legend.minimumHeight() + self._reference_label.minimumHeight() + axis

    def table(self) -> list[tuple[str, ...]]:
        names = [one_line(name) for name, _ in self._legend.entries()]
        head = ("", *(names or [one_line(self._axis_title)]))
        body = [
            (one_line(row.label), *(plain(mark.value) for mark in row.marks)) for row in self._rows
        ]
        return [head, *body]

    def sizeHint(self) -> QSize:
        rows = min(max(len(self._rows), 3), _ROWS_HINTED)
        least, most = self._row_limits()
        return QSize(_WIDTH_HINTED, int(rows * (least + most) / 2 + self._around()) + 1)

    def minimumSizeHint(self) -> QSize:
        return _LEAST_SIZE

    def natural_size(self, width: int) -> QSize:
        least, most = self._row_limits()
        self._legend.arrange(width - SPACE_M)
        return QSize(width, math.ceil(len(self._rows) * (least + most) / 2 + self._around()) + 2)

    # Pointing

    def _mark_at(self, point: QPointF) -> int | None:
        place = self._bars.at(self._bars.mapFromScene(point))
        return None if place is None else self._places.index(place)

    def _mark_rect(self, number: int) -> QRectF:
        row, within = self._places[number]
        place = self._bars.row_rect(row)
        if place.top() < 0:
            self._scroll.setValue(self._scroll.value() + math.floor(place.top()))
        elif place.bottom() > self._box.height:
            beyond = place.bottom() - self._box.height
            self._scroll.setValue(self._scroll.value() + math.ceil(beyond))
        return self._bars.mapRectToScene(self._bars.bar_rect(row, within))

    def _light(self, number: int | None) -> None:
        self._bars.light(number)

    def _fade(self, numbers: frozenset[int] | None) -> None:
        self._bars.choose(numbers)

    def _tip_at(self, point: QPointF) -> str:
        local = self._labels.mapFromScene(point)
        row = int((local.y() + self._scroll.value()) // self._row_height)
        inside = self._labels.rect().contains(local) and 0 <= row < len(self._rows)
        return one_line(self._rows[row].label) if inside else ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._scroll.maximum() > 0:
            self._scroll.wheelEvent(event)
        else:
            event.ignore()

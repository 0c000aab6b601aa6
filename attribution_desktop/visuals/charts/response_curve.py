"""A response curve with where the channel is and where it is to go."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.visuals.charts.axis import ValueAxis
from attribution_desktop.visuals.charts.base import Chart
from attribution_desktop.visuals.charts.curve_item import CurveItem, CurveView, Point
from attribution_desktop.visuals.charts.marks import Mark, plain
from attribution_desktop.visuals.charts.parts import Legend
from attribution_desktop.visuals.fonts import scene_font
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.scale import ticks
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S, SPACE_XL, SPACE_XS

_HINTED, _LEAST_SIZE = QSize(560, 260), QSize(240, 160)
_REACH = 12.0
_HEADROOM = 1.06


class ResponseCurveChart(Chart):
    """Solid where weeks have been seen, dashed and hatched where the curve is a guess."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve_view: CurveView | None = None
        self._unit = ""
        self._caption = QFontMetricsF(scene_font("caption"))
        self._below, self._beside = ValueAxis("bottom"), ValueAxis("left")
        self._legend = Legend(self._theme)
        for axis in (self._below, self._beside):
            axis.linkToView(self._box)
        self._grid.setContentsMargins(0, SPACE_XS, SPACE_M, 0)
        self._grid.addItem(self._legend, 0, 0, 1, 2)
        self._grid.addItem(self._beside, 1, 0)
        self._grid.addItem(self._box, 1, 1)
        self._grid.addItem(self._below, 2, 1)
        self._item = CurveItem(self._theme, self._box)
        self._box.sigResized.connect(self._fit)
        self._dress()

    def set_curve(self, view: CurveView | None, unit: str) -> None:
        """Show this curve instead of the present one; None: nothing is known.

        Parameters
        ----------
        unit
            The currency of both axes.
        """
        self._curve_view, self._unit = view, one_line(unit)
        self._below.set_title(f"Spend a week ({self._unit})" if view else "")
        self._beside.set_title(f"Revenue a week ({self._unit})" if view else "")
        entries: list[tuple[str, int | str]] = []
        if view is not None:
            entries = [("Present", "text"), ("Recommended", "accent"), ("Weeks", "muted")]
        self._legend.set_entries(entries)
        self._item.set_view(view)
        self._set_marks(tuple(self._mark(number) for number in range(len(self._item.points()))))
        self._arrange()

    def _mark(self, number: int) -> Mark:
        names = ("Present", "Recommended")
        spend, revenue = self._item.points()[number]
        name = names[number] if number < len(names) else "A week"
        text = formatted(revenue, Kind.MONEY)
        return Mark(
            revenue,
            text,
            "accent",
            f"{name}\nSpend a week: {formatted(spend, Kind.MONEY)}\nRevenue a week: {text}",
            (spend, revenue),
        )

    def describe(self) -> str:
        view = self._curve_view
        if view is None:
            return "There is no curve to show."
        (spend, revenue), (wanted, expected) = view.present, view.recommended
        words = (
            f"{one_line(view.channel)}: {formatted(spend, Kind.MONEY)} {self._unit} a week brings "
            f"{formatted(revenue, Kind.MONEY)} by its curve; the recommended "
            f"{formatted(wanted, Kind.MONEY)} would bring {formatted(expected, Kind.MONEY)}."
        )
        if view.observed is None or not view.observed[0] <= wanted <= view.observed[1]:
            words += " That lies outside the spend seen so far."
        return words

    def _reach(self) -> Point:
        """The upper ends of the data."""
        view = self._curve_view
        if view is None:
            return 1.0, 1.0
        points = (*view.curve, *view.weeks, view.present, view.recommended)
        return (
            max((x for x, _ in points), default=0.0) or 1.0,
            max((y for _, y in points), default=0.0) * _HEADROOM or 1.0,
        )

    def _line(self, text: str) -> float:
        del text
        return self._caption.height()

    def _arrange(self) -> None:
        self._legend.arrange(max(self._view.width() - SPACE_M, 1))
        text = self._caption.height()
        self._below.setHeight(math.ceil(text + SPACE_XS + self._below.title_height()))
        found = ticks((0, self._reach()[1]), max(self._view.height(), 1), self._line, gap=SPACE_XL)
        widest = max((self._caption.horizontalAdvance(shown) for _, shown in found), default=0.0)
        self._beside.setWidth(math.ceil(widest + 2 * SPACE_S + self._beside.title_height()))
        self._grid.activate()
        self._fit()

    def _fit(self) -> None:
        width, height = self._box.width(), self._box.height()
        if width <= 0 or height <= 0:
            return
        self._item.setGeometry(QRectF(0, 0, width, height))
        if self._curve_view is None:
            self._beside.setTicks([[]])
            self._below.setTicks([[]])
            self._item.set_range((1.0, 1.0), ())
            return
        right, top = self._reach()
        beside = ticks((0, top), height, self._line, gap=SPACE_XL)
        measure = self._caption.horizontalAdvance
        below = [
            (value, text)
            for value, text in ticks((0, right), width, measure)
            if value / right * width + measure(text) / 2 <= width + SPACE_M
        ]
        self._beside.setTicks([beside])
        self._below.setTicks([below])
        self._box.setRange(xRange=(0, right), yRange=(0, top), padding=0)
        self._item.set_range((right, top), [value for value, _ in beside])

    def _dress(self) -> None:
        self._view.setBackground(self._theme.surface)
        for part in (self._below, self._beside, self._legend, self._item):
            part.set_theme(self._theme)

    def table(self) -> list[tuple[str, ...]]:
        head = ("", f"Spend a week ({self._unit})", f"Revenue a week ({self._unit})")
        names = ("Present", "Recommended")
        points = self._item.points()
        return [
            head,
            *(
                (names[at] if at < len(names) else "Week", plain(spend), plain(revenue))
                for at, (spend, revenue) in enumerate(points)
            ),
        ]

    def sizeHint(self) -> QSize:
        return _HINTED

    def minimumSizeHint(self) -> QSize:
        return _LEAST_SIZE

    def _mark_at(self, point: QPointF) -> int | None:
        local = self._item.mapFromScene(point)
        away = [
            (math.hypot(place.x() - local.x(), place.y() - local.y()), number)
            for number, place in enumerate(map(self._item.at, self._item.points()))
        ]
        distance, number = min(away, default=(math.inf, 0))
        return number if distance <= _REACH else None

    def _mark_rect(self, number: int) -> QRectF:
        place = self._item.at(self._item.points()[number])
        box = QRectF(place.x() - _REACH, place.y() - _REACH, 2 * _REACH, 2 * _REACH)
        return self._item.mapRectToScene(box)

    def _light(self, number: int | None) -> None:
        self._item.light(number)

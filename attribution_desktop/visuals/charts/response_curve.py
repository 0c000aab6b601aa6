"""A response curve with where the channel is and where it is to go."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.visuals.charts.axes_chart import AxesChart
from attribution_desktop.visuals.charts.curve_item import CurveItem, CurveView, Point
from attribution_desktop.visuals.charts.marks import CurvePoint, Mark, plain
from attribution_desktop.visuals.plain_text import one_line

_REACH = 12.0
_HEADROOM = 1.06


class ResponseCurveChart(AxesChart):
    """Solid where weeks have been seen, dashed and hatched where the curve is a guess."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._curve_view: CurveView | None = None
        self._unit = ""
        super().__init__(parent)

    def _make_plot(self) -> CurveItem:
        self._item = CurveItem(self._theme, self._box)
        return self._item

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
            CurvePoint(number - len(names) if number >= len(names) else None, spend, revenue),
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

    def _top(self) -> float:
        return self._reach()[1]

    def _place(self, width: float, height: float) -> None:
        if self._curve_view is None:
            self._beside.setTicks([[]])
            self._below.setTicks([[]])
            self._item.set_range((1.0, 1.0), ())
            return
        right, top = self._reach()
        beside = self._beside_ticks(height)
        self._beside.setTicks([beside])
        self._below.setTicks([self._below_ticks(right, width)])
        self._set_ranges(right, top)
        self._item.set_range((right, top), [value for value, _ in beside])

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

"""What each channel cost against what it brought."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.visuals.charts.axes_chart import AxesChart
from attribution_desktop.visuals.charts.marks import Mark, plain
from attribution_desktop.visuals.charts.scatter_item import Point, RatioLine, ScatterItem
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.scale import round_numbers, tick_text
from attribution_desktop.visuals.tokens import SPACE_XL

_REACH = 14.0
_HEADROOM = 1.12
_ROOTED_FROM = 10.0
_RATIOS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_ROOTED = ", square-root scale"


class ScatterChart(AxesChart):
    """Points above the line of break-even earn more than they cost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._points: tuple[Point, ...] = ()
        self._titles = ("", "")
        self._break_even = 1.0
        super().__init__(parent)

    def _make_plot(self) -> ScatterItem:
        self._item = ScatterItem(self._theme, self._box)
        return self._item

    def set_points(
        self, points: Sequence[Point], titles: tuple[str, str], break_even: float
    ) -> None:
        """Show these points instead of the present ones.

        Parameters
        ----------
        titles
            What lies below and what beside the plot, with units.
        break_even
            The ratio that is set apart.
        """
        self._points, self._titles, self._break_even = tuple(points), titles, break_even
        rooted = _ROOTED if self._is_rooted() else ""
        self._below.set_title(f"{titles[0]}{rooted}" if points else "")
        self._beside.set_title(titles[1] if points else "")
        self._item.set_points(points, self._ratio_lines())
        self._set_marks(
            tuple(
                Mark(one.y, formatted(one.y, Kind.MONEY), one.colour_index, one.tooltip, one)
                for one in points
            )
        )
        self._arrange()

    def describe(self) -> str:
        if not self._points:
            return "No channel has spend to show."
        above = [one for one in self._points if one.y > one.x * self._break_even]
        text = formatted(self._break_even, Kind.RATIO)
        words = f"{len(above)} of {len(self._points)} channels earn more than {text} their spend."
        best = max(self._points, key=lambda one: one.y / one.x if one.x else 0.0)
        if best.x:
            ratio = formatted(best.y / best.x, Kind.RATIO)
            words += f" {one_line(best.label)} earns most for its spend, {ratio}."
        return words

    def _ratio_lines(self) -> list[RatioLine]:
        """Break-even, and the round ratios between the lowest and the highest seen."""
        if not self._points:
            return []
        is_plain = math.isclose(self._break_even, 1.0)
        text = formatted(self._break_even, Kind.RATIO)
        main = "ROAS 1× (break-even)" if is_plain else f"break-even {text}"
        lines = [RatioLine(self._break_even, main, is_main=True)]
        seen = [one.y / one.x for one in self._points if one.x and one.y]
        low, high = min(seen, default=1.0) / 2.5, max(seen, default=1.0) * 2.5
        lines += [
            RatioLine(ratio, f"{ratio:g}×")
            for ratio in _RATIOS
            if low <= ratio <= high and not math.isclose(ratio, self._break_even)
        ]
        return lines

    def _is_rooted(self) -> bool:
        """Whether one amount dwarfs the others, so that equal steps would hide them."""
        for values in ([one.x for one in self._points], [one.y for one in self._points]):
            known = sorted(value for value in values if value > 0)
            if len(known) > 1 and known[-1] > _ROOTED_FROM * known[len(known) // 2]:
                return True
        return False

    def _reach(self) -> tuple[float, float]:
        right = max((one.x for one in self._points), default=0.0)
        top = max((max(one.y, one.high or 0.0) for one in self._points), default=0.0)
        return right * _HEADROOM or 1.0, top * _HEADROOM or 1.0

    def _top(self) -> float:
        return self._reach()[1]

    def _place(self, width: float, height: float) -> None:
        right, top = self._reach()
        if not self._points:
            self._beside.setTicks([[]])
            self._below.setTicks([[]])
            self._item.set_range((1.0, 1.0), (), is_rooted=False)
            return
        is_rooted = self._is_rooted()
        if is_rooted:
            widest = self._caption.horizontalAdvance("1,000,000")
            beside = _rooted_ticks(top, height, self._caption.height() + SPACE_XL)
            below = _rooted_ticks(right, width, widest)
        else:
            beside, below = self._beside_ticks(height), self._below_ticks(right, width)
        self._item.set_range((right, top), [value for value, _ in beside], is_rooted=is_rooted)
        # Axes are linear: where a root stands on them is told in pixels.
        self._beside.setTicks(
            [[(height - self._item.at(0, value).y(), text) for value, text in beside]]
        )
        self._below.setTicks([[(self._item.at(value, 0).x(), text) for value, text in below]])
        self._set_ranges(width, height)

    def table(self) -> list[tuple[str, ...]]:
        head = ("", one_line(self._titles[0]), one_line(self._titles[1]))
        body = [(one_line(one.label), plain(one.x), plain(one.y)) for one in self._points]
        return [head, *body]

    def _mark_at(self, point: QPointF) -> int | None:
        local = self._item.mapFromScene(point)
        away = []
        for number, one in enumerate(self._points):
            place = self._item.at(one.x, one.y)
            away.append((math.hypot(place.x() - local.x(), place.y() - local.y()), number))
        distance, number = min(away, default=(math.inf, 0))
        if distance <= _REACH:
            return number
        labels = self._item.label_places().items()
        return next((labelled for labelled, area in labels if area.contains(local)), None)

    def _mark_rect(self, number: int) -> QRectF:
        place = self._item.at(self._points[number].x, self._points[number].y)
        box = QRectF(place.x() - _REACH, place.y() - _REACH, 2 * _REACH, 2 * _REACH)
        return self._item.mapRectToScene(box)


def _rooted_ticks(end: float, length: float, room: float) -> list[tuple[float, str]]:
    """Round values on an axis of square roots, each at least `room` pixels from the next."""
    found: list[tuple[float, str]] = [(0.0, "0")]
    for value in round_numbers(end / 1e4, end):
        if (math.sqrt(value / end) - math.sqrt(found[-1][0] / end)) * length >= room:
            found.append((value, tick_text(value, value)))
    return found

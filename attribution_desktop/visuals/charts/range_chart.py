"""How far several models lie apart, channel by channel."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.visuals.charts.marks import GroupedBar, Mark, Row, Series, drawable
from attribution_desktop.visuals.charts.range_rows import RangeRowsItem
from attribution_desktop.visuals.charts.row_chart import RowChart
from attribution_desktop.visuals.fonts import scaled
from attribution_desktop.visuals.plain_text import one_line

_LEAST_LINE, _MOST_LINE = 4.0, 11.0
_LEAST_ROW = 22


class RangeChart(RowChart):
    """A dot a model on a band from the least to the greatest; the width is written beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_LEAST_LINE, _MOST_LINE, 0.0, parent=parent)
        self._series: tuple[Series, ...] = ()

    def _make_rows(self) -> RangeRowsItem:
        self._ranges = RangeRowsItem(self._theme, self._box)
        return self._ranges

    def _row_limits(self) -> tuple[float, float]:
        count = self._bars_in_row()
        least, most = self._bar_limits
        low = max(least * count + least, scaled(_LEAST_ROW))
        return low, max(most * count + 2 * least, low)

    def set_ranges(
        self, labels: Sequence[str], series: Sequence[Series], axis_title: str, kind: Kind
    ) -> None:
        """Show these instead of the present ones; as `GroupedBars.set_groups`.

        Parameters
        ----------
        kind
            How values are written.
        """
        self._series = tuple(series)
        rows = []
        for at, label in enumerate(labels):
            known = [value for one in series if (value := drawable(one.values[at])) is not None]
            spread = formatted(max(known) - min(known), kind) if known else ""
            rows.append(
                Row(
                    label,
                    tuple(
                        _mark(label, one, at, f"↔ {spread}" if number == 0 and spread else "")
                        for number, one in enumerate(series)
                    ),
                )
            )
        self._show_rows(rows, axis_title, legend=[(one.name, one.colour) for one in series])
        if self._ranges.base:
            # Whoever looks for lengths is told that there are none.
            self._axis.set_title(f"{axis_title}, the axis does not begin at 0")
            self._arrange()

    def describe(self) -> str:
        widest: tuple[float, str] | None = None
        for row in self._rows:
            known = [mark.value for mark in row.marks if mark.value is not None]
            if known and (widest is None or max(known) - min(known) > widest[0]):
                widest = (max(known) - min(known), one_line(row.label))
        if widest is None:
            return "There are no values to show."
        names = ", ".join(one_line(one.name) for one in self._series)
        return (
            f"{one_line(self._axis_title)} of {len(self._rows)} by {names}. "
            f"The models lie furthest apart on {widest[1]}."
        )


def _mark(label: str, series: Series, at: int, text: str) -> Mark:
    value = drawable(series.values[at])
    low, high = series.bounds[at] if series.bounds else (None, None)
    shown = one_line(series.texts[at]) if series.texts else formatted(value, Kind.NUMBER)
    return Mark(
        value=value,
        text=text,
        colour=series.colour,
        tooltip=f"{one_line(label)}\n{one_line(series.name)}: {shown}{bounds_text(low, high)}",
        payload=GroupedBar(label, series.name, series.values[at]),
        low=low,
        high=high,
    )


def bounds_text(low: float | None, high: float | None) -> str:
    """What a whisker says, to be put behind its value."""
    if low is None or high is None:
        return ""
    ends = f"{formatted(low, Kind.NUMBER)} to {formatted(high, Kind.NUMBER)}"
    return f"\n90 % interval: {ends}"

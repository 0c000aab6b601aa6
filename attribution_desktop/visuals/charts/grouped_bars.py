"""Several bars a channel: one a model, or the present beside the recommended."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import UNKNOWN, formatted
from attribution_desktop.visuals.charts.marks import GroupedBar, Mark, Row, Series, drawable
from attribution_desktop.visuals.charts.range_chart import bounds_text
from attribution_desktop.visuals.charts.row_chart import RowChart
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.tokens import SPACE_L

_LEAST_BAR, _MOST_BAR = 14.0, 20.0


class GroupedBars(RowChart):
    """A group of bars a label, with a legend above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_LEAST_BAR, _MOST_BAR, SPACE_L, parent=parent)
        self._series: tuple[Series, ...] = ()

    def set_groups(self, labels: Sequence[str], series: Sequence[Series], axis_title: str) -> None:
        """Show these groups instead of the present ones.

        Parameters
        ----------
        labels
            One a group, top to bottom.
        series
            Top to bottom within each group; each with one value a label.
        axis_title
            What is measured, with its unit.

        Raises
        ------
        ValueError
            When a series has not one value, or not one text, for every label.
        """
        for one in series:
            if len(one.values) != len(labels) or len(one.texts) not in (0, len(labels)):
                raise ValueError(f"Series {one.name!r} does not match the {len(labels)} labels.")
        self._series = tuple(series)
        rows = [
            Row(label, tuple(_mark(label, one, at) for one in series))
            for at, label in enumerate(labels)
        ]
        self._show_rows(rows, axis_title, legend=[(one.name, one.colour) for one in series])

    def describe(self) -> str:
        widest: tuple[float, str] | None = None
        for row in self._rows:
            known = sorted(
                (
                    (mark.value, number)
                    for number, mark in enumerate(row.marks)
                    if mark.value is not None
                )
            )
            if not known:
                continue
            (low, least), (high, most) = known[0], known[-1]
            if widest is None or high - low > widest[0]:
                text = (
                    f"{one_line(row.label)} differs most, from {row.marks[least].text} "
                    f"({one_line(self._series[least].name)}) to {row.marks[most].text} "
                    f"({one_line(self._series[most].name)})."
                )
                widest = (high - low, text)
        if widest is None:
            return "There are no values to show."
        title = one_line(self._axis_title) or "Value"
        names = ", ".join(one_line(one.name) for one in self._series)
        return f"{title} of {len(self._rows)} by {names}. {widest[1]}"


def _mark(label: str, series: Series, at: int) -> Mark:
    value = series.values[at]
    shown = drawable(value)
    if series.texts:
        text = one_line(series.texts[at])
    else:
        text = UNKNOWN if shown is None else formatted(shown, Kind.NUMBER)
    low, high = series.bounds[at] if series.bounds else (None, None)
    return Mark(
        value=shown,
        text=text,
        colour=series.colour,
        tooltip=f"{one_line(label)}\n{one_line(series.name)}: {text}{bounds_text(low, high)}",
        payload=GroupedBar(label, series.name, value),
        low=low,
        high=high,
    )

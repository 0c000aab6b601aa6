"""One bar a channel."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from attribution_desktop.visuals.charts.marks import Bar, Mark, Row, drawable
from attribution_desktop.visuals.charts.row_chart import RowChart
from attribution_desktop.visuals.fonts import scaled
from attribution_desktop.visuals.plain_text import one_line

_LEAST_ROW, _MOST_ROW = 22, 40


class HorizontalBars(RowChart):
    """Bars in the order given, from top to bottom, each with its value written at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._given: tuple[Bar, ...] = ()
        super().__init__(scaled(_LEAST_ROW), scaled(_MOST_ROW), 0.0, parent=parent)

    def set_bars(
        self,
        bars: Sequence[Bar],
        axis_title: str,
        *,
        reference: float | None = None,
        reference_label: str = "",
    ) -> None:
        """Show these bars instead of the present ones.

        Parameters
        ----------
        bars
            Already sorted.
        axis_title
            What is measured, with its unit.
        reference, reference_label
            A line at this value, such as break-even, and its name.
        """
        self._given = tuple(bars)
        rows = [Row(bar.label, (_mark(bar),)) for bar in bars]
        self._show_rows(rows, axis_title, reference=reference, reference_label=reference_label)

    def describe(self) -> str:
        known = [(bar.value, bar) for bar in self._given if drawable(bar.value) is not None]
        if not known:
            return "There are no values to show."
        values = {id(bar): value for value, bar in known if value is not None}
        bars = sorted((bar for _, bar in known), key=lambda bar: values[id(bar)])
        least, most = bars[0], bars[-1]
        title = one_line(self._axis_title) or "Value"
        sentences = [f"{title}: {one_line(most.label)} is highest with {most.text}."]
        if least is not most:
            sentences.append(f"{one_line(least.label)} is lowest with {least.text}.")
        unknown = len(self._given) - len(known)
        if unknown:
            sentences.append(f"{unknown} of {len(self._given)} are unknown.")
        return " ".join(sentences)


def _mark(bar: Bar) -> Mark:
    return Mark(
        value=drawable(bar.value),
        text=one_line(bar.text),
        colour=bar.colour_index,
        tooltip=bar.tooltip or f"{one_line(bar.label)}: {bar.text}",
        payload=bar,
        low=drawable(bar.low),
        high=drawable(bar.high),
    )

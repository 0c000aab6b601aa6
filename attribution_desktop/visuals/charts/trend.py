"""How amounts develop, step by step, on one axis of time."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.visuals.charts.marks import Mark, drawable, plain
from attribution_desktop.visuals.charts.slots_chart import SlotsChart
from attribution_desktop.visuals.charts.trend_item import LinesItem, TrendLine
from attribution_desktop.visuals.fonts import scaled
from attribution_desktop.visuals.plain_text import one_line
from attribution_desktop.visuals.tokens import SPACE_S

_HEADROOM = 1.08
_LEAST_WIDTH, _LEAST_HEIGHT = 200, 88


@dataclass(frozen=True, slots=True)
class TrendStep:
    """The step that was pointed at, by its place from the left."""

    place: int
    label: str


@dataclass(frozen=True, slots=True)
class TrendParts:
    """Steps that are cut off, so that they compare with no other: drawn dotted.

    Attributes
    ----------
    name
        What the legend says of them.
    notes
        What each is a part of, by its place from the left.
    """

    name: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)


_NO_PARTS = TrendParts()


class TrendChart(SlotsChart):
    """Lines over steps of time; pointing at a step tells all of its values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._labels: tuple[str, ...] = ()
        self._lines: tuple[TrendLine, ...] = ()
        self._axis_title = ""
        self._parts = _NO_PARTS
        super().__init__(parent)

    def _make_slots(self) -> LinesItem:
        self._item = LinesItem(self._theme, self._box)
        return self._item

    def set_trend(
        self,
        labels: Sequence[str],
        lines: Sequence[TrendLine],
        axis_title: str,
        kind: Kind,
        parts: TrendParts = _NO_PARTS,
    ) -> None:
        """Show these lines instead of the present ones.

        Parameters
        ----------
        labels
            One a step, oldest first.
        axis_title
            What is measured, with its unit.
        kind
            How values are written.
        parts
            Steps that are cut off; none is told to be the highest or the lowest.
        """
        self._parts = parts
        self._labels = tuple(one_line(label) for label in labels)
        self._lines, self._axis_title = tuple(lines), one_line(axis_title)
        self._beside.set_title(axis_title)
        self._below.set_title("")
        entries = [(line.name, line.colour) for line in lines]
        if parts.notes:
            entries.append((parts.name, "muted"))
        self._legend.set_entries(entries if len(entries) > 1 else ())
        self._item.set_lines(lines, len(labels), parts.notes)
        self._set_marks(tuple(self._mark(step, kind) for step in range(len(labels))))
        self._arrange()

    def _mark(self, step: int, kind: Kind) -> Mark:
        value = drawable(self._lines[0].values[step]) if self._lines else None
        words = [self._noted(step)]
        words += [
            f"{line.name}: {formatted(drawable(line.values[step]), kind)}" for line in self._lines
        ]
        payload = TrendStep(step, self._labels[step])
        return Mark(value, formatted(value, kind), "accent", "\n".join(words), payload)

    def describe(self) -> str:
        if not self._lines or not any(mark.value for mark in self._marks):
            return "There are no values to show."
        name = one_line(self._lines[0].name)
        known = [
            (mark.value, at)
            for at, mark in enumerate(self._marks)
            if mark.value is not None and at not in self._parts.notes
        ]
        sentences = [
            f"{self._labels[at]} is {note}, with {self._marks[at].text}."
            for at, note in self._parts.notes.items()
        ]
        if not known:
            return " ".join([f"{name}: no step is whole.", *sentences])
        most, least = max(known), min(known)
        words = f"{name} was highest in {self._labels[most[1]]}, with {self._marks[most[1]].text}"
        if len(known) > 1:
            words += f", and lowest in {self._labels[least[1]]}, with {self._marks[least[1]].text}"
        return " ".join([f"{words}.", *sentences])

    def _noted(self, step: int) -> str:
        """Its label, and what it is a part of."""
        note = self._parts.notes.get(step)
        return f"{self._labels[step]} ({note})" if note else self._labels[step]

    def _most(self) -> float:
        values = [drawable(value) or 0.0 for line in self._lines for value in line.values]
        return max(values, default=0.0) or 1.0

    def _top(self) -> float:
        return self._most() * _HEADROOM

    def _slot_ticks(self) -> list[tuple[float, str]]:
        """Every label, or every second, third … where they would touch."""
        widest = max((self._caption.horizontalAdvance(label) for label in self._labels), default=0)
        slot = max(self._item.slot_width(), 1e-6)
        every = max(1, math.ceil((widest + 2 * SPACE_S) / slot))
        # A label in the middle of an outer slot may reach beyond the picture.
        reach = widest / 2 / slot - 0.5
        return [
            (at + 0.5, label)
            for at, label in enumerate(self._labels)
            if at % every == 0 and (every == 1 or at + reach <= len(self._labels))
        ]

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, scaled(_LEAST_HEIGHT))

    def table(self) -> list[tuple[str, ...]]:
        head = ("", *(one_line(line.name) for line in self._lines))
        return [
            head,
            *(
                (self._noted(at), *(plain(line.values[at]) for line in self._lines))
                for at in range(len(self._labels))
            ),
        ]

    def _mark_rect(self, number: int) -> QRectF:
        return self._item.mapRectToScene(self._item.slot(number))

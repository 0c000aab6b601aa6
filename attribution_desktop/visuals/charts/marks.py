"""What the charts are given to show, and what they say was pointed at."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of `HorizontalBars`.

    Attributes
    ----------
    value
        In the unit of the axis title; None where it is unknown.
    text
        What stands at the bar's end: the value as people read it.
    colour_index
        The channel's index in the project, or None for the colour of the value's sign.
    tooltip
        Plain text.
    low, high
        The ends of a whisker, in the value's unit; drawn only when both are known.
    """

    label: str
    value: float | None
    text: str
    colour_index: int | None = None
    tooltip: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One bar of every group of `GroupedBars`.

    Attributes
    ----------
    values
        One a group, None where it is unknown.
    colour
        An index into the channel colours; the name of a token, which follows the theme; or
        `#RRGGBB`.
    texts
        What stands at each bar's end; empty to have the values formatted.
    bounds
        The ends of each bar's whisker; empty for none.
    """

    name: str
    values: tuple[float | None, ...]
    colour: int | str
    texts: tuple[str, ...] = ()
    bounds: tuple[tuple[float | None, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class GroupedBar:
    """The bar of `GroupedBars` that was pointed at."""

    label: str
    series: str
    value: float | None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The point of `ResponseCurveChart` that was pointed at.

    Attributes
    ----------
    week
        The number of the week as given to the chart; None for a point of the plan.
    """

    week: int | None
    spend: float
    revenue: float


@dataclass(frozen=True, slots=True)
class Bin:
    """The bar of `Histogram` that was pointed at."""

    label: str
    count: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar as the painting code knows it.

    Attributes
    ----------
    value
        None also for what cannot be drawn, such as an infinite ratio; its text still is.
    colour
        As for `figures_colour.bar_colour`.
    payload
        What the chart's signals carry.
    """

    value: float | None
    text: str
    colour: int | str | None
    tooltip: str
    payload: object
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A category with one mark a series."""

    label: str
    marks: tuple[Mark, ...]


def drawable(value: float | None) -> float | None:
    """The value, or None for what has no place on an axis."""
    return value if value is not None and math.isfinite(value) else None


def plain(value: float | None) -> str:
    """The value for a spreadsheet: every digit, and nothing where it is unknown."""
    return "" if value is None else f"{value:.15g}"

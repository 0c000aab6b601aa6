"""From values to pixels: ranges that leave room for labels, and ticks that do not collide."""

import math
from collections.abc import Callable, Iterator, Sequence

from attribution_desktop.domain.formatting import MINUS
from attribution_desktop.domain.notation import noted

_HALVINGS = 60
_LEAST_PLOT_SHARE = 0.25
_TICK_GAP = 16.0
_PLAIN_BELOW = 1e12
_STEPS = (1, 2, 5)


def fitting_range(
    extents: Sequence[tuple[float, float, float]], width: float
) -> tuple[float, float]:
    """The widest scale at which every label still fits beside its bar.

    Parameters
    ----------
    extents
        Per bar its lower end and upper end (units of the axis; zero is always within) and the
        room its label needs (pixels): right of the upper end when that is above zero or the bar
        is empty, otherwise left of the lower end.
    width
        Of the plot, in pixels.

    Returns
    -------
    low, high
        The ends of the axis in its units; `low < high`, and zero is within.
    """
    ends = [(min(low, 0.0), max(high, 0.0), room) for low, high, room in extents]
    span = max((high for _, high, _ in ends), default=0.0) - min(
        (low for low, _, _ in ends), default=0.0
    )
    if span <= 0 or width <= 0 or not math.isfinite(span):
        return 0.0, 1.0

    def needs(scale: float) -> tuple[float, float]:
        left = right = 0.0
        for low, high, room in ends:
            beyond_left = room if low < 0 and high <= 0 else 0.0
            left = max(left, -low * scale + beyond_left)
            right = max(right, high * scale + (room - beyond_left))
        return left, right

    least = width * _LEAST_PLOT_SHARE / span
    most = width / span
    for _ in range(_HALVINGS):
        middle = (least + most) / 2
        if sum(needs(middle)) <= width:
            least = middle
        else:
            most = middle
    left, right = needs(least)
    spare = max(width - left - right, 0.0)
    return -left / least, (right + spare) / least


def _steps(span: float, width: float) -> Iterator[float]:
    """Round steps, from one that is surely too fine upwards."""
    power = math.floor(math.log10(span / max(width, 1.0)))
    while True:
        for step in _STEPS:
            yield step * 10.0**power
        power += 1


def ticks(
    ends: tuple[float, float],
    length: float,
    text_length: Callable[[str], float],
    *,
    gap: float = _TICK_GAP,
    whole: bool = False,
) -> list[tuple[float, str]]:
    """Round values and their texts, as many as fit side by side.

    Parameters
    ----------
    ends
        The lower and the upper end of the axis.
    length
        Of the axis, in pixels.
    text_length
        How many pixels a text takes along the axis.
    gap
        Least distance between two texts, in pixels.
    whole
        Whole numbers only, as counts need.
    """
    low, high = ends
    span = high - low
    if not (math.isfinite(span) and span > 0 and length > 0):
        return []
    for step in _steps(span, length):
        first, last = math.ceil(low / step), math.floor(high / step)
        # Steps far too fine are passed over before their texts are made.
        if (whole and step < 1) or (last - first) * gap > length:
            continue
        found = [
            (number * step, tick_text(number * step, step)) for number in range(first, last + 1)
        ]
        room = step / span * length
        if len(found) <= 1 or all(text_length(text) + gap <= room for _, text in found):
            return found
    return []


def tick_text(value: float, step: float) -> str:
    """A tick's label: thousands grouped, no more decimals than the step needs, a true minus.

    Examples
    --------
    >>> tick_text(-1500.0, 500.0), tick_text(0.25, 0.05), tick_text(2e15, 1e15)
    ('−1,500', '0.25', '2e+15')
    """
    size = abs(value)
    if step >= _PLAIN_BELOW:
        text = f"{size:.6g}"
    else:
        text = f"{size:,.{max(0, -math.floor(math.log10(step) + 1e-9))}f}"
    text = noted(text)
    return MINUS + text if value < 0 else text


def round_numbers(low: float, high: float) -> list[float]:
    """1, 2 and 5 times powers of ten from `low` to `high`, both above zero, rising.

    Examples
    --------
    >>> round_numbers(0.4, 12)
    [0.5, 1.0, 2.0, 5.0, 10.0]
    """
    power = math.floor(math.log10(low))
    found = []
    while 10.0**power <= high:
        found += [step * 10.0**power for step in _STEPS]
        power += 1
    return [number for number in found if low <= number <= high]

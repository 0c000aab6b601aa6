"""How a model comes to the weight of one touch, in words and numbers that can be checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import MINUS, formatted
from attribution_desktop.domain.notation import noted
from attribution_desktop.domain.settings import AnalysisSettings

_PAIR = 2
_FAR = 12.0
"""Half-lives from the nearest touch to the conversion beyond which powers of two say nothing."""


@dataclass(frozen=True, slots=True)
class WeighedTouch:
    """One touch among those of its journey.

    Parameters
    ----------
    channels
        Of all touches of the journey, in touch order.
    days
        From each touch to the conversion; None in a journey without times.
    place
        Of this touch, from 0.
    weight
        What the model gives it; None for a model that credits channels only.
    """

    channels: Sequence[str]
    days: Sequence[float] | None
    place: int
    weight: float | None

    @property
    def is_first(self) -> bool:
        return self.place == 0

    @property
    def is_last(self) -> bool:
        return self.place == len(self.channels) - 1

    @property
    def result(self) -> str:
        return f"→ {formatted(self.weight, Kind.SHARE)}"


def arithmetic_words(model: str, touch: WeighedTouch, settings: AnalysisSettings) -> str:
    """The arithmetic behind a touch's weight under the model with this id.

    Examples
    --------
    >>> touch = WeighedTouch(("email", "direct"), (7.0, 0.0), 0, 1 / 3)
    >>> arithmetic_words("time_decay", touch, AnalysisSettings())
    '2^(−7.0 d / 7 d) = 0.50, of a total of 1.50 → 33.3 %'
    """
    words = _WORDS.get(model)
    if words is not None:
        return words(touch, settings)
    if touch.weight is None:
        return "Credits channels as a whole, not single touches"
    same = sum(name == touch.channels[touch.place] for name in touch.channels)
    shared = f", shared by its {same} touches" if same > 1 else ""
    return f"What the channel adds to the conversion rate{shared} {touch.result}"


def _first(touch: WeighedTouch, _: AnalysisSettings) -> str:
    return f"{'The first touch' if touch.is_first else 'Not the first touch'} {touch.result}"


def _last(touch: WeighedTouch, _: AnalysisSettings) -> str:
    return f"{'The last touch' if touch.is_last else 'Not the last touch'} {touch.result}"


def _evenly(touch: WeighedTouch, _: AnalysisSettings) -> str:
    count = len(touch.channels)
    return f"The only touch {touch.result}" if count == 1 else f"1 of {count} {touch.result}"


def _last_non_direct(touch: WeighedTouch, settings: AnalysisSettings) -> str:
    direct = {channel_key(name) for name in settings.direct_channels}
    is_direct = [channel_key(name) in direct for name in touch.channels]
    if touch.weight:
        reason = "All are direct: the last one" if all(is_direct) else "The last that is not direct"
    elif is_direct[touch.place] and not all(is_direct):
        reason = "A direct visit"
    else:
        reason = "A later touch takes all"
    return f"{reason} {touch.result}"


def _decaying(touch: WeighedTouch, settings: AnalysisSettings) -> str:
    if touch.days is None:
        return f"No times, so all {len(touch.channels)} count alike {touch.result}"
    half_life = settings.half_life_days
    nearest = min(touch.days)
    taken_off = nearest if nearest / half_life > _FAR else 0.0
    powers = [2.0 ** (-(days - taken_off) / half_life) for days in touch.days]
    days = _days(touch.days[touch.place])
    ago = f"({days} {MINUS} {_days(taken_off)})" if taken_off else days
    power = f"2^({MINUS}{ago} / {_given(half_life)} d) = {_decimal(powers[touch.place])}"
    return f"{power}, of a total of {_decimal(sum(powers))} {touch.result}"


def _by_position(touch: WeighedTouch, settings: AnalysisSettings) -> str:
    return _in_proportion(settings.custom_weights, touch, settings)


def _in_proportion(
    proportion: tuple[float, float, float], touch: WeighedTouch, _: AnalysisSettings
) -> str:
    first, middle, last = proportion
    count = len(touch.channels)
    if count == 1:
        return f"The only touch {touch.result}"
    if count == _PAIR:
        if not first + last:
            return f"One of two, evenly {touch.result}"
        name, own = ("First", first) if touch.is_first else ("Last", last)
        return f"{name} of two: {_given(own)} of {_given(first + last)} {touch.result}"
    whole = first + middle + last
    if touch.is_first:
        return f"First touch: {_given(first)} of {_given(whole)} {touch.result}"
    if touch.is_last:
        return f"Last touch: {last:g} of {_given(whole)} {touch.result}"
    between = count - _PAIR
    shared = f", shared by {between} between" if between > 1 else " between"
    return f"{_given(middle)} of {_given(whole)}{shared} {touch.result}"


def _given(value: float) -> str:
    """A figure of the settings, no longer than it is there."""
    return noted(f"{value:g}")


def _days(days: float) -> str:
    return noted(f"{days:.1f} d" if days >= 1 or not days else f"{days:.2f} d")


def _decimal(value: float) -> str:
    digits = ".2f" if value >= 0.1 else ".2g"  # noqa: PLR2004  # two digits that say something
    return noted(f"{value:{digits}}")


_WORDS: dict[str, Callable[[WeighedTouch, AnalysisSettings], str]] = {
    "first_touch": _first,
    "last_touch": _last,
    "linear": _evenly,
    "time_decay": _decaying,
    "last_non_direct": _last_non_direct,
    "custom": _by_position,
    "position_based": partial(_in_proportion, (40.0, 20.0, 40.0)),
    "j_shaped": partial(_in_proportion, (20.0, 20.0, 60.0)),
    "inverse_j": partial(_in_proportion, (60.0, 20.0, 20.0)),
}

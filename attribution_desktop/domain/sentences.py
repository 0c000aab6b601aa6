"""Codes become sentences here, and only here, so that they can be translated later."""

from collections.abc import Callable, Mapping

from attribution_desktop.domain.analysis import Notice
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, signed

Parameters = Mapping[str, str | float]


def _count(parameters: Parameters, name: str = "count") -> str:
    value = parameters[name]
    if isinstance(value, str):
        return value
    return formatted(value, Kind.COUNT if value == int(value) else Kind.NUMBER)


def _things(parameters: Parameters, one: str, many: str) -> str:
    """A count with its noun and verb in the right number."""
    return f"{_count(parameters)} {one if parameters['count'] == 1 else many}"


def _money(parameters: Parameters, name: str) -> str:
    return f"{formatted(parameters[name], Kind.MONEY)} {parameters['currency']}"


def _amount(parameters: Parameters, name: str) -> str:
    """Money, or conversions where no currency is named."""
    if parameters["currency"]:
        return _money(parameters, name)
    value = float(parameters[name])
    return f"{_count(parameters, name)} {'conversion' if value == 1 else 'conversions'}"


def _ratio(parameters: Parameters, name: str) -> str:
    return formatted(parameters[name], Kind.RATIO)


def _earned(parameters: Parameters) -> str:
    """The range of a verdict, which is wider than that of the models alone."""
    even = float(parameters.get("break_even", 1.0))
    where = "" if even == 1 else f" (break-even {formatted(even, Kind.RATIO)})"
    low, high = _ratio(parameters, "low"), _ratio(parameters, "high")
    return f"Earns {low} to {high} its spend with chance counted in{where}"


def _share(parameters: Parameters, name: str) -> str:
    return formatted(parameters[name], Kind.SHARE)


def _outcome(parameters: Parameters) -> str:
    """What a plan brings: with the same spend a change of revenue is one of profit."""
    currency = parameters["currency"]
    revenue = f"{signed(float(parameters['gain']), Kind.MONEY)} {currency} of revenue"
    change = float(parameters["spend_change"])
    if abs(change) < _CENT:
        return f"{revenue} for no more money than at present"
    profit = f"{signed(float(parameters['profit']), Kind.MONEY)} {currency} of profit"
    spend = f"{formatted(abs(change), Kind.MONEY)} {currency} {'more' if change > 0 else 'less'}"
    return f"{revenue} and {profit} for {spend} spend than at present"


def _held(parameters: Parameters) -> str:
    return f" (held by its {parameters['bound']})" if "bound" in parameters else ""


def _marginal(parameters: Parameters) -> str:
    """What a unit of money brings; little is not nothing."""
    value = float(parameters["marginal"])
    is_little = 0 < value < _CENT
    return (
        f"less than {formatted(0.01, Kind.RATIO)}" if is_little else _ratio(parameters, "marginal")
    )


_CENT = 0.005

_SENTENCES: dict[str, Callable[[Parameters], str]] = {
    "top-channel": lambda p: (
        f"{p['channel']} earns the most under {p['model']}: {_money(p, 'revenue')}, "
        f"{_share(p, 'share')} of all revenue."
    ),
    "top-by-conversions": lambda p: (
        f"{p['channel']} leads to the most conversions under {p['model']}: "
        f"{_count(p, 'conversions')}, {_share(p, 'share')} of all."
    ),
    "best-roas": lambda p: (
        f"{p['channel']} earns between {_ratio(p, 'low')} and {_ratio(p, 'high')} its spend, "
        "whichever model you ask."
    ),
    "loses-under-all": lambda p: (
        f"{p['channel']} costs more than it brings back under every model shown: "
        f"at most {_ratio(p, 'high')} its spend."
    ),
    "depends-on-model": lambda p: (
        f"{p['channel']} is profitable under some models and not under others "
        f"({_ratio(p, 'low')} to {_ratio(p, 'high')} its spend): treat its figures with care."
    ),
    "spend-without-touch": lambda p: (
        f"{p['channel']} cost {_money(p, 'spend')} and appears in no journey: "
        "check its tracking before you judge it."
    ),
    "models-agree": lambda p: (
        f"The models agree on {_count(p, 'agreeing')} of {_count(p, 'channels')} channels "
        "(variation of at most 0.10)."
    ),
    "models-disagree-most": lambda p: (
        f"The models disagree most about {p['channel']}: from {_amount(p, 'minimum')} "
        f"to {_amount(p, 'maximum')}."
    ),
    "opener": lambda p: (
        f"{p['channel']} opens more than it closes: {_amount(p, 'high')} by first touch, "
        f"{_amount(p, 'low')} by last touch."
    ),
    "closer": lambda p: (
        f"{p['channel']} closes what others open: {_amount(p, 'high')} by last touch, "
        f"{_amount(p, 'low')} by first touch."
    ),
    "concentration": lambda p: (
        f"{_count(p, 'few')} of {_count(p, 'many')} channels earn {_share(p, 'share')} of all "
        f"revenue: {p['channels']}."
    ),
    "difference-beyond-chance": lambda p: (
        f"{p['channel']}: {p['more']} credits {formatted(p['low'], Kind.MONEY)} to "
        f"{_money(p, 'high')} more than {p['less']}; that is too much for chance."
    ),
    "untimed-journeys": lambda p: (
        f"{_things(p, 'journey has', 'journeys have')} no touch times: "
        "there time decay equals linear."
    ),
    "markov-without-nulls": lambda _: (
        "There are no non-converting journeys: the Markov chain can only measure reach, "
        "not what a channel changes."
    ),
    "shapley-without-nulls": lambda _: (
        "There are no non-converting journeys: the Shapley value is the even split over the "
        "channels of a journey."
    ),
    "shapley-clipped": lambda p: (
        f"{_things(p, 'Shapley value', 'Shapley values')} below 0 set to 0 before the split."
    ),
    "no spend recorded": lambda _: "No spend is recorded, so there is no return to judge.",
    "too little data": lambda p: (
        f"Only {_things(p, 'conversion', 'conversions')} touched it: too few to judge."
        if "count" in p
        else f"Its revenue lies anywhere between {formatted(p['low'], Kind.MONEY)} and "
        f"{formatted(p['high'], Kind.MONEY)}: too uncertain to judge."
    ),
    "robust profit": lambda p: (
        f"{_earned(p)} under every model shown: profitable whichever you trust."
    ),
    "robust loss": lambda p: f"{_earned(p)} under every model shown: a loss whichever you trust.",
    "depends on the model": lambda p: (
        f"{_earned(p)}, on both sides of break-even: whether it pays depends on the model and on "
        "chance."
    ),
    "undated-left-out": lambda p: (
        f"{_things(p, 'journey has', 'journeys have')} no date and stay out of this period."
    ),
    "undated-spend-left-out": lambda p: (
        f"{_money(p, 'spend')} of spend has no date and is left out of this period."
    ),
    "spend-covers-part": lambda p: (
        f"Spend covers {p['first']} to {p['last']} only: other revenue makes ROAS and profit look "
        "better."
    ),
    "paid-return": lambda p: (
        f"Channels with spend bring back {_ratio(p, 'paid')}; {_ratio(p, 'all')} counts revenue "
        "of channels without spend, too."
    ),
    "no-touchpoint": lambda p: (
        f"{_things(p, 'conversion has', 'conversions have')} no touchpoint in the lookback "
        "window, kept on a row of its own."
    ),
    "excluded-kept": lambda p: (
        f"{_things(p, 'journey consists', 'journeys consist')} of excluded channels only; "
        "nothing was taken out there."
    ),
    "proportional-method": lambda _: (
        "Split by past ROI: shares are proportional to each channel's historical ROI under the "
        "chosen model; channels that lost money get nothing."
    ),
    "response-method": lambda _: (
        "Split along response curves: money goes where its next unit returns most."
    ),
    "no-positive-roi": lambda _: (
        "No channel has a positive ROI under the chosen model: the present split is kept."
    ),
    "no-spend": lambda _: "No spend is recorded in this period, so there is nothing to split by.",
    "budget-below-fixed": lambda p: (
        f"Channels without spend history hold {_money(p, 'fixed')} between them."
    ),
    "budget-raise": lambda p: (
        f"Give {p['channel']} {_money(p, 'change')} more{_held(p)}"
        + (
            f": its next unit of money then still brings {_marginal(p)}."
            if "marginal" in p
            else "."
        )
    ),
    "budget-cut": lambda p: (
        f"Give {p['channel']} {_money(p, 'change')} less{_held(p)}"
        + (f": the last unit it keeps brings {_marginal(p)}." if "marginal" in p else ".")
    ),
    "budget-end": lambda p: (
        f"Give {p['channel']} nothing{_held(p)}, {_money(p, 'change')} less than at present"
        + (f": its first unit of money would bring {_marginal(p)}." if "marginal" in p else ".")
    ),
    "budget-keep": lambda _: (
        "The present split is as good as these curves can tell: leave it as it is."
    ),
    "budget-gain": lambda p: f"By these curves that is {_outcome(p)}.",
    "budget-no-gain": lambda p: (
        "It may be no gain: the 90 % range includes "
        f"{'what is earned' if abs(float(p['spend_change'])) < _CENT else 'the profit made'} "
        "at present."
    ),
    "budget-little-history": lambda p: (
        "There is too little history to trust this split: no channel has "
        f"{_count(p, 'weeks')} weeks of varying spend, so every curve is a rule of thumb."
    ),
    "range-of-whole": lambda p: (
        f"In 90 of 100 resampled histories the whole brings {formatted(p['low'], Kind.MONEY)} to "
        f"{_money(p, 'high')}; the ranges of single channels do not add up to it."
    ),
    "one-point-curves": lambda p: (
        f"Too little history for a fitted curve ({_count(p, 'weeks')} weeks of varying spend): "
        f"{p['channels']}. There the curve goes through one point, as a rule of thumb."
    ),
    "edited-curves": lambda p: f"Curves set by hand, not fitted: {p['channels']}.",
    "outside-observed": lambda p: (
        f"Outside the weekly spend seen so far: {p['channels']}. Move there in steps and measure."
    ),
    "weeks-of-linear": lambda p: (
        f"{p['model']} credits channels, not touches: the weeks follow linear credit, scaled to "
        "what it gives each channel."
    ),
    "long-lag": lambda p: (
        f"Half of the revenue comes {formatted(p['days'], Kind.DAYS)} days or more after the "
        "touch: spend and revenue of one week do not belong together. "
        + (
            "Count revenue by touch date instead."
            if p["basis"] == "conversion"
            else "The newest weeks still lack revenue that is to come."
        )
    ),
    "budget-before-floor": lambda p: (
        f"The budget of {_money(p, 'budget')} runs out before the floor is reached, "
        f"which would take {_money(p, 'wanted')}."
    ),
    "replays-history": lambda _: (
        "This re-plays history; it is not a forecast and no proof of cause."
    ),
}


def sentence(notice: Notice) -> str:
    """The words of a notice; KeyError for a code that has none.

    Examples
    --------
    >>> sentence(Notice("undated-left-out", (("count", 3.0),)))
    '3 journeys have no date and stay out of this period.'
    """
    return _SENTENCES[notice.code](dict(notice.parameters))

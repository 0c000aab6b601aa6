"""One verdict a channel, in a code with its reason (definitions, "Verdict")."""

from collections.abc import Sequence

from attribution_desktop.domain.analysis import Interval, Notice

FEWEST_CONVERSIONS = 30.0


def verdict(
    spend: float | None,
    touched_conversions: float,
    chosen: tuple[float, Interval],
    roas: Sequence[Interval],
    break_even: float,
) -> Notice:
    """The first that holds of the five verdicts.

    Parameters
    ----------
    spend
        Recorded spend, in the currency's unit; None or 0: nothing to judge by.
    chosen
        The chosen model's revenue credit and its interval.
    roas
        Interval of the ROAS under every shown model.
    break_even
        The ROAS at which the channel earns what it costs.
    """
    if not spend:
        return Notice("no spend recorded")
    revenue, sure = chosen
    if touched_conversions < FEWEST_CONVERSIONS:
        return Notice("too little data", (("count", touched_conversions),))
    if sure.high - sure.low > revenue:
        return Notice("too little data", (("low", sure.low), ("high", sure.high)))
    low, high = min(each.low for each in roas), max(each.high for each in roas)
    extent = (("low", low), ("high", high), ("break_even", break_even))
    if low > break_even:
        return Notice("robust profit", extent)
    if high < break_even:
        return Notice("robust loss", extent)
    return Notice("depends on the model", extent)

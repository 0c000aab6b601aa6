"""Three to five findings worth a sentence, as codes with parameters.

Credit is said as it is shown, rounded once so that it adds up: a sentence and the table below it
never differ by a cent.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attribution_desktop.domain.analysis import ChannelFigures, Comparison, ComparisonRow, Notice
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.settings import AnalysisSettings

MOST_INSIGHTS = 5
_FEW, _MANY = 3, 6


def insights(
    figures: Sequence[ChannelFigures],
    comparison: Comparison,
    model_label: str,
    currency: str,
    settings: AnalysisSettings,
) -> tuple[Notice, ...]:
    """At most five, the most useful first.

    Parameters
    ----------
    figures
        Channels by revenue, descending.
    settings
        A channel breaks even at a ROAS of 1 / margin.
    """
    rows = {row.channel: row for row in comparison.rows}
    # What the filter took from a channel says nothing about its return.
    judged = [row for row in figures if not settings.is_excluded(row.channel)]
    found = [
        *_top_channel(figures, model_label, currency),
        *_returns(judged, rows, 1 / settings.margin),
        *_without_touch(judged, currency),
        *_disagreement(comparison, currency),
        *_roles(comparison, currency),
        *_concentration(figures),
    ]
    return tuple(found[:MOST_INSIGHTS])


def _top_channel(
    figures: Sequence[ChannelFigures], model_label: str, currency: str
) -> Iterator[Notice]:
    total = sum(row.revenue for row in figures)
    credited = [row for row in figures if row.channel != NO_TOUCHPOINT and row.revenue > 0]
    if credited:
        top = credited[0]
        yield Notice(
            "top-channel",
            (
                ("channel", top.channel),
                ("model", model_label),
                ("revenue", float(top.shown_revenue)),
                ("share", top.revenue / total),
                ("currency", currency),
            ),
        )
        return
    converting = [row for row in figures if row.channel != NO_TOUCHPOINT and row.conversions > 0]
    if converting:
        most = max(converting, key=lambda row: row.conversions)
        count = sum(row.conversions for row in figures)
        yield Notice(
            "top-by-conversions",
            (
                ("channel", most.channel),
                ("model", model_label),
                ("conversions", float(most.shown_conversions)),
                ("share", most.conversions / count),
            ),
        )


def _returns(
    figures: Sequence[ChannelFigures], rows: dict[str, ComparisonRow], break_even: float
) -> Iterator[Notice]:
    """The best return under every model, the worst, and the most doubtful one."""
    ranges = [
        (row.channel, rows[row.channel].minimum / row.spend, rows[row.channel].maximum / row.spend)
        for row in figures
        if row.spend and row.touched_conversions
    ]
    safe = [entry for entry in ranges if entry[1] > break_even]
    losing = [entry for entry in ranges if entry[2] < break_even]
    doubtful = [entry for entry in ranges if entry[1] < break_even < entry[2]]
    if safe:
        yield _range_notice("best-roas", max(safe, key=lambda entry: entry[1]))
    if losing:
        yield _range_notice("loses-under-all", min(losing, key=lambda entry: entry[2]))
    if doubtful:
        yield _range_notice("depends-on-model", max(doubtful, key=_width))


def _width(entry: tuple[str, float, float]) -> float:
    _, low, high = entry
    return high - low


def _range_notice(code: str, entry: tuple[str, float, float]) -> Notice:
    channel, low, high = entry
    return Notice(code, (("channel", channel), ("low", low), ("high", high)))


def _without_touch(figures: Sequence[ChannelFigures], currency: str) -> Iterator[Notice]:
    silent = [row for row in figures if row.spend and not row.touched_conversions]
    if silent:
        worst = max(silent, key=lambda row: row.spend or 0.0)
        yield Notice(
            "spend-without-touch",
            (("channel", worst.channel), ("spend", worst.spend or 0.0), ("currency", currency)),
        )


def _disagreement(comparison: Comparison, currency: str) -> Iterator[Notice]:
    if len(comparison.models) < 2:  # noqa: PLR2004  # a single model cannot disagree
        return
    widest = max(comparison.rows, key=lambda row: _spread(row.shown_revenue), default=None)
    if widest and _spread(widest.shown_revenue):
        yield Notice(
            "models-disagree-most",
            (
                ("channel", widest.channel),
                ("minimum", float(min(widest.shown_revenue))),
                ("maximum", float(max(widest.shown_revenue))),
                ("currency", currency),
            ),
        )
    elif any(row.mean for row in comparison.rows):
        agreeing = sum(row.consensus == "strong" for row in comparison.rows)
        yield Notice(
            "models-agree",
            (("agreeing", float(agreeing)), ("channels", float(len(comparison.rows)))),
        )


def _spread(shown: tuple[Decimal, ...]) -> Decimal:
    return max(shown) - min(shown)


def _roles(comparison: Comparison, currency: str) -> Iterator[Notice]:
    """The channel that opens most beyond what it closes, and the one the other way round."""
    if not {"first_touch", "last_touch"} <= set(comparison.models):
        return
    first, last = (comparison.models.index(model) for model in ("first_touch", "last_touch"))
    # Paths without values are told by their conversions.
    has_revenue = any(row.maximum for row in comparison.rows)
    amounts = [
        (row.channel, row.shown_revenue if has_revenue else row.shown_conversions)
        for row in comparison.rows
    ]
    for code, high, low in (("opener", first, last), ("closer", last, first)):
        gains = [(credit[high] - credit[low], name, credit) for name, credit in amounts]
        gain, name, credit = max(gains, key=lambda entry: entry[0], default=(Decimal(0), "", ()))
        if gain > 0:
            yield Notice(
                code,
                (
                    ("channel", name),
                    ("high", float(credit[high])),
                    ("low", float(credit[low])),
                    ("currency", currency if has_revenue else ""),
                ),
            )


def _concentration(figures: Sequence[ChannelFigures]) -> Iterator[Notice]:
    """How much of the revenue a few of many channels earn."""
    credited = [row for row in figures if row.channel != NO_TOUCHPOINT and row.revenue > 0]
    if len(credited) >= _MANY:
        total = sum(row.revenue for row in figures)
        few = credited[:_FEW]
        yield Notice(
            "concentration",
            (
                ("channels", ", ".join(row.channel for row in few)),
                ("few", float(_FEW)),
                ("many", float(len(credited))),
                ("share", sum(row.revenue for row in few) / total),
            ),
        )

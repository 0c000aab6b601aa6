"""Where models agree and disagree, as notices that become sentences."""

from collections.abc import Iterator
from decimal import Decimal

from attribution_desktop.domain.analysis import Comparison, Notice
from attribution_desktop.ui.tabs.measures import Measure

_MOST_DIFFERENCES = 3


def disagreement(comparison: Comparison, measure: Measure) -> Iterator[Notice]:
    """Where the models differ most, and on how many channels they agree."""
    credit = [(row.channel, measure.shown_values(row)) for row in comparison.rows]
    channel, values = max(
        credit, key=lambda entry: max(entry[1]) - min(entry[1]), default=("", (Decimal(0),))
    )
    if max(values) > min(values):
        yield Notice(
            "models-disagree-most",
            (
                ("channel", channel),
                ("minimum", float(min(values))),
                ("maximum", float(max(values))),
                ("currency", measure.unit),
            ),
        )
    credited = [row for row in comparison.rows if row.mean > 0]
    if credited:
        agreeing = sum(row.consensus == "strong" for row in credited)
        yield Notice(
            "models-agree", (("agreeing", float(agreeing)), ("channels", float(len(credited))))
        )


def beyond_chance(comparison: Comparison, currency: str) -> Iterator[Notice]:
    """The widest differences between two models that chance alone does not explain."""
    labels = dict(zip(comparison.models, comparison.labels, strict=True))
    certain = [
        (max(difference.interval.low, -difference.interval.high), row.channel, difference)
        for row in comparison.rows
        for difference in row.differences
        if difference.interval.low > 0 or difference.interval.high < 0
    ]
    certain.sort(key=lambda entry: (-entry[0], entry[1]))
    for _, channel, difference in certain[:_MOST_DIFFERENCES]:
        is_more = difference.interval.low > 0
        more, less = (
            (difference.first, difference.second)
            if is_more
            else (difference.second, difference.first)
        )
        bounds = sorted((abs(difference.interval.low), abs(difference.interval.high)))
        yield Notice(
            "difference-beyond-chance",
            (
                ("channel", channel),
                ("more", labels[more]),
                ("less", labels[less]),
                ("low", bounds[0]),
                ("high", bounds[1]),
                ("currency", currency),
            ),
        )

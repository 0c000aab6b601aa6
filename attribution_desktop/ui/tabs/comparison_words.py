"""Where models agree and disagree, as notices that become sentences."""

from collections.abc import Iterator

from attribution_desktop.domain.analysis import Comparison, Notice

_MOST_DIFFERENCES = 3


def disagreement(comparison: Comparison, currency: str) -> Iterator[Notice]:
    """Where the models differ most, and on how many channels they agree."""
    widest = max(comparison.rows, key=lambda row: row.maximum - row.minimum, default=None)
    if widest is not None and widest.maximum > widest.minimum:
        yield Notice(
            "models-disagree-most",
            (
                ("channel", widest.channel),
                ("minimum", widest.minimum),
                ("maximum", widest.maximum),
                ("currency", currency),
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

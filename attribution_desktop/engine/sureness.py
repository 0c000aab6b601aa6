"""An analysis with its intervals and verdicts."""

from dataclasses import replace
from itertools import combinations

from attribution_desktop.domain.analysis import (
    Analysis,
    ChannelFigures,
    ComparisonRow,
    Difference,
    Interval,
    ModelCredit,
)
from attribution_desktop.engine.intervals import CreditDraws
from attribution_desktop.engine.verdicts import verdict


def with_intervals(analysis: Analysis, draws: CreditDraws, codes: tuple[int, ...]) -> Analysis:
    """The same analysis with an interval on every credit, ROAS and difference, and verdicts.

    Parameters
    ----------
    codes
        The channel code of each row of the analysis, in its order.
    """
    shown = analysis.comparison.models
    code_of = dict(zip(analysis.channels, codes, strict=True))
    return replace(
        analysis,
        models=tuple(_credit(model, draws, code_of) for model in analysis.models),
        channel_figures=tuple(
            _figures(row, analysis, draws, code_of[row.channel]) for row in analysis.channel_figures
        ),
        comparison=replace(
            analysis.comparison,
            rows=tuple(
                _comparison(row, shown, draws, code_of[row.channel])
                for row in analysis.comparison.rows
            ),
        ),
    )


def _credit(model: ModelCredit, draws: CreditDraws, code_of: dict[str, int]) -> ModelCredit:
    return replace(
        model,
        credits=tuple(
            replace(
                credit,
                revenue_interval=draws.revenue_interval(model.model, code_of[credit.channel]),
                conversions_interval=draws.conversions_interval(
                    model.model, code_of[credit.channel]
                ),
            )
            for credit in model.credits
        ),
    )


def _figures(
    row: ChannelFigures, analysis: Analysis, draws: CreditDraws, code: int
) -> ChannelFigures:
    settings = analysis.settings
    revenue = draws.revenue_interval(settings.model, code)
    roas = tuple(
        _divided(draws.revenue_interval(model, code), row.spend) if row.spend else Interval(0, 0)
        for model in analysis.comparison.models
    )
    return replace(
        row,
        revenue_interval=revenue,
        roas_interval=_divided(revenue, row.spend) if row.spend else None,
        verdict=verdict(
            row.spend, row.touched_conversions, (row.revenue, revenue), roas, 1 / settings.margin
        ),
    )


def _divided(interval: Interval, spend: float) -> Interval:
    return Interval(interval.low / spend, interval.high / spend)


def _comparison(
    row: ComparisonRow, shown: tuple[str, ...], draws: CreditDraws, code: int
) -> ComparisonRow:
    return replace(
        row,
        intervals=tuple(draws.revenue_interval(model, code) for model in shown),
        differences=tuple(
            Difference(first, second, draws.difference_interval(first, second, code))
            for first, second in combinations(shown, 2)
        ),
    )

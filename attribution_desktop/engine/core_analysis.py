"""From sums by day to an `Analysis`: its cost depends on days and channels, not on touches."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from attribution_desktop.domain.analysis import (
    Analysis,
    ChannelFigures,
    Comparison,
    ModelCredit,
    Notice,
    PathAnalysis,
    Summary,
)
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.day_sums import CoreData
from attribution_desktop.domain.days import MOST_LAG_DAYS
from attribution_desktop.domain.instants import UNDATED_DAY
from attribution_desktop.domain.interactions import FloatColumn
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.settings import CORE_MODELS, AnalysisSettings
from attribution_desktop.engine.attributor import Credit
from attribution_desktop.engine.comparison import AttributionModelComparator
from attribution_desktop.engine.credit_tables import (
    ChannelOrder,
    channel_order,
    model_credit,
)
from attribution_desktop.engine.days import merged
from attribution_desktop.engine.insights import insights
from attribution_desktop.engine.models.journey_model import JourneyModel
from attribution_desktop.engine.models.registry import model_with_id
from attribution_desktop.engine.period import period_days
from attribution_desktop.engine.period_sums import PeriodSums
from attribution_desktop.engine.roi import ChannelROICalculator, ratio
from attribution_desktop.engine.spend_totals import SpendTotals, spend_totals


def core_analysis(data: CoreData, settings: AnalysisSettings) -> Analysis | None:
    """What sums by day say; None where the chosen model's credit does not add up over days.

    Raises
    ------
    UsageError
        When a model is unknown.
    """
    if not adds_up(settings.model):
        return None
    return assembled(data, settings, {}, None)


def adds_up(model: str) -> bool:
    """Whether a model's credit adds up over days; `UsageError` where there is no such model."""
    return isinstance(model_with_id(model), JourneyModel)


def models_to_compute(settings: AnalysisSettings) -> tuple[str, ...]:
    """The shown ones first, then the rest of the core four and the chosen one, each once."""
    wanted = (*settings.models, *CORE_MODELS, settings.model)
    return tuple(model_with_id(model).id for model in dict.fromkeys(wanted))


def assembled(
    data: CoreData,
    settings: AnalysisSettings,
    fitted: Mapping[str, Credit],
    paths: PathAnalysis | None,
) -> Analysis:
    """One analysis from sums by day and from what does not add up.

    Parameters
    ----------
    fitted
        By model id: credit that does not add up over days; empty where it is not known yet. The
        chosen model's must be there if it is one of these.
    paths
        None where they are not known yet.
    """
    period = PeriodSums(data.sums, settings)
    spend = spend_totals(data.spend, len(data.sums.channels), settings)
    credits_ = {
        model: fitted[model] if model in fitted else period.credit(model)
        for model in models_to_compute(settings)
        if model in fitted or adds_up(model)
    }
    order = channel_order(
        data.sums.channels,
        period.is_touched | spend.has_spend,
        credits_[settings.model].revenue,
        has_no_touch=period.without_touch > 0,
    )
    models = {
        model: model_credit(model_with_id(model), credit, order, period.totals, settings)
        for model, credit in credits_.items()
    }
    figures = _figures(models[settings.model], order, period.reach, spend, settings)
    comparison = _comparison(models, settings)
    identity = data.identity
    return Analysis(
        identity=identity,
        settings=settings,
        fingerprint=_fingerprint(identity.fingerprint, settings),
        channels=order.names,
        summary=_summary(period, order, spend, paths),
        models=tuple(models.values()),
        channel_figures=figures,
        comparison=comparison,
        path_analysis=paths,
        period_days=period_days(period.converting_days, data.spend, settings),
        insights=insights(
            figures,
            comparison,
            models[settings.model].label,
            identity.currency,
            settings,
        )
        if comparison.models
        else (),
        notices=(
            *_notices(period, spend, identity.currency),
            *_spend_gaps(data, settings),
            *_paid_return(figures, settings.margin),
        ),
        days=data.days,
    )


def with_days(data: CoreData) -> CoreData:
    """The same data with their totals by day."""
    sums = data.sums
    converts = np.flatnonzero(sums.has_dated_conversions)
    days = merged(
        sums.day[converts],
        sums.counts.revenue[converts] / MICROS_PER_UNIT,
        sums.counts.conversions[converts],
        data.spend,
    )
    return replace(data, days=days)


def as_asked(analysis: Analysis, settings: AnalysisSettings) -> Analysis:
    """The same figures under settings that differ in nothing that moves them, such as `draws`."""
    fingerprint = _fingerprint(analysis.identity.fingerprint, settings)
    return replace(analysis, settings=settings, fingerprint=fingerprint)


def _comparison(models: Mapping[str, ModelCredit], settings: AnalysisSettings) -> Comparison:
    """All shown models side by side; empty where one of them is not known yet."""
    if any(model not in models for model in settings.models):
        return Comparison((), (), ())
    return AttributionModelComparator([models[model] for model in settings.models]).compared()


def _figures(
    chosen: ModelCredit,
    order: ChannelOrder,
    reach: FloatColumn,
    spend: SpendTotals,
    settings: AnalysisSettings,
) -> tuple[ChannelFigures, ...]:
    calculator = ChannelROICalculator(spend, settings.margin)
    return tuple(
        calculator.figures(
            credit, None if credit.channel == NO_TOUCHPOINT else code, float(reach[code])
        )
        for credit, code in zip(chosen.credits, order.codes, strict=True)
    )


def _summary(
    period: PeriodSums, order: ChannelOrder, spend: SpendTotals, paths: PathAnalysis | None
) -> Summary:
    counts, margin = period.sums.counts, period.settings.margin
    revenue = period.micros / MICROS_PER_UNIT
    has_spend = bool(spend.has_spend.any())
    spent = float(spend.cost.sum()) / MICROS_PER_UNIT if has_spend else None
    converting = period.count(counts.converting)
    days = paths.statistics.days_to_convert if paths else None
    return Summary(
        revenue=revenue,
        conversions=period.count(counts.conversions),
        journeys=period.count(counts.journeys),
        converting_journeys=converting,
        touchpoints=period.touchpoints,
        channels=sum(name != NO_TOUCHPOINT for name in order.names),
        spend=spent,
        profit=margin * revenue - (spent or 0.0),
        roas=ratio(revenue, spent),
        roi_percent=ChannelROICalculator(spend, margin).roi_percent(revenue, spent),
        average_path_length=ratio(period.count(counts.steps), converting),
        median_days_to_convert=days.median if days else None,
        untimed_journeys=period.count(counts.untimed),
    )


def _notices(period: PeriodSums, spend: SpendTotals, currency: str) -> tuple[Notice, ...]:
    counts = period.sums.counts
    undated_spend = spend.undated_left_out / MICROS_PER_UNIT
    counted = (
        ("untimed-journeys", period.count(counts.untimed_converting)),
        ("no-touchpoint", period.without_touch),
        ("undated-left-out", period.undated_left_out),
        ("excluded-kept", period.count(counts.kept_whole)),
    )
    notices = [Notice(code, (("count", count),)) for code, count in counted if count]
    if undated_spend:
        notices.append(
            Notice("undated-spend-left-out", (("spend", undated_spend), ("currency", currency)))
        )
    return tuple(notices)


def _spend_gaps(data: CoreData, settings: AnalysisSettings) -> Iterator[Notice]:
    """Where conversions begin before or go on after all recorded spend of the period."""
    days = data.days.within(settings.start, settings.end)
    spent, converted = days.spent, days.converted
    has_undated = not settings.has_period and bool((data.spend.day == UNDATED_DAY).any())
    if spent is None or converted is None or has_undated:
        return
    first, last = spent
    late, early = (first - converted[0]).days, (converted[1] - last).days
    if max(late, early) > MOST_LAG_DAYS:
        yield Notice(
            "spend-covers-part", (("first", first.isoformat()), ("last", last.isoformat()))
        )


def _paid_return(figures: Sequence[ChannelFigures], margin: float) -> Iterator[Notice]:
    """Where paid channels lose, and only revenue that cost nothing makes up for it."""
    paid = [row for row in figures if row.spend]
    spend = sum(row.spend or 0.0 for row in paid)
    if not spend:
        return
    earned = sum(row.revenue for row in paid) / spend
    together = sum(row.revenue for row in figures) / spend
    if margin * earned < 1 <= margin * together:
        yield Notice("paid-return", (("paid", earned), ("all", together)))


def _fingerprint(data: str, settings: AnalysisSettings) -> str:
    """16 hexadecimal digits that change with any datum and any setting."""
    return hashlib.sha256(f"{data}:{settings.digest()}".encode()).hexdigest()[:16]

"""`AttributionAnalytics`: one call from a project's data to one frozen `Analysis`."""

import hashlib
from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.analysis import (
    Analysis,
    ChannelFigures,
    ModelCredit,
    Notice,
    PathAnalysis,
    Summary,
)
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.interactions import BoolColumn, Dataset
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import CORE_MODELS, AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.comparison import AttributionModelComparator
from attribution_desktop.engine.credit_tables import (
    ChannelOrder,
    channel_order,
    model_credit,
    totals,
)
from attribution_desktop.engine.days import daily_totals
from attribution_desktop.engine.insights import insights
from attribution_desktop.engine.intervals import credit_draws
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.models.registry import model_with_id
from attribution_desktop.engine.paths import ConversionPathAnalyzer
from attribution_desktop.engine.period import period_days
from attribution_desktop.engine.roi import ChannelROICalculator, ratio
from attribution_desktop.engine.slices import covered
from attribution_desktop.engine.spend_totals import SpendTotals, spend_totals
from attribution_desktop.engine.sureness import with_intervals


@dataclass(frozen=True, slots=True, eq=False)
class _Credited:
    """Journeys, spend and every computed model over one order of channels."""

    journeys: Journeys
    spend: SpendTotals
    attributor: ConversionAttributor
    order: ChannelOrder
    models: tuple[ModelCredit, ...]

    def model(self, model_id: str) -> ModelCredit:
        return next(model for model in self.models if model.model == model_id)


class AttributionAnalytics:
    """Runs the whole engine over one dataset.

    Parameters
    ----------
    dataset
        A project's data at one revision.

    Examples
    --------
    >>> AttributionAnalytics(dataset).analysed(AnalysisSettings())  # doctest: +SKIP
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def analysed(self, settings: AnalysisSettings, progress: Progress = unreported) -> Analysis:
        """Everything that is shown for these settings.

        Raises
        ------
        UsageError
            When a model is unknown.
        Cancelled
            When `progress` says so.
        """
        identity = self._dataset.identity
        progress("Cutting journeys", 0, 3)
        journeys = build_journeys(self._dataset.interactions, settings)
        progress("Attributing conversions", 1, 3)
        credited = self._credited(journeys, settings)
        progress("Reading paths", 2, 3)
        paths = ConversionPathAnalyzer(journeys, settings).analysed()
        figures = _figures(credited, settings)
        comparison = AttributionModelComparator(
            [credited.model(model_id) for model_id in settings.models]
        ).compared()
        progress("Reading paths", 3, 3)
        analysis = Analysis(
            identity=identity,
            settings=settings,
            fingerprint=_fingerprint(identity.fingerprint, settings),
            channels=credited.order.names,
            summary=_summary(credited, paths, settings),
            models=credited.models,
            channel_figures=figures,
            comparison=comparison,
            paths=paths,
            period_days=period_days(journeys, self._dataset.spend, settings),
            insights=insights(
                figures,
                comparison,
                credited.model(settings.model).label,
                identity.currency,
                settings.margin,
            ),
            notices=_notices(credited, identity.currency),
            days=daily_totals(self._dataset.interactions, self._dataset.spend, settings.time_zone),
        )
        if not settings.draws or not journeys.is_converting.any():
            return analysis
        models = [model.model for model in credited.models]
        draws = credit_draws(credited.attributor, models, settings.draws, progress)
        return with_intervals(analysis, draws, credited.order.codes)

    def _credited(self, journeys: Journeys, settings: AnalysisSettings) -> _Credited:
        channels = journeys.channels
        attributor = ConversionAttributor(journeys, settings)
        spend = spend_totals(self._dataset.spend, len(channels), settings)
        credits_ = {model: attributor.credit(model) for model in _models_to_compute(settings)}
        order = channel_order(
            channels,
            _is_touched(journeys) | spend.has_spend,
            credits_[settings.model].revenue,
            has_no_touch=attributor.conversions_without_touch > 0,
        )
        total = totals(journeys)
        models = tuple(
            model_credit(model_with_id(model), credit, order, total, settings)
            for model, credit in credits_.items()
        )
        return _Credited(journeys, spend, attributor, order, models)


def _models_to_compute(settings: AnalysisSettings) -> tuple[str, ...]:
    """The shown ones first, then the rest of the core four and the chosen one, each once."""
    wanted = (*settings.models, *CORE_MODELS, settings.model)
    return tuple(model_with_id(model).id for model in dict.fromkeys(wanted))


def _is_touched(journeys: Journeys) -> BoolColumn:
    """(k,) whether any journey of the period holds a touch of the channel."""
    is_used = covered(journeys.start, journeys.end, len(journeys.channel))
    return np.bincount(journeys.channel[is_used], minlength=len(journeys.channels)) > 0


def _figures(credited: _Credited, settings: AnalysisSettings) -> tuple[ChannelFigures, ...]:
    calculator = ChannelROICalculator(credited.spend, settings.margin)
    reach = credited.attributor.touched_conversions()
    rows = zip(credited.model(settings.model).credits, credited.order.codes, strict=True)
    return tuple(
        calculator.figures(
            credit,
            None if credit.channel == NO_TOUCHPOINT else code,
            float(reach[code]),
        )
        for credit, code in rows
    )


def _summary(credited: _Credited, paths: PathAnalysis, settings: AnalysisSettings) -> Summary:
    journeys, touches = credited.journeys, credited.attributor.evidence.touches
    is_converting, has_touch = journeys.is_converting, journeys.length > 0
    revenue = int(journeys.value[is_converting].sum()) / MICROS_PER_UNIT
    has_spend = bool(credited.spend.has_spend.any())
    spend = float(credited.spend.cost.sum()) / MICROS_PER_UNIT if has_spend else None
    roi = ChannelROICalculator(credited.spend, settings.margin).roi_percent(revenue, spend)
    days = paths.statistics.days_to_convert
    return Summary(
        revenue=revenue,
        conversions=float(journeys.weight[is_converting].sum()),
        journeys=float(journeys.weight[has_touch].sum()),
        converting_journeys=float(touches.weight.sum()),
        touchpoints=_touchpoints(journeys),
        channels=sum(name != NO_TOUCHPOINT for name in credited.order.names),
        spend=spend,
        profit=settings.margin * revenue - (spend or 0.0),
        roas=ratio(revenue, spend),
        roi_percent=roi,
        average_path_length=paths.statistics.average_path_length,
        median_days_to_convert=days.median if days else None,
        untimed_journeys=float(journeys.weight[~journeys.is_timed & has_touch].sum()),
    )


def _touchpoints(journeys: Journeys) -> float:
    timed = np.flatnonzero(journeys.is_timed)
    distinct = covered(journeys.start[timed], journeys.end[timed], len(journeys.channel))
    untimed = ~journeys.is_timed
    return float(distinct.sum() + (journeys.weight * journeys.length)[untimed].sum())


def _notices(credited: _Credited, currency: str) -> tuple[Notice, ...]:
    journeys, touches = credited.journeys, credited.attributor.evidence.touches
    undated_spend = credited.spend.undated_left_out / MICROS_PER_UNIT
    counted = (
        ("untimed-journeys", float(touches.weight[~touches.is_timed].sum())),
        ("no-touchpoint", credited.attributor.conversions_without_touch),
        ("undated-left-out", journeys.undated_left_out),
        ("excluded-kept", journeys.excluded_kept),
    )
    notices = [Notice(code, (("count", count),)) for code, count in counted if count]
    if undated_spend:
        notices.append(
            Notice("undated-spend-left-out", (("spend", undated_spend), ("currency", currency)))
        )
    return tuple(notices)


def _fingerprint(data: str, settings: AnalysisSettings) -> str:
    """16 hexadecimal digits that change with any datum and any setting."""
    return hashlib.sha256(f"{data}:{settings.digest()}".encode()).hexdigest()[:16]

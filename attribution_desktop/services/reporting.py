"""Building a `ReportDocument` from an `Analysis`."""

from attribution_desktop.domain.analysis import Analysis, Notice
from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, whole_or_number
from attribution_desktop.domain.report_document import Kpi, ReportDocument, Section
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.domain.settings import AnalysisSettings, PathRule
from attribution_desktop.services.budget_tables import budget_tables
from attribution_desktop.services.report_charts import (
    budget_chart,
    comparison_chart,
    interval_charts,
    length_chart,
    revenue_chart,
    roi_charts,
)
from attribution_desktop.services.report_intervals import (
    comparison_interval_tables,
    interval_tables,
)
from attribution_desktop.services.report_tables import (
    channel_table,
    comparison_table,
    first_last_table,
    length_table,
    pattern_table,
    revenue_table,
)
from attribution_desktop.services.report_trend import trend_charts, trend_notes, trend_tables


def build_report(
    analysis: Analysis, plan: BudgetPlan | None = None, channels: tuple[str, ...] = ()
) -> ReportDocument:
    """A section a tab; the budget's only when there is a plan.

    `channels` are all names of the project, in the order that fixes their colours.
    """
    sections = [
        _summary_section(analysis),
        _roi_section(analysis),
        _comparison_section(analysis),
        _paths_section(analysis),
    ]
    if plan is not None:
        sections.append(_budget_section(plan, analysis.identity.currency))
    return ReportDocument(
        title=f"Attribution report: {analysis.identity.name}",
        settings_in_words=settings_in_words(analysis),
        sections=tuple(sections),
        analysis=analysis,
        plan=plan,
        channels=channels,
    )


def settings_in_words(analysis: Analysis) -> tuple[str, ...]:
    """What was asked, a line a setting."""
    settings = analysis.settings
    lines = [
        f"Period: {_period(analysis)} ({settings.time_zone})",
        f"Model: {analysis.model_credit(settings.model).label}",
        f"Lookback: {_lookback(settings)}, {_rule(settings)}",
        f"Time decay half-life: {settings.half_life_days:g} days",
    ]
    if settings.margin != 1:
        lines.append(f"Gross margin: {formatted(settings.margin, Kind.SHARE)}")
    if settings.excluded_channels:
        lines.append(f"Excluded channels: {', '.join(settings.excluded_channels)}")
    if settings.draws:
        lines.append(f"Intervals: 90 % over {settings.draws:,} draws of customers")
    return tuple(lines)


def _period(analysis: Analysis) -> str:
    """The period as it was asked for, with the days that an open end stands for."""
    settings, first, last = analysis.settings, analysis.days.first, analysis.days.last
    if not settings.has_period:
        return f"all time, {first} to {last}" if analysis.days else "all time"
    beginning = f"the beginning, {first}," if first else "the beginning"
    latest = f"the latest day, {last}" if last else "the latest day"
    return f"{settings.start or beginning} to {settings.end or latest}"


def _lookback(settings: AnalysisSettings) -> str:
    return "unlimited" if settings.lookback_days is None else f"{settings.lookback_days:g} days"


def _rule(settings: AnalysisSettings) -> str:
    if settings.path_rule is PathRule.WINDOW:
        return "every touch in the window"
    return "restart after each conversion"


def _summary_section(analysis: Analysis) -> Section:
    summary = analysis.summary
    return Section(
        id="summary",
        title="Summary",
        question="Which channels earn the revenue?",
        paragraphs=(
            *_sentences((*analysis.insights, *analysis.notices)),
            *trend_notes(analysis),
        ),
        kpis=(
            Kpi("Revenue", summary.revenue, Kind.MONEY),
            Kpi("Conversions", summary.conversions, whole_or_number((summary.conversions,))),
            Kpi("Spend", summary.spend, Kind.MONEY),
            Kpi("ROAS", summary.roas, Kind.RATIO),
            Kpi("Profit", summary.profit, Kind.MONEY),
            Kpi("Average path length", summary.average_path_length, Kind.NUMBER, "touches"),
        ),
        tables=(revenue_table(analysis), *trend_tables(analysis)),
        charts=(revenue_chart(analysis), *trend_charts(analysis)),
    )


def _roi_section(analysis: Analysis) -> Section:
    return Section(
        id="channel-roi",
        title="Channel ROI",
        question="What does each channel earn for what it costs?",
        tables=(channel_table(analysis), *interval_tables(analysis)),
        charts=(*roi_charts(analysis), *interval_charts(analysis)),
    )


def _comparison_section(analysis: Analysis) -> Section:
    described = tuple(f"{model.label}: {model.explanation}" for model in analysis.models)
    caveats = dict.fromkeys(notice for model in analysis.models for notice in model.caveats)
    return Section(
        id="model-comparison",
        title="Model comparison",
        question="How far do the models agree on each channel?",
        paragraphs=(*described, *_sentences(tuple(caveats))),
        tables=(comparison_table(analysis.comparison), *comparison_interval_tables(analysis)),
        charts=(comparison_chart(analysis),),
    )


def _paths_section(analysis: Analysis) -> Section:
    statistics = analysis.paths.statistics
    days, hours = statistics.days_to_convert, statistics.hours_between_touches
    return Section(
        id="conversion-paths",
        title="Paths",
        question="Which journeys lead to a conversion, and how long do they take?",
        kpis=(
            Kpi("Average path length", statistics.average_path_length, Kind.NUMBER, "touches"),
            Kpi("Longest path", statistics.maximum_path_length, Kind.COUNT, "touches"),
            Kpi("Median time to convert", days.median if days else None, Kind.DAYS, "days"),
            Kpi("Between touches, median", hours.median if hours else None, Kind.HOURS, "hours"),
        ),
        tables=(pattern_table(analysis), length_table(analysis), first_last_table(analysis)),
        charts=(length_chart(),),
    )


def _budget_section(plan: BudgetPlan, currency: str) -> Section:
    return Section(
        id="budget",
        title="Budget",
        question="How would this budget be split by what each channel has returned?",
        kpis=(
            Kpi("Budget", plan.budget, Kind.MONEY, f"over {plan.days:g} days"),
            Kpi("Present spend", plan.present_spend, Kind.MONEY, f"over {plan.days:g} days"),
            Kpi("Expected revenue", plan.expected_revenue, Kind.MONEY, "of the budget"),
            Kpi("Present revenue", plan.present_revenue, Kind.MONEY, "of the present spend"),
        ),
        paragraphs=_sentences(plan.notes),
        tables=budget_tables(plan),
        charts=(budget_chart(currency),),
    )


def _sentences(notices: tuple[Notice, ...]) -> tuple[str, ...]:
    return tuple(sentence(notice) for notice in notices)

"""A small analysis made by hand: two channels, one conversion of 100.00 and one without a touch.

email has the last touch of a path email → direct; direct has no spend. Every figure can be
checked in the head: linear gives 50.00 each, first touch 100.00 to email.
"""

import dataclasses
from datetime import date
from decimal import Decimal

from attribution_desktop.domain.analysis import (
    Analysis,
    ChannelCredit,
    ChannelFigures,
    Comparison,
    ComparisonRow,
    FirstLastPair,
    ModelCredit,
    Notice,
    PathAnalysis,
    PathPattern,
    PathStatistics,
    Quantiles,
    Summary,
)
from attribution_desktop.domain.budget import BudgetPlan, ChannelBudget
from attribution_desktop.domain.figures import FIGURES, Kind
from attribution_desktop.domain.interactions import ProjectIdentity
from attribution_desktop.domain.report_document import Column, Kpi, ReportDocument, Section, Table
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.services.report_appendix import definitions_section

NO_TOUCHPOINT = "(no touchpoint)"


def small_analysis() -> Analysis:
    return Analysis(
        identity=ProjectIdentity("Päckchen & Söhne", "EUR", "Europe/Berlin", "f00d", 3),
        settings=AnalysisSettings(
            start=date(2026, 1, 1),
            time_zone="Europe/Berlin",
            lookback_days=None,
            models=("first_touch", "linear"),
            excluded_channels=("affiliate",),
        ),
        fingerprint="f00dbabe12345678",
        channels=("email", "direct", NO_TOUCHPOINT),
        summary=Summary(
            revenue=130.0,
            conversions=2.0,
            journeys=3.0,
            converting_journeys=2.0,
            touchpoints=2,
            channels=2,
            spend=40.0,
            profit=90.0,
            roas=3.25,
            roi_percent=225.0,
            average_path_length=2.0,
            median_days_to_convert=1.5,
            untimed_journeys=0.0,
        ),
        models=(
            _credit("first_touch", "First touch", (100.0, 0.0, 30.0)),
            _credit("linear", "Linear", (50.0, 50.0, 30.0)),
        ),
        channel_figures=(
            _figures("email", 40.0, 50.0, 0.5),
            _figures("direct", None, 50.0, 0.5),
            _figures(NO_TOUCHPOINT, None, 30.0, 1.0),
        ),
        comparison=Comparison(
            models=("first_touch", "linear"),
            labels=("First touch", "Linear"),
            rows=(
                _compared("email", (100.0, 50.0), 1 / 3, "weak"),
                _compared("direct", (0.0, 50.0), 1.0, "weak"),
                _compared(NO_TOUCHPOINT, (30.0, 30.0), 0.0, "strong"),
            ),
        ),
        path_analysis=PathAnalysis(
            patterns=(PathPattern(("email", "direct"), 1.0, 1.0, 100.0, 0.5, 100.0, 2.0, 1.5),),
            pattern_count=1,
            statistics=PathStatistics(
                average_path_length=2.0,
                median_path_length=2,
                maximum_path_length=2,
                touches_by_length=((2, 1.0),),
                days_to_convert=Quantiles(1.5, 1.5, 1.5, 1.5),
                hours_between_touches=None,
            ),
            first_last=(FirstLastPair("email", "direct", 1.0),),
        ),
        insights=(Notice("models-disagree-most", _disagreement()),),
        notices=(Notice("no-touchpoint", (("count", 1.0),)),),
        period_days=30,
    )


def small_plan() -> BudgetPlan:
    return BudgetPlan(
        method="proportional",
        model="linear",
        budget=80.0,
        days=30.0,
        channels=(
            ChannelBudget("email", 40.0, 80.0, 40.0, 100.0, 100.0, 1.25, None),
            ChannelBudget("direct", 0.0, 0.0, 0.0, None, None, None, "no spend history"),
        ),
        present_spend=40.0,
        present_revenue=50.0,
        expected_revenue=100.0,
        notes=(Notice("replays-history"),),
    )


def small_report(*extra_rows: tuple[str, float | None]) -> ReportDocument:
    """A report of two sections; `extra_rows` are further channels with their revenue."""
    analysis = small_analysis()
    rows = [
        (figures.channel, figures.spend, figures.shown_revenue, figures.profit)
        for figures in analysis.channel_figures
    ]
    more = [(name, None, Decimal(str(revenue)), -1.5) for name, revenue in extra_rows]
    columns = tuple(_column(name) for name in ("channel", "spend", "revenue", "profit"))
    document = ReportDocument(
        title="Attribution report",
        settings_in_words=("From 2026-01-01", "Lookback: unlimited"),
        sections=(
            Section(
                id="summary",
                title="Summary",
                question="What did the channels bring in?",
                paragraphs=("The models disagree most about email.",),
                kpis=(Kpi("Revenue", Decimal("130.00"), Kind.MONEY, "2 conversions"),),
            ),
            Section(
                id="channel-roi",
                title="Channel ROI",
                question="Which channel pays?",
                tables=(
                    Table(
                        id="channel-roi",
                        title="Channels",
                        columns=columns,
                        rows=(*rows, *more),
                        total=("Total", 40.0, Decimal("130.00"), 90.0),
                    ),
                    Table(
                        id="first-last",
                        title="First and last",
                        columns=(_column("first"), _column("last")),
                        rows=(("email", "direct"),),
                    ),
                ),
            ),
        ),
        analysis=analysis,
        plan=small_plan(),
    )
    definitions = definitions_section(document.sections)
    return dataclasses.replace(document, sections=(*document.sections, definitions))


def _column(name: str) -> Column:
    figure = FIGURES[name]
    return Column(figure.id, figure.label, figure.kind, figure.definition)


def _disagreement() -> tuple[tuple[str, str | float], ...]:
    return (("channel", "email"), ("minimum", 50.0), ("maximum", 100.0), ("currency", "EUR"))


def _credit(model: str, label: str, revenue: tuple[float, float, float]) -> ModelCredit:
    names = ("email", "direct", NO_TOUCHPOINT)
    credits_ = tuple(
        ChannelCredit(name, amount, amount / 100, Decimal(amount), Decimal(amount) / 100)
        for name, amount in zip(names, revenue, strict=True)
    )
    return ModelCredit(model, label, f"{label} explained.", (), credits_)


def _figures(
    channel: str, spend: float | None, revenue: float, conversions: float
) -> ChannelFigures:
    return ChannelFigures(
        channel=channel,
        spend=spend,
        impressions=None,
        clicks=None,
        revenue=revenue,
        conversions=conversions,
        profit=revenue - (spend or 0.0),
        roi_percent=None if spend is None else (revenue - spend) / spend * 100,
        roas=None if spend is None else revenue / spend,
        cpa=None if spend is None else spend / conversions,
        cpc=None,
        ctr_percent=None,
        cpm=None,
        aov=revenue / conversions,
        touched_conversions=1.0,
        shown_revenue=Decimal(str(revenue)),
        shown_conversions=Decimal(str(conversions)),
    )


def _compared(
    channel: str, revenue: tuple[float, float], variation: float, consensus: str
) -> ComparisonRow:
    mean = sum(revenue) / 2
    return ComparisonRow(
        channel=channel,
        revenue=revenue,
        conversions=tuple(amount / 100 for amount in revenue),
        shown_revenue=tuple(Decimal(str(amount)) for amount in revenue),
        shown_conversions=tuple(Decimal(str(amount)) / 100 for amount in revenue),
        mean=mean,
        minimum=min(revenue),
        maximum=max(revenue),
        standard_deviation=variation * mean,
        coefficient_of_variation=variation,
        consensus=consensus,
    )

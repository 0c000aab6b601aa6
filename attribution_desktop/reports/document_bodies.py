"""The parts of the analysis documents that the report holds as well."""

from dataclasses import asdict, fields
from typing import Any

from attribution_desktop.domain.analysis import (
    Analysis,
    ChannelFigures,
    ComparisonRow,
    Interval,
    MarkovDetails,
    PathAnalysis,
    Quantiles,
    ShapleyDetails,
)
from attribution_desktop.domain.sentences import sentence

_RENDERED_APART = frozenset({"revenue_interval", "roas_interval", "verdict"})


def credit_by_model(analysis: Analysis) -> dict[str, Any]:
    return {
        model.model: {
            credit.channel: {"revenue": credit.revenue, "conversions": credit.conversions}
            for credit in model.credits
        }
        for model in analysis.models
    }


def channel_roi_body(analysis: Analysis) -> dict[str, Any]:
    return {
        "model": analysis.settings.model,
        "channels": [
            {**_unrounded(figures), **_sureness(figures)} for figures in analysis.channel_figures
        ],
    }


def _unrounded(figures: ChannelFigures) -> dict[str, Any]:
    return {
        field.name: getattr(figures, field.name)
        for field in fields(figures)
        if not field.name.startswith("shown_") and field.name not in _RENDERED_APART
    }


def _sureness(figures: ChannelFigures) -> dict[str, Any]:
    """Intervals and verdict, where they were asked for."""
    if figures.revenue_interval is None:
        return {}
    verdict = figures.verdict
    return {
        "revenue_interval": _bounds(figures.revenue_interval),
        "roas_interval": _bounds(figures.roas_interval),
        "verdict": verdict and {"code": verdict.code, "sentence": sentence(verdict)},
    }


def _bounds(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]


def model_comparison_body(analysis: Analysis) -> dict[str, Any]:
    models = analysis.comparison.models
    details = {model.model: model.details for model in analysis.models if model.model in models}
    body: dict[str, Any] = {
        "models": list(models),
        "channels": [_comparison_row(row, models) for row in analysis.comparison.rows],
    }
    for model, detail in details.items():
        if isinstance(detail, MarkovDetails):
            body[model] = _markov(detail)
        elif isinstance(detail, ShapleyDetails):
            body[model] = {"clipped": detail.clipped}
    return body


def _comparison_row(row: ComparisonRow, models: tuple[str, ...]) -> dict[str, Any]:
    document: dict[str, Any] = {
        "channel": row.channel,
        "revenue": dict(zip(models, row.revenue, strict=True)),
        "conversions": dict(zip(models, row.conversions, strict=True)),
        "mean": row.mean,
        "minimum": row.minimum,
        "maximum": row.maximum,
        "standard_deviation": row.standard_deviation,
        "coefficient_of_variation": row.coefficient_of_variation,
        "consensus": row.consensus,
    }
    if row.intervals:
        bounds = (_bounds(interval) for interval in row.intervals)
        document["intervals"] = dict(zip(models, bounds, strict=True))
        document["difference_intervals"] = {
            f"{difference.first}-{difference.second}": _bounds(difference.interval)
            for difference in row.differences
        }
    return document


def _markov(details: MarkovDetails) -> dict[str, Any]:
    document: dict[str, Any] = {
        "order": details.order,
        "conversion_probability": details.conversion_probability,
        "removal_effects": dict(details.removal_effects),
        "transitions": [
            {
                "from": arc.source,
                "to": arc.target,
                "probability": arc.probability,
                "count": arc.count,
            }
            for arc in details.transitions
        ],
    }
    if details.order_scores:
        document["order_scores"] = {str(order): score for order, score in details.order_scores}
    return document


def conversion_paths_body(paths: PathAnalysis) -> dict[str, Any]:
    statistics = paths.statistics
    return {
        "patterns": [{**asdict(pattern), "path": list(pattern.path)} for pattern in paths.patterns],
        "statistics": {
            "average_path_length": statistics.average_path_length,
            "median_path_length": statistics.median_path_length,
            "maximum_path_length": statistics.maximum_path_length,
            "touches_by_length": {
                str(length): conversions for length, conversions in statistics.touches_by_length
            },
            "days_to_convert": _quantiles(statistics.days_to_convert),
            "hours_between_touches": _middle(statistics.hours_between_touches),
        },
        "first_last": [asdict(pair) for pair in paths.first_last],
    }


def _quantiles(quantiles: Quantiles | None) -> dict[str, float] | None:
    if quantiles is None:
        return None
    return {
        "median": quantiles.median,
        "p25": quantiles.p25,
        "p75": quantiles.p75,
        "mean": quantiles.mean,
    }


def _middle(quantiles: Quantiles | None) -> dict[str, float] | None:
    if quantiles is None:
        return None
    return {"median": quantiles.median, "mean": quantiles.mean}

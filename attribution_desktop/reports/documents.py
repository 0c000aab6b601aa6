"""The JSON documents of the command line: plain values, amounts unrounded, unknown as None.

Every function is pure. A document holds only what `json.dumps` takes with `allow_nan=False`.
"""

from dataclasses import asdict, fields
from typing import Any

from attribution_desktop.domain.analysis import Analysis, ChannelFigures, PathAnalysis, Quantiles
from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.domain.imports import REJECTS_SHOWN, ImportManifest
from attribution_desktop.domain.instants import iso_from_instant
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.domain.tracking import TrackedResult
from attribution_desktop.domain.verification import VerifyReport
from attribution_desktop.reports.settings_document import notes, opening, sentences


def report_document(analysis: Analysis, plan: BudgetPlan | None = None) -> dict[str, Any]:
    """All of an analysis: summary, credit by model, insights and the other documents' bodies."""
    document = {
        **opening(analysis, "report"),
        "summary": asdict(analysis.summary),
        "models": _credit_by_model(analysis),
        "insights": sentences(analysis.insights),
        "notes": notes(analysis, has_caveats=True),
        "channel_roi": _channel_roi(analysis),
        "model_comparison": _model_comparison(analysis),
        "conversion_paths": _conversion_paths(analysis.paths),
    }
    if plan is not None:
        document["budget_optimization"] = {**_budget(plan), "notes": sentences(plan.notes)}
    return document


def channel_roi_document(analysis: Analysis) -> dict[str, Any]:
    return {
        **opening(analysis, "channel-roi"),
        **_channel_roi(analysis),
        "notes": notes(analysis),
    }


def model_comparison_document(analysis: Analysis) -> dict[str, Any]:
    return {
        **opening(analysis, "model-comparison"),
        **_model_comparison(analysis),
        "notes": notes(analysis, has_caveats=True),
    }


def conversion_paths_document(analysis: Analysis) -> dict[str, Any]:
    return {
        **opening(analysis, "conversion-paths"),
        **_conversion_paths(analysis.paths),
        "notes": notes(analysis),
    }


def budget_document(analysis: Analysis, plan: BudgetPlan) -> dict[str, Any]:
    """The plan's own notes come first: they say how the split was made."""
    return {
        **opening(analysis, "budget-optimization"),
        **_budget(plan),
        "notes": list(dict.fromkeys([*sentences(plan.notes), *notes(analysis)])),
    }


def import_document(manifest: ImportManifest) -> dict[str, Any]:
    """What an import did; `revenue` in the currency's unit, `first` and `last` as instants."""
    return {
        "import_id": manifest.import_id,
        "file": manifest.file,
        "sha256": manifest.sha256,
        "format": manifest.format,
        "encoding": manifest.encoding,
        "delimiter": manifest.delimiter,
        "mapping": dict(manifest.mapping),
        "rows_read": manifest.rows_read,
        "rows_imported": manifest.rows_imported,
        "rows_duplicate": manifest.rows_duplicate,
        "rows_rejected": manifest.rows_rejected,
        "rows_skipped": dict(manifest.rows_skipped),
        "rejects": [asdict(reject) for reject in manifest.rejects[:REJECTS_SHOWN]],
        "warnings": list(manifest.warnings),
        "touchpoints": manifest.touchpoints,
        "conversions": manifest.conversions,
        "journeys": manifest.journeys,
        "revenue": float(decimal_from_micros(manifest.revenue)),
        "first": _iso(manifest.first),
        "last": _iso(manifest.last),
    }


def tracked_document(result: TrackedResult) -> dict[str, Any]:
    """The stored order with each model's credit by channel."""
    return {
        "order_id": result.order,
        "path": list(result.path),
        "attribution": {model: dict(credit) for model, credit in result.attribution},
    }


def verify_document(file: str, report: VerifyReport) -> dict[str, Any]:
    """What a check of the project at `file` found."""
    return {
        "file": file,
        "is_sound": report.is_sound,
        "checks": [asdict(check) for check in report.checks],
    }


def _credit_by_model(analysis: Analysis) -> dict[str, Any]:
    return {
        model.model: {
            credit.channel: {"revenue": credit.revenue, "conversions": credit.conversions}
            for credit in model.credits
        }
        for model in analysis.models
    }


def _channel_roi(analysis: Analysis) -> dict[str, Any]:
    return {
        "model": analysis.settings.model,
        "channels": [_unrounded(figures) for figures in analysis.channel_figures],
    }


def _unrounded(figures: ChannelFigures) -> dict[str, Any]:
    return {
        field.name: getattr(figures, field.name)
        for field in fields(figures)
        if not field.name.startswith("shown_")
    }


def _model_comparison(analysis: Analysis) -> dict[str, Any]:
    models = analysis.comparison.models
    return {
        "models": list(models),
        "channels": [
            {
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
            for row in analysis.comparison.rows
        ],
    }


def _conversion_paths(paths: PathAnalysis) -> dict[str, Any]:
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


def _budget(plan: BudgetPlan) -> dict[str, Any]:
    return {
        "method": plan.method,
        "model": plan.model,
        "budget": plan.budget,
        "days": plan.days,
        "channels": [asdict(channel) for channel in plan.channels],
        "expected_revenue": plan.expected_revenue,
        "present_revenue": plan.present_revenue,
        "present_spend": plan.present_spend,
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


def _iso(instant: int | None) -> str | None:
    return None if instant is None else iso_from_instant(instant)

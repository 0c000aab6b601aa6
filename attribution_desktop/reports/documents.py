"""The JSON documents of the command line: plain values, amounts unrounded, unknown as None.

Every function is pure. A document holds only what `json.dumps` takes with `allow_nan=False`.
"""

from dataclasses import asdict
from typing import Any

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.domain.explanation import Explanation
from attribution_desktop.domain.imports import REJECTS_SHOWN, ImportManifest
from attribution_desktop.domain.instants import iso_from_instant
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.domain.tracking import TrackedResult
from attribution_desktop.domain.verification import VerifyReport
from attribution_desktop.reports.budget_document import budget_body
from attribution_desktop.reports.document_bodies import (
    channel_roi_body,
    conversion_paths_body,
    credit_by_model,
    model_comparison_body,
)
from attribution_desktop.reports.settings_document import notes, opening, sentences


def report_document(analysis: Analysis, plan: BudgetPlan | None = None) -> dict[str, Any]:
    """All of an analysis: summary, credit by model, insights and the other documents' bodies."""
    document = {
        **opening(analysis, "report"),
        "summary": asdict(analysis.summary),
        "models": credit_by_model(analysis),
        "insights": sentences(analysis.insights),
        "notes": notes(analysis, has_caveats=True),
        "channel_roi": channel_roi_body(analysis),
        "model_comparison": model_comparison_body(analysis),
        "conversion_paths": conversion_paths_body(analysis.paths),
    }
    if plan is not None:
        document["budget_optimization"] = {**budget_body(plan), "notes": sentences(plan.notes)}
    return document


def channel_roi_document(analysis: Analysis) -> dict[str, Any]:
    return {
        **opening(analysis, "channel-roi"),
        **channel_roi_body(analysis),
        "notes": notes(analysis),
    }


def model_comparison_document(analysis: Analysis) -> dict[str, Any]:
    return {
        **opening(analysis, "model-comparison"),
        **model_comparison_body(analysis),
        "notes": notes(analysis, has_caveats=True),
    }


def conversion_paths_document(analysis: Analysis) -> dict[str, Any]:
    return {
        **opening(analysis, "conversion-paths"),
        **conversion_paths_body(analysis.paths),
        "notes": notes(analysis),
    }


def budget_document(analysis: Analysis, plan: BudgetPlan) -> dict[str, Any]:
    """The plan's own notes come first: they say how the split was made."""
    return {
        **opening(analysis, "budget-optimization"),
        **budget_body(plan),
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


def explain_document(explanation: Explanation) -> dict[str, Any]:
    """One order's touches with every model's weight and credit for each; null for a chain."""
    return {
        "order_id": explanation.order,
        "customer_id": explanation.customer,
        "converted_at": _iso(explanation.converted_at),
        "value": explanation.value,
        "touchpoints": [
            {
                "channel": touch.channel,
                "timestamp": _iso(touch.instant),
                "days_before": touch.days_before,
                "weights": dict(touch.weights),
                "credit": {
                    model: None if weight is None else weight * explanation.value
                    for model, weight in touch.weights
                },
            }
            for touch in explanation.touches
        ],
    }


def verify_document(file: str, report: VerifyReport) -> dict[str, Any]:
    """What a check of the project at `file` found."""
    return {
        "file": file,
        "is_sound": report.is_sound,
        "checks": [asdict(check) for check in report.checks],
    }


def _iso(instant: int | None) -> str | None:
    return None if instant is None else iso_from_instant(instant)

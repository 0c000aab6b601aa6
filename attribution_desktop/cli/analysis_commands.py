"""report, channel-roi, model-comparison, conversion-paths and budget-optimization."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import typer

from attribution_desktop.cli.analysing import analysed
from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.options import AnalysisOptions
from attribution_desktop.cli.report_text import report_text
from attribution_desktop.cli.streams import terminal_width
from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.budget import BudgetRequest
from attribution_desktop.reports.documents import (
    budget_document,
    channel_roi_document,
    conversion_paths_document,
    model_comparison_document,
    report_document,
)
from attribution_desktop.reports.settings_document import notes
from attribution_desktop.services.budgets import plan_budget
from attribution_desktop.services.reporting import build_report


@dataclass(frozen=True, kw_only=True)
class BudgetOptions(AnalysisOptions):
    """`days` is None for the length of the analysed period."""

    budget: Annotated[float, typer.Option("--budget", metavar="N", help="The amount to split.")]
    method: Annotated[
        Literal["proportional"], typer.Option("--method", help="How to split it.")
    ] = "proportional"
    days: Annotated[
        float | None,
        typer.Option("--days", metavar="P", help="Days that the budget is to cover."),
    ] = None


def report(invocation: Invocation, options: AnalysisOptions) -> Answer:
    analysis = analysed(invocation, options)
    document = build_report(analysis)
    sections = [section.id for section in document.sections]
    return Answer(report_document(analysis), report_text(document, sections, (), terminal_width()))


def channel_roi(invocation: Invocation, options: AnalysisOptions) -> Answer:
    return _section(invocation, options, "channel-roi", channel_roi_document)


def model_comparison(invocation: Invocation, options: AnalysisOptions) -> Answer:
    return _section(invocation, options, "model-comparison", model_comparison_document)


def conversion_paths(invocation: Invocation, options: AnalysisOptions) -> Answer:
    return _section(invocation, options, "conversion-paths", conversion_paths_document)


def budget_optimization(invocation: Invocation, options: BudgetOptions) -> Answer:
    analysis = analysed(invocation, options)
    request = BudgetRequest(budget=options.budget, days=options.days, method=options.method)
    plan = plan_budget(analysis, request)
    document = build_report(analysis, plan)
    text = report_text(document, ["budget"], notes(analysis), terminal_width())
    return Answer(budget_document(analysis, plan), text)


def _section(
    invocation: Invocation,
    options: AnalysisOptions,
    section: str,
    document: Callable[[Analysis], dict[str, Any]],
) -> Answer:
    analysis = analysed(invocation, options)
    text = report_text(build_report(analysis), [section], notes(analysis), terminal_width())
    return Answer(document(analysis), text)

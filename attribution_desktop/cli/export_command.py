"""export: the report as files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from attribution_desktop.cli.analysing import analysed
from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.options import AnalysisOptions
from attribution_desktop.domain.budget import BudgetRequest
from attribution_desktop.reports.export import write_report
from attribution_desktop.services.budgets import plan_budget, present_budget
from attribution_desktop.services.reporting import build_report


@dataclass(frozen=True, kw_only=True)
class ExportOptions(AnalysisOptions):
    """`format` is None for what the suffix of `output` says."""

    output: Annotated[
        Path, typer.Option("--output", metavar="PATH", help="A file; for CSV also a folder, .zip.")
    ]
    format: Annotated[
        Literal["pdf", "csv", "json"] | None,
        typer.Option("--format", help="By default, what the suffix says."),
    ] = None
    table: Annotated[
        str | None, typer.Option("--table", metavar="NAME", help="The table of a .csv file.")
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False


def export(invocation: Invocation, options: ExportOptions) -> Answer:
    analysis = analysed(invocation, options)
    budget = present_budget(analysis)
    plan = plan_budget(analysis, BudgetRequest(budget)) if budget > 0 else None
    files = write_report(
        build_report(analysis, plan),
        options.output,
        is_overwriting=options.force,
        table=options.table,
        format=options.format,
    )
    names = [str(file) for file in files]
    return Answer({"files": names}, "\n".join(f"Wrote {name}" for name in names))

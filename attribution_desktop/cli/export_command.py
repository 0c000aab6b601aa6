"""export: the report as files."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from attribution_desktop.cli.analysing import chosen_settings
from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.options import AnalysisOptions
from attribution_desktop.cli.project_access import readable_project
from attribution_desktop.cli.terminal_progress import shown_progress
from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.report_look import Paper, ReportLook
from attribution_desktop.reports.csv_files import SEPARATORS, CsvStyle
from attribution_desktop.reports.export import FileOptions, format_of, write_report, write_row_table
from attribution_desktop.reports.output_names import filled_in
from attribution_desktop.services.analysis import analyse
from attribution_desktop.services.budgets import present_plan
from attribution_desktop.services.exporting import build_export
from attribution_desktop.services.projects import Project, is_same_file
from attribution_desktop.services.report_looks import kept_look, logo_file
from attribution_desktop.services.row_exports import ROW_TABLES, row_table
from attribution_desktop.services.scenarios import kept_scenarios
from attribution_desktop.services.tracking import channel_names


@dataclass(frozen=True, kw_only=True)
class ExportOptions(AnalysisOptions):
    """`format` is None for what the suffix of `output` says."""

    output: Annotated[
        str,
        typer.Option(
            "--output",
            metavar="PATH",
            help="A file; for CSV also a folder, .zip. {project}, {start}, {end} are filled in.",
        ),
    ]
    format: Annotated[
        Literal["pdf", "xlsx", "csv", "json"] | None,
        typer.Option("--format", help="By default, what the suffix says."),
    ] = None
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            metavar="NAME",
            help="The table of a .csv file; also touchpoints, orders, paths, order-credits.",
        ),
    ] = None
    rows: Annotated[
        bool,
        typer.Option("--rows", help="Into a folder or .zip also every touch, order and credit."),
    ] = False
    sections: Annotated[
        str | None,
        typer.Option("--sections", metavar="A,B,C", help="Which sections, in which order."),
    ] = None
    paper: Annotated[
        Literal["a4", "letter"] | None, typer.Option("--paper", help="The sheets of a PDF.")
    ] = None
    company: Annotated[
        str | None, typer.Option("--company", metavar="NAME", help="Stands on every page of a PDF.")
    ] = None
    logo: Annotated[
        Path | None,
        typer.Option("--logo", metavar="FILE", help="A PNG or JPEG for the title page."),
    ] = None
    accent: Annotated[
        str | None,
        typer.Option("--accent", metavar="#RRGGBB", help="Colour of the rules in a PDF."),
    ] = None
    separator: Annotated[
        Literal["comma", "semicolon", "tab", "pipe"],
        typer.Option("--separator", help="Between the cells of CSV."),
    ] = "comma"
    decimal: Annotated[
        str, typer.Option("--decimal", metavar=".|,", help="The decimal mark of CSV.")
    ] = "."
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV with the mark by which old Excel knows UTF-8.")
    ] = False
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Print nothing when all went well, as cron likes it.")
    ] = False


def export(invocation: Invocation, options: ExportOptions) -> Answer:
    with readable_project(invocation) as project, shown_progress() as progress:
        files = _exported(project, options, progress)
    names = [str(file) for file in files]
    text = "" if options.quiet else "\n".join(f"Wrote {name}" for name in names)
    return Answer({"files": names}, text)


def _exported(project: Project, options: ExportOptions, progress: Progress) -> tuple[Path, ...]:
    style = CsvStyle(SEPARATORS[options.separator], options.decimal, options.bom)
    settings = chosen_settings(project, options)
    path = filled_in(options.output, project.name, settings)
    if is_same_file(path, project.path):
        raise InputRefused(f"{path} is a project and was left as it is.", "Name another file.")
    if options.table in dict(ROW_TABLES) and not options.rows and _is_one_csv(path, options):
        # Rows alone take no analysis, which would need all of them in memory.
        table = row_table(project, options.table, settings, progress)
        return write_row_table(table, path, style, is_overwriting=options.force)
    made = FileOptions(
        format=options.format, table=options.table, look=_look(project, options), csv=style
    )
    analysis = analyse(project, settings, progress)
    document = build_export(
        analysis,
        _plan(project, analysis, progress),
        channel_names(project),
        _names(options.sections),
    )
    rows = tuple(
        row_table(project, name, analysis.settings, progress)
        for name, _ in ROW_TABLES
        if options.rows or name == options.table
    )
    return write_report(document, path, made, rows, is_overwriting=options.force)


def _is_one_csv(path: Path, options: ExportOptions) -> bool:
    is_csv = format_of(path, options.format) == "csv"
    return is_csv and bool(path.suffix) and path.suffix.lower() != ".zip" and not path.is_dir()


def _look(project: Project, options: ExportOptions) -> ReportLook:
    """What the project keeps, with every given option applied."""
    given: dict[str, Any] = {
        "paper": None if options.paper is None else Paper(options.paper),
        "company": options.company,
        "accent": options.accent,
        "logo": None if options.logo is None else logo_file(options.logo),
    }
    changes = {name: value for name, value in given.items() if value is not None}
    return replace(kept_look(project), **changes)


def _plan(project: Project, analysis: Analysis, progress: Progress) -> BudgetPlan | None:
    """The plan that the window opens with, beside the scenarios kept; None without a budget."""
    plan = present_plan(project, analysis, progress)
    return None if plan is None else replace(plan, scenarios=kept_scenarios(project))


def _names(text: str | None) -> tuple[str, ...]:
    return () if text is None else tuple(name.strip() for name in text.split(",") if name.strip())

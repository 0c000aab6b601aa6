"""explain: the touches of one order, and each model's weight for each."""

from dataclasses import dataclass
from typing import Annotated

import typer

from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.options import AnalysisOptions, applied
from attribution_desktop.cli.project_access import readable_project
from attribution_desktop.cli.streams import terminal_width
from attribution_desktop.cli.tables import plain, table_text
from attribution_desktop.cli.terminal_progress import shown_progress
from attribution_desktop.domain.explanation import Explanation
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.instants import iso_from_instant
from attribution_desktop.domain.report_document import Column, Table
from attribution_desktop.reports.documents import explain_document
from attribution_desktop.services.analysis import default_settings
from attribution_desktop.services.explaining import explain_order


@dataclass(frozen=True, kw_only=True)
class ExplainOptions(AnalysisOptions):
    """The order, and the models whose weights are shown."""

    order: Annotated[str, typer.Argument(metavar="ORDER", help="The order's id.")]


def explain(invocation: Invocation, options: ExplainOptions) -> Answer:
    with readable_project(invocation) as project, shown_progress() as progress:
        settings = applied(options, default_settings(project))
        explanation = explain_order(project, options.order, settings, progress)
        currency = project.currency
    return Answer(explain_document(explanation), _text(explanation, currency))


def _text(explanation: Explanation, currency: str) -> str:
    at = explanation.converted_at
    heading = (
        f"Order {plain(explanation.order)}"
        + (f" of {plain(explanation.customer)}" if explanation.customer else "")
        + (f", {iso_from_instant(at)}" if at is not None else "")
        + f": {formatted(explanation.value, Kind.MONEY)} {currency}"
    )
    if not explanation.touches:
        return f"{heading}\nNo touchpoint leads to it: every model keeps it on its own row."
    columns = (
        Column("channel", "Channel", Kind.TEXT),
        Column("timestamp", "Time (UTC)", Kind.TEXT),
        Column("days_before", "Days before", Kind.DAYS),
        *(Column(model, label, Kind.SHARE) for model, label in explanation.models),
    )
    rows = tuple(
        (
            touch.channel,
            None if touch.instant is None else iso_from_instant(touch.instant),
            touch.days_before,
            *(weight for _, weight in touch.weights),
        )
        for touch in explanation.touches
    )
    table = Table("explain", "Weights", columns, rows)
    return f"{heading}\n\n{table_text(table, terminal_width())}"

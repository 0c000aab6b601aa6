"""What leaves the program: a report with the sections that were chosen, in the order chosen."""

from collections.abc import Sequence
from dataclasses import replace

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.report_document import ReportDocument, Section
from attribution_desktop.services.report_appendix import definitions_section, methods_section
from attribution_desktop.services.reporting import build_report

SECTIONS: tuple[tuple[str, str], ...] = (
    ("summary", "Summary"),
    ("channel-roi", "Channel ROI"),
    ("model-comparison", "Model comparison"),
    ("conversion-paths", "Paths"),
    ("budget", "Budget"),
    ("definitions", "Definitions"),
    ("methods", "Methods and caveats"),
)
"""(id, title) of every section that a report can have, in the usual order."""


def build_export(
    analysis: Analysis,
    plan: BudgetPlan | None = None,
    channels: tuple[str, ...] = (),
    sections: Sequence[str] = (),
) -> ReportDocument:
    """The whole report, or its sections with these ids in this order.

    Definitions cover the figures of the other sections chosen. A budget without a plan is left
    out.

    Raises
    ------
    UsageError
        When there is no section of such a name, or one is named twice.
    """
    known = [name for name, _ in SECTIONS]
    for place, name in enumerate(sections):
        if name not in known:
            raise UsageError(f"The report has no section {name!r}.", f"It has {', '.join(known)}.")
        if name in sections[:place]:
            raise UsageError(f"The section {name} is named twice.")
    document = build_report(analysis, plan, channels)
    wanted = list(sections) or known
    body = {section.id: section for section in document.sections if section.id in wanted}
    made: dict[str, Section] = {
        **body,
        "definitions": definitions_section(body.values()),
        "methods": methods_section(analysis),
    }
    chosen = tuple(made[name] for name in wanted if name in made)
    return replace(document, sections=chosen)

"""report, channel-roi, model-comparison and conversion-paths."""

from collections.abc import Callable
from typing import Any

from attribution_desktop.cli.analysing import analysed
from attribution_desktop.cli.invocation import Answer, Invocation
from attribution_desktop.cli.options import AnalysisOptions
from attribution_desktop.cli.report_text import report_text
from attribution_desktop.cli.streams import terminal_width
from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.reports.documents import (
    channel_roi_document,
    conversion_paths_document,
    model_comparison_document,
    report_document,
)
from attribution_desktop.reports.settings_document import notes
from attribution_desktop.services.reporting import build_report


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


def _section(
    invocation: Invocation,
    options: AnalysisOptions,
    section: str,
    document: Callable[[Analysis], dict[str, Any]],
) -> Answer:
    analysis = analysed(invocation, options)
    text = report_text(build_report(analysis), [section], notes(analysis), terminal_width())
    return Answer(document(analysis), text)

"""A report as a JSON file."""

from attribution_desktop.domain.report_document import ReportDocument
from attribution_desktop.reports.documents import report_document
from attribution_desktop.reports.json_text import json_text


def json_bytes(document: ReportDocument) -> bytes:
    """The report as UTF-8 JSON; names that are no Unicode text come out escaped."""
    content = report_document(document.analysis, document.plan)
    return json_text(content).encode("utf-8", errors="backslashreplace")

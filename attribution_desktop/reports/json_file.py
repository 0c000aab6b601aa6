"""JSON text of a document."""

import json
from collections.abc import Mapping
from typing import Any

from attribution_desktop.domain.report_document import ReportDocument
from attribution_desktop.reports.documents import report_document


def json_text(document: Mapping[str, Any]) -> str:
    """Indented JSON with a line feed at the end.

    Raises
    ------
    ValueError
        When a number is not finite: an unknown figure has to be None by now.
    """
    return json.dumps(document, allow_nan=False, ensure_ascii=False, indent=2) + "\n"


def json_bytes(document: ReportDocument) -> bytes:
    """The report as UTF-8 JSON; names that are no Unicode text come out escaped."""
    content = report_document(document.analysis, document.plan)
    return json_text(content).encode("utf-8", errors="backslashreplace")

"""The JSON document of an import that was only checked."""

from dataclasses import asdict
from typing import Any

from attribution_desktop.domain.imports import REJECTS_SHOWN, CheckedFile
from attribution_desktop.domain.instants import iso_from_instant
from attribution_desktop.domain.money import decimal_from_micros


def check_document(checked: CheckedFile) -> dict[str, Any]:
    """As the document of an import, with `import_id` null and `is_dry_run` true.

    Where nobody looked which rows the project has already, `rows_duplicate` is null, and
    `rows_imported` counts them, too.
    """
    return {
        "import_id": None,
        "is_dry_run": True,
        "file": checked.file,
        "sha256": checked.sha256,
        "format": str(checked.format),
        "encoding": checked.encoding,
        "delimiter": checked.delimiter,
        "mapping": dict(checked.mapping),
        "rows_read": checked.rows_read,
        "rows_imported": checked.rows_good - (checked.rows_duplicate or 0),
        "rows_duplicate": checked.rows_duplicate,
        "rows_rejected": checked.rows_rejected,
        "rows_skipped": dict(checked.rows_skipped),
        "rejects": [asdict(reject) for reject in checked.rejects[:REJECTS_SHOWN]],
        "problems": [
            {"code": one.code, "message": one.message, "count": one.count, "line": one.example.line}
            for one in checked.problems
        ],
        "warnings": list(checked.warnings),
        "channels": list(checked.channels),
        "touchpoints": checked.touchpoints,
        "conversions": checked.conversions,
        "journeys": checked.journeys,
        "revenue": float(decimal_from_micros(checked.revenue)),
        "spend": float(decimal_from_micros(checked.spend)),
        "first": None if checked.first is None else iso_from_instant(checked.first),
        "last": None if checked.last is None else iso_from_instant(checked.last),
    }

"""Runs in a process of its own: one sheet of an Excel workbook becomes CSV in UTF-8.

Called as `python -P workbook_child.py IN OUT SHEET MEGABYTES SECONDS`, with an empty SHEET for the
first one; it imports nothing of ours. Prints one JSON object; exit code 0 when the CSV is complete.
A line of the CSV is a row of the sheet: line ends inside a cell become spaces.
"""

import csv
import json
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

LONGEST_ROWS = 1_048_576
"""Rows that a sheet can have."""


def main(arguments: list[str]) -> int:
    """Convert; see above."""
    source, target, sheet, megabytes, seconds = arguments
    _limit(int(megabytes) << 20, int(seconds))
    try:
        print(json.dumps(_converted(Path(source), Path(target), sheet)))  # noqa: T201  # the answer
    except MemoryError:
        print(json.dumps({"error": "it needs more memory than is allowed"}))  # noqa: T201
        return 1
    except Exception as error:  # noqa: BLE001  # whatever a broken workbook makes a parser raise
        print(json.dumps({"error": f"{type(error).__name__}: {error}"}))  # noqa: T201
        return 1
    return 0


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415  # not on Windows, where the parent watches the clock
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _converted(source: Path, target: Path, wanted: str) -> dict[str, Any]:
    import openpyxl  # noqa: PLC0415  # only this process ever loads it

    book = openpyxl.load_workbook(source, read_only=True, data_only=True)
    names = [sheet.title for sheet in book.worksheets]
    if wanted and wanted not in names:
        return {"sheets": names, "missing": True}
    sheets = [s for s in book.worksheets if s.sheet_state == "visible"] or book.worksheets
    sheet = book[wanted] if wanted else sheets[0]
    sheet.reset_dimensions()
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        line = 0
        for row in sheet.iter_rows():
            cells = [_text(cell.value, getattr(cell, "number_format", "")) for cell in row]
            at = next((cell.row for cell in row if getattr(cell, "row", None)), line + 1)
            while line < at - 1:
                stream.write("\n")
                line += 1
            while cells and not cells[-1]:
                cells.pop()
            writer.writerow(cells) if cells else stream.write("\n")
            line += 1
    book.close()
    return {"sheets": names, "sheet": sheet.title}


def _text(value: object, style: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        has_time = any(sign in style.lower().split(";")[0] for sign in ("h", "s"))
        is_day = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if is_day and not has_time else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004
        return str(int(value))
    return " ".join(str(value).splitlines()) if isinstance(value, str) else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

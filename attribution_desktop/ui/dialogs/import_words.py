"""What errors and notes say, in the words of the window: it has boxes, not options."""

import re
from collections.abc import Sequence

from attribution_desktop.domain.errors import AlreadyImported
from attribution_desktop.domain.imports import AmbiguousInput, TooManyRejects
from attribution_desktop.domain.instants import iso_from_instant
from attribution_desktop.ui.widgets.faults import fault_from

READING_ONLY = "The project is open for reading only: nothing can be imported into it."

_MOST_NAMES = 8
_ASIDE = re.compile(r"\s*\(--[^)]*\)")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“])")
_OPTION = re.compile(r"(^|[\s“'])--[a-z]")
_SETTINGS = {
    "decimal": "decimal mark",
    "date_format": "order of day and month",
    "path_separator": "path separator",
}


_SKIPPED = {
    "total": ("total row", "total rows"),
    "comment": ("comment line", "comment lines"),
    "continuation": ("continued order line", "continued order lines"),
    "payment page": ("return from a payment page", "returns from a payment page"),
    "no cost": ("row without cost", "rows without cost"),
    "no conversion": ("row without a conversion", "rows without a conversion"),
    "no payment": ("row without a payment", "rows without a payment"),
    "not paid": ("unpaid row", "unpaid rows"),
    "lost deal": ("lost deal", "lost deals"),
    "voided order": ("voided order", "voided orders"),
    "refunded order": ("refunded order", "refunded orders"),
}
"""Of each reason of the importer, what a row skipped for it is called, and several of them."""


def without_options(text: str) -> str:
    """The text without the sentences that speak of the command line.

    Examples
    --------
    >>> without_options("Is it wrong? Choose one, for example --delimiter tab.")
    'Is it wrong?'
    """
    plain = _ASIDE.sub("", text)
    return " ".join(one for one in _SENTENCE.split(plain) if not _OPTION.search(one))


def listed(names: tuple[str, ...]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "")


def skipped_words(skipped: Sequence[tuple[str, int]]) -> str:
    """Why rows were skipped, with how many of each.

    Examples
    --------
    >>> skipped_words((("total", 4), ("no cost", 1)))
    '4 total rows, 1 row without cost'
    """
    told = []
    for reason, count in skipped:
        one, many = _SKIPPED.get(reason, (reason, reason))
        told.append(f"{count:,} {one if count == 1 else many}")
    return ", ".join(told)


def span_sentences(first: int | None, last: int | None) -> list[str]:
    """From which day to which day a file goes; none where nothing in it is dated."""
    if first is None or last is None:
        return []
    return [f"It spans {iso_from_instant(first)[:10]} to {iso_from_instant(last)[:10]} (UTC)."]


def words_for(error: BaseException) -> str:
    """What happened, and what can be done about it here."""
    fault = fault_from(error)
    if isinstance(error, AmbiguousInput):
        offered = without_options(fault.hint) if error.setting == "encoding" else ""
        hint = f"{offered} Choose the {_SETTINGS.get(error.setting, error.setting)} above.".strip()
    elif isinstance(error, TooManyRejects):
        hint = "“Check the file” lists them all; the good rows can be imported without them."
    elif isinstance(error, AlreadyImported):
        hint = "Tick the box to import it once more: its rows will be duplicates."
    else:
        hint = without_options(fault.hint)
    return f"{without_options(fault.message)} {hint}".strip()

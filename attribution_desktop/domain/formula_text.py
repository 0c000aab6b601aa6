"""Text that no spreadsheet takes for a formula, and the way back.

A spreadsheet runs a cell that begins with one of a few signs. An apostrophe before it keeps it
text. Text that already looks so gets one more, so that exactly what was written comes back.
"""

import re

RISKY_TEXT = r"^'*[=+\-@\t\r]"
"""Regular expression of the beginnings that `defused` changes, for whole columns."""

_RISKY = re.compile(RISKY_TEXT)
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")


def defused(text: str) -> str:
    """The text as a file for spreadsheets holds it.

    Examples
    --------
    >>> defused("@SUM(A1)"), defused("'=1"), defused("email"), defused("'quoted'")
    ("'@SUM(A1)", "''=1", 'email', "'quoted'")
    """
    return f"'{text}" if _RISKY.match(text) else text


def restored(text: str) -> str:
    """What `defused` was given.

    Examples
    --------
    >>> restored("'@SUM(A1)"), restored("''=1"), restored("email"), restored("'quoted'")
    ('@SUM(A1)', "'=1", 'email', "'quoted'")
    """
    return text[1:] if _DEFUSED.match(text) else text

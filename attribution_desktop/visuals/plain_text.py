"""Text from data where Qt would read markup."""

import re
from html import escape
from unicodedata import bidirectional

_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_RUN = re.compile(f"{_RIGHT_TO_LEFT}+(?: +{_RIGHT_TO_LEFT}+)*")


def tool_tip(text: str) -> str:
    """The text as a tool tip that shows it literally, line breaks kept.

    Qt takes a tool tip for HTML when it looks like HTML, and such HTML may load local files.

    Examples
    --------
    >>> tool_tip("<b>Email</b>")
    '<span>&lt;b&gt;Email&lt;/b&gt;</span>'
    """
    return f"<span>{'<br>'.join(escape(line) for line in text.splitlines())}</span>" if text else ""


def one_line(text: str) -> str:
    r"""The text with every run of white space as one space.

    Examples
    --------
    >>> one_line("Paid\n  Search")
    'Paid Search'
    """
    return " ".join(text.split())


def left_to_right(text: str) -> str:
    """An English sentence that reads from left to right, whatever name it begins with.

    Examples
    --------
    >>> left_to_right("Email earns the most.")
    'Email earns the most.'
    """
    has_other = any(bidirectional(character) in {"R", "AL"} for character in text)
    return f"\N{LEFT-TO-RIGHT MARK}{text}" if has_other else text


def isolated(text: str) -> str:
    """The text so that its direction does not turn round what stands beside it in a line.

    Examples
    --------
    >>> isolated("Email")
    'Email'
    """
    has_other = any(bidirectional(character) in {"R", "AL"} for character in text)
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if has_other else text


def columns_in_order(text: str) -> str:
    """Lines of a file whose cells stay in their order beside Arabic and Hebrew ones.

    Without this, figures behind such a cell are shown before it.

    Examples
    --------
    >>> columns_in_order("email,12")
    'email,12'
    """
    return _RUN.sub(lambda found: isolated(found.group()), text)

"""Channel names: how two spellings are recognised as one channel."""

import unicodedata

NOT_SET = "(not set)"
"""The channel of a touch whose channel cell is empty."""

NO_TOUCHPOINT = "(no touchpoint)"
"""The row that keeps conversions which no touchpoint led to."""

DEFAULT_DIRECT_CHANNELS = ("direct", "(direct)", "(direct) / (none)")


def channel_name(text: str) -> str:
    """The spelling to show: NFKC, trimmed, inner white space collapsed; empty → `(not set)`.

    Examples
    --------
    >>> channel_name("  Paid   Search ")
    'Paid Search'
    """
    return " ".join(unicodedata.normalize("NFKC", text).split()) or NOT_SET


def channel_key(text: str) -> str:
    """What makes two spellings one channel: the shown name, case-folded.

    Examples
    --------
    >>> channel_key("Ｅｍａｉｌ") == channel_key(" email ")
    True
    """
    return channel_name(text).casefold()

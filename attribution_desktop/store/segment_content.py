"""Sums of content hashes that segments keep, for the fingerprint."""

from collections.abc import Mapping

import apsw

from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.hashing import wrapped
from attribution_desktop.store.segment_format import pairs_from

Content = Mapping[int, int]
"""Sums of content hashes by channel row id (orders: under 0)."""


def load_content(connection: apsw.Connection, kind: Kind, after: int = 0) -> dict[int, int]:
    """The content sums of all rows of a kind, or of those in segments after an id."""
    sums: dict[int, int] = {}
    query = "SELECT content FROM column_segment WHERE kind = ? AND id > ? AND content <> x''"
    for (content,) in connection.execute(query, (kind, after)):
        sums = added_content(sums, pairs_from(content))
    return sums


def added_content(one: Content, other: Content, sign: int = 1) -> dict[int, int]:
    """The sums of both, the second taken off where `sign` is −1."""
    sums = dict(one)
    for channel, amount in other.items():
        sums[channel] = wrapped(sums.get(channel, 0) + sign * amount)
    return {channel: amount for channel, amount in sums.items() if amount}

"""Customers and channels: from a file's own lists to rows of the project, stored once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import apsw
import numpy as np

from attribution_desktop.domain.channels import (
    NO_TOUCHPOINT,
    NOT_SET,
    channel_key,
    channel_name,
)
from attribution_desktop.domain.interactions import BoolColumn, CodeColumn, IntColumn
from attribution_desktop.domain.mixing import HashColumn
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.store.bulk import BLOCK_ROWS, is_empty_table, next_id
from attribution_desktop.store.digests import (
    add_digests,
    customer_hashes,
    digest_of,
    renew_digests,
)

UNKNOWN_ROW = 0
"""In a column of row ids: there is no such row (SQLite counts from 1)."""

_TEXTS_A_QUERY = 500

_CUSTOMERS = "customer"

_INSERT_CUSTOMERS = "INSERT INTO customer (id, external_id) SELECT rowid + ?, value FROM carray(?)"


@dataclass(frozen=True, slots=True, eq=False)
class RowIds:
    """Row ids in the project of a file's customers and channels, by the file's own codes.

    `UNKNOWN_ROW` where the project has none.
    """

    customers: IntColumn
    channels: IntColumn


def blocks_of_text(texts: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The texts in blocks, each with the placeholders of its `IN (…)`."""
    remaining = iter(texts)
    while block := tuple(islice(remaining, _TEXTS_A_QUERY)):
        yield ",".join("?" * len(block)), block


def known_customers(connection: apsw.Connection, customers: Sequence[str]) -> IntColumn:
    """(len(customers),) row ids, `UNKNOWN_ROW` for a customer that the project does not have."""
    found: dict[str, int] = {}
    if is_empty_table(connection, _CUSTOMERS):
        return np.full(len(customers), UNKNOWN_ROW, np.int64)
    for marks, block in blocks_of_text(customers):
        query = f"SELECT external_id, id FROM customer WHERE external_id IN ({marks})"  # noqa: S608  # marks only
        found.update(connection.execute(query, block))
    return np.fromiter(
        (found.get(customer, UNKNOWN_ROW) for customer in customers), np.int64, len(customers)
    )


def known_channels(connection: apsw.Connection, channels: Sequence[str]) -> IntColumn:
    """(len(channels),) row ids, `UNKNOWN_ROW` for a channel that the project does not have."""
    found = dict(connection.execute("SELECT key, id FROM channel"))
    return np.fromiter(
        (found.get(channel_key(_stored_name(text)), UNKNOWN_ROW) for text in channels),
        np.int64,
        len(channels),
    )


def _stored_name(text: str) -> str:
    """The spelling to store: conversions without any touch have a name that is no channel's."""
    name = channel_name(text)
    return NOT_SET if channel_key(name) == NO_TOUCHPOINT else name


def stored_customers(  # noqa: PLR0913, PLR0917  # what they are, and who is told
    connection: apsw.Connection,
    customers: Sequence[str],
    known: IntColumn,
    needed: BoolColumn,
    hashes: HashColumn,
    progress: Progress = unreported,
) -> IntColumn:
    """Row ids after storing the `needed` customers that are not `known` yet, in list order.

    Parameters
    ----------
    hashes
        Of the customers' texts.
    """
    missing = np.flatnonzero(needed & (known == UNKNOWN_ROW))
    if not len(missing):
        return known
    rows = known.copy()
    rows[missing] = next_id(connection, _CUSTOMERS) + np.arange(len(missing))
    texts = tuple(customers[code] for code in missing.tolist())
    first = int(rows[missing[0]])
    for start in range(0, len(texts), BLOCK_ROWS):
        block = apsw.carray(texts, start=start, stop=min(start + BLOCK_ROWS, len(texts)))
        # The array counts its rows from 1.
        connection.execute(_INSERT_CUSTOMERS, (first + start - 1, block))
        progress("Storing customers", start, len(texts))
    digest = digest_of(customer_hashes(rows[missing], hashes[missing]))
    add_digests(connection, _CUSTOMERS, {0: digest})
    return rows


def stored_channels(
    connection: apsw.Connection, channels: Sequence[str], known: IntColumn, needed: BoolColumn
) -> IntColumn:
    """Row ids after storing the `needed` channels that are not `known` yet, in list order.

    Of several spellings of a new channel the first is the one shown.
    """
    missing = [channels[code] for code in np.flatnonzero(needed & (known == UNKNOWN_ROW)).tolist()]
    if not missing:
        return known
    connection.executemany(
        "INSERT OR IGNORE INTO channel (name, key) VALUES (?, ?)",
        ((name, channel_key(name)) for name in map(_stored_name, missing)),
    )
    renew_digests(connection, ("channel",))
    return known_channels(connection, channels)


def known_rows(
    connection: apsw.Connection, customers: Sequence[str], channels: Sequence[str]
) -> RowIds:
    """What the project has already of a file's customers and channels."""
    return RowIds(known_customers(connection, customers), known_channels(connection, channels))


def used_codes(size: int, *columns: CodeColumn) -> BoolColumn:
    """(size,) codes that occur in any of the columns; negative ones stand for nothing."""
    marks = np.zeros(size, np.bool_)
    for column in columns:
        marks[column[column >= 0]] = True
    return marks

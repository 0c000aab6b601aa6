"""Content hashes: what the fingerprint of a project is summed up from.

They rest on what rows say (a customer's id in the source, an instant, a channel's name), not on
row ids: the same data gives the same fingerprint in whatever order it was imported. Sums are kept
by channel and multiplied with the hash of the channel's key only at the end, so that renaming or
merging a channel touches no row.
"""

import hashlib
from collections.abc import Mapping

import numpy as np

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.interactions import IntColumn, PathRows, Spend
from attribution_desktop.domain.mixing import HashColumn, mixed
from attribution_desktop.store.hashing import row_hashes, text_hashes, total

_HALF_BITS = 32
_LOW = np.uint64(2**_HALF_BITS - 1)
_SUMMABLE = 1_000_000
"""Rows: as many 32-bit halves add up exactly in a double."""


def touch_content(customer: HashColumn, instant: IntColumn, channel: IntColumn) -> dict[int, int]:
    """Sums by channel row id of the hashes of timed touches.

    Parameters
    ----------
    customer
        (n,) hashes of the customers' ids in the source.
    channel
        (n,) row ids.
    """
    sums: dict[int, int] = {}
    for start in range(0, len(channel), _SUMMABLE):
        part = slice(start, start + _SUMMABLE)
        hashes = row_hashes([customer[part], instant[part]])
        low = np.bincount(channel[part], (hashes & _LOW).astype(np.float64))
        high = np.bincount(channel[part], (hashes >> np.uint64(_HALF_BITS)).astype(np.float64))
        for row in np.flatnonzero(np.bincount(channel[part])).tolist():
            amount = int(low[row]) + (int(high[row]) << _HALF_BITS)
            sums[row] = (sums.get(row, 0) + amount) % 2**64
    return {row: amount - 2**64 if amount >= 2**63 else amount for row, amount in sums.items()}


def order_content(
    customer: HashColumn, instant: IntColumn, value: IntColumn, order: HashColumn
) -> dict[int, int]:
    """The sum, under 0, of the hashes of orders; `order` holds the hashes of their ids."""
    if not len(instant):
        return {}
    return {0: total(row_hashes([customer, instant, value, order]))}


def fingerprint(
    touches: Mapping[int, int],
    orders: Mapping[int, int],
    keys: Mapping[int, str],
    paths: HashColumn,
    spend: HashColumn,
) -> str:
    """16 hexadecimal digits that change with what figures rest on, whatever the order of rows.

    Parameters
    ----------
    touches, orders
        Sums as `touch_content` and `order_content` give them.
    keys
        The key of the shown channel by channel row id.
    paths, spend
        A hash a row.
    """
    by_channel = sum(
        amount * (int(text_hashes([keys[row]])[0]) | 1) for row, amount in touches.items()
    )
    parts = (by_channel, orders.get(0, 0), total(paths), len(paths), total(spend), len(spend))
    digest = hashlib.sha256()
    for part in parts:
        digest.update((part % 2**64).to_bytes(8, "little"))
    return digest.hexdigest()[:16]


def path_hashes(paths: PathRows, channels: tuple[str, ...], customer: HashColumn) -> HashColumn:
    """(p,) hashes of path rows; `customer` holds a hash a row, 0 for none."""
    hashes = row_hashes(
        [
            customer,
            paths.instant,
            paths.conversions.view(np.int64),
            paths.nulls.view(np.int64),
            paths.value,
        ]
    )
    length = np.diff(paths.start)
    has_touch = np.flatnonzero(length > 0)
    if not len(has_touch):
        return hashes
    # Touches of rows without any take no place: the starts of the others cut the column.
    position = np.arange(len(paths.channel)) - np.repeat(paths.start[:-1], length)
    names = text_hashes([channel_key(name) for name in channels])
    steps = mixed(names[paths.channel] + position.astype(np.uint64))
    hashes[has_touch] += np.add.reduceat(steps, paths.start[:-1][has_touch])
    return mixed(hashes)


def spend_hashes(spend: Spend, channels: tuple[str, ...]) -> HashColumn:
    """(s,) hashes of spend."""
    names = text_hashes([channel_key(name) for name in channels])
    return row_hashes(
        [
            names[spend.channel] if len(spend.channel) else np.empty(0, np.uint64),
            spend.day.astype(np.int64),
            spend.cost,
            spend.impressions,
            spend.clicks,
        ]
    )

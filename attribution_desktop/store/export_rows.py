"""The project's rows as text, block by block, in the order in which they were stored.

The columns are those that `importing` reads, so that what leaves a project can enter another.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import apsw
import numpy as np

from attribution_desktop.domain.instants import UNDATED
from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.row_table import InstantCells, NumberCells, RowBlock
from attribution_desktop.store.bulk import fetch_number
from attribution_desktop.store.columns import read_channels
from attribution_desktop.store.project_file import ProjectFile

_BLOCK_ROWS = 50_000
_STAGE = "Writing rows"
_PATH_SEPARATOR = " > "

_ORDERS = """
    SELECT c.external_id, o.order_id, o.converted_at, o.conversion_value
    FROM attribution_path o JOIN customer c ON c.id = o.customer_id
    WHERE NOT o.is_path ORDER BY o.id
"""
_PATHS = """
    SELECT o.id, o.conversions, o.conversion_value, o.nulls, COALESCE(c.external_id, ''),
        COALESCE(o.order_id, ''), o.converted_at
    FROM attribution_path o LEFT JOIN customer c ON c.id = o.customer_id
    WHERE o.is_path ORDER BY o.id
"""
_PATH_TOUCHES = """
    SELECT path_id, channel_id FROM touchpoint_interaction
    WHERE path_id BETWEEN ? AND ? ORDER BY path_id, position
"""
_LABELS = """
    SELECT json_group_array(COALESCE(o.order_id, '')), json_group_array(COALESCE(c.external_id, ''))
    FROM carray(?) j LEFT JOIN attribution_path o ON o.id = j.value
    LEFT JOIN customer c ON c.id = o.customer_id
"""

ORDER_COLUMNS = ("customer", "order", "timestamp", "value")
PATH_COLUMNS = ("path", "conversions", "value", "nulls", "customer", "order", "timestamp")


def order_blocks(project: ProjectFile, progress: Progress = unreported) -> Iterator[RowBlock]:
    """Orders as `ORDER_COLUMNS`, with what is left of each after its refunds.

    Raises
    ------
    Cancelled
        When `progress` does; here and below.
    """
    with project.snapshot() as connection:
        for customers, orders, instants, values in _blocks(
            connection, _ORDERS, "attribution_path", progress
        ):
            yield (
                customers,
                orders,
                InstantCells(np.array(instants, np.int64)),
                amount_texts(values),
            )


def path_blocks(project: ProjectFile, progress: Progress = unreported) -> Iterator[RowBlock]:
    """Journeys that were imported whole, as `PATH_COLUMNS`."""
    with project.snapshot() as connection:
        channels = _channel_names(connection)
        for rows, conversions, values, nulls, customers, orders, instants in _blocks(
            connection, _PATHS, "attribution_path", progress
        ):
            touched: dict[int, list[str]] = {row: [] for row in rows}
            ends = (rows[0], rows[-1])
            for row, channel in connection.execute(_PATH_TOUCHES, ends):
                touched[row].append(channels[channel])
            yield (
                [_PATH_SEPARATOR.join(touched[row]) for row in rows],
                NumberCells(np.array(conversions, np.float64)),
                amount_texts(values),
                NumberCells(np.array(nulls, np.float64)),
                customers,
                orders,
                InstantCells(
                    np.array([UNDATED if at is None else at for at in instants], np.int64)
                ),
            )


def order_labels(project: ProjectFile, rows: IntColumn) -> tuple[list[str], list[str]]:
    """Order id and customer of rows given as in a `Dataset`; empty texts where there is none."""
    with project.snapshot() as connection:
        wanted = apsw.carray(np.ascontiguousarray(rows))
        ((orders, customers),) = connection.execute(_LABELS, (wanted,)).fetchall()
        return json.loads(str(orders)), json.loads(str(customers))


def amount_texts(micros: Sequence[int]) -> list[str]:
    """Amounts as plain decimals, with at least two places and no superfluous zeros beyond."""
    return [_amount(value) for value in micros]


def _amount(micros: int) -> str:
    whole, rest = divmod(abs(micros), MICROS_PER_UNIT)
    places = f"{rest:06d}".rstrip("0").ljust(2, "0")
    return f"{'-' if micros < 0 else ''}{whole}.{places}"


def _channel_names(connection: apsw.Connection) -> list[str]:
    """By row id: the name under which the channel is shown."""
    channels = read_channels(connection)
    return [channels.names[code] if code >= 0 else "" for code in channels.code_of_row.tolist()]


def _blocks(
    connection: apsw.Connection, query: str, table: str, progress: Progress
) -> Iterator[tuple[Any, ...]]:
    """The columns of a query's rows, `_BLOCK_ROWS` at a time."""
    highest = fetch_number(connection, f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608  # ours
    cursor = connection.execute(query)
    done = 0
    while rows := list(islice(cursor, _BLOCK_ROWS)):
        yield tuple(zip(*rows, strict=True))
        done += len(rows)
        progress(_STAGE, min(done, highest), highest)

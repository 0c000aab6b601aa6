"""Path rows: whole journeys with counts."""

from typing import TYPE_CHECKING

import numpy as np

from attribution_desktop.domain.imports import PathBatch, Reject
from attribution_desktop.domain.instants import UNDATED
from attribution_desktop.domain.interactions import CodeColumn, FloatColumn, IntColumn
from attribution_desktop.domain.progress import Progress
from attribution_desktop.importing.amounts import read_counts, read_micros
from attribution_desktop.importing.paths import Steps, separator_of, separators_in, steps_of
from attribution_desktop.importing.rows import Context, Rows

if TYPE_CHECKING:
    import polars as pl

_EMPTY_STEPS = "{n} paths have empty steps; these were dropped."
_NO_PATH = "{n} converting rows have no path; they count on “(no touchpoint)”."
_REPEATS = "{n} steps had a count or a percentage; counts were written out."
_NO_VALUE = "{n} converting rows have no value; they count with 0."


class JourneyReader:
    """Reads rows of the format `journeys`. Paths are cut in the end, when all of them are known."""

    def __init__(self, context: Context, name: str) -> None:
        self._context = context
        self._name = name
        self._timestamps = context.dates("timestamp")
        self._separators: set[str] = set()
        self._paths: list[pl.Series] = []
        self._customer: list[CodeColumn] = []
        self._order: list[str] = []
        self._instant: list[IntColumn] = []
        self._conversions: list[FloatColumn] = []
        self._nulls: list[FloatColumn] = []
        self._value: list[IntColumn] = []
        self._line: list[IntColumn] = []

    def take(self, rows: Rows) -> None:
        """Read a block; its faults say which rows were rejected."""
        faults, context = rows.faults, self._context
        conversions, nulls = self._counts(rows)
        value = self._values(rows, conversions)
        for field in ("customer", "order"):
            if field in rows.cells:
                faults.refuse_long(rows.cells[field], field)
        instant = np.full(rows.size, UNDATED, dtype=np.int64)
        if "timestamp" in rows.cells:
            is_dated = rows.filled("timestamp") & faults.is_good
            moments = self._timestamps.read(
                rows.cells["timestamp"], is_dated, "timestamp", faults, context.notes
            )
            instant[is_dated] = moments.instant[is_dated]
        good = faults.is_good
        customer = np.full(rows.size, -1, dtype=np.int32)
        named = good & rows.filled("customer")
        if named.any():
            customer[named] = context.customers.codes(rows.chosen("customer", named))
        paths = rows.chosen("path", good)
        self._separators |= separators_in(paths)
        self._paths.append(paths)
        self._customer.append(customer[good])
        self._order.extend(rows.texts("order", good))
        self._instant.append(instant[good])
        self._conversions.append(conversions[good])
        self._nulls.append(nulls[good])
        self._value.append(value[good])
        self._line.append(faults.line[good])

    def batch(self, progress: Progress) -> tuple[PathBatch, list[Reject]]:
        """The path rows, and the rows rejected only now.

        Raises
        ------
        InputRefused
            When the column has several known separators and none was chosen.
        """
        source = self._context.layout.source
        given = self._context.options.path_separator or (source.separator if source else None)
        separator = given or separator_of(self._name, self._separators)
        parts: list[Steps] = []
        for done, paths in enumerate(self._paths):
            progress("cutting paths", done, len(self._paths))
            parts.append(steps_of(paths, separator, self._context.channels))
        repeats = sum(part.repeats for part in parts)
        self._context.notes.count(_REPEATS, repeats)
        count = np.concatenate([np.empty(0, np.int64), *(part.count for part in parts)])
        empty = np.concatenate([np.empty(0, np.int64), *(part.empty for part in parts)])
        conversions = np.concatenate([np.empty(0), *self._conversions])
        value = np.concatenate([np.empty(0, np.int64), *self._value])
        line = np.concatenate([np.empty(0, np.int64), *self._line])
        notes = self._context.notes
        notes.count(_EMPTY_STEPS, int((empty > 0).sum()))
        notes.count(_NO_PATH, int(((count == 0) & (conversions > 0)).sum()))

        keep = (count > 0) | (conversions > 0)
        column = dict(self._context.layout.mapping).get("path", "path")
        message = "The path is empty and nothing converted: there is no journey in this row."
        rejects = [Reject(at, column, "missing-path", message, "") for at in line[~keep].tolist()]
        batch = PathBatch(
            start=np.concatenate([np.zeros(1, np.int64), np.cumsum(count[keep])]),
            channel=np.concatenate([np.empty(0, np.int32), *(part.channel for part in parts)]),
            customer=np.concatenate([np.empty(0, np.int32), *self._customer])[keep],
            order=[order for order, kept in zip(self._order, keep, strict=True) if kept],
            instant=np.concatenate([np.empty(0, np.int64), *self._instant])[keep],
            conversions=conversions[keep],
            nulls=np.concatenate([np.empty(0), *self._nulls])[keep],
            value=value[keep],
            line=line[keep],
        )
        return batch, rejects

    def forget(self) -> None:
        """Let go of the rows read so far, for a check that keeps nothing but the separators."""
        for column in (
            self._paths,
            self._customer,
            self._order,
            self._instant,
            self._conversions,
            self._nulls,
            self._value,
            self._line,
        ):
            column.clear()

    def _counts(self, rows: Rows) -> tuple[FloatColumn, FloatColumn]:
        faults = rows.faults
        conversions = np.ones(rows.size)
        if "conversions" in rows.cells:
            rows.require(
                "conversions", rows.all(), "bad-number", "The number of conversions is empty."
            )
            conversions = read_counts(
                rows.cells["conversions"],
                faults.is_good.copy(),
                self._context.number("conversions"),
                faults,
            )
        if "nulls" not in rows.cells:
            return conversions, np.where(conversions == 0, 1.0, 0.0)
        counted = faults.is_good & rows.filled("nulls")
        nulls = read_counts(rows.cells["nulls"], counted, self._context.number("nulls"), faults)
        is_nothing = (conversions == 0) & (nulls == 0)
        message = "The row counts no conversion and no other journey."
        faults.add(is_nothing, "conversions", "empty-row", message, None)
        return conversions, nulls

    def _values(self, rows: Rows, conversions: FloatColumn) -> IntColumn:
        faults = rows.faults
        value = np.zeros(rows.size, dtype=np.int64)
        if "value" not in rows.cells:
            return value
        texts = rows.cells["value"]
        has_value = rows.filled("value") & faults.is_good
        value = read_micros(texts, has_value, self._context.number("value"), faults)
        faults.add(
            value < 0, "value", "negative-value", "A path's value cannot be negative.", texts
        )
        message = "The row has a value but no conversion."
        faults.add(
            (value > 0) & (conversions == 0), "value", "value-without-conversion", message, texts
        )
        is_unvalued = faults.is_good & ~rows.filled("value") & (conversions > 0)
        self._context.notes.count(_NO_VALUE, int(is_unvalued.sum()))
        return value

"""Event rows (touches, conversions, or both at one instant) and rows that are orders only."""

import numpy as np

from attribution_desktop.domain.imports import ConversionBatch, ImportFormat, TouchBatch
from attribution_desktop.domain.interactions import BoolColumn
from attribution_desktop.importing.amounts import read_micros
from attribution_desktop.importing.batches import ConversionColumns, TouchColumns
from attribution_desktop.importing.flags import read_flags
from attribution_desktop.importing.rows import Context, Rows

_ZERO = r"^[+-]?0*[.,]?0*$"
_NO_VALUE = "{n} conversions have no value; they count with 0."
_NO_VALUE_COLUMN = "The file has no value column: {n} conversions count with the value 0."
_ZERO_VALUE = "{n} rows with the value 0 and no order were read as touches, not as conversions."
_UNUSED_VALUE = "{n} rows have a value but are not marked as conversions; it was not used."
_NO_CHANNEL = "{n} touches have no channel; they are on the channel “(not set)”."
_NO_TIME = "{n} rows have a date and no time; within a day they keep the file's order."


class EventReader:
    """Reads rows of the formats `events` and `conversions`.

    Without a `conversion` column, a row of events is a conversion when it names an order or has
    a value other than 0; every row of the format `conversions` is one.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._timestamps = context.dates("timestamp")
        self._is_orders = context.layout.format is ImportFormat.CONVERSIONS
        self._touches = TouchColumns(context)
        self._conversions = ConversionColumns()

    def take(self, rows: Rows) -> None:
        """Read a block; its faults say which rows were rejected."""
        context, faults = self._context, rows.faults
        everywhere = rows.all()
        rows.require("customer", everywhere, "missing-customer", "The customer is empty.")
        rows.require("timestamp", everywhere, "missing-date", "The timestamp is empty.")
        for field in ("customer", "channel", "order"):
            if field in rows.cells:
                faults.refuse_long(rows.cells[field], field)
        rows.refuse_other_currency(context)
        moments = self._timestamps.read(
            rows.cells["timestamp"], faults.is_good.copy(), "timestamp", faults, context.notes
        )
        is_conversion = self._conversion_rows(rows)
        value = np.zeros(rows.size, dtype=np.int64)
        if "value" in rows.cells:
            has_value = is_conversion & rows.filled("value") & faults.is_good
            value = read_micros(rows.cells["value"], has_value, context.number("value"), faults)
        is_conversion &= faults.is_good
        is_touch = self._touch_rows(rows, is_conversion)
        self._warn(rows, is_conversion, is_touch, faults.is_good & moments.is_date_only)

        customer = np.full(rows.size, -1, dtype=np.int32)
        is_good = faults.is_good
        customer[is_good] = context.customers.codes(rows.chosen("customer", is_good))
        self._touches.add(rows, is_touch, customer, moments)
        self._conversions.add(rows, is_conversion, is_touch, customer, moments.instant, value)

    def forget(self) -> None:
        """Let go of the rows read so far, for a check that keeps nothing."""
        self._touches = TouchColumns(self._context)
        self._conversions = ConversionColumns()

    def touches(self) -> TouchBatch | None:
        """The touches read; None for the format `conversions`."""
        return None if self._is_orders else self._touches.batch()

    def conversions(self) -> ConversionBatch:
        return self._conversions.batch()

    def _conversion_rows(self, rows: Rows) -> BoolColumn:
        if self._is_orders:
            return rows.all()
        if "conversion" in rows.cells:
            return read_flags(rows.cells["conversion"], "conversion", rows.faults)
        has_order = rows.filled("order")
        is_conversion = has_order
        if "value" in rows.cells:
            is_zero = rows.cells["value"].str.contains(_ZERO).to_numpy()
            is_conversion = has_order | ~is_zero
            zeros = is_zero & rows.filled("value") & ~has_order & rows.faults.is_good
            self._context.notes.count(_ZERO_VALUE, int(zeros.sum()))
        return is_conversion

    def _touch_rows(self, rows: Rows, is_conversion: BoolColumn) -> BoolColumn:
        if self._is_orders:
            return np.zeros(rows.size, dtype=np.bool_)
        return rows.faults.is_good & (rows.filled("channel") | ~is_conversion)

    def _warn(
        self, rows: Rows, is_conversion: BoolColumn, is_touch: BoolColumn, is_day: BoolColumn
    ) -> None:
        notes = self._context.notes
        sentence = _NO_VALUE if "value" in rows.cells else _NO_VALUE_COLUMN
        notes.count(sentence, int((is_conversion & ~rows.filled("value")).sum()))
        notes.count(_NO_CHANNEL, int((is_touch & ~rows.filled("channel")).sum()))
        notes.count(_NO_TIME, int(is_day.sum()))
        if "conversion" in rows.cells and "value" in rows.cells:
            is_unused = is_touch & ~is_conversion & rows.filled("value")
            if is_unused.any():
                texts = rows.chosen("value", is_unused)
                used = ~texts.str.contains(_ZERO).to_numpy()
                notes.count(_UNUSED_VALUE, int(used.sum()))

"""Columns that grow block by block into batches."""

from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.imports import ConversionBatch, TouchBatch
from attribution_desktop.domain.interactions import BoolColumn, CodeColumn, IntColumn
from attribution_desktop.importing.rows import Context, Rows
from attribution_desktop.importing.timestamps import Moments

_Cell = TypeVar("_Cell", np.int32, np.int64, np.bool_)

_FIRST_ROWS = 1 << 16


class _GrowingColumn(Generic[_Cell]):
    """A column whose room doubles when it is full.

    Many small arrays that are joined at the end would take twice the memory, and leave gaps in
    it that nothing else fits into.
    """

    def __init__(self, cell: type[_Cell]) -> None:
        self._cells: npt.NDArray[_Cell] = np.empty(_FIRST_ROWS, cell)
        self._size = 0

    def add(self, cells: npt.NDArray[_Cell]) -> None:
        size = self._size + len(cells)
        if size > len(self._cells):
            # Memory that was never written to is none yet.
            room = np.empty(max(size, 2 * len(self._cells)), self._cells.dtype)
            room[: self._size] = self._cells[: self._size]
            self._cells = room
        self._cells[self._size : size] = cells
        self._size = size

    def column(self) -> npt.NDArray[_Cell]:
        """All cells so far; nothing is to be added afterwards."""
        return self._cells[: self._size]


class TouchColumns:
    """Touches so far."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._customer = _GrowingColumn(np.int32)
        self._channel = _GrowingColumn(np.int32)
        self._instant = _GrowingColumn(np.int64)
        self._is_date_only = _GrowingColumn(np.bool_)
        self._session: list[str] | None = [] if context.has("session") else None
        self._metadata: list[str] | None = [] if context.has("metadata") else None
        self._line = _GrowingColumn(np.int64)

    def add(self, rows: Rows, where: BoolColumn, customer: CodeColumn, moments: Moments) -> None:
        """Add the rows under the mask; `customer` (n,) holds codes."""
        channels = self._context.channels
        if "channel" in rows.cells:
            self._channel.add(channels.codes(rows.chosen("channel", where)))
        elif where.any():
            self._channel.add(np.full(int(where.sum()), channels[""], dtype=np.int32))
        self._customer.add(customer[where])
        self._instant.add(moments.instant[where])
        self._is_date_only.add(moments.is_date_only[where])
        self._line.add(rows.faults.line[where])
        if self._session is not None:
            self._session.extend(rows.texts("session", where))
        if self._metadata is not None:
            self._metadata.extend(rows.texts("metadata", where))

    def batch(self) -> TouchBatch:
        return TouchBatch(
            customer=self._customer.column(),
            channel=self._channel.column(),
            instant=self._instant.column(),
            is_date_only=self._is_date_only.column(),
            session=self._session,
            metadata=self._metadata,
            line=self._line.column(),
        )


class ConversionColumns:
    """Conversions so far."""

    def __init__(self) -> None:
        self._customer = _GrowingColumn(np.int32)
        self._instant = _GrowingColumn(np.int64)
        self._order: list[str] = []
        self._value = _GrowingColumn(np.int64)
        self._is_with_touch = _GrowingColumn(np.bool_)
        self._line = _GrowingColumn(np.int64)

    def add(  # noqa: PLR0913, PLR0917  # one column each
        self,
        rows: Rows,
        where: BoolColumn,
        is_touch: BoolColumn,
        customer: CodeColumn,
        instant: IntColumn,
        value: IntColumn,
    ) -> None:
        """Add the rows under `where`; the other columns are (n,) over the block."""
        self._customer.add(customer[where])
        self._instant.add(instant[where])
        self._order.extend(rows.texts("order", where))
        self._value.add(value[where])
        self._is_with_touch.add(is_touch[where])
        self._line.add(rows.faults.line[where])

    def batch(self) -> ConversionBatch:
        return ConversionBatch(
            customer=self._customer.column(),
            instant=self._instant.column(),
            order=self._order,
            value=self._value.column(),
            is_with_touch=self._is_with_touch.column(),
            line=self._line.column(),
        )

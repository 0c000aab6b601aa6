"""Columns that grow block by block into batches."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from attribution_desktop.domain.imports import ConversionBatch, TouchBatch
from attribution_desktop.domain.interactions import BoolColumn, CodeColumn, IntColumn
from attribution_desktop.importing.rows import Context, Rows
from attribution_desktop.importing.timestamps import Moments

_Cell = TypeVar("_Cell", np.int32, np.int64, np.bool_)


class TouchColumns:
    """Touches so far."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._customer: list[CodeColumn] = []
        self._channel: list[CodeColumn] = []
        self._instant: list[IntColumn] = []
        self._is_date_only: list[BoolColumn] = []
        self._session: list[str] | None = [] if context.has("session") else None
        self._metadata: list[str] | None = [] if context.has("metadata") else None
        self._line: list[IntColumn] = []

    def add(self, rows: Rows, where: BoolColumn, customer: CodeColumn, moments: Moments) -> None:
        """Add the rows under the mask; `customer` (n,) holds codes."""
        channels = self._context.channels
        if "channel" in rows.cells:
            self._channel.append(channels.codes(rows.chosen("channel", where)))
        elif where.any():
            self._channel.append(np.full(int(where.sum()), channels[""], dtype=np.int32))
        self._customer.append(customer[where])
        self._instant.append(moments.instant[where])
        self._is_date_only.append(moments.is_date_only[where])
        self._line.append(rows.faults.line[where])
        if self._session is not None:
            self._session.extend(rows.texts("session", where))
        if self._metadata is not None:
            self._metadata.extend(rows.texts("metadata", where))

    def batch(self) -> TouchBatch:
        return TouchBatch(
            customer=_joined(self._customer, np.int32),
            channel=_joined(self._channel, np.int32),
            instant=_joined(self._instant, np.int64),
            is_date_only=_joined(self._is_date_only, np.bool_),
            session=self._session,
            metadata=self._metadata,
            line=_joined(self._line, np.int64),
        )


class ConversionColumns:
    """Conversions so far."""

    def __init__(self) -> None:
        self._customer: list[CodeColumn] = []
        self._instant: list[IntColumn] = []
        self._order: list[str] = []
        self._value: list[IntColumn] = []
        self._is_with_touch: list[BoolColumn] = []
        self._line: list[IntColumn] = []

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
        self._customer.append(customer[where])
        self._instant.append(instant[where])
        self._order.extend(rows.texts("order", where))
        self._value.append(value[where])
        self._is_with_touch.append(is_touch[where])
        self._line.append(rows.faults.line[where])

    def batch(self) -> ConversionBatch:
        return ConversionBatch(
            customer=_joined(self._customer, np.int32),
            instant=_joined(self._instant, np.int64),
            order=self._order,
            value=_joined(self._value, np.int64),
            is_with_touch=_joined(self._is_with_touch, np.bool_),
            line=_joined(self._line, np.int64),
        )


def _joined(parts: list[npt.NDArray[_Cell]], cell: type[_Cell]) -> npt.NDArray[_Cell]:
    """The parts as one column, which takes their place: both would take twice the memory."""
    column = np.concatenate([np.empty(0, cell), *parts])
    parts[:] = [column]
    return column

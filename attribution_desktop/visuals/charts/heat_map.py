"""From where to where: a matrix of channels."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from attribution_desktop.visuals.charts.base import Chart
from attribution_desktop.visuals.charts.heat_item import HeatCell, HeatItem
from attribution_desktop.visuals.charts.marks import Mark, plain
from attribution_desktop.visuals.plain_text import one_line

_HINTED, _LEAST_SIZE = QSize(420, 260), QSize(200, 140)


class HeatMap(Chart):
    """Cells by row and column; arrows walk over them in all four directions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[str, ...] = ()
        self._what = ""
        self._item = HeatItem(self._theme)
        self._grid.addItem(self._item, 0, 0)
        self._dress()

    def set_cells(
        self,
        rows: Sequence[str],
        columns: Sequence[str],
        cells: Sequence[HeatCell],
        what: str,
    ) -> None:
        """Show this matrix instead of the present one.

        Parameters
        ----------
        cells
            One a row and column, row by row.
        what
            What a value is, for the description.

        Raises
        ------
        ValueError
            When there is not one cell for every row and column.
        """
        if len(cells) != len(rows) * len(columns):
            raise ValueError(f"{len(cells)} cells do not fill {len(rows)} × {len(columns)}.")
        self._rows, self._columns, self._what = tuple(rows), tuple(columns), one_line(what)
        self._item.set_cells(rows, columns, cells)
        self._set_marks(
            tuple(Mark(cell.value, cell.text, None, cell.tooltip, cell) for cell in cells)
        )
        self._arrange()

    def describe(self) -> str:
        known = [mark for mark in self._marks if mark.value]
        if not known:
            return "There is nothing to show."
        most = max(known, key=lambda mark: mark.value or 0.0)
        cell = most.payload
        if not isinstance(cell, HeatCell):
            raise TypeError(cell)
        return (
            f"{self._what}: most from {one_line(cell.row)} to {one_line(cell.column)}, "
            f"with {most.text}."
        )

    def _arrange(self) -> None:
        self._grid.activate()
        self._item.update()

    def _dress(self) -> None:
        self._view.setBackground(self._theme.surface)
        self._item.set_theme(self._theme)

    def table(self) -> list[tuple[str, ...]]:
        head = (self._what, *(one_line(name) for name in self._columns))
        width = len(self._columns)
        return [
            head,
            *(
                (one_line(name), *(plain(mark.value) for mark in self._marks[at : at + width]))
                for name, at in zip(self._rows, range(0, len(self._marks), width), strict=True)
            ),
        ]

    def sizeHint(self) -> QSize:
        return _HINTED

    def minimumSizeHint(self) -> QSize:
        return _LEAST_SIZE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: len(self._columns), Qt.Key.Key_Up: -len(self._columns)}
        step = steps.get(Qt.Key(event.key()), 0)
        if step and self._hot is not None:
            if 0 <= self._hot + step < len(self._marks):
                self._step_to(self._hot + step)
            return
        super().keyPressEvent(event)

    def _mark_at(self, point: QPointF) -> int | None:
        return self._item.number_at(self._item.mapFromScene(point))

    def _mark_rect(self, number: int) -> QRectF:
        return self._item.mapRectToScene(self._item.rect_of(number))

    def _light(self, number: int | None) -> None:
        self._item.light(number)

    def _fade(self, numbers: frozenset[int] | None) -> None:
        self._item.choose(numbers)

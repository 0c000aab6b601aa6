"""A block of a table on the clipboard: as tab-separated text, as HTML and as CSV."""

import csv
import html
import io
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QMimeData, Qt

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formula_text import defused
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.models.figure_table import Role


class Clip(NamedTuple):
    """A block of a table as a spreadsheet takes it."""

    tsv: str
    html: str
    csv: str

    def mime_data(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.tsv)
        data.setHtml(self.html)
        data.setData("text/csv", self.csv.encode())
        return data


def clip_of(model: QAbstractItemModel, columns: Sequence[TableColumn], rows: Sequence[int]) -> Clip:
    """These rows of a model with these columns, headers above them."""
    places = range(len(columns))
    header = [model.headerData(place, Qt.Orientation.Horizontal, Role.COPY) for place in places]
    lines = [header] + [
        [model.index(row, place).data(Role.COPY) for place in places] for row in rows
    ]
    # A tab or line break inside a name would shift every cell after it.
    tsv = "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
    cells = "".join(
        "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in line) + "</tr>"
        for tag, line in zip(["th"] + ["td"] * (len(lines) - 1), lines, strict=True)
    )
    return Clip(tsv, f"<table>{cells}</table>", _csv(columns, lines))


def _csv(columns: Sequence[TableColumn], lines: Sequence[Sequence[str]]) -> str:
    """As a file would hold it: quoted, and no name a formula."""
    is_text = [column.kind is Kind.TEXT for column in columns]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [defused(cell) if named else cell for cell, named in zip(line, is_text, strict=True)]
        for line in lines
    )
    return text.getvalue()

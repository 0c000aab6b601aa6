"""What is on screen stands in the report, sign by sign."""

from collections import defaultdict

from PySide6.QtCore import Qt

from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import ReportDocument
from attribution_desktop.services.exporting import build_export
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.widgets.tables import FigureTable

TABLES = ("Figures of every channel", "Revenue by channel", "Revenue by channel and model")


def on_paper(document: ReportDocument) -> dict[str, set[str]]:
    """By the name of a row: its cells as paper shows them, whichever table they are in."""
    cells: dict[str, set[str]] = defaultdict(set)
    for table in document.tables():
        for row in (*table.rows, *([table.total] if table.total else [])):
            kinds = (column.kind for column in table.columns)
            cells[str(row[0])] |= {
                formatted(cell, kind) for cell, kind in zip(row, kinds, strict=True)
            }
    return cells


def on_screen(table: FigureTable) -> list[list[str]]:
    model = table.model()
    return [
        [
            str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")
            for column in range(model.columnCount())
        ]
        for row in range(model.rowCount())
    ]


def _is_figure(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def test_every_figure_on_screen_is_on_paper(demo: Program) -> None:
    analysed = demo.session.analysed
    assert analysed is not None
    paper = on_paper(build_export(analysed.analysis))
    compared = 0
    for table in demo.window.findChildren(FigureTable):
        if table.accessibleName() not in TABLES:
            continue
        for name, *texts in on_screen(table):
            for text in filter(_is_figure, texts):
                # The screen marks a gain with a plus.
                figure = text.removeprefix("+")
                assert figure in paper[name], (table.accessibleName(), name, text, paper[name])
                compared += 1
    assert compared > 100

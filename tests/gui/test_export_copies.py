"""A table on the clipboard: text for a sheet, HTML for a letter, CSV for a program."""

import csv
import io

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.figures import Kind
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.widgets.tables import FigureTable

COLUMNS = (
    TableColumn("Channel", Kind.TEXT, "Where."),
    TableColumn("Profit", Kind.MONEY, "How much."),
)


def test_a_table_is_copied_as_text_html_and_csv(qtbot: QtBot) -> None:
    table = FigureTable(COLUMNS, "Figures")
    qtbot.addWidget(table)
    table.set_table(COLUMNS, [("=1+1", -2.5), ('a,"b"', None), ("<b>x</b>", 1234.0)])
    table.copy_selection()
    data = QGuiApplication.clipboard().mimeData()
    assert "&lt;b&gt;x" in data.html()
    assert data.text().splitlines()[1].startswith("=1+1\t")
    text = bytes(data.data("text/csv").data()).decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [row[0] for row in rows] == ["Channel", "'=1+1", 'a,"b"', "<b>x</b>"]
    assert [row[1] for row in rows[1:]] == ["-2.50", "", "1234.00"]

"""Tables: what the models say, how they sort, what is copied."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.figures import Kind
from attribution_desktop.ui.models.columns import TableColumn, figure_column
from attribution_desktop.ui.models.figure_table import FigureTableModel, Role
from attribution_desktop.ui.models.sorting import FigureSortProxy
from attribution_desktop.ui.widgets.tables import FigureTable

COLUMNS = (
    figure_column("channel"),
    figure_column("profit", "USD"),
    figure_column("roi_percent"),
    TableColumn("Touches", Kind.COUNT),
)
ROWS = (
    ("email", Decimal("1234.50"), 12.34, 3),
    ("social", -5.0, -0.5, 10),
    ("display", None, None, 2),
    ("<b>bold</b>", 0.001, 0.0, 1),
)
TOTAL = ("Total", 1229.5, None, 16)


def _model() -> FigureTableModel:
    model = FigureTableModel(COLUMNS)
    model.set_table(COLUMNS, ROWS, total=TOTAL, swatches={"email": 4})
    return model


def _column(model: FigureSortProxy, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = _model()
    qtmodeltester.check(model)


def test_every_answer_is_text_a_number_or_nothing() -> None:
    model = _model()
    roles = [*Qt.ItemDataRole, *Role]
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            for role in roles:
                answer = model.index(row, column).data(role)
                assert answer is None or type(answer) in (str, int, float)


def test_values_are_written_as_people_read_them() -> None:
    model = _model()
    assert [model.index(row, 1).data() for row in range(5)] == [
        "1,234.50",
        "−5.00",
        "–",
        "0.00",
        "1,229.50",
    ]
    assert model.index(4, 2).data() == ""


def test_numbers_stand_right_and_names_left() -> None:
    model = _model()
    alignments = [
        model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole) for column in (0, 1)
    ]
    assert alignments[0] & Qt.AlignmentFlag.AlignLeft.value
    assert alignments[1] & Qt.AlignmentFlag.AlignRight.value


def test_the_sign_is_that_of_the_shown_value() -> None:
    model = _model()
    assert [model.index(row, 1).data(Role.SIGN) for row in range(4)] == [1, -1, 0, 0]


def test_headers_carry_the_unit_and_the_definition() -> None:
    model = _model()
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(1, horizontal) == "Profit\nUSD"
    assert model.headerData(1, horizontal, Role.COPY) == "Profit (USD)"
    assert "margin" in str(model.headerData(1, horizontal, Qt.ItemDataRole.ToolTipRole))


def test_tool_tips_show_markup_literally() -> None:
    model = _model()
    tip = model.index(3, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip
    assert "<b>" not in tip


@pytest.mark.parametrize("order", list(Qt.SortOrder))
def test_missing_values_and_totals_stay_last_either_way(order: Qt.SortOrder) -> None:
    model = _model()
    proxy = FigureSortProxy()
    proxy.setSourceModel(model)
    proxy.sort(1, order)
    names = _column(proxy, 0)
    assert names[-2:] == ["display", "Total"]
    rising = ["social", "<b>bold</b>", "email"]
    assert names[:3] == (rising if order is Qt.SortOrder.AscendingOrder else rising[::-1])


def test_counts_sort_by_size_and_not_by_spelling() -> None:
    model = _model()
    proxy = FigureSortProxy()
    proxy.setSourceModel(model)
    proxy.sort(3, Qt.SortOrder.AscendingOrder)
    assert _column(proxy, 3)[:4] == ["1", "2", "3", "10"]


def test_a_table_keeps_its_order_until_a_header_is_clicked(qtbot: QtBot) -> None:
    table = FigureTable(COLUMNS, "Figures")
    qtbot.addWidget(table)
    table.set_table(COLUMNS, ROWS, total=TOTAL)
    assert [row[0] for row in table.shown_texts()] == [*(row[0] for row in ROWS), "Total"]


def test_copying_yields_numbers_for_a_spreadsheet_with_headers(qtbot: QtBot) -> None:
    table = FigureTable(COLUMNS, "Figures")
    qtbot.addWidget(table)
    table.set_table(COLUMNS, ROWS)
    table.selectRow(1)
    table.copy_selection()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Channel\tProfit (USD)\tROI (%)\tTouches\nsocial\t-5.00\t-0.5\t10"
    assert "<th>Profit (USD)</th>" in data.html()


def test_copied_html_holds_no_markup_from_names(qtbot: QtBot) -> None:
    table = FigureTable(COLUMNS, "Figures")
    qtbot.addWidget(table)
    table.set_table(COLUMNS, ROWS)
    assert "<b>" not in table.clip().html


def test_names_keep_room_beside_many_figures(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    table = FigureTable(COLUMNS, "Figures", parent)
    table.resize(160, 200)
    table.set_table(COLUMNS, [("a channel with a long name", 10.0**12, 1.0, 1)])
    assert table.columnWidth(0) >= 100


def test_a_click_on_a_header_sorts_and_marks_it(qtbot: QtBot) -> None:
    table = FigureTable(COLUMNS, "Figures")
    qtbot.addWidget(table)
    table.set_table(COLUMNS, ROWS, total=TOTAL)
    table.resize(600, 300)
    table.show()
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(3) + 10, header.height() // 2)
    for arrow, first in (("↓", "social"), ("↑", "<b>bold</b>")):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        title = table.model().headerData(3, Qt.Orientation.Horizontal)
        if arrow not in title:
            qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
            title = table.model().headerData(3, Qt.Orientation.Horizontal)
        assert arrow in title
        assert table.shown_texts()[0][0] == first
        assert table.shown_texts()[-1][0] == "Total"


def test_the_widest_texts_of_a_column_are_its_longest_words_and_outermost_numbers() -> None:
    model = FigureTableModel(COLUMNS)
    rows = [
        (f"channel {'x' * (number % 7)}", Decimal(-1234 if number == 31 else number), None, number)
        for number in range(60)
    ]
    model.set_table(COLUMNS, rows)
    for column in range(model.columnCount()):
        every = [str(model.index(row, column).data()) for row in range(model.rowCount())]
        assert max(map(len, model.outermost_texts(column, 3))) == max(map(len, every))
        assert len(model.outermost_texts(column, 3)) <= 9


@pytest.mark.parametrize("amount", ["1234.56", "246.91", "-98765432.10"])
def test_no_figure_is_cut_where_columns_stand_close(qtbot: QtBot, amount: str) -> None:
    columns = [figure_column("channel"), TableColumn("J", Kind.MONEY)]
    table = FigureTable(columns, "Credits")
    qtbot.addWidget(table)
    table.stand_close()
    table.resize(300, 200)
    table.show()
    value = Decimal(amount)
    table.set_table(columns, [("email", value)], total=("Total", value))
    assert table.columnWidth(1) >= table.sizeHintForColumn(1)

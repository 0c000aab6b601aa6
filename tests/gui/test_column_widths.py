"""Columns as their reader made them: kept while figures change, and from one run to the next."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.services.file_imports import import_file
from attribution_desktop.services.journey_search import JourneyOrder
from attribution_desktop.services.projects import create_project
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.page_memory import restore_tables, save_tables
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.tabs.journeys import JourneysTab
from attribution_desktop.ui.widgets.journey_list import Listing
from attribution_desktop.ui.widgets.tables import FigureTable, Ordering

COLUMNS = tuple(TableColumn(title, Kind.COUNT) for title in ("Channel", "Touches", "Orders"))
ROWS = (("email", 3, 1), ("social", 10, 2))
MORE = (("email", 3_000_000_000, 1), ("social", 10, 2))

Settled = Callable[[], None]


@pytest.fixture
def table(qtbot: QtBot) -> FigureTable:
    made = FigureTable(COLUMNS, "Figures")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.set_table(COLUMNS, ROWS)
    made.show()
    return made


def _divider(table: QTableView, column: int) -> QPoint:
    header = table.horizontalHeader()
    right = header.sectionViewportPosition(column) + header.sectionSize(column)
    return QPoint(right - 1, header.height() // 2)


def _drag(table: QTableView, column: int, pixels: int) -> None:
    viewport, start = table.horizontalHeader().viewport(), _divider(table, column)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in (pixels // 2, pixels):
        QTest.mouseMove(viewport, start + QPoint(step, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(pixels, 0))


def test_a_width_chosen_by_hand_stays_when_figures_and_window_change(table: FigureTable) -> None:
    other = table.columnWidth(2)
    chosen = table.columnWidth(1) + 60
    _drag(table, 1, 60)
    assert table.columnWidth(1) == chosen
    table.set_table(COLUMNS, MORE)
    table.resize(700, 300)
    assert (table.columnWidth(1), table.columnWidth(2)) == (chosen, other)
    assert table.widths.by_hand == {"Touches": chosen}


def test_names_keep_a_width_chosen_by_hand_too(table: FigureTable) -> None:
    chosen = table.columnWidth(0) - 150
    _drag(table, 0, -150)
    table.resize(800, 300)
    assert table.columnWidth(0) == chosen


def test_what_fits_by_itself_is_no_choice(table: FigureTable) -> None:
    narrow = table.columnWidth(1)
    table.set_table(COLUMNS, MORE)
    assert table.columnWidth(1) > narrow
    assert table.widths.by_hand == {}


def test_a_double_click_on_a_divider_gives_the_automatic_width_back(table: FigureTable) -> None:
    fitting = table.columnWidth(1)
    _drag(table, 1, 60)
    _drag(table, 2, 30)
    viewport = table.horizontalHeader().viewport()
    place = _divider(table, 1)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert table.columnWidth(1) == fitting
    assert list(table.widths.by_hand) == ["Orders"]


def test_the_menus_of_table_and_header_fit_all_columns(table: FigureTable) -> None:
    fitting = [table.columnWidth(column) for column in range(3)]
    for menu in (table, table.horizontalHeader()):
        _drag(table, 1, 60)
        _drag(table, 2, 40)
        next(action for action in menu.actions() if action.text() == "&Fit columns").trigger()
        assert [table.columnWidth(column) for column in range(3)] == fitting
        assert table.widths.by_hand == {}


def test_a_column_is_made_wider_and_narrower_by_keyboard(table: FigureTable) -> None:
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    before = table.columnWidth(1)
    modifiers = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(table, Qt.Key.Key_Right, modifiers)
    QTest.keyClick(table, Qt.Key.Key_Right, modifiers)
    wide = table.columnWidth(1)
    assert wide > before
    QTest.keyClick(table, Qt.Key.Key_Left, modifiers)
    assert before < table.columnWidth(1) < wide
    for _ in range(50):
        QTest.keyClick(table, Qt.Key.Key_Left, modifiers)
    assert table.columnWidth(1) == table.horizontalHeader().minimumSectionSize()


def test_an_order_follows_its_column_when_others_come_and_go(table: FigureTable) -> None:
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert table.order == Ordering("Orders", is_falling=True)
    table.set_table(COLUMNS[::2], [("email", 1), ("social", 2)])
    assert [row[0] for row in table.shown_texts()] == ["social", "email"]
    table.set_table(COLUMNS[:2], [("email", 3), ("social", 10)])
    assert [row[0] for row in table.shown_texts()] == ["email", "social"]
    table.set_table(COLUMNS, ROWS)
    assert [row[0] for row in table.shown_texts()] == ["social", "email"]


@pytest.mark.parametrize(
    "kept", ["", "nonsense", "[1]", '{"Touches": "wide", "Orders": -5}', '{"Gone": 90}']
)
def test_a_damaged_memory_leaves_widths_as_they_fit(
    table: FigureTable, places: Places, kept: str
) -> None:
    fitting = [table.columnWidth(column) for column in range(3)]
    memory = WindowMemory(places.memory)
    memory.keep("columns/page-Figures", kept)
    memory.keep("order/page-Figures", "sideways")
    restore_tables(memory, "page", table.window())
    assert [table.columnWidth(column) for column in range(3)] == fitting
    save_tables(memory, "page", table.window())


def test_widths_and_orders_are_there_again_also_of_columns_that_come_later(
    application: QApplication, places: Places, demo: Program, settled: Settled
) -> None:
    settings = demo.session.settings
    demo.session.change_settings(
        replace(settings, models=("first_touch", "last_touch", "linear", "time_decay", "markov"))
    )
    settled()
    demo.window.show_tab("model-comparison")
    table = _comparison(demo)
    titles = [column.title for column in table.figures.columns]
    place = titles.index("Markov chain")
    chosen = table.columnWidth(place) + 40
    _drag(table, place, 40)
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    order, best = table.order, table.shown_texts()[0][0]
    demo.window.close()
    again = Program(application, places, has_native_dialogs=False)
    again.window.show()
    try:
        again.session.open(places.demo)
        _settle(again)
        table = _comparison(again)
        assert (table.order, table.shown_texts()[0][0]) == (order, best)
        again.session.change_settings(
            replace(again.session.settings, models=(*again.session.settings.models, "markov"))
        )
        _settle(again)
        titles = [column.title for column in table.figures.columns]
        assert table.columnWidth(titles.index("Markov chain")) == chosen
    finally:
        again.shut_down()


def test_the_list_of_journeys_keeps_widths_while_others_are_listed(
    demo: Program, settled: Settled
) -> None:
    demo.window.show_tab("journeys")
    settled()
    page = next(tab for tab in demo.window.tabs if isinstance(tab, JourneysTab))
    found = page.list
    fitting, chosen = found.columnWidth(1), found.columnWidth(1) + 50
    _drag(found, 1, 50)
    assert found.columnWidth(1) == chosen
    page.list.order_wanted.emit(JourneyOrder.VALUE, True)  # noqa: FBT003  # a signal's
    settled()
    assert found.columnWidth(1) == chosen
    # What ids are left depends on the other columns, and the arrow of the order widens one.
    page.list.order_wanted.emit(JourneyOrder.WHEN, True)  # noqa: FBT003  # a signal's
    settled()
    next(action for action in found.actions() if action.text() == "&Fit columns").trigger()
    assert found.columnWidth(1) == fitting
    columns = range(found.model().columnCount())
    assert sum(map(found.columnWidth, columns)) >= found.viewport().width()


def test_journeys_are_listed_as_they_were_before(
    application: QApplication, places: Places, demo: Program, settled: Settled
) -> None:
    demo.window.show_tab("journeys")
    settled()
    page = next(tab for tab in demo.window.tabs if isinstance(tab, JourneysTab))
    page.list.order_wanted.emit(JourneyOrder.VALUE, False)  # noqa: FBT003  # a signal's
    settled()
    demo.window.close()
    again = Program(application, places, has_native_dialogs=False)
    again.window.show()
    try:
        again.session.open(places.demo)
        again.window.show_tab("journeys")
        _settle(again)
        page = next(tab for tab in again.window.tabs if isinstance(tab, JourneysTab))
        assert page.list.listing == Listing(JourneyOrder.VALUE, is_descending=False)
        found = page.list.journeys.found
        assert found is not None
        assert (found.order, found.is_descending) == (JourneyOrder.VALUE, False)
    finally:
        again.shut_down()


def _settle(program: Program) -> None:
    while program.session.is_busy or program.wiring.is_filling:
        QApplication.processEvents()


def _comparison(program: Program) -> FigureTable:
    page = next(tab for tab in program.window.tabs if tab.slug == "model-comparison")
    return page.findChildren(FigureTable)[0]


def test_long_ids_give_way_to_the_other_columns_of_the_list(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    rows = "".join(
        f"customer-of-a-long-name-{number:030},email,2026-0{number}-01,{number:040},10\n"
        for number in range(1, 10)
    )
    header = "customer,channel,timestamp,order,value\n"
    (tmp_path / "long.csv").write_text(header + rows)
    with create_project(tmp_path / "long.attribution") as project:
        import_file(project, tmp_path / "long.csv", ImportOptions())
    window = program.window
    window.resize(1280, 800)
    window.show_tab("journeys")
    program.session.open(tmp_path / "long.attribution")
    settled()
    listed = next(tab for tab in window.tabs if isinstance(tab, JourneysTab)).list
    QApplication.processEvents()
    model = listed.journeys
    wide = sum(listed.columnWidth(column) for column in range(model.columnCount()))
    assert model.rowCount() == 9
    assert wide <= listed.viewport().width()
    window.resize(1920, 800)
    QApplication.processEvents()
    assert sum(listed.columnWidth(column) for column in model.id_columns) > 300

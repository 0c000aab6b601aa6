"""Trends, spend against revenue, ranges, matrices, flows and sparklines: what they draw and say."""

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.path_flow import FlowLink, FlowNode, PathFlow
from attribution_desktop.visuals.charts import (
    Bin,
    FlowChart,
    HeatCell,
    HeatMap,
    Histogram,
    Point,
    RangeChart,
    ScatterChart,
    Series,
    Sparkline,
    TrendChart,
    TrendLine,
    TrendParts,
    TrendStep,
)
from attribution_desktop.visuals.charts.base import Chart
from tests.visuals.chart_material import EVIL, shown

# The offscreen platform says so of every window with a least size, and of every tool tip.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

NAMES = ("Email", EVIL, "بحث مدفوع")
FLOW = PathFlow(
    (
        FlowNode(1, "Email", 60, 10, 20),
        FlowNode(1, EVIL, 40, 0, 25),
        FlowNode(2, "Email", 45, 45, 0),
    ),
    (FlowLink(1, "Email", "Email", 30, 30), FlowLink(1, EVIL, "Email", 15, 15)),
)


def trend() -> TrendChart:
    chart = TrendChart()
    lines = [
        TrendLine("Revenue", (10.0, 30.0, 20.0), "accent"),
        TrendLine("Spend", (None, 5.0, 6.0), "warning"),
    ]
    chart.set_trend(["1 Sep", "2 Sep", "3 Sep"], lines, "EUR", Kind.MONEY)
    return chart


def scatter() -> ScatterChart:
    chart = ScatterChart()
    points = [Point(name, 10.0 * at, 15.0 * at * at, at, name) for at, name in enumerate(NAMES, 1)]
    chart.set_points(points, ("Spend (EUR)", "Revenue (EUR)"), 2.0)
    return chart


def ranges() -> RangeChart:
    chart = RangeChart()
    series = [
        Series("First", (10.0, 5.0, None), 0, (), ((8.0, 12.0), (None, None), (None, None))),
        Series("Last", (20.0, 5.0, 3.0), 1),
    ]
    chart.set_ranges(NAMES, series, "Revenue (EUR)", Kind.MONEY)
    return chart


def heat() -> HeatMap:
    chart = HeatMap()
    cells = [
        HeatCell(row, column, value or None, f"{value}", f"{row} → {column}")
        for row, values in zip(NAMES, ((5, 0, 1), (2, 0, 0), (0, 7, 3)), strict=True)
        for column, value in zip(NAMES, values, strict=True)
    ]
    chart.set_cells(NAMES, NAMES, cells, "Conversions")
    return chart


def flow() -> FlowChart:
    chart = FlowChart()
    chart.set_flow(FLOW, {"Email": 0})
    return chart


ALL = (trend, scatter, ranges, heat, flow)


@pytest.mark.parametrize("made", ALL)
@pytest.mark.parametrize("size", [(240, 140), (700, 300)])
def test_every_chart_says_its_finding_and_gives_its_figures(
    qtbot: QtBot, made: object, size: tuple[int, int]
) -> None:
    chart = made()  # type: ignore[operator]  # a function of this module
    shown(chart, qtbot, *size)
    assert chart.accessibleDescription() == chart.describe()
    assert chart.describe().endswith(".")
    head, *rows = chart.table()
    assert rows
    assert all(len(row) == len(head) for row in rows)


@pytest.mark.parametrize("kind", [TrendChart, ScatterChart, RangeChart, HeatMap, FlowChart])
def test_a_chart_without_data_says_so(qtbot: QtBot, kind: type[Chart]) -> None:
    chart = kind()
    shown(chart, qtbot)
    assert chart.describe().endswith((".", "show."))
    QTest.keyClick(chart, Qt.Key.Key_Down)


@pytest.mark.parametrize("made", ALL)
def test_keys_walk_over_every_mark_and_enter_chooses_it(qtbot: QtBot, made: object) -> None:
    chart = made()  # type: ignore[operator]  # a function of this module
    shown(chart, qtbot, 700, 300)
    found: list[object] = []
    chart.bar_clicked.connect(found.append)
    for _ in chart._marks:
        QTest.keyClick(chart, Qt.Key.Key_Right)
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert found == [mark.payload for mark in chart._marks]


def test_in_a_matrix_keys_walk_up_and_down_too(qtbot: QtBot) -> None:
    chart = heat()
    shown(chart, qtbot)
    found: list[HeatCell] = []
    chart.bar_clicked.connect(found.append)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(chart, key)
        QTest.keyClick(chart, Qt.Key.Key_Return)
    places = [(NAMES.index(cell.row), NAMES.index(cell.column)) for cell in found]
    assert places == [(0, 0), (1, 0), (1, 1), (2, 1), (1, 1)]


def test_lines_of_equal_return_stay_straight_under_a_square_root(qtbot: QtBot) -> None:
    chart = ScatterChart()
    points = [Point(f"c{at}", 10.0**at, 2 * 10.0**at, at, "") for at in range(1, 6)]
    chart.set_points(points, ("Spend", "Revenue"), 1.0)
    shown(chart, qtbot, 700, 400)
    places = [chart._item.at(point.x, point.y) for point in points]
    origin = chart._item.at(0, 0)
    slopes = [(origin.y() - place.y()) / (place.x() - origin.x()) for place in places]
    assert slopes == pytest.approx([slopes[0]] * 5)
    assert "square-root scale" in chart._below.labelText
    assert places[1].x() > 5


@pytest.mark.parametrize("width", [320, 500, 900])
def test_labels_of_points_cover_neither_points_nor_each_other(qtbot: QtBot, width: int) -> None:
    chart = ScatterChart()
    points = [
        Point(f"Channel {at} with a long name", 50 + at * 7.0, 100 + (at * 37) % 60, at, "")
        for at in range(14)
    ]
    chart.set_points(points, ("Spend", "Revenue"), 1.0)
    shown(chart, qtbot, width, 300)
    places = list(chart._item.label_places().values())
    assert places
    dots = [chart._item._dot(number) for number in range(len(points))]
    for at, place in enumerate(places):
        assert chart._item.rect().contains(place)
        assert not any(place.intersects(dot) for dot in dots)
        assert not any(place.intersects(other) for other in places[:at])


def test_a_flow_keeps_its_heights_and_stays_inside(qtbot: QtBot) -> None:
    chart = flow()
    shown(chart, qtbot, 700, 300)
    places = chart._item.places()
    first, second, third = places.nodes
    assert first.height() / second.height() == pytest.approx(60 / 40, rel=1e-3)
    assert third.height() / first.height() == pytest.approx(45 / 60, rel=1e-3)
    assert second.bottom() <= chart._item.size().height() + 1
    assert places.links[0].boundingRect().left() == pytest.approx(first.right())
    assert places.links[0].boundingRect().right() == pytest.approx(third.left())
    assert places.bought[1].isEmpty()
    assert not places.lost[1].isEmpty()


def test_a_gap_in_a_trend_stays_a_gap(qtbot: QtBot) -> None:
    chart = TrendChart()
    line = TrendLine("Spend", (1.0, None, 2.0, math.inf, 3.0, 4.0), "warning")
    chart.set_trend([str(at) for at in range(6)], [line], "EUR", Kind.MONEY)
    shown(chart, qtbot)
    assert [len(run) for run in chart._item._runs(0)] == [1, 1, 2]
    assert "–" in chart._marks[1].tooltip


def test_a_step_of_a_trend_tells_its_place(qtbot: QtBot) -> None:
    chart = trend()
    shown(chart, qtbot)
    assert [mark.payload for mark in chart._marks][1] == TrendStep(1, "2 Sep")
    assert "Spend: 5.00" in chart._marks[1].tooltip


def test_cells_that_do_not_fill_their_matrix_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fill"):
        HeatMap().set_cells(["a"], ["b", "c"], [HeatCell("a", "b", 1.0, "1", "")], "")


def test_what_is_not_chosen_fades_and_new_data_keep_the_choice(qtbot: QtBot) -> None:
    chart = Histogram()
    chart.set_counts([("1", 4.0), ("2", 4.0)], "Touches", "Conversions")
    chart.choose(lambda mark: mark.label == "2")
    shown(chart, qtbot)
    assert chart._columns._opacity(0) < chart._columns._opacity(1) == 1
    chart.set_counts([("2", 9.0), ("3", 1.0)], "Touches", "Conversions")
    assert chart._columns._opacity(1) < chart._columns._opacity(0) == 1
    chart.choose(None)
    assert chart._columns._opacity(1) == 1


def test_journeys_are_asked_for_by_menu_double_click_and_keys(qtbot: QtBot) -> None:
    chart = Histogram()
    chart.set_counts([("1", 4.0), ("2", 4.0)], "Touches", "Conversions")
    found: list[Bin] = []
    chart.journeys_wanted.connect(found.append)
    shown(chart, qtbot)
    slot = chart._columns.mapRectToScene(chart._columns.bar_rect(1)).center()
    place = chart._view.mapFromScene(slot)
    QTest.mouseDClick(chart._view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert found == []
    chart.offer_journeys()
    QTest.mouseDClick(chart._view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [mark.label for mark in found] == ["2", "1"]


def test_the_menu_is_about_what_it_was_opened_on(qtbot: QtBot) -> None:
    chart = Histogram()
    chart.set_counts([("1", 4.0), ("2", 4.0)], "Touches", "Conversions")
    chart.offer_journeys()
    found: list[Bin] = []
    chart.journeys_wanted.connect(found.append)
    shown(chart, qtbot)
    chart.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
    slot = chart._columns.mapRectToScene(chart._columns.bar_rect(1)).center()
    local = chart._view.mapTo(chart, chart._view.mapFromScene(slot))
    for place, is_on_a_bar in ((local, True), (QPoint(2, 2), False)):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, chart.mapToGlobal(place))
        QApplication.sendEvent(chart, event)
        assert chart.actions()[0].isEnabled() == is_on_a_bar
        chart.actions()[0].trigger()
    assert [mark.label for mark in found] == ["2"]


def test_a_sparkline_leaves_out_what_is_unknown(qtbot: QtBot) -> None:
    line = Sparkline()
    qtbot.addWidget(line)
    line.set_values([1.0, None, math.nan, -2.0], "four steps")
    line.resize(80, 30)
    line.show()
    assert line.values == (1.0, -2.0)
    assert line.accessibleDescription() == "four steps"
    assert line.grab().toImage().pixelColor(40, 15).isValid()


def test_steps_that_are_cut_off_are_named_and_compare_with_no_other(qtbot: QtBot) -> None:
    chart = TrendChart()
    line = TrendLine("Revenue", (1.0, 30.0, 20.0, 90.0), "accent")
    notes = {0: "part of a week: 2 of 7 days", 3: "part of a week: 6 of 7 days"}
    parts = TrendParts("Dotted: part of a week", notes)
    chart.set_trend(["5 Sep", "7 Sep", "14 Sep", "21 Sep"], [line], "EUR", Kind.MONEY, parts)
    shown(chart, qtbot)
    told = chart.describe()
    assert told.startswith("Revenue was highest in 7 Sep, with 30.00, and lowest in 14 Sep, with")
    assert "5 Sep is part of a week: 2 of 7 days, with 1.00." in told
    assert chart._marks[3].tooltip.startswith("21 Sep (part of a week: 6 of 7 days)")
    assert "part of" not in chart._marks[1].tooltip
    assert chart.table()[1][0] == "5 Sep (part of a week: 2 of 7 days)"
    assert [name for name, _ in chart._legend.entries()] == ["Revenue", "Dotted: part of a week"]


def test_where_no_step_is_whole_none_is_the_highest(qtbot: QtBot) -> None:
    chart = TrendChart()
    line = TrendLine("Revenue", (1.0,), "accent")
    parts = TrendParts("Dotted: part of a month", {0: "part of a month: 2 of 30 days"})
    chart.set_trend(["Sep 2026"], [line], "EUR", Kind.MONEY, parts)
    shown(chart, qtbot)
    assert "highest" not in chart.describe()
    assert "Sep 2026 is part of a month: 2 of 30 days, with 1.00." in chart.describe()

"""Labels of charts have room: they cover nothing that is drawn, and every axis has a measure."""

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.figures import Kind
from attribution_desktop.visuals.charts import (
    Point,
    RangeChart,
    ScatterChart,
    Series,
    TrendChart,
    TrendLine,
)
from tests.visuals.chart_material import shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")


@pytest.mark.parametrize("width", [300, 500, 900])
def test_the_width_of_a_range_is_written_beyond_its_dots_and_whiskers(
    qtbot: QtBot, width: int
) -> None:
    chart = RangeChart()
    series = [
        Series("First", (50_000.0, 100.0), 0),
        # The furthest end belongs to a mark that carries no label of its own.
        Series("Last", (80_000.0, 90.0), 1, (), ((75_000.0, 85_000.0), (80.0, 95.0))),
    ]
    chart.set_ranges(("Paid Search", "Video"), series, "Revenue (USD)", Kind.MONEY)
    shown(chart, qtbot, width, 200)
    item = chart._bars
    place = item.text_rect(0, 0)
    assert place.left() > item.x_at(85_000.0)
    assert place.right() <= item.size().width()


@pytest.mark.parametrize("height", [150, 170, 200, 320])
def test_an_axis_beside_a_low_plot_has_more_than_its_zero(qtbot: QtBot, height: int) -> None:
    chart = TrendChart()
    line = TrendLine("Revenue", (3_000.0, 17_000.0, 9_000.0), "accent")
    chart.set_trend(["1 May", "8 May", "15 May"], [line], "EUR", Kind.MONEY)
    shown(chart, qtbot, 400, height)
    texts = [text for _, text in chart._beside_ticks(chart._box.height)]
    assert len(texts) > 1, chart._box.height


def test_labels_of_points_keep_clear_of_whiskers(qtbot: QtBot) -> None:
    chart = ScatterChart()
    points = [
        Point("Email", 20.0, 200.0, 0, "", 100.0, 450.0),
        Point("Paid Search", 168.0, 300.0, 1, "", 0.0, 650.0),
        Point("Social", 119.0, 50.0, 2, "", 20.0, 150.0),
    ]
    chart.set_points(points, ("Spend", "Revenue"), 1.0)
    shown(chart, qtbot, 700, 300)
    item = chart._item
    whiskers = [
        QRectF(item.at(point.x, point.high), item.at(point.x, point.low)).adjusted(-1, 0, 1, 0)
        for point in points
        if point.low is not None and point.high is not None
    ]
    places = list(item.label_places().values())
    assert len(places) == len(points)
    places += [place for _, place in item._ratio_labels()]
    assert not any(place.intersects(whisker) for place in places for whisker in whiskers)


def test_ranges_far_from_zero_lie_apart_and_say_where_their_axis_begins(qtbot: QtBot) -> None:
    chart = RangeChart()
    near = [Series("First", (2_480.0, 2_500.0), 0), Series("Last", (2_490.0, 2_520.0), 1)]
    chart.set_ranges(("Email", "Direct"), near, "Revenue (EUR)", Kind.MONEY)
    shown(chart, qtbot, 600, 200)
    item = chart._bars
    assert item.x_at(2_520.0) - item.x_at(2_480.0) > item.size().width() / 2
    assert "does not begin at 0" in chart._axis.labelText
    far = [Series("First", (100.0, 2_500.0), 0), Series("Last", (90.0, 2_520.0), 1)]
    chart.set_ranges(("Email", "Direct"), far, "Revenue (EUR)", Kind.MONEY)
    assert item.x_at(0.0) == 0.0
    assert chart._axis.labelText == "Revenue (EUR)"

"""Names above the columns of a heat map."""

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from attribution_desktop.visuals.charts import HeatCell, HeatMap
from attribution_desktop.visuals.fonts import scene_font
from tests.visuals.chart_material import shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

_NAMES = ("Organic Search", "Paid Search", "Display", "Direct", "Email", "Paid Social")


def _heat(names: tuple[str, ...]) -> HeatMap:
    chart = HeatMap()
    cells = [HeatCell(row, column, 1.0, "1", "") for row in names for column in names]
    chart.set_cells(names, names, cells, "Conversions")
    return chart


@pytest.mark.parametrize("height", [240, 320])
def test_names_on_their_ends_are_whole_where_rows_can_spare_the_room(
    qtbot: QtBot, height: int
) -> None:
    chart = _heat(_NAMES)
    shown(chart, qtbot, 440, height)
    metrics = QFontMetrics(scene_font("caption"))
    head = chart._item.plot().top()
    assert head >= max(metrics.horizontalAdvance(name) for name in _NAMES)
    assert chart._item.rect_of(0).height() >= metrics.height()


def test_names_give_way_where_there_are_many_rows(qtbot: QtBot) -> None:
    chart = _heat(tuple(f"A channel of a very long name {place}" for place in range(16)))
    shown(chart, qtbot, 600, 300)
    assert chart._item.plot().top() < 300 / 3

"""Cells that another channel's focus fades can still be read, in both themes."""

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from attribution_desktop.visuals.charts import HeatCell, HeatMap
from attribution_desktop.visuals.contrast import contrast_ratio
from attribution_desktop.visuals.tokens import DARK, LIGHT, Theme
from tests.visuals.chart_material import colours, shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")

_NAMES = ("Search", "Display")
_LEAST_CONTRAST = 3.0
_INSIDE = QPoint(6, 6)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_number_on_a_faded_cell_stands_out(qtbot: QtBot, theme: Theme) -> None:
    chart = HeatMap()
    cells = [
        HeatCell(row, column, value, f"{value:g}", "")
        for row, value in zip(_NAMES, (900.0, 100.0), strict=True)
        for column in _NAMES
    ]
    chart.set_cells(_NAMES, _NAMES, cells, "Conversions")
    chart.set_theme(theme)
    chart.choose(lambda cell: cell.row == "Display")
    picture = shown(chart, qtbot, 440, 260)
    for number in range(len(cells)):
        found = colours(picture, chart._mark_rect(number).adjusted(4, 4, -4, -4))
        ground = picture.pixelColor(chart._mark_rect(number).topLeft().toPoint() + _INSIDE)
        most = max(contrast_ratio(ground.name(), colour) for colour in found)
        assert most >= _LEAST_CONTRAST, (cells[number].text, ground.name(), most)

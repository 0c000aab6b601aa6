"""Rows that no longer fit get a scroll bar that can be seen, whatever made the room short."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.figures import Kind
from attribution_desktop.visuals.charts import RangeChart, Series

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")


def test_a_notice_above_leaves_rows_a_scroll_bar_of_full_width(qtbot: QtBot) -> None:
    chart, notice, page = RangeChart(), QLabel("Something was done."), QWidget()
    names = tuple(f"Channel {number}" for number in range(8))
    chart.set_ranges(names, [Series("Linear", (5.0,) * 8, 0)], "Revenue", Kind.MONEY)
    notice.setFixedHeight(60)
    notice.hide()
    splitter = QSplitter(Qt.Orientation.Vertical)
    splitter.addWidget(chart)
    splitter.addWidget(QLabel("What it means"))
    layout = QVBoxLayout(page)
    layout.addWidget(notice)
    layout.addWidget(splitter, 1)
    qtbot.addWidget(page)
    for height in range(300, 420, 4):
        notice.hide()
        page.resize(600, height)
        page.show()
        qtbot.wait(1)
        notice.show()
        qtbot.waitUntil(
            lambda: (
                chart._scroll.isHidden()
                or chart._scroll.width() == chart._scroll.sizeHint().width()
            )
        )
        least, _ = chart._row_limits()
        is_short = chart._row_height == least and 8 * least > chart._box.height + 0.5
        assert chart._scroll.isHidden() is not is_short

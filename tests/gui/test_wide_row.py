"""Controls share a line only where there is room, so that none is cut."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.tabs.budget import BudgetTab
from attribution_desktop.ui.tabs.journeys import JourneysTab
from attribution_desktop.ui.widgets.wide_row import WideRow
from attribution_desktop.visuals.fonts import scaled

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")


@pytest.fixture
def row(program: Program, qtbot: QtBot) -> WideRow:
    """Two buttons, side by side from 300 pixels on."""
    del program
    left, right = QHBoxLayout(), QHBoxLayout()
    left.addWidget(QPushButton("One"))
    right.addWidget(QPushButton("Two"))
    made = WideRow((left, 1), (right, 1), least_wide=300, spacing=4)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("width", [300, 299])
def test_two_groups_share_a_line_from_the_least_width_on(
    row: WideRow, qtbot: QtBot, width: int
) -> None:
    one, two = row.findChildren(QPushButton)
    is_beside = width == 300
    row.resize(scaled(width), row.sizeHint().height())
    qtbot.waitUntil(lambda: (one.y() == two.y()) is is_beside)
    assert (one.x() == two.x()) is not is_beside


def _top(of: QWidget) -> int:
    return of.mapTo(of.window(), QPoint()).y()


@pytest.mark.parametrize("width", [1024, 1280])
def test_at_the_usual_text_questions_of_a_page_stand_in_one_line(
    demo: Program, settled: Callable[[], None], width: int
) -> None:
    demo.window.resize(width, 768)
    journeys = next(tab for tab in demo.window.tabs if isinstance(tab, JourneysTab))
    budget = next(tab for tab in demo.window.tabs if isinstance(tab, BudgetTab))
    for tab, one, other in (
        (journeys, journeys.fields.text, journeys.fields.reset),
        (budget, budget.asking, budget.cards.spend),
    ):
        demo.window.show_tab(tab.slug)
        settled()
        assert abs(_top(one) - _top(other)) < one.height()

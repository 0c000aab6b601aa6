"""Cards keep their figures and notes whole where there is little room."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.widgets.cards import KpiCard

_NOTE, _FIGURE, _CHANGE = "100.0 % convert", "254,886", "▲ 24.3 %"
_NARROW, _WIDE = 190, 460


@pytest.fixture
def card(program: Program, qtbot: QtBot) -> KpiCard:
    """In the program's look, shown wide."""
    del program
    made = KpiCard("Conversions")
    qtbot.addWidget(made)
    made.set_figure(_FIGURE, _NOTE)
    made.set_change(_CHANGE)
    made.set_line([1.0, 3.0, 2.0], "three steps")
    made.resize(_WIDE, 110)
    made.show()
    return made


def order_of(card: KpiCard, *texts: str) -> list[str]:
    """These texts, as far as they are shown whole, from top to bottom."""
    found = [label for label in card.findChildren(QLabel) if label.isVisible()]
    return [label.text() for label in sorted(found, key=QLabel.y) if label.text() in texts]


def test_a_note_without_room_beside_its_caption_stands_whole_below_the_figure(
    card: KpiCard, qtbot: QtBot
) -> None:
    def shown() -> list[str]:
        return order_of(card, _NOTE, _FIGURE, _CHANGE)

    qtbot.waitUntil(lambda: shown() == [_NOTE, _FIGURE, _CHANGE])
    card.resize(_NARROW, 140)
    qtbot.waitUntil(lambda: shown() == [_FIGURE, _NOTE, _CHANGE])
    card.resize(_WIDE, 140)
    qtbot.waitUntil(lambda: shown() == [_NOTE, _FIGURE, _CHANGE])


def test_the_curve_makes_room_for_a_figure_that_would_be_cut(card: KpiCard, qtbot: QtBot) -> None:
    assert card.line.isVisible()
    card.resize(_NARROW, 140)
    qtbot.waitUntil(lambda: order_of(card, _FIGURE) == [_FIGURE])
    assert not card.line.isVisible()
    card.resize(_WIDE, 140)
    qtbot.waitUntil(card.line.isVisible)

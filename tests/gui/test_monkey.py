"""A monkey at the window: no exception, no warning of Qt, and figures that still add up."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from attribution_desktop.ui.application import Program
from tests.gui.monkey import Monkey

Settled = Callable[[], None]


def close_all(program: Program) -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.close()


def play(program: Program, settled: Settled, seed: int, events: int) -> None:
    Monkey(program, seed).play(events)
    close_all(program)
    settled()
    assert program.window.isVisible()
    assert program.session.facts is not None


@pytest.mark.parametrize("seed", [1, 2])
def test_a_monkey_breaks_nothing(demo: Program, settled: Settled, seed: int) -> None:
    play(demo, settled, seed, 250)


@pytest.mark.long
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", range(20))
def test_a_monkey_of_five_thousand_events_breaks_nothing(
    demo: Program, settled: Settled, seed: int
) -> None:
    """Twenty seeds make a hundred thousand events."""
    play(demo, settled, 1000 + seed, 5_000)

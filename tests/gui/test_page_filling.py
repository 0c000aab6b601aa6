"""Figures reach the pages one page a round of the event loop, however often they change."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from attribution_desktop.services.projects import create_demo_project
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.desk import Analysed


def _shown(program: Program, analysed: Analysed) -> int:
    """How many pages show this very analysis."""
    return sum(tab.analysed is analysed for tab in program.window.tabs)


def _newest(program: Program) -> Analysed:
    analysed = program.session.analysed
    assert analysed is not None
    return replace(analysed)


def test_analyses_that_follow_each_other_fill_one_page_a_round(demo: Program) -> None:
    first, second, last = (_newest(demo) for _ in range(3))
    for analysed in (first, second, last):
        demo.session.analysis_changed.emit(analysed)
    filled = _shown(demo, last)
    assert filled == 1
    while demo.wiring.is_filling:
        QCoreApplication.processEvents()
        assert _shown(demo, last) <= filled + 1
        filled = _shown(demo, last)
    assert filled == len(demo.window.tabs)


def test_intervals_that_come_while_pages_fill_add_no_second_page_a_round(demo: Program) -> None:
    whole, sure = _newest(demo), _newest(demo)
    demo.session.analysis_changed.emit(whole)
    QCoreApplication.processEvents()
    before = _shown(demo, whole)
    demo.session.intervals_estimated.emit(sure)
    shown = _shown(demo, sure)
    assert shown == 1
    while demo.wiring.is_filling:
        QCoreApplication.processEvents()
        assert _shown(demo, sure) <= shown + 1
        shown = _shown(demo, sure)
    assert before < len(demo.window.tabs)
    assert shown == len(demo.window.tabs)


def test_pages_are_not_filled_again_after_their_project_is_closed(
    demo: Program, settled: Callable[[], None]
) -> None:
    demo.session.analysis_changed.emit(_newest(demo))
    demo.session.close()
    settled()
    assert not demo.wiring.is_filling


@pytest.mark.parametrize("action", ["import", "import-spend"])
def test_what_a_page_offers_to_import_into_a_project_of_others_is_declined_in_words(
    program: Program, settled: Callable[[], None], tmp_path: Path, action: str
) -> None:
    path = tmp_path / "theirs.attribution"
    create_demo_project(path).close()
    program.session.open(path, is_writable=False)
    settled()
    program.window.tab.action_requested.emit(action)
    assert "nothing can be imported" in program.window.notice.text

"""Sentences that do not all fit end with a whole line."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.widgets.sentences import SentenceList
from attribution_desktop.ui.widgets.words_area import WordsArea

_SENTENCE = "A sentence that is long enough for two lines where there is as little room as here."


@pytest.fixture
def area(program: Program, qtbot: QtBot) -> WordsArea:
    """Of six sentences, in the program's look."""
    del program
    inner = QWidget()
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, 0, 0, 0)
    words = SentenceList(name="Sentences")
    words.set_sentences([_SENTENCE] * 6)
    layout.addWidget(words)
    layout.addStretch()
    made = WordsArea(inner)
    qtbot.addWidget(made)
    made.resize(300, 110)
    made.show()
    return made


@pytest.mark.parametrize("height", range(90, 130, 3))
def test_the_last_line_is_whole_whatever_the_height(
    area: WordsArea, qtbot: QtBot, height: int
) -> None:
    area.resize(300, height)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    shown = area.viewport().height()
    (words,) = area.findChildren(SentenceList)
    label = words.column.itemAt(0).widget()
    assert label is not None
    line, apart = label.fontMetrics().lineSpacing(), label.height() + words.column.spacing()
    assert label.height() == 2 * line
    within = shown % apart
    assert height - apart < shown <= height
    # Either between two lines of a sentence, or between two sentences.
    assert within in {line, 2 * line}


def test_where_all_sentences_fit_nothing_is_left_blank(area: WordsArea, qtbot: QtBot) -> None:
    area.resize(900, 400)
    qtbot.waitUntil(lambda: area.viewport().height() == area.height())
    assert area.verticalScrollBar().maximum() == 0

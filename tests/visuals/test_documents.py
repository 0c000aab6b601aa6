"""Long texts: no letter is smeared, and tables have lines and air."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QTextDocument, QTextTable

from attribution_desktop.visuals.documents import give_room
from attribution_desktop.visuals.fonts import load_fonts
from attribution_desktop.visuals.tokens import DARK, LIGHT, Theme

_TEXT = """\
# Title

Some **bold** words, *slanted* ones and **more**.

## Heading

| name | worth |
|---|--:|
| one | **2** |
"""


@pytest.fixture(params=[DARK, LIGHT], ids=["dark", "light"])
def theme(request: pytest.FixtureRequest) -> Theme:
    assert isinstance(request.param, Theme)
    return request.param


@pytest.fixture
def document(theme: Theme) -> QTextDocument:
    made = QTextDocument()
    made.setMarkdown(_TEXT)
    give_room(made, theme)
    return made


def runs(document: QTextDocument) -> Iterator[tuple[str, int]]:
    """Every run of letters alike, with its weight."""
    block = document.begin()
    while block.isValid():
        for run in block.textFormats():
            yield block.text()[run.start : run.start + run.length], run.format.fontWeight()
        block = block.next()


def table(document: QTextDocument) -> QTextTable:
    return next(one for one in document.rootFrame().childFrames() if isinstance(one, QTextTable))


def test_no_letter_is_bolder_than_the_bundled_font(document: QTextDocument) -> None:
    family = load_fonts()
    boldest = max(QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family))
    assert max(weight for _, weight in runs(document)) == boldest


def test_what_was_bold_still_stands_out(document: QTextDocument) -> None:
    heavy = {text for text, weight in runs(document) if weight == QFont.Weight.DemiBold}
    assert {"Title", "bold", "more", "Heading", "name", "worth", "2"} == heavy


def test_lines_of_tables_have_the_colour_of_grids(document: QTextDocument, theme: Theme) -> None:
    look = table(document).format()
    assert look.borderBrush().color().name().upper() == theme.grid
    assert look.borderStyle() == look.BorderStyle.BorderStyle_Solid
    assert look.borderCollapse()


def test_cells_keep_how_their_words_stand_and_have_air_at_their_sides(
    document: QTextDocument,
) -> None:
    cell = table(document).cellAt(1, 1)
    air = cell.format().toTableCellFormat()
    assert min(air.leftPadding(), air.rightPadding()) > 0
    paragraph = cell.firstCursorPosition().blockFormat().alignment()
    assert paragraph & paragraph.AlignRight

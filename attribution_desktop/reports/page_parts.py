"""What a page is made of, before it is painted: texts and boxes at fixed places.

All lengths are PostScript points (1/72 inch) from the top left corner of the sheet.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from attribution_desktop.visuals.tokens import PRINT

PAGE_WIDTH = 595.0
PAGE_HEIGHT = 842.0
MARGIN = 42.0
CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN
CONTENT_BOTTOM = PAGE_HEIGHT - MARGIN - 20.0


class Style(Enum):
    """A text's size in points and whether it is semibold."""

    TITLE = (20.0, True)
    HEADING = (14.0, True)
    TABLE_TITLE = (10.0, True)
    KPI = (15.0, True)
    BODY = (9.0, False)
    STRONG = (9.0, True)
    CELL = (8.0, False)
    CELL_STRONG = (8.0, True)
    CAPTION = (7.5, False)

    @property
    def size(self) -> float:
        return self.value[0]

    @property
    def is_semibold(self) -> bool:
        return self.value[1]

    @property
    def line_height(self) -> float:
        return self.size * 1.4

    @property
    def rise(self) -> float:
        """From the top of a line to its baseline."""
        return self.size * 1.05


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    style: Style
    colour: str = PRINT.text


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; a line is a thin one."""

    x: float
    y: float
    width: float
    height: float
    colour: str


Part = Words | Box
Page = tuple[Part, ...]


class Measure(Protocol):
    def __call__(self, text: str, style: Style) -> float:
        """Width of a line of text in points."""

"""What a page is made of, before it is painted: texts and boxes at fixed places.

All lengths are PostScript points (1/72 inch) from the top left corner of the sheet.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from attribution_desktop.domain.report_look import Paper
from attribution_desktop.visuals.tokens import PRINT

MARGIN = 42.0
_FOOT = 20.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper with its margins; the foot is kept free for page numbers."""

    width: float
    height: float

    @property
    def content_width(self) -> float:
        return self.width - 2 * MARGIN

    @property
    def content_bottom(self) -> float:
        return self.height - MARGIN - _FOOT

    @property
    def content_height(self) -> float:
        return self.content_bottom - MARGIN


SHEETS: dict[Paper, Sheet] = {Paper.A4: Sheet(595.0, 842.0), Paper.LETTER: Sheet(612.0, 792.0)}


class Style(Enum):
    """A text's size in points and whether it is semibold."""

    COVER = (26.0, True)
    LEAD = (12.0, False)
    HEADING = (16.0, True)
    TABLE_TITLE = (10.0, True)
    KPI = (15.0, True)
    LEAD_STRONG = (12.0, True)
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


@dataclass(frozen=True, slots=True)
class Stamp:
    """The logo, as large as fits into the rectangle, at its left."""

    x: float
    y: float
    width: float
    height: float


Part = Words | Box | Stamp
Page = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place that the outline leads to: `page` counts from 0, `level` 0 is a section's."""

    title: str
    level: int
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class Leap:
    """An area of a page that leads to a bookmark."""

    page: int
    x: float
    y: float
    width: float
    height: float
    target: Bookmark


@dataclass(frozen=True, slots=True)
class Layout:
    """The finished pages of a report, ready to be painted."""

    sheet: Sheet
    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...] = ()
    leaps: tuple[Leap, ...] = ()


class Measure(Protocol):
    def __call__(self, text: str, style: Style) -> float:
        """Width of a line of text in points."""

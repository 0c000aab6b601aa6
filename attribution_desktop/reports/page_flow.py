"""Pages that fill from top to bottom."""

from collections.abc import Callable

from attribution_desktop.domain.report_look import ReportLook
from attribution_desktop.reports.page_parts import (
    MARGIN,
    SHEETS,
    Bookmark,
    Box,
    Measure,
    Page,
    Part,
    Style,
    Words,
)
from attribution_desktop.reports.page_text import broken, plain
from attribution_desktop.visuals.tokens import PRINT


class Flow:
    """Where the next part goes; starts a new page when there is no room.

    Parts are kept in the order in which they are read, which is the order of the text in the
    finished file.
    """

    def __init__(self, measure: Measure, look: ReportLook) -> None:
        self.measure = measure
        self.look = look
        self.sheet = SHEETS[look.paper]
        self.y = MARGIN
        self.bookmarks: list[Bookmark] = []
        self._pages: list[list[Part]] = [[]]

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(tuple(page) for page in self._pages)

    @property
    def is_empty(self) -> bool:
        return self._pages == [[]]

    @property
    def width(self) -> float:
        """Points between the margins."""
        return self.sheet.content_width

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.sheet.content_bottom - self.y

    def make_room(self, height: float, on_new_page: Callable[[], None] | None = None) -> None:
        """See to it that `height` points fit, on a new page if need be.

        `on_new_page` then repeats what belongs to the top of it.
        """
        if height <= self.room or self.y <= MARGIN:
            return
        self._pages.append([])
        self.y = MARGIN
        if on_new_page:
            on_new_page()

    def skip(self, height: float) -> None:
        """Leave white space, but none at the top of a page."""
        if self.y > MARGIN:
            self.y += height

    def place(self, part: Part) -> None:
        """Put a part where it says, on this page."""
        self._pages[-1].append(part)

    def bookmark(self, title: str, level: int) -> None:
        """Let the outline and the contents lead here."""
        page = len(self._pages) - 1
        self.bookmarks.append(Bookmark(plain(title), level, page, self.y))

    def rule(self, colour: str = PRINT.grid, height: float = 0.6) -> None:
        self.place(Box(MARGIN, self.y, self.width, height, colour))

    def paragraph(
        self, text: str, style: Style = Style.BODY, colour: str = PRINT.text, indent: float = 0
    ) -> None:
        """Text over the width of the page, broken into lines, over pages where it must."""
        for line in broken(text, style, self.width - indent, self.measure):
            self.make_room(style.line_height)
            self.place(Words(MARGIN + indent, self.y + style.rise, line, style, colour))
            self.y += style.line_height

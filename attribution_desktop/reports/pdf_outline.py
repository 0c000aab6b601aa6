"""What Qt leaves out of a PDF: bookmarks, linked contents, metadata of our own, plain spaces."""

import hashlib
import io
import re
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    Fit,
    NameObject,
    StreamObject,
    TextStringObject,
)

from attribution_desktop import __version__
from attribution_desktop.reports.page_parts import Bookmark, Layout

_LISTS = re.compile(rb"\[[^\]]*\]")
_SIGN = re.compile(rb"<([0-9A-Fa-f]{4})>")
_EMOJI_FONT = "NotoEmoji"
_PRIVATE_SIGNS = range(0xE000, 0xEC00)
_FIRST_EMOJI = 0x1F000
"""The emoji that stands at the first private sign of the bundled font."""


def with_outline(content: bytes, layout: Layout, title: str) -> bytes:
    """The file with its outline; equal content makes equal bytes, as no time is stored."""
    reader = PdfReader(io.BytesIO(content))
    # Qt's own record of times, which would make every file another one.
    reader.root_object.pop("/Metadata", None)
    writer = PdfWriter(clone_from=reader)
    for page in writer.pages:
        _mend_text(page)
    _add_outline(writer, layout)
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("en")
    writer.metadata = None
    writer.add_metadata(
        {
            "/Title": title,
            "/Creator": f"Attribution Desktop {__version__}",
            "/Producer": f"Attribution Desktop {__version__}",
        }
    )
    digest = ByteStringObject(hashlib.sha256(repr(layout).encode()).digest()[:16])
    writer._ID = ArrayObject([digest, digest])  # noqa: SLF001  # else a random one, or Qt's
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _add_outline(writer: PdfWriter, layout: Layout) -> None:
    height = layout.sheet.height
    above = None
    for mark in layout.bookmarks:
        parent = above if mark.level else None
        item = writer.add_outline_item(
            title=mark.title,
            page_number=mark.page,
            parent=parent,
            fit=_top(mark, height),
            is_open=False,
        )
        if not mark.level:
            above = item
    for leap in layout.leaps:
        area = (leap.x, height - leap.y - leap.height, leap.x + leap.width, height - leap.y)
        link = Link(
            rect=area,
            target_page_index=leap.target.page,
            fit=_top(leap.target, height),
            border=[0, 0, 0],
        )
        writer.add_annotation(page_number=leap.page, annotation=link)
    if layout.bookmarks:
        writer.page_mode = "/UseOutlines"


def _mend_text(page: PageObject) -> None:
    """What the signs of the page are when they are copied or searched."""
    resources = cast("DictionaryObject", page["/Resources"])
    fonts = cast("DictionaryObject", resources.get("/Font", DictionaryObject()))
    for name in fonts:
        font = cast("DictionaryObject", fonts[name])
        table = font.get("/ToUnicode")
        stream = None if table is None else table.get_object()
        if isinstance(stream, StreamObject):
            mended = _LISTS.sub(_with_spaces, stream.get_data())
            if _EMOJI_FONT in str(font["/BaseFont"]):
                mended = _SIGN.sub(_emoji, mended)
            stream.set_data(mended)


def _with_spaces(listed: re.Match[bytes]) -> bytes:
    """Qt says of the glyph of a space that it is a tab; copied text would be full of them."""
    return listed.group().replace(b"<0009>", b"<0020>")


def _emoji(sign: re.Match[bytes]) -> bytes:
    """Qt knows no sign above U+FFFF; our font has its emoji at private ones, too."""
    code = int(sign[1], 16)
    if code not in _PRIVATE_SIGNS:
        return sign.group()
    emoji = chr(_FIRST_EMOJI + code - _PRIVATE_SIGNS.start)
    return b"<" + emoji.encode("utf-16-be").hex().upper().encode("ascii") + b">"


def _top(mark: Bookmark, height: float) -> Fit:
    """The whole width of the page, from just above the bookmark down."""
    return Fit.fit_horizontally(top=height - mark.y + 8)

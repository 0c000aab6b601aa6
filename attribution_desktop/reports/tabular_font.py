"""Inter with digits of one width, so that figures on paper stand in columns.

Inter has such digits as an OpenType feature, but Qt writes no text into a PDF for glyphs that a
feature puts in: a figure could be read and neither searched nor copied. So the widths are evened
out in the font itself, in memory, and the result is renamed as the font's licence asks.
"""

import struct

FAMILY = "Paper"
"""As long as the name it stands for, so that the name table keeps its layout."""

_ORIGINAL = "Inter"
_SEGMENTED_COVERAGE = 12


def with_tabular_digits(font: bytes) -> bytes:
    """A copy of a TrueType font in which 0 to 9 are as wide as the widest, centred.

    Raises
    ------
    ValueError
        When it is no TrueType font with a segmented coverage table (cmap format 12).
    """
    changed = bytearray(font)
    tables = _tables(font)
    metrics = tables["hmtx"][0]
    at = [metrics + 4 * glyph for glyph in _digit_glyphs(font, tables["cmap"][0])]
    measures = [struct.unpack_from(">Hh", font, offset) for offset in at]
    widest = max(width for width, _ in measures)
    for offset, (width, bearing) in zip(at, measures, strict=True):
        struct.pack_into(">Hh", changed, offset, widest, bearing + (widest - width) // 2)
    start, length = tables["name"]
    names = bytes(changed[start : start + length])
    for encoding in ("utf-16-be", "ascii"):
        names = names.replace(_ORIGINAL.encode(encoding), FAMILY.encode(encoding))
    changed[start : start + length] = names
    return bytes(changed)


def _tables(font: bytes) -> dict[str, tuple[int, int]]:
    """Offset and length of each table, by tag."""
    (count,) = struct.unpack_from(">H", font, 4)
    found: dict[str, tuple[int, int]] = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        found[tag.decode("ascii")] = (offset, length)
    return found


def _digit_glyphs(font: bytes, cmap: int) -> list[int]:
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    for index in range(count):
        _, _, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * index)
        (kind,) = struct.unpack_from(">H", font, cmap + offset)
        if kind == _SEGMENTED_COVERAGE:
            return [_glyph(font, cmap + offset, ord(digit)) for digit in "0123456789"]
    raise ValueError("The font has no character map of format 12.")


def _glyph(font: bytes, subtable: int, character: int) -> int:
    (groups,) = struct.unpack_from(">I", font, subtable + 12)
    for index in range(groups):
        first, last, glyph = struct.unpack_from(">III", font, subtable + 16 + 12 * index)
        if first <= character <= last:
            return int(glyph) + character - int(first)
    raise ValueError(f"The font has no glyph for {chr(character)!r}.")

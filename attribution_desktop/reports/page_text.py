"""Breaking and shortening text to a width."""

import unicodedata

from attribution_desktop.reports.page_parts import Measure, Style

ELLIPSIS = "…"


def plain(text: str) -> str:
    """One line without control characters: what data holds is never layout."""
    spaced = "".join(
        " " if unicodedata.category(character) == "Cc" else character for character in text
    )
    return " ".join(spaced.split())


def shortened(text: str, style: Style, width: float, measure: Measure) -> str:
    """The text, or as much of its beginning as fits into `width` points with an ellipsis."""
    if measure(text, style) <= width:
        return text
    fitting, too_long = 0, len(text)
    while too_long - fitting > 1:
        middle = (fitting + too_long) // 2
        if measure(text[:middle].rstrip() + ELLIPSIS, style) <= width:
            fitting = middle
        else:
            too_long = middle
    return text[:fitting].rstrip() + ELLIPSIS


def broken(
    text: str, style: Style, width: float, measure: Measure, *, at_most: int | None = None
) -> list[str]:
    """Lines no wider than `width` points, broken at spaces where there are any.

    With `at_most`, what does not fit into so many lines is shortened in the last one.
    """
    lines: list[str] = []
    rest = plain(text)
    while rest:
        if at_most is not None and len(lines) == at_most - 1:
            lines.append(shortened(rest, style, width, measure))
            break
        line = _first_line(rest, style, width, measure)
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return lines or [""]


def _first_line(text: str, style: Style, width: float, measure: Measure) -> str:
    if measure(text, style) <= width:
        return text
    fitting, too_long = 1, len(text)
    while too_long - fitting > 1:
        middle = (fitting + too_long) // 2
        if measure(text[:middle].rstrip(), style) <= width:
            fitting = middle
        else:
            too_long = middle
    last_space = text.rfind(" ", 0, fitting + 1)
    return text[:last_space] if last_space > 0 else text[:fitting]

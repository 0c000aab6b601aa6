"""How well two colours can be told apart by their lightness (WCAG 2.2)."""

LEAST_FOR_TEXT = 4.5
LEAST_FOR_PARTS = 3.0
_LINEAR_BELOW = 0.04045


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= _LINEAR_BELOW else float(((share + 0.055) / 1.055) ** 2.4)


def relative_luminance(colour: str) -> float:
    """0 for black to 1 for white, of a colour as `#RRGGBB`."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(first: str, second: str) -> float:
    """1 for the same lightness to 21 for black on white; the order does not matter.

    Examples
    --------
    >>> contrast_ratio("#FFFFFF", "#000000")
    21.0
    """
    darker, lighter = sorted((relative_luminance(first), relative_luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)

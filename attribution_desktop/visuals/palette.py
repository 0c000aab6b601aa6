"""The palette of a theme: every colour of the program as a role that the style sheet names.

So a theme is switched by the palette alone, and one style sheet serves all: Qt takes a tenth of a
second to put on another sheet.
"""

import re

from PySide6.QtGui import QColor, QPalette

from attribution_desktop.visuals.tokens import Theme, mix

_Role = QPalette.ColorRole

ROLES: dict[str, QPalette.ColorRole] = {
    "window": _Role.Window,
    "surface": _Role.Base,
    "text": _Role.WindowText,
    "muted": _Role.PlaceholderText,
    "accent": _Role.Accent,
    "negative": _Role.BrightText,
    "border": _Role.Dark,
    "grid": _Role.Mid,
    "raised": _Role.AlternateBase,
    "hover": _Role.ToolTipBase,
    "pressed": _Role.Light,
    "selection": _Role.Highlight,
    "on_selection": _Role.HighlightedText,
    # Nothing of ours is painted with these roles otherwise.
    "on_accent": _Role.LinkVisited,
    "positive": _Role.Shadow,
    "warning": _Role.Midlight,
}
"""Where the palette holds what the style sheet calls by these names."""

_TEXT_ROLES = (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText)


def colours(theme: Theme) -> dict[str, str]:
    """A theme's colours as `#RRGGBB`, by the names that the style sheet has for them."""
    return {
        "window": theme.window,
        "surface": theme.surface,
        "text": theme.text,
        "muted": theme.muted,
        "accent": theme.accent,
        "on_accent": theme.on_accent,
        "positive": theme.positive,
        "negative": theme.negative,
        "warning": theme.warning,
        "border": theme.control_border,
        "grid": theme.grid,
        "raised": mix(theme.surface, theme.text, 0.04),
        "hover": mix(theme.surface, theme.text, 0.08),
        "pressed": mix(theme.surface, theme.text, 0.14),
        "selection": theme.selection,
        "on_selection": theme.on_selection,
    }


def in_style_sheet(role: QPalette.ColorRole) -> str:
    """How a style sheet names a role.

    Examples
    --------
    >>> in_style_sheet(QPalette.ColorRole.ToolTipBase)
    'palette(tooltip-base)'
    """
    words = re.findall("[A-Z][a-z]+", role.name.replace("ToolTip", "Tooltip"))
    return f"palette({'-'.join(words).lower()})"


def palette(theme: Theme) -> QPalette:
    """Every role in every group, so that nothing is left to the platform's own colours."""
    named = colours(theme)
    roles = {
        _Role.Text: theme.text,
        _Role.ButtonText: theme.text,
        _Role.ToolTipText: theme.text,
        _Role.Button: named["raised"],
        _Role.Link: theme.accent,
        **{ROLES[name]: colour for name, colour in named.items()},
    }
    made = QPalette()
    for role, colour in roles.items():
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            made.setColor(group, role, QColor(colour))
        faded = theme.control_border if role in _TEXT_ROLES else colour
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(faded))
    return made

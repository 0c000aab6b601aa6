"""The style sheet of the whole application, filled in from a theme's tokens."""

from string import Template

from attribution_desktop.domain.resources import resource_path
from attribution_desktop.visuals.fonts import base_points
from attribution_desktop.visuals.stylesheet_text import CONTROLS, FRAMES, TEXT, VIEWS
from attribution_desktop.visuals.tokens import LIGHT, TYPE_SCALE, Theme, mix


def style_sheet(theme: Theme) -> str:
    """The QSS of a theme.

    Raises
    ------
    FileNotFoundError
        When the installation lacks the drawings of arrows and check marks.
    """
    kind = "dark" if theme.name == "dark" else LIGHT.name
    values = {
        "window": theme.window,
        "surface": theme.surface,
        "text": theme.text,
        "muted": theme.muted,
        "faint": mix(theme.muted, theme.window, 0.4),
        "accent": theme.accent,
        "accent_hover": mix(theme.accent, theme.text, 0.12),
        "accent_pressed": mix(theme.accent, theme.window, 0.14),
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
        "drawings": resource_path("icons", "controls", kind).as_posix(),
        **{f"{role}_size": f"{base_points() * scale:g}pt" for role, scale in TYPE_SCALE.items()},
    }
    return "\n".join(Template(part).substitute(values) for part in (TEXT, FRAMES, CONTROLS, VIEWS))

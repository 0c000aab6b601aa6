"""The style sheet of the whole application: one for all themes, coloured by the palette."""

from collections.abc import Mapping
from string import Template

from attribution_desktop.domain.resources import resource_path
from attribution_desktop.visuals.fonts import base_points
from attribution_desktop.visuals.palette import ROLES, in_style_sheet
from attribution_desktop.visuals.stylesheet_text import CONTROLS, DRAWINGS, FRAMES, TEXT, VIEWS
from attribution_desktop.visuals.tokens import DARK, LIGHT, TYPE_SCALE

SCHEME = "scheme"
"""Property of a window: the name of the theme whose drawings it has; the dark one's without it."""


def style_sheet() -> str:
    """The QSS, with the palette's roles in place of colours.

    Raises
    ------
    FileNotFoundError
        When the installation lacks the drawings of arrows and check marks.
    """
    names = {name: in_style_sheet(role) for name, role in ROLES.items()}
    return "\n".join((filled_in(names), _drawings()))


def filled_in(colours: Mapping[str, str]) -> str:
    """All rules but those for drawings, with these colours by their names."""
    sizes = {f"{role}_size": f"{base_points() * scale:g}pt" for role, scale in TYPE_SCALE.items()}
    parts = (TEXT, FRAMES, CONTROLS, VIEWS)
    return "\n".join(Template(part).substitute(colours, **sizes) for part in parts)


def _drawings() -> str:
    """Dark drawings for all, and the light ones for what stands in a window of that scheme."""
    rules = []
    for theme, place in ((DARK, ""), (LIGHT, f'QWidget[{SCHEME}="{LIGHT.name}"] ')):
        folder = resource_path("icons", "controls", theme.name).as_posix()
        for declaration, selectors in DRAWINGS.items():
            drawn = Template(declaration).substitute(folder=folder)
            places = ", ".join(f"{place}{selector}" for selector in selectors)
            rules.append(f"{places} {{ {drawn}; }}")
    return "\n".join(rules)

"""Profit green, loss red, neutral amber: beside a sign or a word, never instead of one."""

import math

from attribution_desktop.domain.figures import Figure
from attribution_desktop.visuals.tokens import Theme, channel_colour


def sign_colour(theme: Theme, value: float | None) -> str:
    """Green above zero, red below, amber at zero; muted where the value is unknown."""
    if value is None or math.isnan(value):
        return theme.muted
    if value > 0:
        return theme.positive
    return theme.negative if value < 0 else theme.warning


def figure_colour(theme: Theme, figure: Figure, value: float | None) -> str:
    """The text colour of a figure's value: by sign where the figure has a good sign."""
    if figure.has_good_sign:
        return sign_colour(theme, value)
    return theme.muted if value is None else theme.text


def bar_colour(theme: Theme, colour: int | str | None, value: float | None) -> str:
    """A bar's colour.

    Parameters
    ----------
    theme
        Where the colour is taken from.
    colour
        A channel's index; or the name of a token such as `accent`, which follows the theme, or
        a fixed `#RRGGBB`; or None for the colour of the value's sign.
    value
        What the bar stands for.

    Raises
    ------
    AttributeError
        When there is no token of that name.
    """
    if colour is None:
        return sign_colour(theme, value)
    if isinstance(colour, int):
        return channel_colour(theme, colour)
    return colour if colour.startswith("#") else str(getattr(theme, colour))

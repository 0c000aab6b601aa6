"""Every pair of tokens that is drawn together can be told apart."""

import pytest

from attribution_desktop.visuals.contrast import (
    LEAST_FOR_PARTS,
    LEAST_FOR_TEXT,
    contrast_ratio,
    relative_luminance,
)
from attribution_desktop.visuals.tokens import THEMES, Theme, mix

GROUNDS = ("window", "surface")
TEXTS = ("text", "muted", "accent", "positive", "negative", "warning")

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)


def test_black_on_white_is_twenty_one_and_a_known_grey_is_at_the_threshold() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast_ratio("#FFFFFF", "#767676") == contrast_ratio("#767676", "#FFFFFF")


def test_luminance_weighs_green_most() -> None:
    red, green, blue = (relative_luminance(one) for one in ("#FF0000", "#00FF00", "#0000FF"))
    assert (red, green, blue) == pytest.approx((0.2126, 0.7152, 0.0722))


@themes
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("token", TEXTS)
def test_text_is_readable_on_every_ground(theme: Theme, ground: str, token: str) -> None:
    assert contrast_ratio(getattr(theme, token), getattr(theme, ground)) >= LEAST_FOR_TEXT


@themes
@pytest.mark.parametrize("token", ["text", "muted", "positive", "negative", "warning"])
def test_text_stays_readable_under_the_mouse(theme: Theme, token: str) -> None:
    row_under_mouse = mix(theme.surface, theme.text, 0.05)
    assert contrast_ratio(getattr(theme, token), row_under_mouse) >= 4.4


@themes
def test_text_on_accent_and_on_selection_is_readable(theme: Theme) -> None:
    assert contrast_ratio(theme.on_accent, theme.accent) >= LEAST_FOR_TEXT
    assert contrast_ratio(theme.on_selection, theme.selection) >= LEAST_FOR_TEXT


@themes
@pytest.mark.parametrize("ground", GROUNDS)
def test_borders_and_focus_rings_are_visible(theme: Theme, ground: str) -> None:
    for part in (theme.control_border, theme.accent, theme.negative):
        assert contrast_ratio(part, getattr(theme, ground)) >= LEAST_FOR_PARTS


@themes
def test_every_bar_is_visible_on_the_surface(theme: Theme) -> None:
    for colour in (*theme.channels, theme.other):
        assert contrast_ratio(colour, theme.surface) >= LEAST_FOR_PARTS

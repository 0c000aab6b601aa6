"""Contrast of what is drawn in every state of a control, read off the style sheet itself."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from attribution_desktop.visuals.contrast import LEAST_FOR_TEXT, contrast_ratio
from attribution_desktop.visuals.palette import colours as colours_of
from attribution_desktop.visuals.stylesheet import filled_in
from attribution_desktop.visuals.tokens import DARK, LIGHT, Theme

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"(?:^|[;\s])(background|color):\s*(#[0-9A-Fa-f]{6})")
_STATES = ("hover", "pressed", "checked", "selected", "focus")
themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)


def rules(theme: Theme) -> Iterator[tuple[str, dict[str, str]]]:
    """Selectors of what can be used, with the colours that they set."""
    for selector, body in _RULE.findall(filled_in(colours_of(theme))):
        name = " ".join(selector.split())
        if "disabled" not in name:
            yield name, dict(_COLOUR.findall(body))


def own_colour(theme: Theme, selector: str) -> str:
    """The colour of the text where a rule for a state sets the ground only."""
    if "primary" in selector:
        return theme.on_accent
    return theme.accent if "flat" in selector else theme.text


@themes
def test_text_is_readable_on_the_ground_of_its_own_rule(qapp: QApplication, theme: Theme) -> None:
    pairs = {
        name: contrast_ratio(colours["color"], colours["background"])
        for name, colours in rules(theme)
        if len(colours) == 2
    }
    assert len(pairs) > 8
    assert {name: ratio for name, ratio in pairs.items() if ratio < LEAST_FOR_TEXT} == {}


@themes
def test_text_stays_readable_under_the_mouse_and_pressed(qapp: QApplication, theme: Theme) -> None:
    grounds = {
        name: colours["background"]
        for name, colours in rules(theme)
        if set(colours) == {"background"}
        and any(f":{state}" in name for state in _STATES)
        and name.startswith(("QPushButton", "QToolButton", "QMenuBar"))
    }
    assert len(grounds) > 4
    ratios = {
        name: contrast_ratio(own_colour(theme, name), ground) for name, ground in grounds.items()
    }
    assert {name: ratio for name, ratio in ratios.items() if ratio < LEAST_FOR_TEXT} == {}

"""Channel colours are told apart by every kind of colour vision."""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from attribution_desktop.visuals.tokens import DARK, LIGHT, PRINT, Theme, channel_colour

LEAST_DISTANCE = 9.0
LEAST_DISTANCE_OF_OTHER = 6.0

# Machado, Oliveira and Fernandes (2009), severity 1, on linear sRGB.
VISIONS = {
    "usual": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
# Ottosson (2020): linear sRGB to cone responses, and their cube roots to OKLab.
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def oklab(colour: str, vision: str) -> NDArray[np.float64]:
    """OKLab times 100, as seen with a kind of colour vision; shape (3,)."""
    srgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(VISIONS[vision] @ linear, 0, 1)
    return np.asarray(100 * (TO_LAB @ np.cbrt(TO_CONES @ seen)))


def distance(first: str, second: str, vision: str) -> float:
    return float(np.linalg.norm(oklab(first, vision) - oklab(second, vision)))


def test_white_has_the_lightness_the_space_defines() -> None:
    assert oklab("#FFFFFF", "usual") == pytest.approx([100, 0, 0], abs=0.01)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_channels_differ(theme: Theme, vision: str) -> None:
    nearest = min(distance(a, b, vision) for a, b in combinations(theme.channels, 2))
    assert nearest >= LEAST_DISTANCE


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("vision", VISIONS)
def test_the_grey_of_others_is_no_channels_colour(theme: Theme, vision: str) -> None:
    nearest = min(distance(theme.other, one, vision) for one in theme.channels)
    assert nearest >= LEAST_DISTANCE_OF_OTHER


def test_a_channel_keeps_its_colour_and_those_beyond_the_palette_are_grey() -> None:
    assert [channel_colour(DARK, at) for at in range(12)] == list(DARK.channels)
    assert {channel_colour(DARK, at) for at in (12, 13, 400, -1)} == {DARK.other}


def test_paper_is_white_and_otherwise_light() -> None:
    assert (PRINT.window, PRINT.surface) == ("#FFFFFF", "#FFFFFF")
    assert PRINT.channels == LIGHT.channels

"""Colours, spacing and type scale: every look of the program comes from here."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Theme:
    """One complete set of colours, each as `#RRGGBB`.

    `surface` lies on `window`; `on_accent` and `on_selection` are the text on `accent` and
    `selection`. `channels` are chosen for `surface` and belong to a channel's index, never to
    its rank; `other` is the grey of everything beyond them.
    """

    name: str
    window: str
    surface: str
    text: str
    muted: str
    accent: str
    on_accent: str
    positive: str
    negative: str
    warning: str
    control_border: str
    grid: str
    selection: str
    on_selection: str
    channels: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    other: str


DARK = Theme(
    name="dark",
    window="#17181B",
    surface="#1E1F22",
    text="#E8EAED",
    muted="#A9AEB6",
    accent="#8AB0FF",
    on_accent="#10131A",
    positive="#6CCF97",
    negative="#FF8A80",
    warning="#E9B949",
    control_border="#7C828B",
    grid="#33363B",
    selection="#2B3B5E",
    on_selection="#E8EAED",
    channels=(
        "#EFBDAB",
        "#4C7EAE",
        "#9D6611",
        "#8A45E1",
        "#D42D7E",
        "#9FFDED",
        "#5CAAB9",
        "#E47672",
        "#65D1F5",
        "#B671F2",
        "#A1C744",
        "#DDF36E",
    ),
    other="#6A6A6A",
)

LIGHT = Theme(
    name="light",
    window="#F6F7F9",
    surface="#FFFFFF",
    text="#1B1D21",
    muted="#565B63",
    accent="#2457C5",
    on_accent="#FFFFFF",
    positive="#1B7F4B",
    negative="#B3261E",
    warning="#8A5A00",
    control_border="#858B94",
    grid="#E3E6EA",
    selection="#DCE6FB",
    on_selection="#1B1D21",
    channels=(
        "#8D2D00",
        "#2E2585",
        "#CF7C08",
        "#8B5EB1",
        "#62034C",
        "#398273",
        "#29A1B8",
        "#D13234",
        "#3C5878",
        "#8B06B3",
        "#352A00",
        "#8A9973",
    ),
    other="#616161",
)

PRINT = replace(LIGHT, name="print", window="#FFFFFF")

THEMES: dict[str, Theme] = {theme.name: theme for theme in (DARK, LIGHT, PRINT)}

SERIES_COLOURS = (8, 10, 9, 11, 6, 3, 7, 1, 4, 5, 2, 0)
"""Palette places for models: told apart side by side, whichever channels there are."""

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL, SPACE_XXL = SPACE = (4, 8, 12, 16, 24, 32)
"""Device-independent pixels; every margin and gap is one of these."""

LEAST_TARGET = 24
"""Device-independent pixels: what is smaller is hard to hit (WCAG 2.2, 2.5.8)."""

TYPE_SCALE: dict[str, float] = {
    "caption": 0.9,
    "body": 1.0,
    "heading": 1.2,
    "title": 1.4,
    "kpi": 2.0,
}
"""Font sizes as multiples of the base font."""

SEMIBOLD_ROLES = frozenset({"heading", "title", "kpi"})


def channel_colour(theme: Theme, index: int) -> str:
    """The colour of the channel with this index in the project; grey outside the palette.

    Examples
    --------
    >>> channel_colour(DARK, 0), channel_colour(DARK, 12) == DARK.other
    ('#EFBDAB', True)
    """
    return theme.channels[index] if 0 <= index < len(theme.channels) else theme.other


def mix(first: str, second: str, share: float) -> str:
    """The colour that is `share` (0 to 1) of `second` in `first`, mixed in sRGB.

    Examples
    --------
    >>> mix("#000000", "#FFFFFF", 0.2)
    '#333333'
    """
    parts = (
        round(int(first[at : at + 2], 16) * (1 - share) + int(second[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in parts)

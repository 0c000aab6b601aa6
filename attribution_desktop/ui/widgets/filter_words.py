"""What of the filter is not the default, in words."""

from collections.abc import Callable

from attribution_desktop.domain.formatting import whole_percent
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.ui.widgets.filter_more import lookback_text, rule_text

FOCUS = "focus"
"""The name of the chip of the channel that all pages look at; settings go by their fields."""


def _without(settings: AnalysisSettings) -> str:
    names = settings.excluded_channels
    return f"Without {', '.join(names)}" if names else "No channel left out"


def _order(settings: AnalysisSettings) -> str:
    order = settings.markov_order
    return "Markov order chosen by data" if order is None else f"Markov order {order}"


_WORDS: dict[str, Callable[[AnalysisSettings], str]] = {
    "lookback_days": lambda s: f"Lookback {lookback_text(s.lookback_days).lower()}",
    "path_rule": lambda s: rule_text(s.path_rule),
    "excluded_channels": _without,
    "half_life_days": lambda s: f"Half-life {s.half_life_days:g} days",
    "markov_order": _order,
    "custom_weights": lambda s: "Weights " + " : ".join(f"{w:g}" for w in s.custom_weights),
    "is_collapsing_repeats": lambda s: (
        "Repeats are one step" if s.is_collapsing_repeats else "Every touch is a step"
    ),
    "margin": lambda s: f"Margin {whole_percent(s.margin)}",
}


def changed_words(settings: AnalysisSettings, default: AnalysisSettings) -> list[tuple[str, str]]:
    """Field name and words of every setting that has a chip and is not the default."""
    return [
        (name, words(settings))
        for name, words in _WORDS.items()
        if getattr(settings, name) != getattr(default, name)
    ]

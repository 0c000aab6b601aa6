"""What differs between two settings, in the words of a menu."""

from dataclasses import fields

from attribution_desktop.domain.settings import AnalysisSettings

_NAMES = {
    "start": "period",
    "end": "period",
    "lookback_days": "lookback",
    "path_rule": "path rule",
    "half_life_days": "half-life",
    "custom_weights": "custom weights",
    "markov_order": "Markov order",
    "excluded_channels": "excluded channels",
    "models": "models compared",
    "model": "model",
    "margin": "margin",
    "direct_channels": "direct channels",
    "is_collapsing_repeats": "path steps",
}
_FEW = 2


def changed_fields(before: AnalysisSettings, after: AnalysisSettings) -> frozenset[str]:
    """Names, in the words of people, of what differs; the two ends of a period are one."""
    return frozenset(
        _NAMES.get(field.name, "settings")
        for field in fields(AnalysisSettings)
        if getattr(before, field.name) != getattr(after, field.name)
    )


def change_name(before: AnalysisSettings, after: AnalysisSettings) -> str:
    """A change of settings as a step's name.

    Examples
    --------
    >>> change_name(AnalysisSettings(), AnalysisSettings(model="markov", lookback_days=30))
    'Change of lookback and model'
    """
    names = sorted(changed_fields(before, after))
    if not names or len(names) > _FEW:
        return "Change of the filter"
    return f"Change of {' and '.join(names)}"

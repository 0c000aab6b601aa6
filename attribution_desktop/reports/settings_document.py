"""The opening of every analysis document: which project, and which settings were applied."""

from typing import Any

from attribution_desktop.domain.analysis import Analysis, Notice
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.domain.settings import AnalysisSettings

SCHEMA = 1

UNLIMITED = "unlimited"
"""How a lookback without an end is written, in documents as on the command line."""


AUTO = "auto"
"""How a chosen Markov order is asked for, likewise."""


def opening(analysis: Analysis, command: str) -> dict[str, Any]:
    """`schema`, `command`, `project` and `settings`, in this order."""
    identity = analysis.identity
    return {
        "schema": SCHEMA,
        "command": command,
        "project": {
            "name": identity.name,
            "currency": identity.currency,
            "fingerprint": analysis.fingerprint,
        },
        "settings": settings_document(analysis.settings),
    }


def settings_document(settings: AnalysisSettings) -> dict[str, Any]:
    """Every option of the command line as it was applied; an open date is null."""
    return {
        "start": settings.start.isoformat() if settings.start else None,
        "end": settings.end.isoformat() if settings.end else None,
        "time_zone": settings.time_zone,
        "lookback_days": UNLIMITED if settings.lookback_days is None else settings.lookback_days,
        "path_rule": settings.path_rule.value,
        "half_life_days": settings.half_life_days,
        "custom_weights": list(settings.custom_weights),
        "markov_order": AUTO if settings.markov_order is None else settings.markov_order,
        "intervals": settings.draws > 0,
        "draws": settings.draws,
        "exclude": list(settings.excluded_channels),
        "models": list(settings.models),
        "model": settings.model,
        "margin": settings.margin,
        "direct": list(settings.direct_channels),
        "top": settings.top_patterns,
        "collapse_repeats": settings.is_collapsing_repeats,
    }


def sentences(notices: tuple[Notice, ...]) -> list[str]:
    """The notices in words, each once, in their order."""
    return list(dict.fromkeys(sentence(notice) for notice in notices))


def notes(analysis: Analysis, *, has_caveats: bool = False) -> list[str]:
    """What a reader of the figures has to know; with `has_caveats` also of each model."""
    words = sentences(analysis.notices)
    if has_caveats:
        for credit in analysis.models:
            words += [f"{credit.label}: {caveat}" for caveat in sentences(credit.caveats)]
    return words

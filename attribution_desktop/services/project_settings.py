"""What the user set for a project: its identity, and how its analyses start out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.settings import AnalysisSettings, PathRule
from attribution_desktop.services.projects import Project
from attribution_desktop.store.writing import write_setting

_UNLIMITED = "unlimited"


def _lookback(text: str) -> float | None:
    return None if text.strip().lower() == _UNLIMITED else float(text)


def _channels(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


_ANALYSIS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "margin": ("margin", float),
    "lookback_days": ("lookback_days", _lookback),
    "half_life_days": ("half_life_days", float),
    "path_rule": ("path_rule", PathRule),
    "model": ("model", str),
    "direct_channels": ("direct_channels", _channels),
}
"""Setting → field of `AnalysisSettings` and how its text is read."""

_IDENTITY = ("name", "currency", "time_zone")

SETTINGS = (*_IDENTITY, *_ANALYSIS)
"""All that can be set, by name."""


def read_settings(project: Project) -> dict[str, str | None]:
    """Every setting's text; None where the user set nothing and the default counts."""
    return {name: project.file.setting(name) for name in SETTINGS}


def settings_in_force(project: Project) -> dict[str, str]:
    """Every setting's text as it counts now, whether it was set or is a default."""
    defaults = project_defaults(project)
    return {
        "name": project.name,
        "currency": project.currency,
        "time_zone": project.time_zone,
        "margin": f"{defaults.margin:g}",
        "lookback_days": (
            _UNLIMITED if defaults.lookback_days is None else f"{defaults.lookback_days:g}"
        ),
        "half_life_days": f"{defaults.half_life_days:g}",
        "path_rule": defaults.path_rule.value,
        "model": defaults.model,
        "direct_channels": ", ".join(defaults.direct_channels),
    }


def change_settings(project: Project, values: Mapping[str, str]) -> Changes:
    """Set several settings; none when one of them makes no sense.

    Raises
    ------
    UsageError, InputRefused
        As `change_setting`.
    """
    for name, value in values.items():
        _check(name, value)
    present = settings_in_force(project)
    has_settings = False
    for name in SETTINGS:
        if name in values and values[name] != present[name]:
            has_settings |= change_setting(project, name, values[name]).has_settings
    return Changes(has_settings=has_settings, revision=project.file.revision)


def change_setting(project: Project, name: str, value: str) -> Changes:
    """Set a project's setting.

    Raises
    ------
    UsageError
        When there is no such setting or the value makes no sense.
    InputRefused
        When currency or time zone would change under data that was read with the present one.
    """
    name = name.strip().lower().replace("-", "_")
    _check(name, value)
    return write_setting(project.file, name, value)


def _check(name: str, value: str) -> None:
    if name not in SETTINGS:
        raise UsageError(f"There is no setting {name!r}.", f"There are: {', '.join(SETTINGS)}.")
    if name == "name" and not value.strip():
        raise UsageError("A project needs a name.")
    if name in _ANALYSIS:
        _applied(AnalysisSettings(), name, value)
    if name == "model":
        from attribution_desktop.engine.models.registry import (  # noqa: PLC0415  # loads SciPy
            model_with_id,
        )

        model_with_id(value)


def project_defaults(project: Project) -> AnalysisSettings:
    """All time, the core models, the project's time zone, and what the user set."""
    settings = AnalysisSettings(time_zone=project.time_zone)
    for name in _ANALYSIS:
        text = project.file.setting(name)
        if text is not None:
            settings = _applied(settings, name, text)
    return settings


def _applied(settings: AnalysisSettings, name: str, text: str) -> AnalysisSettings:
    field, parsed = _ANALYSIS[name]
    try:
        return replace(settings, **{field: parsed(text)})
    except ValueError:
        raise UsageError(f"{text!r} is no {name.replace('_', ' ')}.") from None

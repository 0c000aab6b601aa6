"""Budget scenarios kept in a project."""

import json
from collections.abc import Sequence

from attribution_desktop.domain.budget import Scenario
from attribution_desktop.domain.budget_values import scenario_from, scenario_values
from attribution_desktop.domain.changes import Changes
from attribution_desktop.services.projects import Project
from attribution_desktop.store.writing import write_setting

SETTING = "budget_scenarios"


def kept_scenarios(project: Project) -> tuple[Scenario, ...]:
    """All scenarios in the order they were kept; none where the stored text cannot be read."""
    text = project.file.setting(SETTING)
    if not text:
        return ()
    try:
        return tuple(scenario_from(values) for values in json.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError):
        # Written by a version that knows more: a plan must not fail because of it.
        return ()


def keep_scenarios(project: Project, scenarios: Sequence[Scenario]) -> Changes:
    """Keep these scenarios and no others.

    Raises
    ------
    InputRefused
        When the project is open for reading only.
    """
    values = [scenario_values(scenario) for scenario in scenarios]
    text = json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return write_setting(project.file, SETTING, text)

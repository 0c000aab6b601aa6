"""A change of a project's settings as a step: its name, and only what it changed."""

from dataclasses import dataclass

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.report_look import ReportLook
from attribution_desktop.services.project_settings import change_settings
from attribution_desktop.services.projects import Project
from attribution_desktop.services.report_looks import keep_look
from attribution_desktop.ui.dialogs.settings import ProjectChoices

_WORDS = {
    "name": "project name",
    "time_zone": "time zone",
    "lookback_days": "lookback",
    "half_life_days": "half-life",
    "path_rule": "path rule",
    "direct_channels": "direct channels",
}
_LOOK = "look of reports"
_FEW = 2


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """The settings that are to have another value, and another look of reports, if any."""

    values: tuple[tuple[str, str], ...] = ()
    look: ReportLook | None = None


def change_from(before: ProjectChoices, after: ProjectChoices) -> SettingsChange:
    """What leads from one to the other; what is the same in both is left alone."""
    known = dict(before.values)
    values = tuple((name, text) for name, text in after.values if known.get(name) != text)
    return SettingsChange(values, None if before.look == after.look else after.look)


def step_name(change: SettingsChange) -> str:
    """The change as it stands behind "Undo".

    Examples
    --------
    >>> step_name(SettingsChange((("margin", "0.4"), ("lookback_days", "30"))))
    'Change of margin and lookback in the project'
    """
    names = [_WORDS.get(name, name) for name, _ in change.values]
    if change.look is not None:
        names.append(_LOOK)
    if len(names) > _FEW:
        return "Change of project settings"
    # The filter has settings of the same names.
    return f"Change of {' and '.join(names)} in the project"


def keep_change(change: SettingsChange, project: Project, _: Progress) -> Changes:
    """Work on the project that makes the change."""
    changes = change_settings(project, dict(change.values))
    if change.look is not None:
        keep_look(project, change.look)
    return Changes(has_settings=True, revision=changes.revision)

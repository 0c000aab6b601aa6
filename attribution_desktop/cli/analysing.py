"""The analysis that a command's options ask for."""

from attribution_desktop.cli.invocation import Invocation
from attribution_desktop.cli.options import AnalysisOptions, applied
from attribution_desktop.cli.project_access import readable_project
from attribution_desktop.cli.streams import write_error
from attribution_desktop.cli.terminal_progress import shown_progress
from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.services.analysis import analyse, default_settings
from attribution_desktop.services.projects import Project
from attribution_desktop.services.tracking import channel_names


def analysed(invocation: Invocation, options: AnalysisOptions) -> Analysis:
    """The analysis of the project, which is opened for reading only."""
    with readable_project(invocation) as project, shown_progress() as progress:
        return analysed_project(project, options, progress)


def analysed_project(project: Project, options: AnalysisOptions, progress: Progress) -> Analysis:
    """The analysis of an open project."""
    return analyse(project, chosen_settings(project, options), progress)


def chosen_settings(project: Project, options: AnalysisOptions) -> AnalysisSettings:
    """The project's own settings with the options applied."""
    settings = applied(options, default_settings(project))
    warn_of_unknown(project, settings.excluded_channels)
    return settings


def warn_of_unknown(project: Project, channels: tuple[str, ...]) -> None:
    """A misspelt channel would be left out of nothing, silently."""
    if not channels:
        return
    known = {channel_key(name) for name in channel_names(project)}
    for name in channels:
        if channel_key(name) not in known:
            write_error(f"attribution-desktop: note: no channel is named {name}; --exclude ignored")

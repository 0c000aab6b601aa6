"""Analysing a project."""

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.day_sums import CoreData
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.core_analysis import core_analysis as engine_core_analysis
from attribution_desktop.services.dispensable import dispensable
from attribution_desktop.services.project_settings import project_defaults
from attribution_desktop.services.projects import Project
from attribution_desktop.store.derived import write_channel_revenue


def default_settings(project: Project) -> AnalysisSettings:
    """All time, the core models, the project's time zone, and what the user set for it."""
    return project_defaults(project)


def core_data(
    project: Project, settings: AnalysisSettings, progress: Progress = unreported
) -> CoreData:
    """What `core_analysis` reads: the same for all dates and models.

    It is there at once where the project keeps it, and else from the project's columns.

    Raises
    ------
    Cancelled
        When `progress` says so.
    """
    return project.working_set.core_data(settings, progress)


def prepare_changes(
    project: Project, settings: AnalysisSettings, progress: Progress = unreported
) -> None:
    """See to it that after the next small change `core_data` costs by what changed.

    Raises
    ------
    Cancelled
        When `progress` says so.
    """
    project.working_set.analytics(progress).prepare(settings, progress)


def core_analysis(data: CoreData, settings: AnalysisSettings) -> Analysis | None:
    """What sums by day say at once; its cost does not depend on the number of touches.

    Returns
    -------
    None where the data are of other `day_settings`, or where the chosen model's credit does not
    add up over days.

    Raises
    ------
    UsageError
        When the settings name an unknown model.
    """
    if data.settings != settings.day_settings():
        return None
    return engine_core_analysis(data, settings)


def analyse(
    project: Project, settings: AnalysisSettings, progress: Progress = unreported
) -> Analysis:
    """Everything that tabs, reports and documents show for these settings.

    In a project open for writing, sums by day and the channel figures are kept beside the data,
    where there is room.

    Raises
    ------
    UsageError
        When the settings name an unknown model.
    Cancelled
        When `progress` says so.
    """
    known = project.working_set
    core = known.core_data(settings, progress)
    with dispensable("sums by day"):
        known.keep()
    analysis = known.analytics(progress).analysed(settings, progress, core)
    if project.is_writable:
        with dispensable("channel figures"):
            write_channel_revenue(project.file, analysis)
    return analysis

"""Analysing a project."""

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.services.project_settings import project_defaults
from attribution_desktop.services.projects import Project
from attribution_desktop.store.derived import write_channel_revenue


def default_settings(project: Project) -> AnalysisSettings:
    """All time, the core models, the project's time zone, and what the user set for it."""
    return project_defaults(project)


def analyse(
    project: Project, settings: AnalysisSettings, progress: Progress = unreported
) -> Analysis:
    """Everything that tabs, reports and documents show for these settings.

    In a project open for writing, the channel figures are kept beside the data.

    Raises
    ------
    UsageError
        When the settings name an unknown model.
    Cancelled
        When `progress` says so.
    """
    analysis = AttributionAnalytics(project.dataset(progress)).analysed(settings, progress)
    if project.is_writable:
        write_channel_revenue(project.file, analysis)
    return analysis

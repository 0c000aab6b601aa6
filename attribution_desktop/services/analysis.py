"""Analysing a project."""

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.services.projects import Project


def default_settings(project: Project) -> AnalysisSettings:
    """All time, the core models, the project's time zone."""
    return AnalysisSettings(time_zone=project.time_zone)


def analyse(
    project: Project, settings: AnalysisSettings, progress: Progress = unreported
) -> Analysis:
    """Everything that tabs, reports and documents show for these settings.

    Raises
    ------
    UsageError
        When the settings name an unknown model.
    Cancelled
        When `progress` says so.
    """
    return AttributionAnalytics(project.dataset(progress)).analysed(settings, progress)

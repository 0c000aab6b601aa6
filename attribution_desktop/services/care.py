"""Taking care of a project."""

from pathlib import Path

from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.verification import Check, VerifyReport
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.services.analysis import default_settings
from attribution_desktop.services.projects import Project, open_project
from attribution_desktop.store.derived import ChannelRevenueRow, read_channel_revenue
from attribution_desktop.store.verification import verify

_RELATIVE = 1e-9


def verify_project(path: Path, progress: Progress = unreported) -> VerifyReport:
    """Check a project without changing it: the file, its imports, and figures kept in it.

    Raises
    ------
    InputRefused, ProjectDamaged, ProjectNewer
        When the file cannot be opened at all.
    """
    with open_project(path, is_writable=False) as project:
        found = verify(project.file)
        if not found.is_sound:
            return found
        return VerifyReport((*found.checks, _check_kept_figures(project, progress)))


def _check_kept_figures(project: Project, progress: Progress) -> Check:
    """Whether the channel figures kept for the default settings are what the engine says."""
    name = "kept figures"
    settings = default_settings(project)
    kept = read_channel_revenue(project.file, settings.digest())
    if kept is None:
        return Check(name, is_sound=True, detail="none are kept at this revision")
    analysis = AttributionAnalytics(project.dataset(progress)).analysed(settings, progress)
    expected = {
        (credit.channel, model.model): credit.revenue
        for model in analysis.models
        for credit in model.credits
    }
    wrong = [row for row in kept if not _agrees(row, expected)]
    if wrong or len(kept) != len(expected):
        return Check(name, is_sound=False, detail=f"{len(wrong)} of {len(kept)} differ")
    return Check(name, is_sound=True, detail=f"{len(kept)} agree with the engine")


def _agrees(row: ChannelRevenueRow, expected: dict[tuple[str, str], float]) -> bool:
    revenue = expected.get((row.channel, row.model))
    return revenue is not None and abs(row.revenue - revenue) <= _RELATIVE * max(1.0, abs(revenue))

"""Taking care of a project."""

from dataclasses import fields
from pathlib import Path

import numpy as np

from attribution_desktop.domain.day_sums import DayCounts, DaySums, SharedTouches
from attribution_desktop.domain.interactions import CodeColumn, FloatColumn, IntColumn
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.verification import Check, VerifyReport
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.services.analysis import default_settings
from attribution_desktop.services.projects import Project, open_project
from attribution_desktop.store.day_sums import read_day_sums
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
        analytics = AttributionAnalytics(project.dataset(progress))
        return VerifyReport(
            (
                *found.checks,
                _check_kept_figures(project, analytics, progress),
                _check_kept_sums(project, analytics, progress),
            )
        )


def _check_kept_figures(
    project: Project, analytics: AttributionAnalytics, progress: Progress
) -> Check:
    """Whether the channel figures kept for the default settings are what the engine says."""
    name = "kept figures"
    settings = default_settings(project)
    kept = read_channel_revenue(project.file, settings.digest())
    if kept is None:
        return Check(name, is_sound=True, detail="none are kept at this revision")
    analysis = analytics.analysed(settings, progress)
    expected = {
        (credit.channel, model.model): credit.revenue
        for model in analysis.models
        for credit in model.credits
    }
    wrong = [row for row in kept if not _agrees(row, expected)]
    if wrong or len(kept) != len(expected):
        return Check(name, is_sound=False, detail=f"{len(wrong)} of {len(kept)} differ")
    return Check(name, is_sound=True, detail=f"{len(kept)} agree with the engine")


def _check_kept_sums(
    project: Project, analytics: AttributionAnalytics, progress: Progress
) -> Check:
    """Whether the sums by day kept for the default settings are what the journeys add up to."""
    name = "kept sums by day"
    settings = default_settings(project)
    kept = read_day_sums(project.file, settings.day_settings())
    if kept is None:
        return Check(name, is_sound=True, detail="none are kept at this revision")
    expected = analytics.core_data(settings, progress).sums
    wrong = [
        what
        for what, column in _columns_of(expected).items()
        if not _is_close(column, _columns_of(kept.sums)[what])
    ]
    days = f"{len(expected.day)} days"
    if wrong:
        return Check(name, is_sound=False, detail=f"{days}: {', '.join(wrong)} differ")
    return Check(name, is_sound=True, detail=f"{days} agree with the engine")


def _columns_of(sums: DaySums) -> dict[str, FloatColumn | IntColumn | CodeColumn]:
    return {
        "day": sums.day,
        "channel": sums.cell_channel,
        "reach": sums.reach,
        **{field.name: getattr(sums.counts, field.name) for field in fields(DayCounts)},
        **{
            f"shared {field.name}": getattr(sums.shared, field.name)
            for field in fields(SharedTouches)
        },
        **{f"revenue by {model}": credit.revenue for model, credit in sums.credit.items()},
        **{f"conversions by {model}": credit.conversions for model, credit in sums.credit.items()},
    }


def _is_close(
    one: FloatColumn | IntColumn | CodeColumn, other: FloatColumn | IntColumn | CodeColumn
) -> bool:
    return one.shape == other.shape and bool(
        np.allclose(one, other, rtol=_RELATIVE, atol=_RELATIVE)
    )


def _agrees(row: ChannelRevenueRow, expected: dict[tuple[str, str], float]) -> bool:
    revenue = expected.get((row.channel, row.model))
    return revenue is not None and abs(row.revenue - revenue) <= _RELATIVE * max(1.0, abs(revenue))

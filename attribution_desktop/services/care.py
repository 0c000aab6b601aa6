"""Taking care of a project."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import numpy as np

from attribution_desktop.domain.day_sums import DayCounts, DaySums, SharedTouches
from attribution_desktop.domain.interactions import CodeColumn, FloatColumn, IntColumn
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.domain.verification import Check, VerifyReport
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.services.analysis import default_settings
from attribution_desktop.services.projects import Project, open_project
from attribution_desktop.services.tracking import stored_splits
from attribution_desktop.store.day_sums import read_day_sums
from attribution_desktop.store.derived import (
    ChannelRevenueRow,
    channel_revenue_rows,
    orders_with_model_data,
    read_channel_revenue,
    read_model_data,
)
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
    """Whether what is kept of channels and orders, for the default settings, is the engine's."""
    name = "kept figures"
    settings = default_settings(project)
    kept = read_channel_revenue(project.file, settings.digest())
    orders = orders_with_model_data(project.file, settings.digest())
    if kept is None and not orders:
        return Check(name, is_sound=True, detail="none are kept at this revision")
    wrong = [order for order in orders if not _is_credit_kept(project, order, settings)]
    if wrong:
        return Check(name, is_sound=False, detail=f"the credits of {wrong[0]} differ")
    told = [f"credits of {len(orders)} order{'s' * (len(orders) != 1)}"] if orders else []
    if kept is not None:
        expected = channel_revenue_rows(analytics.analysed(settings, progress))
        by_name = {(row.channel, row.model): row for row in expected}
        count = sum(not _agrees(row, by_name.get((row.channel, row.model))) for row in kept)
        if count or len(kept) != len(expected):
            return Check(name, is_sound=False, detail=f"{count} of {len(kept)} differ")
        told.insert(0, str(len(kept)))
    return Check(name, is_sound=True, detail=f"{' and '.join(told)} agree with the engine")


def _is_credit_kept(project: Project, order: str, settings: AnalysisSettings) -> bool:
    """Whether the credits kept of an order are what the models say."""
    expected = stored_splits(project, order, settings)
    try:
        kept = read_model_data(project.file, order, settings.digest())
    except ValueError:
        return False
    if not kept or not expected:
        return False
    return all(_are_near(kept[model], dict(split)) for model, split in expected)


def _are_near(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return one.keys() == other.keys() and all(_is_near(one[name], other[name]) for name in other)


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


def _agrees(row: ChannelRevenueRow, expected: ChannelRevenueRow | None) -> bool:
    return expected is not None and all(
        _is_near(one, other)
        for one, other in (
            (row.revenue, expected.revenue),
            (row.roi_percent, expected.roi_percent),
            (row.roas, expected.roas),
        )
    )


def _is_near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _RELATIVE * max(1.0, abs(other))

"""Derived tables: what the engine computed, kept beside the data it was computed from.

Each row carries the settings' hash and the data revision. At another revision it reads as absent,
so that none is ever stale; writing one does not count as a change of the data.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from attribution_desktop.domain.analysis import Analysis, ChannelFigures, ModelCredit
from attribution_desktop.domain.settings import CORE_MODELS
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.schema import AttributionModelData, ChannelRevenue

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class ChannelRevenueRow:
    """A channel's credit under one model, in the currency's unit; None where there is no spend."""

    channel: str
    model: str
    revenue: float
    roi_percent: float | None
    roas: float | None


def write_channel_revenue(project: ProjectFile, analysis: Analysis) -> bool:
    """Keep every model's credit by channel in place of what was kept for the same settings.

    Returns
    -------
    Whether it was kept: not when the data changed since the analysis.

    Raises
    ------
    InputRefused
        When the project is open for reading only.
    """
    revision = analysis.identity.revision
    rows = [
        {
            ChannelRevenue.channel: row.channel,
            ChannelRevenue.attribution_model: row.model,
            ChannelRevenue.total_attributed_revenue: row.revenue,
            ChannelRevenue.roi_percent: row.roi_percent,
            ChannelRevenue.roas: row.roas,
            ChannelRevenue.settings_hash: analysis.settings.digest(),
            ChannelRevenue.data_revision: revision,
        }
        for row in channel_revenue_rows(analysis)
    ]
    with project.transaction():
        if project.revision != revision:
            return False
        ChannelRevenue.delete().where(
            (ChannelRevenue.data_revision != revision)
            | (ChannelRevenue.settings_hash == analysis.settings.digest())
        ).execute(project.database)
        # One row a statement: a channel list may exceed the variables that a statement takes.
        for row in rows:
            ChannelRevenue.insert(row).execute(project.database)
    return True


def channel_revenue_rows(analysis: Analysis) -> tuple[ChannelRevenueRow, ...]:
    """What is kept of an analysis."""
    return tuple(row for credit in analysis.models for row in _rows(credit, analysis))


def read_channel_revenue(
    project: ProjectFile, settings_hash: str
) -> tuple[ChannelRevenueRow, ...] | None:
    """What was kept for these settings at the present revision; None when nothing was."""
    with project.snapshot() as connection:
        rows: list[tuple[Any, ...]] = connection.execute(
            "SELECT channel, attribution_model, total_attributed_revenue, roi_percent, roas"
            " FROM channel_revenue WHERE settings_hash = ? AND data_revision = ? ORDER BY id",
            (settings_hash, project.revision),
        ).fetchall()
    return tuple(ChannelRevenueRow(*row) for row in rows) or None


def write_model_data(
    project: ProjectFile,
    order: str,
    channel_credits: Mapping[str, Iterable[tuple[str, float]]],
    settings_hash: str,
) -> None:
    """Keep one order's credit under the four core models.

    Parameters
    ----------
    channel_credits
        By model id: (channel, credit in the currency's unit) pairs; must hold the core models.

    Raises
    ------
    KeyError
        When a core model is missing.
    InputRefused
        When the project is open for reading only.
    """
    first, last, linear, decay = (
        json.dumps(dict(channel_credits[model]), ensure_ascii=False) for model in CORE_MODELS
    )
    with project.transaction():
        AttributionModelData.delete().where(
            AttributionModelData.data_revision != project.revision
        ).execute(project.database)
        AttributionModelData.insert(
            order_id=order,
            first_touch_credit=first,
            last_touch_credit=last,
            linear_credit=linear,
            time_decay_credit=decay,
            settings_hash=settings_hash,
            data_revision=project.revision,
        ).on_conflict("REPLACE").execute(project.database)


def read_model_data(
    project: ProjectFile, order: str, settings_hash: str
) -> dict[str, dict[str, float]] | None:
    """By core model id and channel, what was kept at the present revision; None when nothing."""
    with project.snapshot() as connection:
        row = connection.execute(
            "SELECT first_touch_credit, last_touch_credit, linear_credit, time_decay_credit"
            " FROM attribution_model_data"
            " WHERE order_id = ? AND settings_hash = ? AND data_revision = ?",
            (order, settings_hash, project.revision),
        ).fetchone()
    if row is None:
        return None
    return {model: json.loads(str(text)) for model, text in zip(CORE_MODELS, row, strict=True)}


def orders_with_model_data(project: ProjectFile, settings_hash: str) -> tuple[str, ...]:
    """The orders whose credits are kept for these settings at the present revision."""
    query = (
        "SELECT order_id FROM attribution_model_data WHERE settings_hash = ? AND data_revision = ?"
        " ORDER BY id"
    )
    with project.snapshot() as connection:
        rows = connection.execute(query, (settings_hash, project.revision))
        return tuple(str(order) for (order,) in rows)


def _rows(credit: ModelCredit, analysis: Analysis) -> Iterable[ChannelRevenueRow]:
    figures = {figure.channel: figure for figure in analysis.channel_figures}
    for entry in credit.credits:
        roi, roas = _returns(entry.revenue, figures.get(entry.channel), analysis.settings.margin)
        yield ChannelRevenueRow(entry.channel, credit.model, entry.revenue, roi, roas)


def _returns(
    revenue: float, figures: ChannelFigures | None, margin: float
) -> tuple[float | None, float | None]:
    """ROI in percent and ROAS of a channel's credit under any model: its spend is the same."""
    if figures is None or not figures.spend:
        return None, None
    spend = figures.spend
    return (margin * revenue - spend) / spend * _PERCENT, revenue / spend

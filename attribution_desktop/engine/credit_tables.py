"""From credit by channel code to the rows that people see: ordered, named, rounded once."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from attribution_desktop.domain.analysis import ChannelCredit, ModelCredit
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.interactions import BoolColumn, FloatColumn
from attribution_desktop.domain.money import MICROS_PER_UNIT
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import Credit
from attribution_desktop.engine.models.model import AttributionModel
from attribution_desktop.engine.rounding import largest_remainder


@dataclass(frozen=True, slots=True)
class ChannelOrder:
    """The rows of every table: `codes` index credit columns, `names` are what is shown.

    `(no touchpoint)`, where present, comes last; its code is the number of channels.
    """

    codes: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What every model's credits must add up to: revenue exact to the micro, and conversions."""

    revenue: Decimal
    conversions: Decimal


def channel_order(
    channels: tuple[str, ...], is_present: BoolColumn, revenue: FloatColumn, *, has_no_touch: bool
) -> ChannelOrder:
    """Present channels by revenue, descending, then by name.

    Parameters
    ----------
    is_present
        (k,) channels with a touch or spend in the period.
    revenue
        (k + 1,) credit under the chosen model.
    """
    codes = sorted(
        (int(code) for code in np.flatnonzero(is_present)),
        key=lambda code: (-revenue[code], channels[code].casefold(), channels[code]),
    )
    names = [channels[code] for code in codes]
    if has_no_touch:
        codes.append(len(channels))
        names.append(NO_TOUCHPOINT)
    return ChannelOrder(tuple(codes), tuple(names))


def model_credit(
    model: AttributionModel,
    credit: Credit,
    order: ChannelOrder,
    total: Totals,
    settings: AnalysisSettings,
) -> ModelCredit:
    """One model's rows, shown values rounded by largest remainder to the exact totals."""
    codes = np.array(order.codes, np.int64)
    revenue = [float(x) / MICROS_PER_UNIT for x in credit.revenue[codes]]
    conversions = [float(x) for x in credit.conversions[codes]]
    shown_revenue = largest_remainder(revenue, total.revenue)
    shown_conversions = largest_remainder(conversions, total.conversions)
    rows = zip(order.names, revenue, conversions, shown_revenue, shown_conversions, strict=True)
    return ModelCredit(
        model=model.id,
        label=model.label(settings),
        explanation=model.explanation,
        caveats=credit.caveats,
        credits=tuple(ChannelCredit(*row) for row in rows),
        details=credit.details,
    )

"""How long the analysed period is."""

import numpy as np

from attribution_desktop.domain.instants import UNDATED_DAY, day_number
from attribution_desktop.domain.interactions import IntColumn, Spend
from attribution_desktop.domain.settings import AnalysisSettings


def period_days(converting_days: IntColumn, spend: Spend, settings: AnalysisSettings) -> int | None:
    """Length of the date range in days; an open end is where dated conversions or spend end.

    Parameters
    ----------
    converting_days
        Rising day numbers of the conversions in the range.

    Returns
    -------
    At least 1; None when nothing is dated and the range is open.
    """
    days = [int(day) for day in converting_days[[0, -1]]] if len(converting_days) else []
    day = spend.day[spend.day != UNDATED_DAY]
    if len(day):
        days += [int(np.min(day)), int(np.max(day))]
    if settings.start:
        days = [max(number, day_number(settings.start)) for number in days]
        days.append(day_number(settings.start))
    if settings.end:
        days = [min(number, day_number(settings.end)) for number in days]
        days.append(day_number(settings.end))
    return max(days) - min(days) + 1 if days else None

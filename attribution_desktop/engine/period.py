"""How long the analysed period is."""

import numpy as np

from attribution_desktop.domain.instants import (
    UNDATED,
    UNDATED_DAY,
    datetime_from_instant,
    day_number,
    zone_named,
)
from attribution_desktop.domain.interactions import Spend
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.settings import AnalysisSettings


def period_days(journeys: Journeys, spend: Spend, settings: AnalysisSettings) -> int | None:
    """Length of the date range in days; an open end is where dated conversions or spend end.

    Returns
    -------
    At least 1; None when nothing is dated and the range is open.
    """
    zone = zone_named(settings.time_zone)
    at = journeys.at[journeys.is_converting & (journeys.at != UNDATED)]
    day = spend.day[spend.day != UNDATED_DAY]
    instants = [int(at.min()), int(at.max())] if len(at) else []
    days = [day_number(datetime_from_instant(instant, zone).date()) for instant in instants]
    if len(day):
        days += [int(np.min(day)), int(np.max(day))]
    if settings.start:
        days = [max(number, day_number(settings.start)) for number in days]
        days.append(day_number(settings.start))
    if settings.end:
        days = [min(number, day_number(settings.end)) for number in days]
        days.append(day_number(settings.end))
    return max(days) - min(days) + 1 if days else None

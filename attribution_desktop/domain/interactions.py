"""What a project knows of its customers and its spend, as NumPy columns.

Columns are read-only by convention: whoever receives them never writes into them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

IntColumn = npt.NDArray[np.int64]
CodeColumn = npt.NDArray[np.int32]
FloatColumn = npt.NDArray[np.float64]
BoolColumn = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Touches:
    """Timed touchpoints, sorted by customer, then instant, then position in the source.

    Parameters
    ----------
    customer
        (n,) customer numbers.
    channel
        (n,) codes into `Interactions.channels`.
    instant
        (n,) microseconds UTC.
    row
        (n,) row ids of the project file, for the way back from a figure to its rows.
    """

    customer: IntColumn
    channel: CodeColumn
    instant: IntColumn
    row: IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class Conversions:
    """Orders of customers with timed touches, sorted like `Touches`.

    Parameters
    ----------
    customer, instant, row
        As in `Touches`.
    value
        (c,) micros, refunds already taken off.
    """

    customer: IntColumn
    instant: IntColumn
    value: IntColumn
    row: IntColumn


@dataclass(frozen=True, slots=True, eq=False)
class PathRows:
    """Journeys that were imported whole: an ordered path without touch times, and its counts.

    Parameters
    ----------
    start
        (p + 1,) row i's channels are `channel[start[i]:start[i + 1]]`.
    channel
        (start[p],) codes into `Interactions.channels`.
    customer
        (p,) customer numbers, or -1 where the row names none.
    instant
        (p,) instant of the conversion or of the last touch, or `UNDATED`.
    conversions, nulls
        (p,) how many converting and non-converting journeys the row stands for; may be fractional.
    value
        (p,) micros, the total of the row.
    row
        (p,) row ids of the project file.
    """

    start: IntColumn
    channel: CodeColumn
    customer: IntColumn
    instant: IntColumn
    conversions: FloatColumn
    nulls: FloatColumn
    value: IntColumn
    row: IntColumn


NO_PATHS = PathRows(
    start=np.zeros(1, np.int64),
    channel=np.zeros(0, np.int32),
    customer=np.zeros(0, np.int64),
    instant=np.zeros(0, np.int64),
    conversions=np.zeros(0, np.float64),
    nulls=np.zeros(0, np.float64),
    value=np.zeros(0, np.int64),
    row=np.zeros(0, np.int64),
)


@dataclass(frozen=True, slots=True, eq=False)
class Interactions:
    """All journeys' raw material. `channels` holds the shown names; a code is an index into it."""

    channels: tuple[str, ...]
    touches: Touches
    conversions: Conversions
    paths: PathRows


UNKNOWN_COUNT = -1
"""In `Spend.impressions` and `Spend.clicks`: the source did not say."""


@dataclass(frozen=True, slots=True, eq=False)
class Spend:
    """Advertising spend, a row a channel and day (and source).

    Parameters
    ----------
    channel
        (s,) codes into `Interactions.channels`.
    day
        (s,) days since 1970-01-01, or `UNDATED_DAY` for an undated amount.
    cost
        (s,) micros.
    impressions, clicks
        (s,) counts, or `UNKNOWN_COUNT`.
    """

    channel: CodeColumn
    day: CodeColumn
    cost: IntColumn
    impressions: IntColumn
    clicks: IntColumn


@dataclass(frozen=True, slots=True)
class ProjectIdentity:
    """What names a project and its content in documents and on screen."""

    name: str
    currency: str
    time_zone: str
    fingerprint: str
    revision: int


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """All that an analysis reads, at one revision of a project."""

    identity: ProjectIdentity
    interactions: Interactions
    spend: Spend

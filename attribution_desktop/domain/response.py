"""Response curves: attributed revenue over spend, per week, concave and saturating."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

import numpy as np

from attribution_desktop.domain.analysis import Analysis, Notice
from attribution_desktop.domain.interactions import FloatColumn

DAYS_PER_WEEK = 7


class Basis(StrEnum):
    """When a credit counts."""

    CONVERSION = "conversion"
    """In the week of the order."""
    TOUCH = "touch"
    """In the week of the touch that is credited."""


class CurveForm(StrEnum):
    """Where a curve comes from."""

    MICHAELIS_MENTEN = "michaelis-menten"
    HILL = "hill"
    ONE_POINT = "one-point"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Shape:
    """`top · x^s / (half^s + x^s)`: revenue over spend x, both in money per period.

    Parameters
    ----------
    top
        The revenue that no spend exceeds, at least 0.
    half
        The spend that brings half of it, above 0.
    exponent
        s, above 0 and at most 1, which makes the curve concave; 1 is Michaelis-Menten.

    Examples
    --------
    >>> Shape(200.0, 50.0).revenue(50.0)
    100.0
    """

    top: float
    half: float
    exponent: float = 1.0

    def revenue(self, spend: float) -> float:
        if spend <= 0:
            return 0.0
        # Written so that neither a huge nor a tiny spend leaves the range of a float.
        return float(self.top / (1.0 + (self.half / spend) ** self.exponent))

    def marginal(self, spend: float) -> float | None:
        """Revenue of the next unit of money; None where it is infinite."""
        if spend <= 0:
            if self.top == 0:
                return 0.0
            return self.top / self.half if self.exponent == 1 else None
        ratio = (self.half / spend) ** self.exponent
        return float(self.top * self.exponent * ratio / (spend * (1.0 + ratio) ** 2))

    def over(self, weeks: float) -> "Shape":
        """The same curve for a period of so many weeks."""
        return Shape(self.top * weeks, self.half * weeks, self.exponent)


@dataclass(frozen=True, slots=True)
class ResponseCurve:
    """A channel's curve per week and what it stands on.

    Parameters
    ----------
    weeks
        How many weeks with spend there are, whether they sufficed for a fit or not.
    r_squared
        Share of the weekly variation explained; None where nothing was fitted.
    observed
        Least and greatest weekly spend seen, weeks without any left out; None without any.
    draws
        (3, d) top, half and exponent over resampled weeks; d = 0 where there is no interval.
    """

    form: CurveForm
    shape: Shape
    weeks: int = 0
    r_squared: float | None = None
    observed: tuple[float, float] | None = None
    draws: FloatColumn = field(default_factory=lambda: np.empty((3, 0)), repr=False, compare=False)

    @property
    def is_fitted(self) -> bool:
        return self.form in (CurveForm.MICHAELIS_MENTEN, CurveForm.HILL)


@dataclass(frozen=True, slots=True)
class ChannelHistory:
    """What one channel cost and earned.

    Parameters
    ----------
    spend
        In the analysed period; None when none is recorded.
    revenue
        Credited in the analysed period by the chosen model.
    weekly_spend, weekly_revenue
        One figure a full ISO week.
    curve
        None for a channel without spend.
    """

    channel: str
    spend: float | None
    revenue: float
    weekly_spend: tuple[float, ...]
    weekly_revenue: tuple[float, ...]
    curve: ResponseCurve | None


@dataclass(frozen=True, slots=True)
class ResponseHistory:
    """What the response curves of one analysis stand on.

    Parameters
    ----------
    key
        `history_key` of the analysis it belongs to.
    weeks
        Mondays of the full ISO weeks.
    median_lag_days
        Median time from a credited touch to its conversion; None without times.
    """

    key: str
    basis: Basis
    weeks: tuple[date, ...]
    channels: tuple[ChannelHistory, ...]
    median_lag_days: float | None
    notices: tuple[Notice, ...]


def history_key(analysis: Analysis) -> str:
    """What the weeks and curves of an analysis depend on: its data and settings, not its draws."""
    settings = replace(analysis.settings, draws=0)
    return f"{analysis.identity.fingerprint}:{settings.digest()}"

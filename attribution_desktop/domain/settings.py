"""The settings of an analysis: frozen and hashable, so that they can key a cache."""

import hashlib
import json
import math
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from attribution_desktop.domain.channels import DEFAULT_DIRECT_CHANNELS, channel_key
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.instants import first_instant_of, zone_named

CORE_MODELS = ("first_touch", "last_touch", "linear", "time_decay")
DEFAULT_LOOKBACK_DAYS = 90.0
DEFAULT_HALF_LIFE_DAYS = 7.0
DEFAULT_MODEL = "linear"
DEFAULT_CUSTOM_WEIGHTS = (40.0, 20.0, 40.0)
DEFAULT_DRAWS = 500
HIGHEST_MARKOV_ORDER = 4
MOST_DRAWS = 10_000

LONGEST_LOOKBACK_DAYS = 100_000
SHORTEST_HALF_LIFE_DAYS = 1e-6
LONGEST_HALF_LIFE_DAYS = 1e9


class PathRule(StrEnum):
    """Which touches a repeat purchase looks back over."""

    WINDOW = "window"
    """Every touch in the lookback window."""
    RESTART = "restart"
    """Only touches after the customer's previous conversion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisSettings:
    """What is asked of the engine.

    Parameters
    ----------
    start, end
        Conversion dates, both inclusive, in `time_zone`; None: open.
    lookback_days
        Days before the conversion in which a touch counts; None: unlimited.
    half_life_days
        Half-life of the time-decay model, in days.
    excluded_channels
        Channels taken out before any weight is computed.
    custom_weights
        First, middle and last weight of the custom model; only their proportion matters.
    markov_order
        How many last channels the Markov chain remembers, 1 to 4; None: chosen on held-out data.
    draws
        Bootstrap draws behind the intervals; 0: no intervals.
    models
        Ids of the models shown side by side. The core four are computed in any case.
    model
        Id of the model behind ROI and budget.
    margin
        Gross margin m of the profit formula, 0 < m ≤ 1.
    is_collapsing_repeats
        Whether runs of one channel count as one step in path patterns.
    top_patterns
        How many path patterns are kept.

    Raises
    ------
    UsageError
        When a value is outside its range.
    """

    start: date | None = None
    end: date | None = None
    time_zone: str = "UTC"
    lookback_days: float | None = DEFAULT_LOOKBACK_DAYS
    path_rule: PathRule = PathRule.WINDOW
    half_life_days: float = DEFAULT_HALF_LIFE_DAYS
    custom_weights: tuple[float, float, float] = DEFAULT_CUSTOM_WEIGHTS
    markov_order: int | None = 1
    draws: int = 0
    excluded_channels: tuple[str, ...] = ()
    models: tuple[str, ...] = CORE_MODELS
    model: str = DEFAULT_MODEL
    margin: float = 1.0
    direct_channels: tuple[str, ...] = DEFAULT_DIRECT_CHANNELS
    is_collapsing_repeats: bool = False
    top_patterns: int = 20

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise UsageError(f"The period ends ({self.end}) before it starts ({self.start}).")
        if self.lookback_days is not None and not 0 < self.lookback_days <= LONGEST_LOOKBACK_DAYS:
            raise UsageError("The lookback must be a positive number of days, or unlimited.")
        if not SHORTEST_HALF_LIFE_DAYS <= self.half_life_days <= LONGEST_HALF_LIFE_DAYS:
            raise UsageError("The half-life must be between 0.000001 and 1,000,000,000 days.")
        if not 0 < self.margin <= 1:
            raise UsageError("The margin must be above 0 and at most 1.")
        if not _is_weighting(self.custom_weights):
            raise UsageError("Custom weights are three numbers of at least 0, not all 0.")
        if self.markov_order is not None and not 1 <= self.markov_order <= HIGHEST_MARKOV_ORDER:
            raise UsageError(f"The Markov order is 1 to {HIGHEST_MARKOV_ORDER}, or auto.")
        if not 0 <= self.draws <= MOST_DRAWS:
            raise UsageError(f"Intervals take up to {MOST_DRAWS:,} draws.")
        if not self.models:
            raise UsageError("Name at least one model.")
        if self.top_patterns < 1:
            raise UsageError("Ask for at least one pattern.")
        zone_named(self.time_zone)

    @property
    def has_period(self) -> bool:
        return self.start is not None or self.end is not None

    def day_settings(self) -> "AnalysisSettings":
        """What sums by day depend on; all else, dates and models included, as by default."""
        return AnalysisSettings(
            time_zone=self.time_zone,
            lookback_days=self.lookback_days,
            path_rule=self.path_rule,
            half_life_days=self.half_life_days,
            custom_weights=self.custom_weights,
            excluded_channels=self.excluded_channels,
            direct_channels=self.direct_channels,
        )

    def cut_settings(self) -> "AnalysisSettings":
        """What the cutting of journeys depends on; all else as by default."""
        return AnalysisSettings(
            lookback_days=self.lookback_days,
            path_rule=self.path_rule,
            excluded_channels=self.excluded_channels,
        )

    def period_instants(self) -> tuple[int | None, int | None]:
        """First instant of the period and first instant after it; None where open."""
        zone = zone_named(self.time_zone)
        first = first_instant_of(self.start, zone) if self.start else None
        after = None
        if self.end:
            after = first_instant_of(date.fromordinal(self.end.toordinal() + 1), zone)
        return first, after

    def is_excluded(self, channel: str) -> bool:
        return channel_key(channel) in {channel_key(name) for name in self.excluded_channels}

    def digest(self) -> str:
        """16 hexadecimal digits that change with any setting."""
        text = json.dumps(asdict(self), default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def _is_weighting(weights: tuple[float, float, float]) -> bool:
    return all(0 <= weight < math.inf for weight in weights) and sum(weights) > 0

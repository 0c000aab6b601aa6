"""`Analysis`: the one shape in which results leave the engine.

Amounts are floats in the currency's unit and unrounded, except fields named `shown_…`: Decimals
rounded once by largest remainder, so that what is shown adds up to the shown total.
An unknown figure is None, never 0 and never infinite.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from attribution_desktop.domain.days import NO_DAYS, DailyTotals
from attribution_desktop.domain.interactions import ProjectIdentity
from attribution_desktop.domain.path_flow import NO_FLOW, NO_SHAPES, PathFlow, PathShapes
from attribution_desktop.domain.pattern_parts import PatternPart
from attribution_desktop.domain.settings import AnalysisSettings


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be said in words: a code and its parameters; `sentences` has the words."""

    code: str
    parameters: tuple[tuple[str, str | float], ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """A 90 % percentile interval over resampled customers."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ChannelCredit:
    """One channel's credit under one model; intervals only where they were asked for."""

    channel: str
    revenue: float
    conversions: float
    shown_revenue: Decimal
    shown_conversions: Decimal
    revenue_interval: Interval | None = None
    conversions_interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """One arc of a Markov chain: `count` journeys take it, `probability` of those at `source`."""

    source: str
    target: str
    probability: float
    count: float


@dataclass(frozen=True, slots=True)
class MarkovDetails:
    """What the chain says beyond credit.

    Parameters
    ----------
    order
        How many last channels a state remembers.
    conversion_probability
        Of a journey, None without conversions.
    removal_effects
        (channel, share of conversions lost without it); None without conversions.
    transitions
        All arcs that occur.
    order_scores
        (order, held-out log-likelihood) where the order was chosen, else empty.
    """

    order: int
    conversion_probability: float | None
    removal_effects: tuple[tuple[str, float | None], ...]
    transitions: tuple[Transition, ...]
    order_scores: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class ShapleyDetails:
    """`clipped`: how many values below 0 were set to 0, over all channel sets."""

    clipped: int


ModelDetails = MarkovDetails | ShapleyDetails


@dataclass(frozen=True, slots=True)
class ModelCredit:
    """All channels' credit under one model.

    Parameters
    ----------
    model
        Id in the model registry.
    label
        Name for people, with the parameters that matter ("Time decay (7-day half-life)").
    explanation
        One line on how the model splits a conversion.
    caveats
        What to know before trusting it on this data.
    credits
        One entry a channel in the analysis' channel order, `(no touchpoint)` last where present.
    details
        What a chain or a game says beyond credit.
    """

    model: str
    label: str
    explanation: str
    caveats: tuple[Notice, ...]
    credits: tuple[ChannelCredit, ...]
    details: ModelDetails | None = None


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """The figures of one channel under the chosen model; formulas in `figures`."""

    channel: str
    spend: float | None
    impressions: int | None
    clicks: int | None
    revenue: float
    conversions: float
    profit: float
    roi_percent: float | None
    roas: float | None
    cpa: float | None
    cpc: float | None
    ctr_percent: float | None
    cpm: float | None
    aov: float | None
    touched_conversions: float
    shown_revenue: Decimal
    shown_conversions: Decimal
    revenue_interval: Interval | None = None
    roas_interval: Interval | None = None
    verdict: Notice | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """The interval of `first` less `second` model's revenue credit of one channel."""

    first: str
    second: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One channel over the models shown.

    `revenue`, `conversions`, their `shown_` values and, where they were asked for, `intervals`
    follow `Comparison.models`; `differences` has one entry a pair of them.
    """

    channel: str
    revenue: tuple[float, ...]
    conversions: tuple[float, ...]
    shown_revenue: tuple[Decimal, ...]
    shown_conversions: tuple[Decimal, ...]
    mean: float
    minimum: float
    maximum: float
    standard_deviation: float
    coefficient_of_variation: float | None
    consensus: str | None
    intervals: tuple[Interval, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    models: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True, slots=True)
class PathPattern:
    """A channel sequence and what became of the journeys that follow it.

    `conversion_rate` is over converting and non-converting journeys of the pattern;
    `average_touches` and `median_days` (first touch to conversion) over its converting ones.
    """

    path: tuple[str, ...]
    conversions: float
    share: float
    revenue: float
    conversion_rate: float | None
    average_value: float | None
    average_touches: float
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Weighted; a quantile is the smallest value whose cumulative weight reaches it."""

    median: float
    p25: float
    p75: float
    mean: float


@dataclass(frozen=True, slots=True)
class PathStatistics:
    """Over converting journeys with touches, weighted.

    `touches_by_length` holds (path length, conversions) in rising order of length.
    """

    average_path_length: float | None
    median_path_length: int | None
    maximum_path_length: int | None
    touches_by_length: tuple[tuple[int, float], ...]
    days_to_convert: Quantiles | None
    hours_between_touches: Quantiles | None


@dataclass(frozen=True, slots=True)
class FirstLastPair:
    first: str
    last: str
    conversions: float


@dataclass(frozen=True, slots=True)
class PathAnalysis:
    """`further_patterns` are the next most frequent ones, for looking more closely on screen.

    `pattern_parts` has the parts of each pattern, further ones included, in their order.
    """

    patterns: tuple[PathPattern, ...]
    pattern_count: int
    statistics: PathStatistics
    first_last: tuple[FirstLastPair, ...]
    flow: PathFlow = NO_FLOW
    shapes: PathShapes = NO_SHAPES
    further_patterns: tuple[PathPattern, ...] = ()
    pattern_parts: tuple[tuple[PatternPart, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals over the analysed period.

    Parameters
    ----------
    conversions
        All conversions, those without a touchpoint included.
    converting_journeys
        Conversions that at least one touchpoint led to.
    journeys
        Converting and non-converting journeys with touches.
    touchpoints
        Distinct touches of these journeys; a path row counts its touches as often as it counts.
    channels
        Channels with touches or spend in the period.
    spend
        None when no spend is recorded.
    """

    revenue: float
    conversions: float
    journeys: float
    converting_journeys: float
    touchpoints: float
    channels: int
    spend: float | None
    profit: float
    roas: float | None
    roi_percent: float | None
    average_path_length: float | None
    median_days_to_convert: float | None
    untimed_journeys: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is shown, printed or exported, for one `AnalysisSettings` and revision.

    `channels` is the order of rows everywhere: by revenue under the chosen model, descending,
    then by name; `(no touchpoint)` last. `period_days` is the length of the date range or, for all
    time, of the days on which anything is dated; None when nothing is. `days` covers all time,
    whatever the period.

    A *core* analysis is what sums by day tell at once: it lacks `path_analysis`, the median days to
    convert, the models whose credit does not add up, and, where such a model is shown, the
    comparison and the insights. What it has equals what the whole analysis has.
    """

    identity: ProjectIdentity
    settings: AnalysisSettings
    fingerprint: str
    channels: tuple[str, ...]
    summary: Summary
    models: tuple[ModelCredit, ...]
    channel_figures: tuple[ChannelFigures, ...]
    comparison: Comparison
    path_analysis: PathAnalysis | None
    period_days: int | None
    insights: tuple[Notice, ...]
    notices: tuple[Notice, ...]
    days: DailyTotals = NO_DAYS

    @property
    def is_whole(self) -> bool:
        """Whether everything is there that was asked for, intervals aside."""
        return self.path_analysis is not None

    @property
    def paths(self) -> PathAnalysis:
        """How customers move between channels; LookupError in a core analysis."""
        if self.path_analysis is None:
            raise LookupError("A core analysis has no paths.")
        return self.path_analysis

    @property
    def has_journeys(self) -> bool:
        return self.summary.journeys > 0 or self.summary.conversions > 0

    @property
    def covered(self) -> tuple[date, date] | None:
        """First and last day of the period, or of all that is dated; None where nothing is."""
        first, last = self.days.first, self.days.last
        if first is None or last is None:
            return None
        start = self.settings.start or first
        end = self.settings.end or max(last, start)
        return min(start, end), end

    def model_credit(self, model: str) -> ModelCredit:
        """The credit under the model with this id; KeyError when it was not computed."""
        for credit in self.models:
            if credit.model == model:
                return credit
        raise KeyError(model)

"""The arithmetic of one conversion."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExplainedTouch:
    """One touch and what each model gives it.

    Parameters
    ----------
    instant
        Microseconds UTC; None in a journey without times.
    days_before
        Fractional days from the touch to the conversion; None likewise.
    weights
        (model id, part of the conversion); None for a model that credits channels only.
    """

    channel: str
    instant: int | None
    days_before: float | None
    weights: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One order, its touches in order, and the weight of each under each model.

    Parameters
    ----------
    value
        In the currency's unit, refunds taken off.
    models
        (id, label with parameters) in the order of the weights.
    """

    order: str
    customer: str
    converted_at: int | None
    value: float
    models: tuple[tuple[str, str], ...]
    touches: tuple[ExplainedTouch, ...]

"""The options that several commands share, and what they mean as settings."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any

import typer

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.instants import zone_named
from attribution_desktop.domain.relative_periods import relative_period
from attribution_desktop.domain.settings import DEFAULT_DRAWS, AnalysisSettings, PathRule

_UNLIMITED = "unlimited"
_AUTO = "auto"


@dataclass(frozen=True, kw_only=True)
class AnalysisOptions:
    """What is asked of an analysis; None: as the project has it."""

    start: Annotated[
        str | None, typer.Option("--start", metavar="DATE", help="First conversion date.")
    ] = None
    end: Annotated[
        str | None, typer.Option("--end", metavar="DATE", help="Last conversion date.")
    ] = None
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="NAME",
            help="Instead of both: last-month, last-quarter, last-30-days, this-year, …",
        ),
    ] = None
    lookback_days: Annotated[
        str | None,
        typer.Option(
            "--lookback-days", metavar="N|unlimited", help="Days in which a touch counts."
        ),
    ] = None
    path_rule: Annotated[
        PathRule | None,
        typer.Option("--path-rule", help="Which touches a repeat purchase looks back over."),
    ] = None
    half_life_days: Annotated[
        float | None,
        typer.Option("--half-life-days", metavar="H", help="Half-life of the time-decay model."),
    ] = None
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="CHANNEL", help="Leave out a channel; repeatable."),
    ] = None
    models: Annotated[
        str | None,
        typer.Option("--models", metavar="A,B,C", help="Ids of the models to compare."),
    ] = None
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="ID", help="The model behind ROI and budget."),
    ] = None
    custom_weights: Annotated[
        str | None,
        typer.Option("--custom-weights", metavar="F,M,L", help="Weights of the custom model."),
    ] = None
    markov_order: Annotated[
        str | None,
        typer.Option("--markov-order", metavar="K|auto", help="Channels that the chain remembers."),
    ] = None
    intervals: Annotated[
        bool,
        typer.Option("--intervals", help="Say how sure each figure is (90 % intervals)."),
    ] = False
    margin: Annotated[
        float | None,
        typer.Option("--margin", metavar="M", help="Gross margin, above 0 and at most 1."),
    ] = None
    direct: Annotated[
        list[str] | None,
        typer.Option("--direct", metavar="CHANNEL", help="A direct channel; repeatable."),
    ] = None
    top: Annotated[
        int | None, typer.Option("--top", metavar="N", help="How many path patterns.")
    ] = None
    collapse_repeats: Annotated[
        bool,
        typer.Option("--collapse-repeats", help="Count runs of one channel as one step."),
    ] = False


def applied(options: AnalysisOptions, defaults: AnalysisSettings) -> AnalysisSettings:
    """The default settings with every given option applied.

    Raises
    ------
    UsageError
        When a value makes no sense.
    """
    given: dict[str, Any] = {
        "start": _date(options.start, "--start"),
        "end": _date(options.end, "--end"),
        "path_rule": options.path_rule,
        "half_life_days": options.half_life_days,
        "excluded_channels": _distinct(options.exclude),
        "models": _distinct(options.models.split(",") if options.models is not None else None),
        "model": options.model,
        "margin": options.margin,
        "direct_channels": _distinct(options.direct),
        "top_patterns": options.top,
        "is_collapsing_repeats": options.collapse_repeats or None,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    if options.period is not None:
        changes["start"], changes["end"] = _period(options, defaults.time_zone)
    if options.lookback_days is not None:
        changes["lookback_days"] = _lookback(options.lookback_days)
    if options.markov_order is not None:
        changes["markov_order"] = _order(options.markov_order)
    if options.custom_weights is not None:
        changes["custom_weights"] = _weights(options.custom_weights)
    if options.intervals:
        changes["draws"] = DEFAULT_DRAWS
    return replace(defaults, **changes)


def _period(options: AnalysisOptions, time_zone: str) -> tuple[date | None, date | None]:
    """The named range, counted from today in the project's time zone."""
    if options.start is not None or options.end is not None:
        raise UsageError("--period cannot be combined with --start or --end.", "Leave one out.")
    today = datetime.now(zone_named(time_zone)).date()
    return relative_period((options.period or "").strip().lower(), today)


def _date(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option}: {text!r} is no date.", "Write it like 2026-09-30.") from None


def _lookback(text: str) -> float | None:
    if text.strip().lower() == _UNLIMITED:
        return None
    try:
        return float(text)
    except ValueError:
        raise UsageError(
            f"--lookback-days: {text!r} is no number of days.",
            f"Write a number such as 30, or {_UNLIMITED}.",
        ) from None


def _order(text: str) -> int | None:
    if text.strip().lower() == _AUTO:
        return None
    try:
        return int(text)
    except ValueError:
        raise UsageError(
            f"--markov-order: {text!r} is no order.", f"Write a number from 1 to 4, or {_AUTO}."
        ) from None


def _weights(text: str) -> tuple[float, float, float]:
    try:
        first, middle, last = (float(part) for part in text.split(","))
    except ValueError:
        raise UsageError(
            f"--custom-weights: {text!r} is not three numbers.", "Write them like 40,20,40."
        ) from None
    return first, middle, last


def _distinct(values: list[str] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))

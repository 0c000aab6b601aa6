"""What a request allows each channel, in cents, and which of its limits cannot hold together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

import numpy as np

from attribution_desktop.domain.budget import LARGEST_AMOUNT, BudgetRequest, ChannelLimit
from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.engine.budgeting.allocation import CENTS, Bounds

MOST_CENTS = int(LARGEST_AMOUNT) * CENTS
MINIMUM, MAXIMUM, LOCK, MAX_STEP = "minimum", "maximum", "lock", "maximum step"
NO_HISTORY = "no spend history"
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class ChannelRange:
    """The amounts one channel may take, in cents, and which rule sets either end."""

    channel: str
    low: int
    high: int
    low_reason: str | None = None
    high_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """What a channel spends at present, in cents over the planned period."""

    channel: str
    cents: int
    has_history: bool


def cents_of(amount: float, rounding: str = ROUND_HALF_EVEN) -> int:
    """An amount of money as whole cents."""
    return int((Decimal(str(amount)) * CENTS).to_integral_value(rounding))


def channel_ranges(channels: Sequence[Present], request: BudgetRequest) -> tuple[ChannelRange, ...]:
    """One range a channel.

    Raises
    ------
    UsageError
        When a limit names a channel that there is none of.
    InputRefused
        When two limits of one channel cannot both hold; both are named.
    """
    limits = _limits_by_channel(channels, request)
    return tuple(
        _range(channel, limits.get(channel_key(channel.channel)), request.max_step_percent)
        for channel in channels
    )


def _limits_by_channel(
    channels: Sequence[Present], request: BudgetRequest
) -> Mapping[str, ChannelLimit]:
    known = {channel_key(channel.channel) for channel in channels}
    named = [limit.channel for limit in request.limits]
    named += [name for group in request.groups for name in group.channels]
    named += [edit.channel for edit in request.edits]
    for name in named:
        if channel_key(name) not in known:
            raise UsageError(
                f"No channel is named {name!r}.",
                f"Channels: {', '.join(channel.channel for channel in channels)}.",
            )
    return {channel_key(limit.channel): limit for limit in request.limits}


def _range(present: Present, limit: ChannelLimit | None, step: float | None) -> ChannelRange:
    limit = limit or ChannelLimit(channel=present.channel)
    lows: list[tuple[int, str | None]] = [(0, None)]
    highs: list[tuple[int, str | None]] = [(MOST_CENTS, None)]
    if limit.minimum is not None:
        lows.append((cents_of(limit.minimum, ROUND_CEILING), MINIMUM))
    if limit.maximum is not None:
        highs.append((cents_of(limit.maximum, ROUND_FLOOR), MAXIMUM))
    if limit.is_locked:
        at = present.cents if limit.amount is None else cents_of(limit.amount)
        lows.append((at, LOCK))
        highs.append((at, LOCK))
    elif step is not None:
        least, most = _step(present.cents, step)
        lows.append((least, MAX_STEP))
        highs.append((most, MAX_STEP))
    # The first of equal reasons is the one that the user gave for this channel by itself.
    low, low_reason = max(lows, key=lambda bound: bound[0])
    high, high_reason = min(highs, key=lambda bound: bound[0])
    if not present.has_history and high_reason in (None, MAX_STEP) and not limit.is_locked:
        # Nothing says what it would return: it keeps what it has, or what it is given.
        high, high_reason = max(low, present.cents), NO_HISTORY
        low, low_reason = (high, NO_HISTORY) if low_reason in (None, MAX_STEP) else (low, MINIMUM)
    if low > high:
        raise InputRefused(
            f"{present.channel}: its {low_reason} of {money(low)} and its {high_reason} of "
            f"{money(high)} cannot both hold; nothing was planned.",
            "Change one of the two.",
        )
    return ChannelRange(present.channel, low, high, low_reason, high_reason)


def _step(cents: int, percent: float) -> tuple[int, int]:
    part = Decimal(str(percent)) / _PERCENT
    least = int((cents * max(1 - part, Decimal(0))).to_integral_value(ROUND_CEILING))
    most = int((cents * (1 + part)).to_integral_value(ROUND_FLOOR))
    return least, min(most, MOST_CENTS)


def bounds_of(ranges: Sequence[ChannelRange], request: BudgetRequest) -> Bounds:
    """The ranges with the request's groups.

    Raises
    ------
    UsageError
        When a channel is in two groups.
    InputRefused
        When the channels of a group must cost more than its cap allows; all are named.
    """
    place = {channel_key(held.channel): index for index, held in enumerate(ranges)}
    group = np.full(len(ranges), -1, np.int64)
    caps = []
    for number, cap in enumerate(request.groups):
        inside = sorted({place[channel_key(name)] for name in cap.channels})
        for index in inside:
            if group[index] >= 0:
                raise UsageError(
                    f"{ranges[index].channel} is in two groups, {request.groups[group[index]].name}"
                    f" and {cap.name}.",
                    "A channel can be in one group.",
                )
            group[index] = number
        most = cents_of(cap.maximum, ROUND_FLOOR)
        least = sum(ranges[index].low for index in inside)
        if least > most:
            raise InputRefused(
                f"Group {cap.name} may cost {money(most)}, but its channels must cost "
                f"{money(least)}: {_named([ranges[index] for index in inside], is_low=True)}; "
                "nothing was planned.",
                "Raise the group's cap or lower what is below it.",
            )
        caps.append(most)
    return Bounds(
        low=np.array([held.low for held in ranges], np.int64),
        high=np.array([held.high for held in ranges], np.int64),
        group=group,
        caps=np.array(caps, np.int64),
    )


def check_total(
    total: int, ranges: Sequence[ChannelRange], bounds: Bounds, request: BudgetRequest
) -> None:
    """Refuse a budget that the limits cannot spend, or that cannot pay for them, by name.

    Parameters
    ----------
    bounds
        With the caps of groups already turned into upper bounds.
    """
    least, most = int(bounds.low.sum()), int(bounds.high.sum())
    if total < least:
        raise InputRefused(
            f"The budget of {money(total)} is less than the {money(least)} that is fixed: "
            f"{_named(ranges, is_low=True)}; nothing was planned.",
            "Raise the budget or lower a minimum or a lock.",
        )
    if total > most:
        groups = [f"group {cap.name} {money(cents_of(cap.maximum))}" for cap in request.groups]
        named = "; ".join([_named(ranges, is_low=False), *groups])
        raise InputRefused(
            f"The budget of {money(total)} is more than the {money(most)} that may be spent: "
            f"{named}; nothing was planned.",
            "Lower the budget or raise a maximum.",
        )


def _named(ranges: Sequence[ChannelRange], *, is_low: bool) -> str:
    """The ends that a rule sets, in words."""
    ends = [
        (held.channel, held.low_reason, held.low)
        if is_low
        else (held.channel, held.high_reason, held.high)
        for held in ranges
    ]
    words = [
        f"{channel} {reason} {money(cents)}"
        for channel, reason, cents in ends
        if reason and not (is_low and cents == 0)
    ]
    return ", ".join(words)


def money(cents: int) -> str:
    """Cents as people read them."""
    return formatted(Decimal(cents) / CENTS, Kind.MONEY)

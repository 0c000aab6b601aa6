"""Synthetic journeys of any size, the same at every call."""

import numpy as np

from attribution_desktop.domain.interactions import (
    NO_PATHS,
    Conversions,
    Interactions,
    Touches,
)

CHANNELS = (
    "Paid Search",
    "Direct",
    "Organic Search",
    "Paid Social",
    "Email",
    "Display",
    "Referral",
    "Affiliate",
    "Video",
    "Push",
)
_SHARE = np.array([0.24, 0.18, 0.16, 0.13, 0.10, 0.075, 0.05, 0.035, 0.02, 0.01])
_EFFECT = np.array([0.55, 0.35, 0.25, 0.15, 0.60, -0.10, 0.20, 0.45, 0.05, 0.30])
_SECOND = 1_000_000
_YEAR = 365 * 86_400


def synthetic_interactions(touches: int, seed: int = 20_240_501) -> Interactions:
    """One customer a journey: mean length 3.3, a long tail, a quarter of them converting."""
    rng = np.random.default_rng(seed)
    length = np.minimum(rng.geometric(1 / 3.1, touches // 2 + 64), 64)
    is_heavy = rng.random(len(length)) < 0.012
    length[is_heavy] = np.minimum(length[is_heavy] + rng.geometric(1 / 14, is_heavy.sum()), 64)
    journeys = int(np.searchsorted(np.cumsum(length), touches)) + 1
    length = length[:journeys]
    length[-1] -= length.sum() - touches
    customer = np.repeat(np.arange(journeys), length)
    channel = rng.choice(len(CHANNELS), touches, p=_SHARE / _SHARE.sum()).astype(np.int32)
    pull = np.bincount(customer, weights=_EFFECT[channel], minlength=journeys) / length
    logit = 2 * pull + 0.1 * np.minimum(length, 12) - 2.05
    is_won = rng.random(journeys) < 1 / (1 + np.exp(-logit))
    gap = np.minimum(np.exp(rng.normal(10.6, 1.5, touches)), 14 * 86_400) + 1
    first = np.cumsum(length) - length
    gap[first] = 0
    elapsed = np.cumsum(gap)
    elapsed -= np.repeat(elapsed[first], length)
    begin = rng.random(journeys) * _YEAR
    instant = ((1_672_531_200 + begin[customer] + elapsed) * _SECOND).astype(np.int64)
    won = np.flatnonzero(is_won)
    last = first + length - 1
    value = (np.round(np.exp(rng.normal(4.1, 0.8, len(won))), 2) * _SECOND).astype(np.int64)
    return Interactions(
        channels=CHANNELS,
        touches=Touches(customer, channel, instant, np.arange(touches)),
        conversions=Conversions(won, instant[last[won]], value, np.arange(len(won))),
        paths=NO_PATHS,
    )

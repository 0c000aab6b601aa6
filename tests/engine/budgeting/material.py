"""Random budget problems, and independent solvers to hold the planner to."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from attribution_desktop.engine.budgeting.allocation import CENTS, Bounds, capped
from attribution_desktop.engine.budgeting.levels import CurveLevels

NOBODY = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Problem:
    levels: CurveLevels
    bounds: Bounds
    total: int


def curves(generator: np.random.Generator, channels: int) -> CurveLevels:
    """Curves of very different sizes, half of them Michaelis-Menten."""
    return CurveLevels(
        generator.lognormal(8, 1.5, channels),
        generator.lognormal(7, 1.5, channels),
        np.where(generator.random(channels) < 0.5, 1.0, generator.uniform(0.3, 1, channels)),
    )


def free(channels: int, total: int) -> Bounds:
    """Every channel may take anything."""
    return Bounds(
        np.zeros(channels, np.int64),
        np.full(channels, total, np.int64),
        np.full(channels, -1, np.int64),
        NOBODY,
    )


def problems(seed: int, count: int) -> Iterator[Problem]:
    """Feasible problems with minima, maxima, locks and group caps."""
    generator = np.random.default_rng(seed)
    made = 0
    while made < count:
        channels = int(generator.integers(1, 9))
        total = int(generator.integers(100, 50_000_000))
        levels = curves(generator, channels)
        low = (generator.random(channels) < 0.3) * generator.integers(0, total, channels)
        low = (low // channels).astype(np.int64)
        width = generator.integers(0, total, channels)
        high = np.where(generator.random(channels) < 0.4, low + width, total).astype(np.int64)
        high = np.where(generator.random(channels) < 0.1, low, high)
        group = np.full(channels, -1, np.int64)
        caps = NOBODY
        if channels > 2 and generator.random() < 0.5:
            group[: channels // 2] = 0
            least = int(low[: channels // 2].sum())
            caps = np.array([least + int(generator.integers(0, total))], np.int64)
        bounds = Bounds(low, high, group, caps)
        room = capped(levels, bounds)
        if int(low.sum()) <= total <= int(room.high.sum()):
            made += 1
            yield Problem(levels, bounds, total)


def solved_by_slsqp(problem: Problem) -> float | None:
    """The best revenue that SciPy's SLSQP finds with fractions of cents; None if it fails."""
    levels, bounds = problem.levels, problem.bounds
    money = problem.total / CENTS
    low, high = bounds.low / CENTS / money, bounds.high / CENTS / money
    spare = (high - low).sum()
    start = low + (high - low) * (1 - low.sum()) / spare if spare > 0 else low
    size = float(levels.revenue(np.maximum(start, 1e-9) * money).sum())
    constraints = [{"type": "eq", "fun": lambda x: x.sum() - 1, "jac": np.ones_like}]
    for number, cap in enumerate(bounds.caps.tolist()):
        inside = (bounds.group == number).astype(float)
        limit = cap / CENTS / money
        constraints.append(
            {
                "type": "ineq",
                "fun": lambda x, inside=inside, limit=limit: limit - inside @ x,
                "jac": lambda _, inside=inside: -inside,
            }
        )

    def lost(share: np.ndarray) -> float:
        return -float(levels.revenue(np.maximum(share, 1e-12) * money).sum()) / size

    def slope(share: np.ndarray) -> np.ndarray:
        return -np.exp(levels.log_marginal(np.maximum(share, 1e-9) * money)) * money / size

    found = minimize(
        lost,
        start,
        jac=slope,
        bounds=list(zip(low, high, strict=True)),
        constraints=constraints,
        method="SLSQP",
        options={"ftol": 1e-13, "maxiter": 300},
    )
    share = np.clip(found.x, low, high)
    is_kept = abs(share.sum() - 1) < 1e-9 and all(
        share[bounds.group == number].sum() <= cap / CENTS / money + 1e-9
        for number, cap in enumerate(bounds.caps.tolist())
    )
    return -lost(share) * size if is_kept else None


def solved_by_trying_all(problem: Problem) -> float:
    """The best revenue over all splits into whole cents, by dynamic programming; no groups."""
    best = np.full(problem.total + 1, -np.inf)
    best[0] = 0.0
    bounds = problem.bounds
    spends = np.arange(problem.total + 1) / CENTS
    for channel in range(len(bounds.low)):
        chosen = problem.levels.of(np.array([channel]))
        revenue = np.array([float(chosen.revenue(np.array([spend]))[0]) for spend in spends])
        following = np.full(problem.total + 1, -np.inf)
        last = min(int(bounds.high[channel]), problem.total)
        for cents in range(int(bounds.low[channel]), last + 1):
            moved = best[: problem.total + 1 - cents] + revenue[cents]
            following[cents:] = np.maximum(following[cents:], moved)
        best = following
    return float(best[problem.total])

"""The same figures by other packages, on the same paths."""

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

import numpy as np

from attribution_desktop.domain.interactions import Interactions
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.patterns import grouped, sequences
from tests.engine.material import Path, interactions_of

RUNS = 5


def path_rows(interactions: Interactions) -> list[Path]:
    """The journeys as one row a path, with conversions, lost journeys and value added up."""
    journeys = build_journeys(interactions, AnalysisSettings())
    steps = sequences(journeys.channel, journeys.start, journeys.length)
    groups = grouped(steps)
    size = len(groups.example)
    won = np.bincount(groups.group, weights=journeys.is_converting, minlength=size)
    lost = np.bincount(groups.group, weights=~journeys.is_converting, minlength=size)
    value = np.bincount(groups.group, weights=journeys.value, minlength=size)
    return [
        Path(
            tuple(journeys.channels[code] for code in steps.of(int(groups.example[group]))),
            float(won[group]),
            float(lost[group]),
            int(value[group]),
        )
        for group in range(size)
    ]


def compare_with_peers(interactions: Interactions) -> None:
    """Print medians of ours and theirs, and the ratios that the targets are about."""
    rows = path_rows(interactions)
    print(f"\n{len(rows):,} distinct paths of the same journeys; medians of {RUNS} runs")
    frame = _frame(rows)
    ours = interactions_of(paths=rows)
    for order, target in ((1, 0.25), (2, 0.30), (3, 0.10)):
        settings = AnalysisSettings(markov_order=order)
        _print(
            f"Markov order {order} / ChannelAttribution",
            lambda s=settings: _credit(ours, s, "markov"),
            lambda o=order: _channel_attribution(frame, o),
            target,
        )
    settings = AnalysisSettings()
    model = _mta(frame)
    # Both from journeys that are laid out already.
    journeys = build_journeys(ours, settings)
    _print(
        "Shapley / mta",
        lambda: ConversionAttributor(journeys, settings).credit("shapley"),
        model.shapley,
        0.05,
    )


def _credit(interactions: Interactions, settings: AnalysisSettings, model: str) -> None:
    journeys = build_journeys(interactions, settings)
    ConversionAttributor(journeys, settings).credit(model)


def _print(
    name: str, ours: Callable[[], object], theirs: Callable[[], object], target: float
) -> None:
    mine, other = _median(ours), _median(theirs)
    print(
        f"  {name:<40}{mine * 1e3:>9,.1f} ms {other * 1e3:>9,.1f} ms   "
        f"{mine / other:.3f} (target {target})"
    )


def _median(work: Callable[[], object]) -> float:
    work()
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return median(taken)


def _frame(rows: Sequence[Path]) -> Any:
    import pandas as pd  # noqa: PLC0415  # the peers extra

    return pd.DataFrame(
        {
            "path": [" > ".join(row.channels) for row in rows],
            "total_conversions": [row.conversions for row in rows],
            "total_conversion_value": [row.value / 1e6 for row in rows],
            "total_null": [row.nulls for row in rows],
            "exposure_times": [
                " > ".join(["2026-01-01 00:00:00"] * len(row.channels)) for row in rows
            ],
        }
    )


def _channel_attribution(frame: Any, order: int) -> None:
    import ChannelAttribution  # noqa: PLC0415  # the peers extra

    ChannelAttribution.markov_model(
        frame,
        "path",
        "total_conversions",
        var_value="total_conversion_value",
        var_null="total_null",
        order=order,
        sep=">",
        seed=1,
        verbose=False,
        flg_pro=False,
    )


def _mta(frame: Any) -> Any:
    import mta  # noqa: PLC0415  # the peers extra

    return mta.MTA(data=frame, config=mta.MTAConfig(allow_loops=True, add_timepoints=False))

"""How long the engine takes, against bincount and against packages that do the same.

    python -m tests.benchmarks.engine [100000 1000000 10000000] [--peers]

Every line is a median of one run on this machine; compare ratios, not seconds. `--peers` needs
`pip install -e '.[peers]'`.
"""

import itertools
import resource
import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.progress import unreported
from attribution_desktop.domain.settings import CORE_MODELS, AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.intervals import credit_draws
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.models.markov.order_choice import choose_order
from attribution_desktop.engine.models.registry import MODELS
from attribution_desktop.engine.paths import ConversionPathAnalyzer
from tests.benchmarks.synthetic import synthetic_interactions

SECOND = 1_000_000


def timed(work: Callable[[], object], runs: int = 3) -> float:
    """Median seconds, after one run that is not counted where there are several."""
    if runs > 1:
        work()
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return median(taken)


def line(name: str, seconds: float, note: str = "") -> None:
    print(f"  {name:<38}{seconds * 1e3:>12,.1f} ms   {note}")


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fresh_credit(journeys: Journeys, model: str, order: int | None) -> None:
    ConversionAttributor(journeys, AnalysisSettings(markov_order=order)).credit(model)


def measure(touches: int) -> float:
    """Print one size's table; return the seconds of fitting all models once."""
    interactions = synthetic_interactions(touches)
    settings = AnalysisSettings()
    runs = 5 if touches <= SECOND else 3
    channel = interactions.touches.channel.astype(np.int64)
    weight = np.random.default_rng(1).random(touches)
    bincount = timed(lambda: np.bincount(channel, weights=weight, minlength=10), 9)
    print(f"\n{touches:,} touches, {len(interactions.conversions.row):,} conversions")
    line("one weighted bincount", bincount)
    line("cutting journeys", timed(lambda: build_journeys(interactions, settings), runs))
    journeys = build_journeys(interactions, settings)
    laid_out = ConversionAttributor(journeys, settings)

    def core() -> None:
        for model in CORE_MODELS:
            laid_out._prepared.clear()
            laid_out.credit(model)

    four = timed(core, runs)
    line("four core models", four, f"{four / bincount:.1f} × bincount (target 12)")
    every = sum(timed(lambda m=m: fresh_credit(journeys, m, 1), runs) for m in MODELS)
    for order in (1, 2, 3, 4):
        taken = timed(lambda o=order: fresh_credit(journeys, "markov", o), runs)
        line(f"Markov chain of order {order}", taken)
    line("Markov order by held-out likelihood", timed(lambda: choose_order(journeys), 1))
    line("Shapley value", timed(lambda: fresh_credit(journeys, "shapley", 1), runs))
    line("paths", timed(lambda: ConversionPathAnalyzer(journeys, settings).analysed(), 1))
    line("all models once", every)
    draws = timed(
        lambda: credit_draws(
            ConversionAttributor(journeys, settings), list(MODELS), 500, unreported
        ),
        1,
    )
    line("500 draws of all models", draws, f"{draws / every:.1f} × all models once (target 60)")
    print(f"  peak memory {peak_megabytes():,.0f} MB")
    return every


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [100_000, SECOND]
    every = {size: measure(size) for size in sizes}
    for small, large in itertools.pairwise(sizes):
        print(f"\nall models, {large:,} against {small:,}: {every[large] / every[small]:.1f} ×")
    if "--peers" in sys.argv:
        from tests.benchmarks.peers import compare_with_peers  # noqa: PLC0415  # an extra

        compare_with_peers(synthetic_interactions(SECOND))


if __name__ == "__main__":
    main()

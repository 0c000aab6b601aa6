"""Against packages that compute the same figures exactly; they come with the `peers` extra.

Not against simulated chains, nor against the chain of mta, whose removal effects are wrong.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.journey_builder import build_journeys
from tests.benchmarks.peers import path_rows
from tests.benchmarks.synthetic import synthetic_interactions
from tests.engine.material import Path, interactions_of
from tests.engine.test_analysis import published_journeys

_MIDNIGHT = "2026-01-01 00:00:00"

pytestmark = pytest.mark.filterwarnings("ignore")


def merged(rows: Sequence[Path]) -> list[Path]:
    """One row a path, counts added up: what the packages take."""
    counts: dict[tuple[str, ...], list[float]] = {}
    for row in rows:
        entry = counts.setdefault(row.channels, [0.0, 0.0])
        entry[0] += row.conversions
        entry[1] += row.nulls
    return [Path(path, won, lost, round(won * 1_000_000)) for path, (won, lost) in counts.items()]


def ours(rows: Sequence[Path], model: str, order: int = 1) -> dict[str, float]:
    settings = AnalysisSettings(markov_order=order)
    journeys = build_journeys(interactions_of(paths=rows), settings)
    credit = ConversionAttributor(journeys, settings).credit(model)
    return dict(zip(journeys.channels, credit.conversions.tolist(), strict=False))


def published() -> list[Path]:
    return merged(published_journeys())


def synthetic() -> list[Path]:
    return merged(path_rows(synthetic_interactions(20_000)))


DATA = pytest.mark.parametrize("rows", [published(), synthetic()], ids=["published", "synthetic"])


def frame(rows: Sequence[Path]) -> Any:
    pandas = pytest.importorskip("pandas")
    return pandas.DataFrame(
        {
            "path": [" > ".join(row.channels) for row in rows],
            "total_conversions": [row.conversions for row in rows],
            "total_conversion_value": [row.value / 1e6 for row in rows],
            "total_null": [row.nulls for row in rows],
            "exposure_times": [" > ".join([_MIDNIGHT] * len(row.channels)) for row in rows],
        }
    )


@DATA
@pytest.mark.parametrize("order", [1, 2])
def test_the_chain_of_do_attribution_gives_the_same_credit(
    rows: Sequence[Path], order: int
) -> None:
    package = pytest.importorskip("do_attribution")
    won = [(row, 1, row.conversions) for row in rows if row.conversions]
    lost = [(row, 0, row.nulls) for row in rows if row.nulls]
    found = package.MarkovAttribution(order=order, removal_strategy="redirect_to_null").fit(
        [" > ".join(row.channels) for row, _, _ in (*won, *lost)],
        [outcome for _, outcome, _ in (*won, *lost)],
        weights=[weight for _, _, weight in (*won, *lost)],
    )["removal_effects"]
    whole = sum(found.values())
    mine = ours(rows, "markov", order)
    total = sum(mine.values())
    for name, credit in mine.items():
        assert credit / total == pytest.approx(found[name] / whole, rel=1e-9)


def mta_shares(rows: Sequence[Path], method: str) -> dict[str, float]:
    package = pytest.importorskip("mta")
    config = package.MTAConfig(allow_loops=True, add_timepoints=False)
    found = package.MTA(data=frame(rows), config=config)
    shares: dict[str, float] = getattr(found, method)().attribution[method]
    return shares


@DATA
@pytest.mark.parametrize("model", ["first_touch", "last_touch"])
def test_the_single_touch_models_of_mta_give_the_same_credit(
    rows: Sequence[Path], model: str
) -> None:
    expected, mine = mta_shares(rows, model), ours(rows, model)
    total = sum(mine.values())
    for name, credit in mine.items():
        # mta rounds its shares to six decimals.
        assert credit / total == pytest.approx(expected.get(name, 0.0), abs=1e-6)


def test_the_shapley_value_of_mta_is_ours_where_no_journey_is_lost() -> None:
    rows = [replace(row, nulls=0.0) for row in synthetic() if row.conversions]
    expected, mine = mta_shares(rows, "shapley"), ours(rows, "shapley")
    total = sum(mine.values())
    for name, credit in mine.items():
        assert credit / total == pytest.approx(expected[name], abs=1e-6)

"""What is resampled: customers whole, and journeys of nobody known one by one."""

import random
from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from attribution_desktop.domain.mixing import mixed
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.hashing import journey_hashes
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.units import resampling_units
from tests.engine.material import Path, interactions_of
from tests.engine.test_day_updates import CHANNELS, SETTINGS, data_of, path_rows, rows_of


@pytest.mark.parametrize("seed", range(8))
def test_a_unit_is_a_customer_or_a_journey_of_nobody_known(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # not for secrets
    rows = {number: rows_of(dice, number, CHANNELS) for number in range(2 + seed * 4)}
    for number in range(2):
        # Others did the same.
        touches, orders = rows[number]
        rows[50 + number] = (
            [replace(touch, customer=50 + number) for touch in touches],
            [replace(order, customer=50 + number) for order in orders],
        )
    paths = path_rows(dice)
    interactions = data_of(rows, [*paths, *paths[:3]], CHANNELS).interactions
    journeys = build_journeys(interactions, SETTINGS["a short lookback"])
    units = resampling_units(journeys)
    hashes = mixed(journey_hashes(journeys)).tolist()
    owned: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, customer in enumerate(journeys.customer.tolist()):
        owned[("customer", customer) if customer >= 0 else ("journey", place)].append(place)
    unit_of = {}
    for owner, places in owned.items():
        (unit_of[owner],) = set(units.of_journey[places].tolist())
    assert sorted(unit_of.values()) == list(range(units.count))
    seen: Counter[int] = Counter()
    for owner, unit in sorted(unit_of.items(), key=lambda entry: entry[1]):
        places = owned[owner]
        key = sum(hashes[place] for place in places) % 2**64
        assert int(units.key[unit]) == key
        assert units.size[unit] == (1.0 if owner[0] == "customer" else journeys.weight[places[0]])
        assert units.occurrence[unit] == seen[key]
        seen[key] += 1
    assert units.key.tolist() == sorted(units.key.tolist())
    assert max(seen.values(), default=0) > 1


def test_units_of_one_content_are_counted_from_the_first_on() -> None:
    interactions = interactions_of(paths=[Path(("a", "b"), 2)] * 3)
    units = resampling_units(build_journeys(interactions, AnalysisSettings()))
    assert units.occurrence.tolist() == [0, 1, 2]
    assert units.size.tolist() == [2, 2, 2]

"""Every arc of the chain leads to the journeys that take it, at any order."""

import random

import pytest

from attribution_desktop.domain.analysis import MarkovDetails
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.engine.attributor import ConversionAttributor
from attribution_desktop.engine.journey_builder import build_journeys
from attribution_desktop.engine.journey_search import matching_journeys
from attribution_desktop.ui.tabs.chain_pane import CONVERSION, NULL, START, arc_query
from attribution_desktop.visuals.charts import HeatCell
from tests.engine.material import Path, interactions_of


@pytest.mark.parametrize("order", [1, 2, 3])
def test_an_arc_leads_to_its_journeys(order: int) -> None:
    rng = random.Random(order)  # noqa: S311  # not for secrets
    names = ("email", "a > b", "direct")
    paths = [
        Path(
            tuple(rng.choice(names) for _ in range(rng.randrange(1, 6))),
            rng.choice((0.0, 1.0, 2.5)),
            rng.choice((0.0, 4.0)),
        )
        for _ in range(40)
    ]
    settings = AnalysisSettings(markov_order=order)
    journeys = build_journeys(interactions_of(paths=paths), settings)
    details = ConversionAttributor(journeys, settings).credit("markov").details
    assert isinstance(details, MarkovDetails)
    assert details.order == order
    is_repeated = False
    for arc in details.transitions:
        query = arc_query(HeatCell(arc.source, arc.target, 1.0, "", ""), names, order)
        assert query is not None, arc
        found = float(journeys.weight[matching_journeys(journeys, query, "UTC")].sum())
        if arc.source == START or arc.target in {CONVERSION, NULL}:
            assert found == pytest.approx(arc.count), arc
        else:
            # A journey may take it more than once.
            assert 0 < found <= arc.count + 1e-9, arc
            is_repeated |= found < arc.count - 1e-9
    assert is_repeated or order > 1

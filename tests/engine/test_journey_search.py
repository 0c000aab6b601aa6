"""Searching journeys by columns gives what looking at each journey gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY, UNDATED
from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.path_steps import OtherThan, Step
from attribution_desktop.engine.journey_search import JourneyOrder, listed, matching_journeys

_NAMES = ("email", "Paid Search", "direct")


def _journeys(
    paths: list[tuple[list[int], bool, bool, int]],
) -> Journeys:
    """One journey a tuple: channel codes, whether it converts, whether it is timed, its value."""
    length = np.array([len(codes) for codes, *_ in paths], np.int64)
    end = np.cumsum(length)
    channel = [code for codes, *_ in paths for code in codes]
    is_timed = [timed for _, _, timed, _ in paths]
    instant = [
        at * MICROSECONDS_PER_DAY if timed else UNDATED
        for codes, _, timed, _ in paths
        for at in range(len(codes))
    ]
    last = [max(len(codes) - 1, 0) * MICROSECONDS_PER_DAY for codes, *_ in paths]
    size = len(paths)
    return Journeys(
        channels=_NAMES,
        channel=np.array(channel, np.int32),
        instant=np.array(instant, np.int64),
        touch_row=np.arange(len(channel)),
        start=end - length,
        end=end,
        is_converting=np.array([won for _, won, _, _ in paths], np.bool_),
        is_timed=np.array(is_timed, np.bool_),
        weight=np.ones(size),
        value=np.array([value if won else 0 for _, won, _, value in paths], np.int64),
        at=np.where(is_timed, last, UNDATED).astype(np.int64),
        customer=np.arange(size),
        source_row=np.arange(size),
    )


_PATHS = st.lists(
    st.tuples(
        st.lists(st.integers(0, 2), max_size=6), st.booleans(), st.booleans(), st.integers(0, 9)
    ),
    max_size=30,
)
_OTHERS = st.lists(st.sampled_from(_NAMES), max_size=2).map(tuple).map(OtherThan)
_STEPS = st.lists(st.sampled_from(_NAMES) | _OTHERS, max_size=3).map(tuple)


def _runs_once(path: list[str]) -> list[str]:
    return [name for place, name in enumerate(path) if place == 0 or path[place - 1] != name]


def _is_meant(path: list[str], query: JourneyQuery) -> bool:
    steps = tuple(_runs_once(path) if query.is_collapsing_repeats else path)
    size = len(query.contains)
    parts = [steps[place : place + size] for place in range(len(steps))]
    return (
        (not query.path or _are(steps, query.path))
        and _are(steps[: len(query.begins)], query.begins)
        and (not query.ends or _are(steps[-len(query.ends) :], query.ends))
        and (not query.contains or any(_are(part, query.contains) for part in parts))
    )


def _are(steps: tuple[str, ...], wanted: tuple[Step, ...]) -> bool:
    return len(steps) == len(wanted) and all(
        step not in one.channels if isinstance(one, OtherThan) else step == one
        for step, one in zip(steps, wanted, strict=True)
    )


_QUERIES = st.builds(
    JourneyQuery,
    outcome=st.just(Outcome.ALL),
    path=_STEPS,
    begins=_STEPS,
    ends=_STEPS,
    contains=_STEPS,
    is_collapsing_repeats=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(_PATHS, _QUERIES)
def test_a_path_is_found_as_by_looking_at_each_journey(
    paths: list[tuple[list[int], bool, bool, int]], query: JourneyQuery
) -> None:
    found = matching_journeys(_journeys(paths), query, "UTC")
    has_wish = bool(query.path or query.begins or query.ends or query.contains)
    assert found.tolist() == [
        place
        for place, (codes, *_) in enumerate(paths)
        if not has_wish or (codes and _is_meant([_NAMES[code] for code in codes], query))
    ]


@settings(max_examples=100, deadline=None)
@given(_PATHS, st.sampled_from(list(Outcome)), st.integers(0, 3), st.integers(3, 9))
def test_ranges_hold_their_ends(
    paths: list[tuple[list[int], bool, bool, int]], outcome: Outcome, least: int, most: int
) -> None:
    journeys = _journeys(paths)
    query = JourneyQuery(outcome=outcome, least_touches=least, most_touches=most)
    wanted = {Outcome.ALL: (True, False), Outcome.CONVERTING: (True,)}.get(outcome, (False,))
    assert matching_journeys(journeys, query, "UTC").tolist() == [
        place
        for place, (codes, won, _, _) in enumerate(paths)
        if won in wanted and least <= len(codes) <= most
    ]
    by_value = JourneyQuery(outcome=Outcome.CONVERTING, least_value=least, most_value=most)
    assert matching_journeys(journeys, by_value, "UTC").tolist() == [
        place for place, (_, won, _, value) in enumerate(paths) if won and least <= value <= most
    ]


def test_days_to_convert_reach_up_to_below_their_end() -> None:
    journeys = _journeys([([0] * length, True, True, 1) for length in (1, 2, 3, 4)])
    query = JourneyQuery(least_days=1, most_days=3)
    assert matching_journeys(journeys, query, "UTC").tolist() == [1, 2]


def test_untimed_and_untouched_journeys_have_no_days_to_convert() -> None:
    journeys = _journeys([([], True, True, 1), ([0, 1], True, False, 1), ([0], True, True, 1)])
    assert matching_journeys(journeys, JourneyQuery(least_days=0), "UTC").tolist() == [2]


def test_every_channel_asked_for_must_be_touched_whatever_its_spelling() -> None:
    journeys = _journeys([([0, 1], True, True, 1), ([0], True, True, 1), ([1], True, True, 1)])
    query = JourneyQuery(channels=("EMAIL", "paid  search"))
    assert matching_journeys(journeys, query, "UTC").tolist() == [0]


def test_a_conversion_without_touches_is_found_under_its_own_row() -> None:
    journeys = _journeys([([], True, True, 1), ([0], True, True, 1)])
    query = JourneyQuery(channels=(NO_TOUCHPOINT,))
    assert matching_journeys(journeys, query, "UTC").tolist() == [0]


def test_a_channel_that_nobody_knows_is_met_by_none() -> None:
    journeys = _journeys([([0], True, True, 1)])
    for query in (JourneyQuery(channels=("radio",)), JourneyQuery(begins=("radio",))):
        assert matching_journeys(journeys, query, "UTC").tolist() == []


@pytest.mark.parametrize("is_descending", [True, False])
@pytest.mark.parametrize("order", list(JourneyOrder))
def test_unknown_values_come_last_either_way(
    order: JourneyOrder,
    is_descending: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    journeys = _journeys([([0, 1], False, False, 0), ([0], True, True, 5), ([0, 1], True, True, 7)])
    found = np.arange(3)
    order_of = listed(journeys, found, order, is_descending=is_descending).tolist()
    if order is JourneyOrder.TOUCHES:
        assert order_of == ([0, 2, 1] if is_descending else [1, 0, 2])
    else:
        assert order_of == ([2, 1, 0] if is_descending else [1, 2, 0])

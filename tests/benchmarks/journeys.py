"""How long the Journeys page waits: searches, pages and one opened journey, on a given project.

.venv/bin/python -m tests.benchmarks.journeys shop.attribution
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.services.analysis import default_settings
from attribution_desktop.services.journey_search import (
    JourneyOrder,
    find_journeys,
    journey_page,
    relisted,
)
from attribution_desktop.services.open_journeys import open_journey
from attribution_desktop.services.projects import open_project

_ROUNDS = 7
_PAGE = 100


def main(path: Path) -> None:
    with open_project(path, is_writable=False) as project:
        settings = default_settings(project)

        def find(query: JourneyQuery) -> Callable[[], object]:
            return lambda: find_journeys(project, query, settings)

        began = time.perf_counter()
        everything = find_journeys(project, JourneyQuery(outcome=Outcome.ALL), settings)
        seconds = time.perf_counter() - began
        print(f"first list, columns and journeys included: {seconds:.2f} s")
        print(f"{everything.count:,} journeys")
        won = find_journeys(project, JourneyQuery(), settings)
        (row,) = journey_page(project, won, won.count // 2, 1)
        dice = random.Random(1)  # noqa: S311  # no secret
        for name, work in (
            ("customer", find(JourneyQuery(text=row.customer, outcome=Outcome.ALL))),
            ("order", find(JourneyQuery(text=row.order))),
            ("ids by their first letter", find(JourneyQuery(text=row.customer[:1]))),
            ("channel", find(JourneyQuery(channels=row.path[:1]))),
            ("value", find(JourneyQuery(least_value=100_000_000))),
            ("dates", find(JourneyQuery(start=date(2023, 6, 1), end=date(2023, 6, 30)))),
            ("path", find(JourneyQuery(begins=row.path[:1], ends=row.path[-1:]))),
            ("all, the newest first", find(JourneyQuery(outcome=Outcome.ALL))),
            (
                "ordered by value",
                lambda: relisted(everything, JourneyOrder.VALUE, is_descending=True),
            ),
            (
                f"page of {_PAGE}",
                lambda: journey_page(project, everything, dice.randrange(everything.count), _PAGE),
            ),
            ("one opened", lambda: open_journey(project, won, dice.randrange(won.count), settings)),
        ):
            print(f"{name}: {_median(work):.1f} ms")


def _median(work: Callable[[], object]) -> float:
    """Of seven runs, in milliseconds."""
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The list of journeys without a view: pages are asked for, held, and given up."""

from dataclasses import replace
from datetime import UTC, timedelta, timezone

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.journey_rows import JourneyRow
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.services.journey_search import FoundJourneys
from attribution_desktop.ui.models.figure_table import Role
from attribution_desktop.ui.models.journey_table import PAGE, PATH_ROLE, JourneyTableModel

_MANY = 5_000_000
_NONE = np.empty(0, np.int64)
_NO_JOURNEYS = Journeys(
    channels=(),
    channel=_NONE.astype(np.int32),
    instant=_NONE,
    touch_row=_NONE,
    start=_NONE,
    end=_NONE,
    is_converting=_NONE.astype(np.bool_),
    is_timed=_NONE.astype(np.bool_),
    weight=_NONE.astype(np.float64),
    value=_NONE,
    at=_NONE,
    customer=_NONE,
    source_row=_NONE,
)


def _found(count: int = _MANY, *, has_counts: bool = False) -> FoundJourneys:
    return FoundJourneys(
        query=JourneyQuery(),
        journeys=_NO_JOURNEYS,
        index=np.broadcast_to(np.int64(0), count),
        conversions=1.0,
        revenue=1.0,
        is_cut=False,
        has_counts=has_counts,
    )


def _row(place: int) -> JourneyRow:
    return JourneyRow(
        order=f"O{place}",
        customer="<b>ann</b>",
        at=0,
        value=1234.5,
        count=2.5,
        path=("email", "email", "direct"),
        days=1.25,
        is_converting=True,
        is_timed=True,
    )


def _page(first: int) -> tuple[JourneyRow, ...]:
    return tuple(_row(place) for place in range(first, first + PAGE))


class Listening:
    """A model that shows a list, and the pages that it asked for."""

    def __init__(self, found: FoundJourneys) -> None:
        self.model = JourneyTableModel(UTC)
        self.found = found
        self.asked: list[int] = []
        self.model.page_wanted.connect(self._note)
        self.model.show(found, "EUR", UTC)

    def _note(self, found: FoundJourneys, first: int) -> None:
        assert found is self.found
        self.asked.append(first)

    def look(self, row: int) -> str:
        return str(self.model.index(row, 1).data())

    def bring(self, first: int) -> None:
        self.model.take_page(self.found, first, _page(first))


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    listening = Listening(_found(250))
    for first in (0, PAGE, 2 * PAGE):
        listening.model.take_page(listening.found, first, _page(first)[: 250 - first])
    qtmodeltester.check(listening.model)


def test_every_row_is_there_at_once_and_its_page_when_it_is_looked_at() -> None:
    listening = Listening(_found())
    assert listening.model.rowCount() == _MANY
    assert listening.asked == []
    assert listening.look(4_000_123) == "…"
    assert listening.asked == [4_000_100]
    listening.bring(4_000_100)
    assert listening.look(4_000_123) == "O4000123"
    assert listening.asked == [4_000_100]


def test_of_pages_passed_by_only_the_last_few_are_asked_for() -> None:
    listening = Listening(_found())
    for row in range(0, 100 * PAGE, PAGE):
        listening.look(row)
    assert listening.asked == [0]
    for _ in range(10):
        listening.bring(listening.asked[-1])
    assert listening.asked[1:4] == [99 * PAGE, 98 * PAGE, 97 * PAGE]
    assert len(listening.asked) == 4


def test_a_page_of_an_earlier_list_is_dropped() -> None:
    listening = Listening(_found())
    listening.look(0)
    earlier, listening.found = listening.found, _found(10)
    listening.model.show(listening.found, "EUR", UTC)
    listening.model.take_page(earlier, 0, _page(0))
    assert listening.look(0) == "…"
    assert listening.asked == [0, 0]


def test_a_page_that_failed_is_asked_for_again_when_looked_at_again() -> None:
    listening = Listening(_found())
    listening.look(0)
    listening.model.give_up_page(listening.found)
    listening.look(0)
    assert listening.asked == [0, 0]


def test_only_so_many_pages_are_held() -> None:
    listening = Listening(_found())
    for place in range(150):
        listening.bring(place * PAGE)
    assert len(listening.model._pages) == 100
    listening.asked.clear()
    assert listening.look(0) == "…"
    assert listening.asked == [0]


def test_every_answer_is_text_a_number_or_nothing() -> None:
    listening = Listening(_found(3, has_counts=True))
    listening.model.take_page(listening.found, 0, _page(0)[:3])
    model = listening.model
    for column in range(model.columnCount()):
        for role in [*Qt.ItemDataRole, *Role, PATH_ROLE]:
            answer = model.index(0, column).data(role)
            assert answer is None or type(answer) in (str, int, float)


def test_cells_are_written_as_people_read_them() -> None:
    listening = Listening(_found(1, has_counts=True))
    listening.model.show(listening.found, "EUR", timezone(timedelta(hours=2)))
    listening.model.take_page(listening.found, 0, (_row(7),))
    model = listening.model
    assert [model.index(0, column).data() for column in range(model.columnCount())] == [
        "1970-01-01 02:00",
        "O7",
        "<b>ann</b>",
        "1,234.50",
        "2.50",
        "3",
        "1.2",
        "email ×2 → direct",
    ]
    tip = model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip


@pytest.mark.parametrize(("is_descending", "arrow"), [(True, "When ↓"), (False, "When ↑")])
def test_the_header_says_what_the_list_is_ordered_by(
    is_descending: bool,  # noqa: FBT001  # a parameter of the test
    arrow: str,
) -> None:
    model = JourneyTableModel(UTC)
    model.show(replace(_found(1), is_descending=is_descending), "EUR", UTC)
    titles = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    assert titles[0] == arrow
    assert titles[3] == "Value, EUR"

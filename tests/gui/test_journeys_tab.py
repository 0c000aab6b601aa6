"""The Journeys page on the real window, by keyboard: search, list, open."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.domain.notation import PLAIN, use_notation
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.page_memory import restore_page, save_page
from attribution_desktop.ui.places import Places
from attribution_desktop.ui.tabs.journeys import JourneysTab
from attribution_desktop.ui.widgets.scrolling import UprightArea

_WAIT = 5_000


@pytest.fixture(autouse=True)
def plain_again() -> Iterator[None]:
    yield
    use_notation(PLAIN)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


@pytest.fixture
def tab(demo: Program, settled: Callable[[], None]) -> JourneysTab:
    """The page in front, filled with all journeys of the demo."""
    QTest.keyClick(demo.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    settled()
    found = demo.window.tab
    assert isinstance(found, JourneysTab)
    return found


def _type(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def _shown(tab: JourneysTab) -> list[list[str]]:
    model = tab.list.journeys
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_all_conversions_are_listed_the_newest_first(
    tab: JourneysTab, settled: Callable[[], None]
) -> None:
    settled()
    assert tab.found_text == "5 journeys: 5 conversions worth 879.95 USD"
    rows = _shown(tab)
    assert rows[0] == [
        "2026-09-13 13:00",
        "ORD-1005",
        "customer-5",
        "179.99",
        "3",
        "8.1",
        "organic → referral → direct",
    ]
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), reverse=True)


@pytest.mark.parametrize("text", ["ORD-1003", "customer-3"])
def test_an_order_or_a_customer_is_found_by_its_id(
    tab: JourneysTab, settled: Callable[[], None], text: str
) -> None:
    _type(tab.fields.text, text)
    settled()
    assert [row[1] for row in _shown(tab)] == ["ORD-1003"]
    assert tab.detail.heading.whole == (
        "Order ORD-1003 · customer-3 · 2026-09-10 09:00 · 149.99 USD"
    )


def test_every_condition_narrows_the_list(tab: JourneysTab, settled: Callable[[], None]) -> None:
    for field, text, orders in (
        (tab.fields.least_value, "180", ["ORD-1004", "ORD-1001"]),
        (tab.fields.most_value, "200", ["ORD-1001"]),
    ):
        _type(field, text)
        settled()
        assert [row[1] for row in _shown(tab)] == orders
    QTest.keyClick(tab.fields.reset, Qt.Key.Key_Space)
    settled()
    assert len(_shown(tab)) == 5
    _type(tab.fields.path, "... > direct")
    settled()
    assert [row[1] for row in _shown(tab)] == ["ORD-1005", "ORD-1001", "ORD-1002"]
    _type(tab.fields.start, "2026-09-10")
    settled()
    assert [row[1] for row in _shown(tab)] == ["ORD-1005"]


def test_a_field_that_makes_no_sense_says_so_and_keeps_the_list(
    tab: JourneysTab, settled: Callable[[], None]
) -> None:
    for field, text, words in (
        (tab.fields.start, "soon", "soon is no day: write one such as 2026-03-31."),
        (tab.fields.path, "radio > direct", "There is no channel radio."),
        (tab.fields.least_value, "much", "much is no amount: write one such as 199.99."),
    ):
        _type(field, text)
        settled()
        assert tab.fields.message.text() == words
        assert len(_shown(tab)) == 5
        QTest.keyClick(tab.fields.reset, Qt.Key.Key_Space)
        settled()
    assert tab.fields.message.isHidden()


def test_resting_on_a_journey_opens_it_with_every_models_weight(
    tab: JourneysTab, settled: Callable[[], None], qtbot: QtBot
) -> None:
    tab.list.setFocus()
    QTest.keyClick(tab.list, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(
        lambda: "ORD-1002" in tab.detail.heading.whole and bool(tab.detail.journey), timeout=_WAIT
    )
    settled()
    tab.detail.model.setFocus()
    QTest.keyClick(tab.detail.model, Qt.Key.Key_Home)
    for _ in range(3):
        QTest.keyClick(tab.detail.model, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: tab.detail.model.currentText().startswith("Time decay"), timeout=_WAIT)
    rows = tab.detail.weights.shown_texts()
    assert [row[0] for row in rows] == ["social", "direct"]
    assert all(row[1].startswith("2026-09-0") for row in rows)
    assert all(row[3].startswith("2^(") for row in rows)
    shares = [float(row[3].rpartition("→ ")[2].removesuffix(" %")) for row in rows]
    assert sum(shares) == pytest.approx(100.0, abs=0.11)
    QTest.keyClick(tab.detail.compare, Qt.Key.Key_Space)
    rows = tab.detail.weights.shown_texts()
    assert [row[0] for row in rows] == ["social", "direct"]
    assert [row[1:4] for row in rows] == [["100", "0", "50"], ["0", "100", "50"]]
    assert [row[4] for row in rows] == [f"{share:.0f}" for share in shares]
    tab.list.setFocus()
    QTest.keyClick(tab.list, Qt.Key.Key_Up)
    settled()
    assert tab.detail.compare.isChecked()
    assert len(tab.detail.weights.figures.columns) == 1 + len(tab.detail.journey.models)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])
@pytest.mark.parametrize("keys", [(), (Qt.Key.Key_Space,)], ids=["one model", "all models"])
def test_an_open_journey_needs_no_scrolling_sideways(
    demo: Program,
    tab: JourneysTab,
    size: tuple[int, int],
    keys: tuple[Qt.Key, ...],
    qtbot: QtBot,
) -> None:
    demo.window.resize(*size)
    _type(tab.fields.text, "ORD-1001")
    weights = tab.detail.weights
    qtbot.waitUntil(lambda: weights.model().rowCount() == 4, timeout=_WAIT)
    for key in keys:
        QTest.keyClick(tab.detail.compare, key)
    for place in range(tab.detail.model.count()):
        tab.detail.model.setCurrentIndex(place)
        tab.detail.model.activated.emit(place)
        bar = weights.horizontalScrollBar()
        qtbot.waitUntil(lambda bar=bar: bar.maximum() == 0, timeout=_WAIT)


def test_the_order_of_the_list_is_chosen_and_turned_round(
    tab: JourneysTab, settled: Callable[[], None]
) -> None:
    by_value = next(a for a in tab.list.actions() if a.text() == "Order by value")
    by_value.trigger()
    settled()
    assert [row[3] for row in _shown(tab)][:2] == ["249.99", "199.99"]
    by_value.trigger()
    settled()
    assert [row[3] for row in _shown(tab)][:2] == ["99.99", "149.99"]


def test_a_figure_elsewhere_shows_its_journeys(demo: Program, settled: Callable[[], None]) -> None:
    demo.window.tabs[0].journeys_requested.emit(JourneyQuery(channels=("email",)))
    settled()
    tab = demo.window.tab
    assert isinstance(tab, JourneysTab)
    assert [row[1] for row in _shown(tab)] == ["ORD-1003", "ORD-1001"]
    assert tab.fields.channel.currentText() == "email"


def test_journeys_that_led_to_nothing_are_listed_without_weights(
    tab: JourneysTab, settled: Callable[[], None]
) -> None:
    tab.show_query(JourneyQuery(outcome=Outcome.NOT_CONVERTING))
    settled()
    assert tab.found_text == "No journey meets these conditions"
    assert not tab.detail.edit.isEnabled()


def test_closing_the_project_leaves_nothing_of_it(
    demo: Program, tab: JourneysTab, settled: Callable[[], None]
) -> None:
    demo.window.actions_.close_project.trigger()
    settled()
    assert tab.list.journeys.rowCount() == 0
    assert tab.detail.journey is None


@pytest.mark.parametrize(("size", "rows"), [((1280, 800), 10), ((1024, 768), 6)])
def test_the_list_has_room_beside_an_open_journey(
    demo: Program, tab: JourneysTab, settled: Callable[[], None], size: tuple[int, int], rows: int
) -> None:
    demo.window.resize(*size)
    settled()
    assert tab.detail.journey is not None
    assert tab.detail.weights.isVisible()
    list_height = tab.list.viewport().height()
    assert list_height // tab.list.verticalHeader().defaultSectionSize() >= rows
    assert not tab.list.horizontalScrollBar().isVisible()
    areas = tab.findChildren(UprightArea)
    assert areas
    assert not any(area.verticalScrollBar().isVisible() for area in areas)


def test_conditions_out_of_sight_come_into_sight_when_they_narrow_the_list(
    tab: JourneysTab, settled: Callable[[], None]
) -> None:
    assert not tab.fields.least_days.isVisible()
    tab.show_query(JourneyQuery(least_days=1.0))
    settled()
    assert tab.fields.least_days.isVisible()
    QTest.keyClick(tab.fields.more, Qt.Key.Key_Space)
    assert not tab.fields.least_days.isVisible()


def test_a_channel_is_said_to_be_credited_with_a_part(
    tab: JourneysTab, settled: Callable[[], None]
) -> None:
    assert tab.note == ""
    tab.show_query(JourneyQuery(channels=("email",)))
    settled()
    assert "Linear credits email with 199.99 USD of it" in tab.note
    tab.show_query(JourneyQuery(channels=("email",), least_value=1.0))
    settled()
    assert "a model credits email with a part of it" in tab.note
    tab.show_query(JourneyQuery())
    settled()
    assert tab.note == ""


def test_times_and_fields_follow_the_notation(
    demo: Program, tab: JourneysTab, settled: Callable[[], None]
) -> None:
    demo.house.notations.choose("de_DE")
    settled()
    assert tab.found_text == "5 journeys: 5 conversions worth 879,95 USD"
    assert _shown(tab)[0][0] == "13.09.2026 13:00"
    assert "13.09.2026 13:00" in tab.detail.heading.whole
    assert "05.09.2026 10:00" in tab.detail.weights.shown_texts()[0]
    _type(tab.fields.start, "10.09.2026")
    _type(tab.fields.least_value, "179,99")
    settled()
    assert [row[1] for row in _shown(tab)] == ["ORD-1005", "ORD-1004"]
    demo.house.notations.choose("iso")
    settled()
    assert tab.fields.start.text() == "2026-09-10"
    assert tab.fields.least_value.text() == "179.99"


def test_the_chosen_model_is_whole_where_there_is_room_else_cut_at_its_end_and_told_by_its_tool_tip(
    demo: Program, tab: JourneysTab, settled: Callable[[], None]
) -> None:
    box = tab.detail.model
    name = "Time decay (7-day half-life)"
    box.setCurrentIndex(box.findText(name))
    demo.window.resize(1024, 800)
    settled()
    assert (box.shown_text, box.toolTip()) == (name, "")
    demo.window.resize(1280, 800)
    settled()
    assert box.shown_text.startswith("Time decay")
    assert box.shown_text.endswith("…")
    assert name in box.toolTip()


def test_weights_of_all_models_are_still_side_by_side_at_the_next_start(
    tab: JourneysTab, places: Places
) -> None:
    assert places.memory is not None
    for is_comparing in (True, False):
        QTest.keyClick(tab.detail.compare, Qt.Key.Key_Space)
        save_page(WindowMemory(places.memory), tab.slug, tab)
        tab.detail.compare.setChecked(not is_comparing)
        restore_page(WindowMemory(places.memory), tab.slug, tab)
        assert tab.detail.compare.isChecked() is is_comparing


def test_every_control_of_the_page_has_a_name(tab: JourneysTab) -> None:
    fields = tab.fields
    others = (fields.channel, fields.outcome, fields.more, fields.reset, tab.list)
    for widget in (*fields._edits(), *others):
        assert widget.accessibleName()


def test_the_channel_looked_at_narrows_the_list_unless_another_was_asked_for(
    demo: Program, tab: JourneysTab, settled: Callable[[], None]
) -> None:
    summary = demo.window.tabs[0]
    summary.channel_focused.emit("social")
    settled()
    assert tab.query == JourneyQuery(channels=("social",))
    assert tab.found_text.startswith("1 journey:")
    summary.channel_focused.emit("email")
    settled()
    assert tab.query.channels == ("email",)
    summary.channel_focused.emit("email")
    settled()
    assert tab.query == JourneyQuery()
    assert tab.found_text.startswith("5 journeys")
    tab.show_query(JourneyQuery(channels=("direct",)))
    summary.channel_focused.emit("email")
    settled()
    assert tab.query.channels == ("direct",)

"""A notice comes along with the figures it tells of, and never long after."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.late_offer import MOST_MILLISECONDS, LateOffer

_OFFER = ("Something was done.", "&Undo", "undo")
_JOURNEY = TrackedJourney(
    "zoe", "Z1", 50_000_000, 1_789_000_000_000_000, (TrackedTouch("radio", 1_788_900_000_000_000),)
)

Settled = Callable[[], None]


@pytest.fixture
def late(demo: Program) -> LateOffer:
    return LateOffer(demo.session, demo.window)


def test_an_offer_is_told_as_soon_as_figures_arrive(demo: Program, late: LateOffer) -> None:
    late.hold(*_OFFER)
    assert demo.window.notice.text == ""
    demo.session.core_changed.emit(demo.session.analysed)
    assert demo.window.notice.text == _OFFER[0]


def test_an_offer_is_told_without_figures_after_a_moment(
    demo: Program, late: LateOffer, qtbot: QtBot
) -> None:
    late.hold(*_OFFER)
    qtbot.waitUntil(lambda: demo.window.notice.text == _OFFER[0])


def test_an_offer_takes_the_place_of_nothing_that_was_said_meanwhile(
    demo: Program, late: LateOffer
) -> None:
    late.hold(*_OFFER)
    demo.window.tell_warning("The file is gone.")
    demo.session.core_changed.emit(demo.session.analysed)
    assert demo.window.notice.text == "The file is gone."


def test_an_offer_goes_with_its_project(
    demo: Program, late: LateOffer, settled: Settled, qtbot: QtBot
) -> None:
    late.hold(*_OFFER)
    demo.session.close()
    settled()
    qtbot.wait(2 * MOST_MILLISECONDS)
    assert demo.window.notice.text == ""


def test_figures_of_a_tracked_journey_are_never_shown_below_an_older_notice(
    demo: Program, settled: Settled, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(demo.session.core_changed):
        demo.session.track(_JOURNEY)
    assert demo.window.notice.text == "Order Z1 was stored with 1 touch."
    settled()
    assert demo.window.notice.text == "Order Z1 was stored with 1 touch."

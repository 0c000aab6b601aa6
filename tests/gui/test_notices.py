"""Notices: what is said, and what can be done about it at once."""

from pytestqt.qtbot import QtBot

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.widgets.notice_bar import NoticeBar


def test_an_offer_is_taken_by_its_button_and_goes(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_offer("The order was deleted.", "&Undo", "undo")
    assert bar._offer.isVisibleTo(bar)
    with qtbot.waitSignal(bar.offer_taken) as taken:
        bar._offer.click()
    assert taken.args == ["undo"]
    assert bar.isHidden()


def test_a_notice_after_an_offer_offers_nothing(program: Program) -> None:
    window = program.window
    window.tell_offer("The order was deleted.", "&Undo", "undo")
    window.tell_success("The order is back.")
    assert not window.notice._offer.isVisible()

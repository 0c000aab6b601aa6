"""Notices: what is said, and what can be done about it at once."""

from pytestqt.qtbot import QtBot

from attribution_desktop.ui.application import Program
from attribution_desktop.ui.widgets.faults import Fault
from attribution_desktop.ui.widgets.notice_bar import NoticeBar
from attribution_desktop.visuals.theme import current_theme


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


def test_a_fault_is_marked_in_the_colour_of_faults(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.resize(400, 60)

    def edge() -> str:
        return bar.grab().toImage().pixelColor(1, bar.height() // 2).name().upper()

    bar.show_warning("The program did not end properly.")
    assert edge() == current_theme().warning
    bar.show_fault(Fault("The file is gone.", "Choose another.", "details"))
    assert edge() == current_theme().negative


def test_a_notice_that_begins_with_an_arabic_name_reads_from_left_to_right(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_success("بحث مدفوع is now shown as Paid Search.")
    assert bar.text.startswith("\N{LEFT-TO-RIGHT MARK}")
    bar.show_success("Email is now shown as Mail.")
    assert bar.text == "Email is now shown as Mail."

"""A box of long names shows both of their ends and tells the whole."""

from pytestqt.qtbot import QtBot

from attribution_desktop.ui.widgets.name_box import NameBox

LONG = "Kampagne 10 – Programmatic Display Retargeting Nordeuropa (Prospecting) 10"


def test_a_long_name_keeps_its_ends_and_is_told_in_full(qtbot: QtBot) -> None:
    box = NameBox()
    qtbot.addWidget(box)
    box.addItems(["Email", LONG])
    box.setFixedWidth(300)
    box.show()
    assert box.shown_text == "Email"
    assert box.toolTip() == ""
    box.setCurrentText(LONG)
    assert box.shown_text.startswith("Kampagne 10")
    assert box.shown_text.endswith(") 10")
    assert "…" in box.shown_text
    assert LONG in box.toolTip()
    assert box.currentText() == LONG
    one = box.grab().toImage()
    box.setCurrentText("Email")
    assert box.grab().toImage() != one

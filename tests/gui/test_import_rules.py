"""Channel rules are seen, tried and changed in the window."""

from collections.abc import Callable

from attribution_desktop.domain.channel_rules import DEFAULT_RULES, ChannelRule
from attribution_desktop.ui.application import Program

Settled = Callable[[], None]


def test_rules_are_tried_changed_and_kept(demo: Program, settled: Settled) -> None:
    dialog = demo.window.features.rules.open_rules()
    assert dialog is not None
    settled()
    assert dialog.rules == DEFAULT_RULES
    dialog.tried[0].setText("google")
    dialog.tried[1].setText("cpc")
    assert dialog.answer.text() == "→ Paid Search"
    dialog.table.setCurrentCell(0, 0)
    dialog.add.click()
    assert "names no channel" in dialog.message.text()
    assert not dialog.save_button.isEnabled()
    for column, text in enumerate(("Brand", "google")):
        item = dialog.table.item(0, column)
        assert item is not None
        item.setText(text)
    assert dialog.answer.text() == "→ Brand"
    dialog.down.click()
    assert dialog.rules[1] == ChannelRule("Brand", "google")
    dialog.save_button.click()
    settled()
    assert "channel rules are kept" in demo.window.notice.text
    again = demo.window.features.rules.open_rules()
    assert again is not None
    settled()
    assert again.rules[1] == ChannelRule("Brand", "google")
    again.reset.click()
    assert again.rules == DEFAULT_RULES
    again.reject()

"""Channel rules are seen, tried and changed in the window."""

from collections.abc import Callable
from pathlib import Path

from attribution_desktop.domain.channel_rules import DEFAULT_RULES, ChannelRule
from attribution_desktop.ui.application import Program
from attribution_desktop.ui.dialogs.import_file import ImportDialog

Settled = Callable[[], None]


def test_rules_are_tried_changed_and_kept(demo: Program, settled: Settled) -> None:
    dialog = demo.wiring.features.rules.open_rules()
    assert dialog is not None
    settled()
    assert dialog.rules == DEFAULT_RULES
    dialog.trial.tried[0].setText("google")
    dialog.trial.tried[1].setText("cpc")
    assert dialog.trial.answer.text() == "→ Paid Search"
    dialog.table.setCurrentCell(0, 0)
    dialog.add.click()
    assert "names no channel" in dialog.message.text()
    assert not dialog.save_button.isEnabled()
    for column, text in enumerate(("Brand", "google")):
        item = dialog.table.item(0, column)
        assert item is not None
        item.setText(text)
    assert dialog.trial.answer.text() == "→ Brand"
    dialog.down.click()
    assert dialog.rules[1] == ChannelRule("Brand", "google")
    dialog.save_button.click()
    settled()
    assert "channel rules are kept" in demo.window.notice.text
    again = demo.wiring.features.rules.open_rules()
    assert again is not None
    settled()
    assert again.rules[1] == ChannelRule("Brand", "google")
    again.reset.click()
    assert again.rules == DEFAULT_RULES
    again.reject()


def test_rules_show_what_they_make_of_the_projects_own_files(
    demo: Program, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "visits.csv"
    rows = ["a,google,cpc,Brand"] * 3 + ["b,partner.example,referral,"] * 2 + ["c,odd,thing,"]
    file.write_text(
        "customer,source,medium,campaign,timestamp\n"
        + "".join(f"{row},2026-08-0{n + 1}\n" for n, row in enumerate(rows))
    )
    demo.wiring.import_file(file)
    settled()
    dialog = demo.window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.import_button.click()
    settled()
    dialog.reject()
    rules = demo.wiring.features.rules.open_rules()
    assert rules is not None
    settled()
    values = rules.trial.values
    assert values.shown_texts() == [
        ["Paid Search", "", "google", "cpc", "Brand", "3"],
        ["Referral", "", "partner.example", "referral", "", "2"],
        ["Unassigned", "", "odd", "thing", "", "1"],
    ]
    assert "3 different values in 6 rows; 1 rows unassigned" in rules.trial.summary.text()
    rules.table.setCurrentCell(0, 0)
    rules.add.click()
    for column, text in enumerate(("Partners", r"partner\..*")):
        item = rules.table.item(0, column)
        assert item is not None
        item.setText(text)
    assert values.shown_texts()[0][:3] == ["Partners", "Referral", "partner.example"]
    assert "2 rows would get another channel" in rules.trial.summary.text()
    rules.reject()


def test_columns_have_the_same_room_whenever_the_rules_and_the_widths_kept_come(
    demo: Program, settled: Settled
) -> None:
    """Widths that were kept, though none were, came after the rules at every other opening."""
    dialog = demo.wiring.features.rules.open_rules()
    assert dialog is not None
    settled()
    columns = range(3)
    usual = [dialog.table.columnWidth(column) for column in columns]
    assert len({*usual}) == 3
    dialog.widths.take({})
    assert [dialog.table.columnWidth(column) for column in columns] == usual
    dialog.widths.take({"Source": 333})
    dialog.reset.click()
    assert [dialog.table.columnWidth(column) for column in columns] == [usual[0], 333, usual[2]]
    dialog.widths.fit()
    assert [dialog.table.columnWidth(column) for column in columns] == usual

"""Tables as text in a terminal."""

from decimal import Decimal

from attribution_desktop.cli.tables import display_width, table_text
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.report_document import Column, Table

COLUMNS = (Column("channel", "Channel", Kind.TEXT), Column("revenue", "Revenue", Kind.MONEY))


def test_numbers_align_at_the_right_and_unknown_is_a_dash() -> None:
    table = Table("t", "T", COLUMNS, (("email", Decimal("1234.50")), ("日本", None)), ("Total", 9))
    assert table_text(table).splitlines() == [
        "Channel   Revenue",
        "───────  ────────",
        "email    1,234.50",
        "日本            –",
        "───────  ────────",
        "Total        9.00",
    ]


def test_a_narrow_terminal_shortens_texts_and_never_numbers() -> None:
    table = Table("t", "T", COLUMNS, (("a channel with a very long name", 1_234_567.0),))
    lines = table_text(table, 30).splitlines()
    assert all(display_width(line) <= 30 for line in lines)
    assert lines[-1].endswith("…  1,234,567.00")


def test_a_name_cannot_command_the_terminal() -> None:
    table = Table("t", "T", COLUMNS, (("\x1b[2Jmail\nx\u202e", 1),))
    assert "\x1b" not in table_text(table)
    assert "\u202e" not in table_text(table)
    assert len(table_text(table).splitlines()) == 3


def test_a_table_without_rows_says_so() -> None:
    assert table_text(Table("t", "T", COLUMNS, ())).splitlines()[-1] == "(no rows)"

"""Narrow lists stand in two halves beside each other; no row is lost, none is torn apart."""

from dataclasses import replace

import pytest

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.report_document import Column, Table
from attribution_desktop.domain.report_look import Paper
from attribution_desktop.reports.page_layout import laid_out
from attribution_desktop.reports.page_parts import SHEETS, Style, Words
from tests.reports.material import small_report

COLUMNS = (
    Column("first", "First", Kind.TEXT),
    Column("last", "Last", Kind.TEXT),
    Column("conversions", "Conversions", Kind.NUMBER),
)
MIDDLE = SHEETS[Paper.A4].width / 2


def width(text: str, style: Style) -> float:
    """Every sign is half as wide as the font is high."""
    return len(text) * style.size / 2


def drawn(table: Table) -> list[Words]:
    report = small_report()
    section = replace(report.sections[1], tables=(table,))
    layout = laid_out(replace(report, sections=(section,)), width)
    return [
        part
        for page in layout.pages
        for part in page
        if isinstance(part, Words) and part.style in {Style.CELL, Style.CELL_STRONG}
    ]


def pairs(count: int, name: str = "channel") -> Table:
    rows = tuple((f"{name} {n}", f"to {n}", 1000.0 + n) for n in range(count))
    return Table("pairs", "Pairs", COLUMNS, rows)


@pytest.mark.parametrize("count", [12, 13, 40])
def test_a_narrow_list_stands_in_two_halves_and_every_row_is_whole(count: int) -> None:
    words = drawn(pairs(count))
    place = {item.text: item for item in words}
    half = -(-count // 2)
    for n in range(count):
        cells = [place[text] for text in (f"channel {n}", f"to {n}", f"{1000 + n:,}")]
        assert len({cell.y for cell in cells}) == 1
        assert [cell.x for cell in cells] == sorted(cell.x for cell in cells)
        assert all((cell.x < MIDDLE) == (n < half) for cell in cells)
    assert place["channel 0"].y == place[f"channel {half}"].y
    assert [item.text for item in words].count("Conversions") == 2
    # What the right half lacks is blank, not unknown.
    assert "–" not in place


@pytest.mark.parametrize(
    "table",
    [
        pairs(11),
        pairs(41),
        pairs(20, "a channel with a name that needs more than half of the page"),
        replace(pairs(20), total=("Total", None, 20.0)),
    ],
)
def test_any_other_list_stands_in_one(table: Table) -> None:
    texts = [item.text for item in drawn(table)]
    assert texts.count("to 0") == 1
    # A header is repeated on a further page only.
    assert texts.count("Conversions") == 1

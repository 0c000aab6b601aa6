"""Pages before they are painted: every part in its place, with a made-up measure."""

from dataclasses import replace

import pytest

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.report_document import (
    Chart,
    ChartKind,
    Column,
    Kpi,
    ReportDocument,
    Section,
    Table,
)
from attribution_desktop.domain.report_look import Paper, ReportLook
from attribution_desktop.domain.resources import resource_path
from attribution_desktop.reports.page_layout import laid_out
from attribution_desktop.reports.page_parts import MARGIN, SHEETS, Box, Measure, Page, Style, Words
from attribution_desktop.reports.page_text import broken, plain, shortened
from attribution_desktop.reports.tabular_font import with_tabular_digits
from attribution_desktop.services.report_appendix import definitions_section
from attribution_desktop.visuals.tokens import PRINT
from tests.reports.material import small_report


def width(text: str, style: Style) -> float:
    """Every sign is half as wide as the font is high."""
    return len(text) * style.size / 2


PAGE_WIDTH, PAGE_HEIGHT = SHEETS[Paper.A4].width, SHEETS[Paper.A4].height
CONTENT_WIDTH = SHEETS[Paper.A4].content_width


def pages_of(document: ReportDocument, measure: Measure) -> tuple[Page, ...]:
    return laid_out(document, measure).pages


def words_of(pages: tuple[Page, ...]) -> list[Words]:
    return [part for page in pages for part in page if isinstance(part, Words)]


def with_table(document: ReportDocument, table: Table) -> ReportDocument:
    section = replace(document.sections[1], tables=(table,))
    return replace(document, sections=(section,))


def test_every_text_lies_within_the_margins() -> None:
    document = small_report(("x" * 300, 1.0), *((f"channel {n}", float(n)) for n in range(200)))
    for words in words_of(pages_of(document, width)):
        assert words.x >= MARGIN - 0.01
        assert words.x + width(words.text, words.style) <= PAGE_WIDTH - MARGIN + 0.01, words
        assert MARGIN <= words.y <= PAGE_HEIGHT - MARGIN / 2


def test_numbers_end_where_their_header_ends() -> None:
    words = words_of(pages_of(small_report(), width))
    ends = {
        item.x + width(item.text, item.style)
        for item in words
        if item.text in {"Spend", "40.00"}
        and item.style is not Style.CAPTION
        and item.style.size < 9
    }
    assert max(ends) - min(ends) < 0.01


def test_two_hundred_channels_run_over_pages_that_repeat_the_header() -> None:
    rows = [(f"channel {number}", float(number)) for number in range(200)]
    pages = pages_of(small_report(*rows), width)
    texts = [item.text for item in words_of(pages)]
    assert all(f"channel {number}" in texts for number in range(200))
    with_rows = [
        page
        for page in pages
        if any(item.text.startswith("channel ") for item in words_of((page,)))
    ]
    assert len(with_rows) > 2
    for page in with_rows:
        assert "Spend" in [item.text for item in words_of((page,))]


def test_the_total_is_never_alone_on_a_page() -> None:
    for count in range(20, 60):
        pages = pages_of(small_report(*((f"channel {n}", 1.0) for n in range(count))), width)
        for page in pages:
            texts = [item.text for item in words_of((page,))]
            if "Total" in texts:
                assert f"channel {count - 1}" in texts


def test_pages_are_numbered_to_the_last() -> None:
    pages = pages_of(small_report(*((f"channel {n}", 1.0) for n in range(200))), width)
    for number, page in enumerate(pages, start=1):
        assert words_of((page,))[-1].text == f"{number} of {len(pages)}"


def test_an_empty_table_says_so() -> None:
    table = Table("empty", "Nothing", (Column("first", "First", Kind.TEXT),), ())
    pages = pages_of(with_table(small_report(), table), width)
    assert "No rows." in [item.text for item in words_of(pages)]


def test_columns_that_do_not_fit_go_on_below_with_their_row_names() -> None:
    columns = (
        Column("channel", "Channel", Kind.TEXT),
        *(Column(f"m{number}", f"Model number {number}", Kind.MONEY) for number in range(15)),
    )
    row = ("email", *(1_234_567.0 + number for number in range(15)))
    pages = pages_of(with_table(small_report(), Table("wide", "Wide", columns, (row,))), width)
    texts = [item.text for item in words_of(pages)]
    parts = [text for text in texts if text.startswith("Wide (")]
    assert parts == [f"Wide ({number} of {len(parts)})" for number in range(1, len(parts) + 1)]
    assert texts.count("email") == len(parts) > 1
    assert all(f"1,234,5{67 + number}.00" in texts for number in range(15))


def test_a_list_too_long_for_paper_is_cut_and_says_so() -> None:
    columns = (Column("first", "First", Kind.TEXT),)
    rows = tuple((f"pair {number}",) for number in range(100))
    table = Table("pairs", "Pairs", columns, rows, most_on_paper=40)
    texts = [item.text for item in words_of(pages_of(with_table(small_report(), table), width))]
    assert "pair 39" in texts
    assert "pair 40" not in texts
    assert "… and 60 more rows. All 100 rows: CSV and workbook." in texts


@pytest.mark.parametrize(
    ("most", "where"),
    [(None, "the table has them all"), (62, "all rows: CSV and workbook")],
)
def test_a_chart_that_is_cut_says_where_all_rows_are(most: int | None, where: str) -> None:
    columns = (Column("step", "Day", Kind.TEXT), Column("revenue", "Revenue", Kind.MONEY))
    rows = tuple((f"day {number}", 1.0) for number in range(70))
    table = Table("trend", "Trend", columns, rows, most_on_paper=most)
    chart = Chart("trend", "Trend", ChartKind.STEPS, "trend", "step", ("revenue",), "Amount")
    document = with_table(small_report(), table)
    section = replace(document.sections[0], charts=(chart,))
    pages = pages_of(replace(document, sections=(section,)), width)
    assert f"The first 62 of 70 rows are drawn; {where}." in [item.text for item in words_of(pages)]


def test_any_other_list_is_whole_over_a_hundred_pages() -> None:
    columns = (Column("first", "First", Kind.TEXT),)
    rows = tuple((f"pair {number}",) for number in range(5000))
    table = Table("pairs", "Pairs", columns, rows)
    pages = pages_of(with_table(small_report(), table), width)
    texts = {item.text for item in words_of(pages)}
    assert len(pages) > 100
    assert all(f"pair {number}" in texts for number in range(5000))


@pytest.mark.parametrize("value", [1.0, 8_586_062.32, 123_456_789_012.34, -1e14])
def test_a_key_figure_is_never_cut(value: float) -> None:
    document = small_report()
    kpis = tuple(Kpi(f"Figure {n}", value, Kind.MONEY, "a note") for n in range(4))
    document = replace(document, sections=(replace(document.sections[0], kpis=kpis),))
    texts = [item.text for item in words_of(pages_of(document, width))]
    assert texts.count(formatted(value, Kind.MONEY)) == 4
    assert not any(text.endswith("…") for text in texts)


def test_a_loss_is_red_and_has_a_minus_sign() -> None:
    words = words_of(pages_of(small_report(("loser", 1.0)), width))
    (loss,) = [item for item in words if item.text == "−1.50"]
    assert loss.colour == PRINT.negative


def test_definitions_of_the_figures_used_stand_at_the_end() -> None:
    texts = [item.text for item in words_of(pages_of(small_report(), width))]
    after = texts[texts.index("Definitions") :]
    assert "m R − S: margin on attributed revenue, less spend." in after


def test_a_word_with_two_meanings_is_defined_for_each_section() -> None:
    def section(title: str, meaning: str) -> Section:
        column = Column("roas", "ROAS", Kind.RATIO, meaning)
        return Section(title, title, "", tables=(Table(title, title, (column,), ()),))

    once = definitions_section([section("A", "R / S."), section("B", "R / S.")])
    assert once.terms == (("ROAS", "R / S."),)
    twice = definitions_section([section("A", "R / S."), section("B", "Expected.")])
    assert twice.terms == (("ROAS", "A: R / S. B: Expected."),)


def test_a_report_without_sections_is_one_page() -> None:
    assert len(pages_of(replace(small_report(), sections=()), width)) == 1


def test_the_contents_lead_to_the_page_where_each_section_stands() -> None:
    layout = laid_out(small_report(*((f"channel {n}", 1.0) for n in range(200))), width)
    assert [mark.title for mark in layout.bookmarks if not mark.level] == [
        "Summary",
        "Channel ROI",
        "Definitions",
    ]
    for mark in layout.bookmarks:
        texts = [item.text for item in words_of((layout.pages[mark.page],))]
        assert any(text.startswith(mark.title) for text in texts)
        listed = [item for item in words_of(layout.pages[:1]) if item.text == mark.title]
        number = [item for item in words_of(layout.pages[:1]) if item.text == str(mark.page + 1)]
        assert any(one.y == other.y for one in listed for other in number)
    assert [leap.target for leap in layout.leaps] == list(layout.bookmarks)


def test_a_title_page_that_runs_over_moves_what_the_contents_say() -> None:
    document = replace(small_report(), settings_in_words=tuple(f"Setting {n}" for n in range(100)))
    layout = laid_out(document, width)
    mark = layout.bookmarks[0]
    assert mark.page > 1
    assert mark.title in [item.text for item in words_of((layout.pages[mark.page],))]


def test_company_and_accent_are_on_the_pages_and_letter_is_letter() -> None:
    look = ReportLook(paper=Paper.LETTER, company="Söhne <b>Ltd</b>", accent="#AA0011")
    layout = laid_out(small_report(("x" * 300, 1.0)), width, look)
    assert (layout.sheet.width, layout.sheet.height) == (612, 792)
    assert words_of(layout.pages[:1])[0].text == "Söhne <b>Ltd</b>"
    for page in layout.pages:
        assert any(isinstance(part, Box) and part.colour == "#AA0011" for part in layout.pages[0])
        for item in words_of((page,)):
            assert item.x + width(item.text, item.style) <= 612 - MARGIN + 0.01
            assert item.y <= 792 - MARGIN / 2


@pytest.mark.parametrize("accent", ["red", "#12345", "#GGGGGG", "url(x)"])
def test_an_accent_that_is_no_colour_is_refused(accent: str) -> None:
    with pytest.raises(UsageError, match="no colour"):
        ReportLook(accent=accent)


@pytest.mark.parametrize("text", ["", "word", "two words", "x" * 400, "日本語の長い名前" * 20])
def test_broken_lines_fit_and_lose_nothing(text: str) -> None:
    lines = broken(text, Style.BODY, 100, width)
    assert all(width(line, Style.BODY) <= 100 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_exceeds_the_lines_allowed_ends_in_an_ellipsis() -> None:
    lines = broken("word " * 100, Style.BODY, 100, width, at_most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert shortened("short", Style.BODY, CONTENT_WIDTH, width) == "short"


def test_control_characters_never_reach_a_page() -> None:
    assert plain("a\x1b[31m\r\n\tb\x00") == "a [31m b"


def test_the_font_on_paper_differs_only_in_its_digits_and_name() -> None:
    original = resource_path("fonts", "Inter-Regular.ttf").read_bytes()
    changed = with_tabular_digits(original)
    assert len(changed) == len(original)
    assert "Paper".encode("utf-16-be") in changed
    assert sum(a != b for a, b in zip(original, changed, strict=True)) < 400

"""Delimiters, quotes, widths and physical lines."""

import csv
import io
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.importing.plain_records import RecordShape, cut_plain
from attribution_desktop.importing.records import cut_records
from attribution_desktop.importing.source import BLOCK_BYTES
from tests.importing.material import Read, faults

HEADER = "customer,channel,timestamp\n"
GOOD = "a,Email,2026-09-01\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_by_the_header(read: Read, delimiter: str) -> None:
    file = read((HEADER + GOOD).replace(",", delimiter))
    assert (file.delimiter, file.customers) == (delimiter, ["a"])


def test_known_names_settle_the_delimiter(read: Read) -> None:
    file = read("customer;channel;timestamp;a,b,c,d,e\nx;Email;2026-09-01;1\n")
    assert (file.delimiter, file.customers) == (";", ["x"])


@pytest.mark.parametrize(("given_as", "delimiter"), [("tab", "\t"), ("\\t", "\t"), ("^", "^")])
def test_a_given_delimiter_is_used(read: Read, given_as: str, delimiter: str) -> None:
    content = (HEADER + GOOD).replace(",", delimiter)
    assert read(content, delimiter=given_as).delimiter == delimiter


def test_a_delimiter_of_two_characters_is_a_usage_error(read: Read) -> None:
    with pytest.raises(UsageError, match="one character"):
        read(HEADER, delimiter="::")


def test_blank_lines_above_and_below_are_no_rows(read: Read) -> None:
    file = read("\n\n" + HEADER + GOOD + "\n\n\n")
    assert (file.rows_read, file.rejects) == (1, ())
    assert file.touches is not None
    assert file.touches.line.tolist() == [4]


def test_the_last_line_needs_no_end(read: Read) -> None:
    assert read(HEADER + GOOD.rstrip()).rows_read == 1


def test_a_header_alone_is_read_with_a_warning(read: Read) -> None:
    for content in (HEADER, HEADER.rstrip()):
        file = read(content)
        assert file.rows_read == 0
        assert file.warnings == ("The file has a header and no rows.",)


def test_short_and_long_rows_are_rejected(read: Read) -> None:
    file = read(HEADER + "a,Email\n" + GOOD + "b,Email,2026-09-01,x\n" + GOOD)
    assert faults(file) == [
        (2, "", "short-row", "a,Email"),
        (4, "", "long-row", "b,Email,2026-09-01,x"),
    ]
    assert file.rows_read == 4


def test_surplus_empty_cells_are_accepted(read: Read) -> None:
    file = read(HEADER + "a,Email,2026-09-01,,\nb,Email,2026-09-01, \n")
    assert (file.customers, file.rejects) == (["a", "b"], ())


def test_many_rows_of_another_width_are_refused(read: Read) -> None:
    with pytest.raises(InputRefused, match="another number of cells") as refused:
        read(HEADER + GOOD * 50 + "a,Email\n" * 3)
    assert "delimiter" in refused.value.hint
    assert len(read(HEADER + GOOD * 100 + "a,Email\n" * 3).rejects) == 3


def test_lines_count_inside_quoted_cells(read: Read) -> None:
    file = read(
        'customer,channel,timestamp,metadata\n"a",x,2026-09-01,"one\ntwo\r\nthree"\n'
        'b,x,nonsense,\n"c\n",x,2026-09-01,""\n,x,2026-09-01,\n'
    )
    assert [(one.line, one.code) for one in file.rejects] == [
        (5, "bad-date"),
        (8, "missing-customer"),
    ]
    assert file.touches is not None
    assert file.touches.line.tolist() == [2, 6]
    assert file.touches.metadata == ["one\ntwo\nthree", ""]
    assert file.customers == ["a", "c"]


def test_a_quote_inside_an_unquoted_cell_is_text(read: Read) -> None:
    file = read(HEADER + 'a,5" screen,2026-09-01\nb,6" screen,2026-09-01\n')
    assert file.channels == ['5" screen', '6" screen']


def test_text_behind_a_closing_quote_is_rejected_and_the_next_row_read(read: Read) -> None:
    file = read(HEADER + GOOD + '"a"b,Email,2026-09-01\n' + GOOD)
    assert faults(file) == [(3, "", "broken-quotes", '"a"b,Email,2026-09-01')]
    assert file.rows_read == 3


def test_a_quote_that_is_never_closed_is_refused_where_it_opened(read: Read) -> None:
    with pytest.raises(InputRefused, match="line 4: a quote opens here"):
        read(HEADER + GOOD * 2 + 'a,"Email,2026-09-01\n' + GOOD * 3)
    with pytest.raises(InputRefused, match="line 4: a quote opens here"):
        read(HEADER + GOOD * 2 + 'a,"Email,2026-09-01\n' + GOOD * (3 * BLOCK_BYTES // len(GOOD)))


def test_broken_quotes_in_the_header_are_refused(read: Read) -> None:
    with pytest.raises(InputRefused, match="header"):
        read('"customer"x,channel,timestamp\n' + GOOD)


def test_a_cell_of_more_than_a_million_characters_is_rejected(read: Read) -> None:
    long = "x" * (2 << 20)
    file = read(HEADER + GOOD + f'"{long}",Email,2026-09-01\n"b""",Email,2026-09-01\n')
    assert [(one.line, one.code) for one in file.rejects] == [(3, "too-long")]
    assert file.customers == ["a", 'b"']


def test_the_limit_of_the_csv_module_is_left_as_it_was(read: Read) -> None:
    before = csv.field_size_limit()
    read(HEADER + 'a,5" screen,2026-09-01\n')
    assert csv.field_size_limit() == before


def test_quoted_rows_across_blocks_keep_their_lines(read: Read) -> None:
    row = '"a","E\nmail","2026-09-01"\n'
    rows = 5 * BLOCK_BYTES // (2 * len(row))
    file = read(HEADER + row * rows + ",Email,2026-09-01\n")
    assert [reject.line for reject in file.rejects] == [2 + 2 * rows]
    assert file.touches is not None
    assert file.touches.line[-1] == 2 * rows
    assert file.channels == ["E mail"]


CELLS = st.text(alphabet='ab,"\n ;\ufeffé', max_size=6)
WIDE = RecordShape(",", 3, frozenset({0, 1, 2}))


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8), st.integers(0, 2))
def test_written_cells_are_read_back_with_their_lines(rows: list[list[str]], quoting: int) -> None:
    """Fast and careful cutting agree with what the csv module wrote."""
    target = io.StringIO()
    style: Literal[0, 1, 2] = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)[quoting]
    writer = csv.writer(target, lineterminator="\n", quoting=style)
    lines = []
    for row in rows:
        lines.append(7 + target.getvalue().count("\n"))
        writer.writerow(row)
    text = target.getvalue()

    cut = cut_records(text, ",", 7)
    assert cut.records == rows
    assert list(cut.lines) == lines
    assert (cut.rest, cut.broken) == ("", [])
    plain = cut_plain(text, WIDE, 7)
    if plain is not None:
        columns, starts = plain
        assert [list(row) for row in zip(*(columns[at] for at in range(3)), strict=True)] == [
            [cell.strip() for cell in row] for row in rows
        ]
        assert starts.tolist() == lines


@given(st.text(alphabet='ab,"\n ', max_size=60))
@example('a,b,c\n"",,"""x"\n')
@example('"a\nb",c,d\ne,f,g\n')
@example('""a,b,c\n')
def test_fast_cutting_takes_only_what_careful_cutting_reads_alike(text: str) -> None:
    plain = cut_plain(text, WIDE, 1)
    if plain is None:
        return
    cut = cut_records(text, ",", 1)
    columns, starts = plain
    assert (cut.rest, cut.broken) == ("", [])
    assert starts.tolist() == list(cut.lines)
    assert [list(row) for row in zip(*(columns[at] for at in range(3)), strict=True)] == [
        [cell.strip() for cell in record] for record in cut.records
    ]

"""Path rows with counts."""

from itertools import pairwise

import numpy as np
import pytest

from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.imports import ReadFile
from attribution_desktop.domain.instants import UNDATED
from tests.importing.material import Read, faults


def paths(file: ReadFile) -> list[list[str]]:
    assert file.paths is not None
    starts = file.paths.start.tolist()
    names = [file.channels[code] for code in file.paths.channel]
    return [names[a:b] for a, b in pairwise(starts)]


def test_counts_value_and_nulls_are_read(read: Read) -> None:
    file = read(
        "path,total_conversions,total_conversion_value,total_null\nA > B,2.5,30.10,4\nB,0,0,1\n"
    )
    assert paths(file) == [["A", "B"], ["B"]]
    assert file.paths is not None
    assert file.paths.conversions.tolist() == [2.5, 0]
    assert file.paths.nulls.tolist() == [4, 1]
    assert file.paths.value.tolist() == [30_100_000, 0]


def test_a_row_without_counts_is_one_conversion(read: Read) -> None:
    file = read("path\nA > B\nC\n")
    assert file.paths is not None
    assert file.paths.conversions.tolist() == [1, 1]
    assert file.paths.nulls.tolist() == [0, 0]


def test_no_conversion_and_no_nulls_column_is_one_other_journey(read: Read) -> None:
    file = read("path,conversions\nA > B,0\n")
    assert file.paths is not None
    assert file.paths.nulls.tolist() == [1]


@pytest.mark.parametrize(
    ("row", "column", "code", "value"),
    [
        ("A,0,,0", "conversions", "empty-row", ""),
        ("A,-1,,0", "conversions", "bad-number", "-1"),
        ("A,inf,,0", "conversions", "bad-number", "inf"),
        ("A,nan,,0", "conversions", "bad-number", "nan"),
        ("A,1e999,,0", "conversions", "bad-number", "1e999"),
        ("A,,,0", "conversions", "bad-number", ""),
        ("A,1,,x", "nulls", "bad-number", "x"),
        ("A,1,-3,0", "value", "negative-value", "-3"),
        ("A,0,3,1", "value", "value-without-conversion", "3"),
        (",0,,1", "path", "missing-path", ""),
        (" > ,0,,1", "path", "missing-path", ""),
    ],
)
def test_rows_that_count_nothing_sensible_are_rejected(
    read: Read, row: str, column: str, code: str, value: str
) -> None:
    file = read(f"path,conversions,value,nulls\n{row}\nB > C,1,1,0\n")
    assert faults(file) == [(2, column, code, value)]
    assert paths(file) == [["B", "C"]]


@pytest.mark.parametrize("separator", [" > ", " >>> ", ">>>", " -> ", "|"])
def test_the_separator_is_found_over_the_column(read: Read, separator: str) -> None:
    file = read("path,conversions\nOnly,1\n" + separator.join(["A b", "C", "A b"]) + ",1\n")
    assert paths(file) == [["Only"], ["A b", "C", "A b"]]


def test_two_separators_are_refused_and_a_given_one_settles_it(read: Read) -> None:
    content = "path,conversions\ngoogle|cpc > direct,1\n"
    with pytest.raises(InputRefused) as refused:
        read(content)
    assert "--path-separator" in refused.value.hint
    assert paths(read(content, path_separator=" > ")) == [["google|cpc", "direct"]]
    assert paths(read(content, path_separator="|")) == [["google", "cpc > direct"]]


def test_empty_steps_are_dropped_with_a_warning(read: Read) -> None:
    file = read("path\nA >  > B\nA > > B\n > A > B >\nA > B\n")
    assert paths(file) == [["A", "B"]] * 4
    assert "3 paths have empty steps; these were dropped." in file.warnings


def test_a_sign_without_spaces_is_part_of_the_channel(read: Read) -> None:
    assert paths(read("path\nA > x>y\n")) == [["A", "x>y"]]


def test_a_converting_row_without_path_has_no_touches(read: Read) -> None:
    file = read("path,conversions\n,3\nA,1\n")
    assert paths(file) == [[], ["A"]]
    assert file.paths is not None
    assert file.paths.conversions.tolist() == [3, 1]


def test_customer_order_and_time_are_optional_per_row(read: Read) -> None:
    file = read("path,customer,order,timestamp\nA,c1,o1,2026-09-01T00:00:00Z\nA,,,\n")
    assert file.paths is not None
    assert file.paths.customer.tolist() == [0, -1]
    assert file.paths.order == ["o1", ""]
    assert file.paths.instant[1] == UNDATED
    assert file.paths.instant[0] == np.datetime64("2026-09-01", "us").astype(np.int64)

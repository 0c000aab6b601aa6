"""Numbers and days in the notation of whoever reads them, and of nobody else."""

import threading
from collections.abc import Iterator
from datetime import date

import pytest

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, signed
from attribution_desktop.domain.notation import (
    PLAIN,
    Notation,
    day_text,
    plain_number,
    read_day,
    use_notation,
)

GERMAN = Notation(".", ",", "dd.MM.yyyy")


@pytest.fixture(autouse=True)
def plain_again() -> Iterator[None]:
    yield
    use_notation(PLAIN)


def test_numbers_and_days_are_written_in_the_notation_in_force() -> None:
    use_notation(GERMAN)
    assert formatted(-1234567.5, Kind.MONEY) == "−1.234.567,50"
    assert formatted(0.5, Kind.SHARE) == "50,0 %"
    assert signed(1234.5, Kind.MONEY) == "+1.234,50"
    assert day_text(date(2025, 3, 4)) == "04.03.2025"
    use_notation(Notation(day="M/d/yyyy"))
    assert day_text(date(2025, 3, 4)) == "3/4/2025"


def test_another_thread_keeps_the_plain_notation() -> None:
    use_notation(GERMAN)
    seen: list[str] = []
    thread = threading.Thread(target=lambda: seen.append(formatted(1234.5, Kind.MONEY)))
    thread.start()
    thread.join()
    assert seen == ["1,234.50"]


def test_a_pattern_with_words_is_none() -> None:
    with pytest.raises(ValueError, match="pattern of a day"):
        Notation(day="d 'de' MMMM yyyy")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"),
        ("199,99", "199.99"),
        ("1.500", "1500"),
        ("199.99", "199.99"),
        ("1,5,5", "1,5,5"),
        ("12.34.56", "12.34.56"),
        (" -7 ", "-7"),
        ("much", "much"),
        ("", ""),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, number: str) -> None:
    use_notation(GERMAN)
    assert plain_number(text) == number


@pytest.mark.parametrize("notation", [PLAIN, GERMAN, Notation(day="M/d/yyyy")])
def test_a_day_is_read_as_it_is_written_or_in_isos_order(notation: Notation) -> None:
    use_notation(notation)
    day = date(2025, 3, 14)
    assert read_day(day_text(day)) == read_day("2025-03-14") == day
    for wrong in ("soon", "2025-13-14", ""):
        with pytest.raises(ValueError, match=r"\w"):
            read_day(wrong)

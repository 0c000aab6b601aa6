"""Numbers and days in the notation of whoever reads them, and of nobody else."""

import threading
from collections.abc import Iterator
from datetime import date

import pytest

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, signed
from attribution_desktop.domain.notation import PLAIN, Notation, day_text, use_notation

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

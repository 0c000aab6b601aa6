"""How numbers and days are written where people read them: points, commas, and the order of a day.

The notation in force belongs to a thread of control (a context variable): the window sets it for
its own thread, while files that are written in the background keep the one default.
"""

import re
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

_DAY_PARTS = re.compile(r"yyyy|MM|M|dd|d")
_WHOLE_PATTERN = re.compile(r"(?:yyyy|MM|M|dd|d|[-./ ])+")


@dataclass(frozen=True, slots=True)
class Notation:
    """Signs between thousands and before decimals; `day` made of yyyy, MM or M, dd or d."""

    group: str = ","
    point: str = "."
    day: str = "yyyy-MM-dd"

    def __post_init__(self) -> None:
        if not _WHOLE_PATTERN.fullmatch(self.day):
            raise ValueError(f"{self.day!r} is no pattern of a day.")


PLAIN = Notation()
_in_force: ContextVar[Notation] = ContextVar("notation", default=PLAIN)


def current_notation() -> Notation:
    """The notation of this thread; the plain one where none was set."""
    return _in_force.get()


def use_notation(notation: Notation) -> None:
    """Write numbers and days of this thread like this from now on."""
    _in_force.set(notation)


def noted(number: str) -> str:
    """A number written with commas and a point, in the notation in force.

    Examples
    --------
    >>> noted("1,234.50")
    '1,234.50'
    """
    notation = _in_force.get()
    if notation.group == "," and notation.point == ".":
        return number
    return number.translate({ord(","): notation.group, ord("."): notation.point})


def plain_number(text: str) -> str:
    """A number as people write it, with a point and no groups; other text stays as it is.

    Read in the notation in force; one with a point and no commas that cannot be meant so is taken
    as it stands.

    Examples
    --------
    >>> plain_number(" 1,234.5 "), plain_number("1234.5"), plain_number("much")
    ('1234.5', '1234.5', 'much')
    """
    notation, written = _in_force.get(), text.strip()
    group, point = re.escape(notation.group), re.escape(notation.point)
    if re.fullmatch(rf"[-+]?\d{{1,3}}({group}\d{{3}})*({point}\d*)?|\d+({point}\d*)?", written):
        return written.replace(notation.group, "").replace(notation.point, ".")
    return written


def read_day(text: str) -> date:
    """A day as it is written in the notation in force, or in ISO's.

    Raises
    ------
    ValueError
        When it is neither.

    Examples
    --------
    >>> read_day("2025-01-31")
    datetime.date(2025, 1, 31)
    """
    pattern = _DAY_PARTS.sub(
        lambda found: rf"(?P<{found.group()[0]}>\d{{1,4}})", re.escape(_in_force.get().day)
    )
    found = re.fullmatch(pattern, text.strip())
    if found is None:
        return date.fromisoformat(text.strip())
    return date(int(found["y"]), int(found["M"]), int(found["d"]))


def day_text(day: date) -> str:
    """A day in the notation in force.

    Examples
    --------
    >>> day_text(date(2025, 1, 31))
    '2025-01-31'
    """
    parts = {
        "yyyy": f"{day.year:04}",
        "MM": f"{day.month:02}",
        "M": str(day.month),
        "dd": f"{day.day:02}",
        "d": str(day.day),
    }
    return _DAY_PARTS.sub(lambda found: parts[found.group()], _in_force.get().day)

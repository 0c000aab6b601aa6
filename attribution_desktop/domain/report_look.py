"""How a report is dressed: what the user's own house puts on every page."""

import re
from dataclasses import dataclass
from enum import StrEnum

from attribution_desktop.domain.errors import UsageError

DEFAULT_ACCENT = "#2457C5"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LONGEST_COMPANY = 200


class Paper(StrEnum):
    """The sheets on offer."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class ReportLook:
    """What a PDF looks like beyond its content.

    Parameters
    ----------
    company
        Stands on the title page and at the foot of every other; empty: nothing does.
    accent
        `#RRGGBB`, for rules and marks; text keeps its own colours, so that it stays legible.
    logo
        A PNG or JPEG file's bytes; None: no logo.

    Raises
    ------
    UsageError
        When the accent is no colour, or the company's name no name.
    """

    paper: Paper = Paper.A4
    company: str = ""
    accent: str = DEFAULT_ACCENT
    logo: bytes | None = None

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.accent):
            raise UsageError(f"{self.accent!r} is no colour.", "Write it like #2457C5.")
        if len(self.company) > _LONGEST_COMPANY:
            raise UsageError(f"The company's name has more than {_LONGEST_COMPANY} letters.")


PLAIN_LOOK = ReportLook()

"""What a batch became when it was stored: the figures that a manifest adds up."""

from dataclasses import dataclass

from attribution_desktop.domain.imports import Reject
from attribution_desktop.domain.instants import UNDATED
from attribution_desktop.domain.interactions import IntColumn


@dataclass(frozen=True, slots=True)
class StoredRows:
    """Rows of the file by their fate, and what the new ones hold.

    `revenue` in micros, refunds taken off; `first` and `last` instants, None where none is known.
    """

    imported: int = 0
    duplicate: int = 0
    rejects: tuple[Reject, ...] = ()
    touchpoints: int = 0
    conversions: float = 0.0
    journeys: float = 0.0
    revenue: int = 0
    spend_entries: int = 0
    first: int | None = None
    last: int | None = None

    @property
    def has_journeys(self) -> bool:
        return self.imported > 0 and self.spend_entries == 0


def extent(*instants: IntColumn) -> tuple[int | None, int | None]:
    """First and last of all known instants; None, None when there is none."""
    known = [column[column != UNDATED] for column in instants]
    ends = [(int(column.min()), int(column.max())) for column in known if column.size]
    if not ends:
        return None, None
    return min(first for first, _ in ends), max(last for _, last in ends)

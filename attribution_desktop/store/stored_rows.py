"""What a batch became when it was stored: what a manifest is made of."""

from dataclasses import dataclass

from attribution_desktop.domain.batch_sums import NOTHING, BatchSums
from attribution_desktop.domain.imports import Reject


@dataclass(frozen=True, slots=True)
class StoredRows:
    """Rows of the file by their fate, and what the new ones hold."""

    imported: int = 0
    duplicate: int = 0
    rejects: tuple[Reject, ...] = ()
    sums: BatchSums = NOTHING
    spend_entries: int = 0

    @property
    def has_journeys(self) -> bool:
        return self.imported > 0 and self.spend_entries == 0

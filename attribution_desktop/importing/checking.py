"""What a check adds up of a file's blocks, while the blocks themselves are let go."""

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from attribution_desktop.domain.batch_sums import (
    NOTHING,
    sums_of_orders,
    sums_of_paths,
    sums_of_spend,
    sums_of_touches,
)
from attribution_desktop.domain.imports import (
    ConversionBatch,
    PathBatch,
    Problem,
    Reject,
    SpendBatch,
    TouchBatch,
)

MOST_REJECTS_KEPT = 100_000


class Checked:
    """Counts and examples so far; days begin when they do in the zone."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.rejects: list[Reject] = []
        self.rejected = 0
        self.sums = NOTHING
        self._zone = zone
        self._codes: Counter[str] = Counter()
        self._examples: dict[str, Reject] = {}

    def add_rejects(self, rejects: Sequence[Reject]) -> None:
        self.rejected += len(rejects)
        for reject in rejects:
            self._codes[reject.code] += 1
            self._examples.setdefault(reject.code, reject)
        self.rejects += rejects[: MOST_REJECTS_KEPT - len(self.rejects)]

    def add_events(self, touches: TouchBatch | None, conversions: ConversionBatch) -> None:
        if touches is not None:
            self.sums += sums_of_touches(touches.instant)
        self.sums += sums_of_orders(conversions.instant, conversions.value)

    def add_paths(self, paths: PathBatch) -> None:
        self.sums += sums_of_paths(
            len(paths.channel), paths.conversions, paths.nulls, paths.value, paths.instant
        )

    def add_spend(self, spend: SpendBatch) -> None:
        self.sums += sums_of_spend(spend.day, spend.cost, self._zone)

    def problems(self) -> tuple[Problem, ...]:
        """Each kind of fault with its count and an example, the most frequent first."""
        return tuple(
            Problem(code, self._examples[code].message, count, self._examples[code])
            for code, count in self._codes.most_common()
        )

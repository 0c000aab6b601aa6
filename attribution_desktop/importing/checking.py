"""What a check adds up of a file's blocks, while the blocks themselves are let go."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from attribution_desktop.domain.imports import (
    ConversionBatch,
    PathBatch,
    Problem,
    Reject,
    SpendBatch,
    TouchBatch,
)
from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY, UNDATED, UNDATED_DAY
from attribution_desktop.domain.interactions import IntColumn

MOST_REJECTS_KEPT = 100_000


class Checked:
    """Counts and examples so far; amounts in micros, instants in UTC microseconds."""

    def __init__(self) -> None:
        self.rejects: list[Reject] = []
        self.rejected = 0
        self.touchpoints = 0
        self.conversions = 0.0
        self.journeys = 0.0
        self.revenue = 0
        self.spend = 0
        self.first: int | None = None
        self.last: int | None = None
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
            self.touchpoints += touches.line.size
            self._extend(touches.instant)
        self.conversions += conversions.line.size
        self.revenue += int(conversions.value.sum())
        self._extend(conversions.instant)

    def add_paths(self, paths: PathBatch) -> None:
        self.touchpoints += paths.channel.size
        self.conversions += float(paths.conversions.sum())
        self.journeys += float(paths.conversions.sum() + paths.nulls.sum())
        self.revenue += int(paths.value.sum())
        self._extend(paths.instant[paths.instant != UNDATED])

    def add_spend(self, spend: SpendBatch) -> None:
        self.spend += int(spend.cost.sum())
        days = spend.day[spend.day != UNDATED_DAY].astype(np.int64)
        self._extend(days * MICROSECONDS_PER_DAY)

    def problems(self) -> tuple[Problem, ...]:
        """Each kind of fault with its count and an example, the most frequent first."""
        return tuple(
            Problem(code, self._examples[code].message, count, self._examples[code])
            for code, count in self._codes.most_common()
        )

    def _extend(self, instants: IntColumn) -> None:
        if not instants.size:
            return
        low, high = int(instants.min()), int(instants.max())
        self.first = low if self.first is None else min(low, self.first)
        self.last = high if self.last is None else max(high, self.last)

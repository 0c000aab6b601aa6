"""What is resampled and held out: customers, or unit journeys where no customer is known."""

from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.interactions import FloatColumn, IntColumn
from attribution_desktop.domain.journeys import Journeys
from attribution_desktop.domain.mixing import HashColumn, mixed
from attribution_desktop.engine.hashing import journey_hashes
from attribution_desktop.engine.slices import counted


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Units in the order of their content's hash, so that the order of import does not matter.

    A customer's journeys depend on each other, so a customer is one unit. A journey without a
    customer (a path row) is a unit that stands for as many as its weight says.

    Parameters
    ----------
    of_journey
        (j,) the unit of each journey.
    key
        (u,) hash of the unit's content, rising.
    occurrence
        (u,) how many units of the same content come before.
    size
        (u,) how many units it stands for: 1, or a path row's weight.
    """

    of_journey: IntColumn
    key: HashColumn
    occurrence: IntColumn
    size: FloatColumn

    @property
    def count(self) -> int:
        return len(self.key)


def resampling_units(journeys: Journeys) -> Units:
    """The units of all journeys, bare conversions included."""
    hashes = journey_hashes(journeys)
    is_known = journeys.customer >= 0
    # Rows without a customer get numbers of their own beyond the last customer.
    number = journeys.customer.copy()
    unknown = np.flatnonzero(~is_known)
    number[unknown] = int(journeys.customer.max(initial=-1)) + 1 + np.arange(len(unknown))
    order = np.argsort(number, kind="stable")
    is_new = np.ones(len(order), bool)
    is_new[1:] = np.diff(number[order]) != 0
    unit = np.empty(len(order), np.int64)
    unit[order] = counted(is_new) - 1
    units = int(is_new.sum())
    key = np.zeros(units, np.uint64)
    np.add.at(key, unit, mixed(hashes))
    size = np.ones(units)
    size[unit[unknown]] = journeys.weight[unknown]
    by_key = np.argsort(key, kind="stable")
    rank = np.empty(units, np.int64)
    rank[by_key] = np.arange(units)
    return Units(
        of_journey=rank[unit],
        key=key[by_key],
        occurrence=_occurrences(key[by_key]),
        size=size[by_key],
    )


def _occurrences(rising: HashColumn) -> IntColumn:
    position = np.arange(len(rising))
    is_new = np.ones(len(rising), bool)
    is_new[1:] = rising[1:] != rising[:-1]
    return position - np.maximum.accumulate(np.where(is_new, position, 0))

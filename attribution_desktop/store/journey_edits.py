"""Changing one order and the touches that are its own, as one change that can be undone."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import apsw
import numpy as np

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.progress import unreported
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.store.bulk import Destination
from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.columns import read_channels
from attribution_desktop.store.customers import remove_customers
from attribution_desktop.store.editing import touches_up_to
from attribution_desktop.store.hashing import text_hashes
from attribution_desktop.store.history import recorded
from attribution_desktop.store.identities import known_customers, stored_customers
from attribution_desktop.store.interactions import NO_CONVERSIONS, store_interactions
from attribution_desktop.store.orders import order_rows, stable_order_id
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.removing import remove_rows
from attribution_desktop.store.row_changes import known_rows_of, record_difference
from attribution_desktop.store.tracked import tracked_source

_Key = tuple[str, str, str]
"""Channel key, session and metadata: with customer and instant, what makes touches the same."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """An order by its row ids, and as it would be entered; `touches` are the rows of its own."""

    row: int
    customer: int
    touches: tuple[int, ...]
    journey: TrackedJourney


def own_journey(project: ProjectFile, order: str) -> TrackedJourney:
    """The order as it would be entered by hand, with the touches since the order before it.

    Raises
    ------
    InputRefused
        When there is no such order, or it was imported as a path without times.
    """
    with project.snapshot() as connection:
        return _stored(connection, order).journey


def edit_journey(project: ProjectFile, order: str, journey: TrackedJourney) -> tuple[str, Changes]:
    """Make an order and its own touches what `journey` says; what is the same stays in place.

    Refunds stay with the order: `journey.value` is what is left of it after them.

    Returns
    -------
    The order's id, which may be another one now.

    Raises
    ------
    InputRefused
        When there is no such order, it is a path row, another order has the new id already, or
        the journey cannot be. Nothing is changed then.
    """
    _check(journey)
    name = journey.order or stable_order_id(journey.customer, journey.converted_at)
    wanted = replace(journey, order=name)
    with project.bulk_transaction() as connection:
        stored = _stored(connection, order)
        if name != order and order_rows(connection, [name]):
            raise InputRefused(
                f"There is an order {name} already; nothing was changed.", "Give another order id."
            )
        if wanted == stored.journey:
            return name, Changes(revision=project.revision)
        channels = len(read_channels(connection).names)
        with recorded(connection, "edit-journey", f"Change of order {name}"):
            _change_touches(connection, stored, wanted)
            _change_order(connection, stored, wanted)
            remove_customers(connection, [stored.customer])
        changes = Changes(
            has_journeys=True,
            has_channels=len(read_channels(connection).names) != channels,
            revision=project.advance_revision(),
        )
    return name, changes


def _check(journey: TrackedJourney) -> None:
    """Refuse what could not be tracked either."""
    tracked_source([journey])
    if any(touch.instant > journey.converted_at for touch in journey.touches):
        raise InputRefused("A touch comes after the conversion; nothing was changed.")


def _stored(connection: apsw.Connection, order: str) -> _Stored:
    found: tuple[Any, ...] | None = connection.execute(
        "SELECT o.id, o.customer_id, c.external_id, o.converted_at, o.conversion_value, o.is_path"
        " FROM attribution_path o LEFT JOIN customer c ON c.id = o.customer_id"
        " WHERE o.order_id = ?",
        (order,),
    ).fetchone()
    if found is None:
        raise InputRefused(f"There is no order {order!r}; nothing was changed.")
    row, customer, name, instant, value, is_path = found
    if is_path:
        raise InputRefused(
            f"Order {order} was imported as a path without times; it was not changed.",
            "Import the file again to change it.",
        )
    rows, touches = _own_touches(connection, customer, instant)
    return _Stored(row, customer, rows, TrackedJourney(name, order, value, instant, touches))


def _own_touches(
    connection: apsw.Connection, customer: int, instant: int
) -> tuple[tuple[int, ...], tuple[TrackedTouch, ...]]:
    """Row ids and touches in touch order, under the shown names of their channels."""
    channels = read_channels(connection)
    query = (
        "SELECT channel_id, timestamp, session_id, touchpoint_metadata"
        " FROM touchpoint_interaction WHERE id = ?"
    )
    found = []
    for row in touches_up_to(connection, customer, instant):
        cells: tuple[Any, ...] = connection.execute(query, (row,)).fetchall()[0]
        channel, at, session, metadata = cells
        name = channels.names[int(channels.code_of_row[channel])]
        found.append((at, row, TrackedTouch(name, at, session, metadata)))
    found.sort(key=lambda own: own[:2])
    return tuple(row for _, row, _ in found), tuple(touch for *_, touch in found)


def _change_touches(connection: apsw.Connection, stored: _Stored, wanted: TrackedJourney) -> None:
    is_same_customer = wanted.customer == stored.journey.customer
    stay, added = _compared(stored, wanted.touches) if is_same_customer else (set(), wanted.touches)
    remove_rows(connection, touches=[row for row in stored.touches if row not in stay])
    if added:
        source = tracked_source([replace(wanted, touches=tuple(added))])
        alike = _alike(stored.journey.touches)
        is_counted = np.array([(one.instant, _key(one)) in alike for one in added], np.bool_)
        source = replace(
            source,
            touches=replace(source.touches, is_date_only=is_counted),
            conversions=NO_CONVERSIONS,
        )
        store_interactions(Destination(connection, None, unreported), source)


def _alike(touches: Sequence[TrackedTouch]) -> frozenset[tuple[int, _Key]]:
    """Those of which there are several, as of a day without a time: each of them counts."""
    counts = Counter((touch.instant, _key(touch)) for touch in touches)
    return frozenset(one for one, count in counts.items() if count > 1)


def _compared(
    stored: _Stored, wanted: Sequence[TrackedTouch]
) -> tuple[set[int], list[TrackedTouch]]:
    """Which rows stay, and what is added behind them.

    Touches of one instant stand in the order of their rows: a row stays only where nothing new
    comes before it, and where some are alike only with all of its instant.
    """
    stay, added = _first_compared(stored, wanted)
    alike = {instant for instant, _ in _alike(stored.journey.touches)}
    anew = alike & {touch.instant for touch in added}
    if not anew:
        return stay, added
    own = zip(stored.touches, stored.journey.touches, strict=True)
    gone = {row for row, touch in own if touch.instant in anew}
    others = [touch for touch in added if touch.instant not in anew]
    return stay - gone, [*others, *(touch for touch in wanted if touch.instant in anew)]


def _first_compared(
    stored: _Stored, wanted: Sequence[TrackedTouch]
) -> tuple[set[int], list[TrackedTouch]]:
    """As `_compared`, but that of some that are alike a part may stay."""
    there: dict[int, list[tuple[int, _Key]]] = defaultdict(list)
    for row, touch in zip(stored.touches, stored.journey.touches, strict=True):
        there[touch.instant].append((row, _key(touch)))
    stay: set[int] = set()
    added: list[TrackedTouch] = []
    is_added_at: set[int] = set()
    for touch in wanted:
        left = there[touch.instant]
        place = next((at for at, (_, key) in enumerate(left) if key == _key(touch)), None)
        if place is None or touch.instant in is_added_at:
            is_added_at.add(touch.instant)
            added.append(touch)
            continue
        stay.add(left[place][0])
        del left[: place + 1]
    return stay, added


def _key(touch: TrackedTouch) -> _Key:
    return channel_key(touch.channel), touch.session, touch.metadata


def _change_order(connection: apsw.Connection, stored: _Stored, wanted: TrackedJourney) -> None:
    names = [wanted.customer]
    (customer,) = stored_customers(
        connection,
        names,
        known_customers(connection, names),
        np.ones(1, np.bool_),
        text_hashes(names),
    ).tolist()
    before = known_rows_of(connection, Kind.ORDERS, [stored.row])
    connection.execute(
        "UPDATE attribution_path SET customer_id = ?, order_id = ?, conversion_value = ?,"
        " converted_at = ? WHERE id = ?",
        (customer, wanted.order, wanted.value, wanted.converted_at, stored.row),
    )
    after = known_rows_of(connection, Kind.ORDERS, [stored.row])
    record_difference(connection, Kind.ORDERS, before, after)

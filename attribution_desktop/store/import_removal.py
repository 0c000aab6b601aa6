"""An import taken out of a project as a whole, and put back as it was.

The rows that it brought are moved aside by SQL, with the ids they had; the little that other rows
change with it (orders that get refunds back, rows that it had replaced) is recorded as a changeset.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import apsw
import numpy as np

from attribution_desktop.store.bulk import fetch_number
from attribution_desktop.store.changesets import apply_changeset, recording, rests_on_it
from attribution_desktop.store.column_rebuild import content_of, read_rows
from attribution_desktop.store.column_rows import Kind, Rows, no_rows
from attribution_desktop.store.customers import NOBODY
from attribution_desktop.store.digests import (
    Digest,
    add_digests,
    kept_digests,
    read_digests,
    renew_digests,
)
from attribution_desktop.store.refunds import give_back_refunds
from attribution_desktop.store.removing import Removed
from attribution_desktop.store.replaced_rows import bring_back, forget_own
from attribution_desktop.store.segment_content import Content, added_content, load_content
from attribution_desktop.store.segments import SEGMENT_ROWS, Change, append_change, drop_segments
from attribution_desktop.store.set_aside import REMOVED, copy_aside, copy_back, delete_rows

_TABLES: Mapping[Kind, str] = {
    Kind.TOUCHES: "touchpoint_interaction",
    Kind.ORDERS: "attribution_path",
}
_IN_COLUMNS: Mapping[Kind, str] = {
    Kind.TOUCHES: "timestamp IS NOT NULL",
    Kind.ORDERS: "NOT is_path",
}
_NO_IDS = np.empty(0, np.int64)

_ORPHANS = """
    SELECT EXISTS (SELECT 1 FROM removed_touchpoint_interaction t WHERE t.change_number = ?1
            AND t.customer_id IS NOT NULL AND t.customer_id NOT IN (SELECT id FROM customer))
        OR EXISTS (SELECT 1 FROM removed_attribution_path p WHERE p.change_number = ?1
            AND p.customer_id IS NOT NULL AND p.customer_id NOT IN (SELECT id FROM customer))
        OR EXISTS (SELECT 1 FROM removed_touchpoint_interaction t WHERE t.change_number = ?1
            AND t.channel_id NOT IN (SELECT id FROM channel))
        OR EXISTS (SELECT 1 FROM removed_daily_spend s WHERE s.change_number = ?1
            AND s.channel_id NOT IN (SELECT id FROM channel))
        OR EXISTS (SELECT 1 FROM removed_refund r WHERE r.change_number = ?1
            AND r.import_id IS NOT NULL AND r.import_id NOT IN (SELECT id FROM imports))
        OR EXISTS (SELECT 1 FROM refund r WHERE r.path_id NOT IN (SELECT id FROM attribution_path))
        OR EXISTS (SELECT 1 FROM replaced_attribution_path p
            WHERE p.replaced_by NOT IN (SELECT id FROM imports)
            OR (p.import_id IS NOT NULL AND p.import_id NOT IN (SELECT id FROM imports))
            OR (p.customer_id IS NOT NULL AND p.customer_id NOT IN (SELECT id FROM customer)))
        OR EXISTS (SELECT 1 FROM replaced_daily_spend s
            WHERE s.replaced_by NOT IN (SELECT id FROM imports)
            OR (s.import_id IS NOT NULL AND s.import_id NOT IN (SELECT id FROM imports)))
"""
"""Whether a row that came back, or one that waits for an import, names what is not there."""


@dataclass(frozen=True, slots=True)
class TakenAway:
    """How many rows went, what else changed with them, and what is to be remembered as text."""

    removed: Removed
    changeset: bytes
    note: str


def take_away(connection: apsw.Connection, import_id: int, number: int) -> TakenAway:
    """Take out all that an import brought, for the past change of this number.

    The caller's transaction does not check references.
    """
    content = {str(kind): _columns_removed(connection, kind, import_id) for kind in Kind}
    digests = {table: _digest_removed(connection, table, import_id) for table in _TABLES.values()}
    customers = _waiting_customers(connection, import_id)
    own = f"import_id = {import_id}"
    under_own = f"path_id IN (SELECT id FROM attribution_path WHERE {own})"  # noqa: S608
    counts = {
        table: _moved(connection, table, condition, number)
        for table, condition in (
            ("refund", under_own),
            ("touchpoint_interaction", own),
            ("attribution_path", own),
            ("daily_spend", own),
        )
    }
    with recording(connection) as record:
        forget_own(connection, import_id)
        give_back_refunds(connection, import_id)
        connection.execute("DELETE FROM imports WHERE id = ?", (import_id,))
        bring_back(connection, import_id)
        changeset = record.changeset()
    renew_digests(connection, ("refund", "daily_spend", "imports"))
    digests["customer"] = _customers_moved(connection, customers, number)
    removed = Removed(
        counts["touchpoint_interaction"], counts["attribution_path"], counts["daily_spend"]
    )
    note = json.dumps({"import": import_id, "content": content, "digests": digests})
    return TakenAway(removed, changeset, note)


def put_back(
    connection: apsw.Connection, number: int, changeset: bytes, note: str, failure: str
) -> frozenset[str]:
    """Undo `take_away`; returns the tables that changed.

    Raises
    ------
    InputRefused
        When later changes rest on what is put back; it begins with `failure`.
    """
    known: dict[str, Any] = json.loads(note)
    import_id = import_of(note)
    own = f"change_number = {number}"
    tables = ("attribution_path", "touchpoint_interaction", "refund", "daily_spend")
    try:
        copy_back(connection, REMOVED, "customer", own)
        touched = apply_changeset(connection, apsw.Changeset.invert(changeset), failure)
        counts = {table: copy_back(connection, REMOVED, table, own) for table in tables}
    except apsw.ConstraintError as error:
        raise rests_on_it(failure) from error
    if fetch_number(connection, _ORPHANS, (number,)):
        raise rests_on_it(failure)
    for kind, table in _TABLES.items():
        content = {int(row): int(amount) for row, amount in known["content"][kind].items()}
        _columns_added(connection, kind, import_id, content)
        add_digests(connection, table, {import_id: Digest(*known["digests"][table])})
    add_digests(connection, "customer", {0: Digest(*known["digests"]["customer"])})
    renew_digests(connection, ("refund", "daily_spend"))
    forget_removed(connection, number)
    return touched | {table for table, count in counts.items() if count}


def import_of(note: str) -> int:
    """The import that a note is about."""
    return int(json.loads(note)["import"])


def forget_removed(connection: apsw.Connection, number: int) -> None:
    """Drop the rows that are kept for a past change."""
    for table in (
        "attribution_path",
        "touchpoint_interaction",
        "refund",
        "daily_spend",
        "customer",
    ):
        aside, own = REMOVED.table(table), f"change_number = {number}"
        count = fetch_number(connection, f"SELECT COUNT(*) FROM {aside} WHERE {own}")  # noqa: S608
        delete_rows(connection, aside, own, count)


def _moved(connection: apsw.Connection, table: str, condition: str, number: int) -> int:
    count = copy_aside(connection, REMOVED, table, condition, (), number)
    delete_rows(connection, table, condition, count)
    return count


def _digest_removed(connection: apsw.Connection, table: str, import_id: int) -> tuple[int, int]:
    """Take an import's rows out of the digests; returns what they were."""
    digest = kept_digests(connection, table).get(import_id, Digest(0, 0))
    add_digests(connection, table, {import_id: digest}, sign=-1)
    return digest.rows, digest.amount


def _columns_removed(connection: apsw.Connection, kind: Kind, import_id: int) -> Content:
    """Take an import's rows, which are still there, out of the columns; returns their content."""
    others = f"SELECT EXISTS (SELECT 1 FROM {_TABLES[kind]} WHERE import_id IS NOT ? AND"  # noqa: S608
    if not fetch_number(connection, f"{others} {_IN_COLUMNS[kind]})", (import_id,)):
        content = load_content(connection, kind)
        drop_segments(connection, kind)
        return content
    content = {}
    for rows in _rows_of(connection, kind, import_id):
        part = content_of(connection, kind, rows)
        content = added_content(content, part)
        gone = added_content({}, part, sign=-1)
        append_change(connection, Change(kind, no_rows(), rows.row, gone), None)
    return content


def _columns_added(
    connection: apsw.Connection, kind: Kind, import_id: int, content: Content
) -> None:
    for rows in _rows_of(connection, kind, import_id):
        append_change(connection, Change(kind, rows, _NO_IDS, content), import_id)
        content = {}


def _rows_of(connection: apsw.Connection, kind: Kind, import_id: int) -> Iterator[Rows]:
    """An import's rows by id, so many at a time that memory bears it."""
    table = _TABLES[kind]
    query = f"SELECT MIN(id), MAX(id) FROM {table} WHERE import_id = ?"  # noqa: S608
    first, last = connection.execute(query, (import_id,)).fetchall()[0]
    if first is None:
        return
    for start in range(int(str(first)), int(str(last)) + 1, SEGMENT_ROWS):
        among = "import_id = ? AND id BETWEEN ? AND ?"
        rows = read_rows(connection, kind, among, (import_id, start, start + SEGMENT_ROWS - 1))
        if len(rows):
            yield rows


def _waiting_customers(connection: apsw.Connection, import_id: int) -> list[int]:
    """Customers of the import's orders that others have replaced."""
    query = "SELECT customer_id FROM replaced_attribution_path WHERE import_id = ?"
    found = connection.execute(query, (import_id,))
    return [int(str(row)) for (row,) in found if row is not None]


def _customers_moved(
    connection: apsw.Connection, others: list[int], number: int
) -> tuple[int, int]:
    """Take out those customers of removed rows, and of the others, of whom nothing is left.

    Returns
    -------
    Their digest.
    """
    left = (
        "(id IN (SELECT customer_id FROM removed_touchpoint_interaction"  # noqa: S608  # ours
        f" WHERE change_number = {number}) OR id IN (SELECT customer_id FROM"
        f" removed_attribution_path WHERE change_number = {number})"
        f" OR id IN ({','.join(map(str, others))})) AND {NOBODY}"
    )
    count = copy_aside(connection, REMOVED, "customer", left, (), number)
    gone = f"id IN (SELECT row FROM removed_customer WHERE change_number = {number})"  # noqa: S608
    digest = kept_digests(connection, "customer").get(0, Digest(0, 0))
    if digest.rows != count:
        digest = read_digests(connection, "customer", gone).get(0, Digest(0, 0))
    add_digests(connection, "customer", {0: digest}, sign=-1)
    delete_rows(connection, "customer", gone, count)
    return digest.rows, digest.amount

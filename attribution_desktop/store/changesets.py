"""What SQL changes, recorded by SQLite as a changeset, and changesets applied again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import apsw

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.store.column_rows import Kind
from attribution_desktop.store.columns import read_channels
from attribution_desktop.store.digests import SMALL_TABLES, add_digests, read_digests, renew_digests
from attribution_desktop.store.references import are_named_still, name_what_is_not_there
from attribution_desktop.store.row_changes import known_rows_of, record_difference

RECORDED_TABLES = (
    "channel",
    "customer",
    "imports",
    "attribution_path",
    "touchpoint_interaction",
    "refund",
    "daily_spend",
    "replaced_attribution_path",
    "replaced_touchpoint_interaction",
    "replaced_refund",
    "replaced_daily_spend",
)

_AMONG = "id IN (SELECT value FROM json_each(?))"


class Recording:
    """A running record of what the recorded tables become."""

    def __init__(self, session: apsw.Session) -> None:
        self._session = session

    def changeset(self) -> bytes:
        """What has changed since the record began; empty where nothing has."""
        return self._session.changeset()


@contextmanager
def recording(connection: apsw.Connection) -> Iterator[Recording]:
    """Record what the block changes in the running transaction."""
    session = apsw.Session(connection, "main")
    try:
        for table in RECORDED_TABLES:
            session.attach(table)
        yield Recording(session)
    finally:
        session.close()


def apply_changeset(connection: apsw.Connection, changeset: bytes, failure: str) -> frozenset[str]:
    """Apply a changeset, columns and digests with it; returns the tables that changed.

    References are checked here: the caller's transaction need not.

    Raises
    ------
    InputRefused
        When a row is not as the changeset expects it, or would name one that is not there; it
        begins with `failure`.
    """
    ids = _changed_ids(changeset)
    touches = ids.get("touchpoint_interaction", [])
    orders = ids.get("attribution_path", [])
    customers = (_json(ids.get("customer", [])),)
    kinds = ((Kind.TOUCHES, touches), (Kind.ORDERS, orders))
    before = [known_rows_of(connection, kind, rows) for kind, rows in kinds]
    known_customers = read_digests(connection, "customer", _AMONG, customers)
    try:
        apsw.Changeset.apply(changeset, connection, conflict=_Judge(connection, changeset))
    except (apsw.AbortError, apsw.ConstraintError) as error:
        raise rests_on_it(failure) from error
    if name_what_is_not_there(connection, ids):
        raise rests_on_it(failure)
    for (kind, rows), known in zip(kinds, before, strict=True):
        if rows:
            record_difference(connection, kind, known, known_rows_of(connection, kind, rows))
    add_digests(connection, "customer", known_customers, sign=-1)
    add_digests(connection, "customer", read_digests(connection, "customer", _AMONG, customers))
    renew_digests(connection, [table for table in SMALL_TABLES if table in ids])
    if are_named_still(connection, ids) or ("channel" in ids and _is_name_twice(connection)):
        raise rests_on_it(failure)
    return frozenset(ids)


def _is_name_twice(connection: apsw.Connection) -> bool:
    """Whether two channels are shown under one name."""
    keys = list(map(channel_key, read_channels(connection).names))
    return len(set(keys)) < len(keys)


def changed_customers(changeset: bytes) -> frozenset[str]:
    """The ids in the source of customers whom a changeset adds or takes away."""
    return frozenset(
        str(row[1])
        for change in apsw.Changeset.iter(changeset)
        if change.name == "customer"
        for row in (change.old, change.new)
        if row is not None
    )


def rests_on_it(failure: str) -> InputRefused:
    """The refusal of a change that would take away what later ones need."""
    return InputRefused(
        f"{failure}: later changes rest on it. Nothing was changed.",
        "Undo the later changes first, or restore a backup.",
    )


def _changed_ids(changeset: bytes) -> dict[str, list[int]]:
    """By table: the ids of rows that a changeset inserts, deletes or changes."""
    ids: dict[str, list[int]] = {}
    for change in apsw.Changeset.iter(changeset):
        row: Any = change.old if change.old is not None else change.new
        ids.setdefault(change.name, []).append(int(row[0]))
    return ids


def _json(ids: list[int]) -> str:
    return f"[{','.join(map(str, ids))}]"


class _Judge:
    """Takes nothing at all where a row is not as expected, but for rows that went with their path.

    SQLite deletes touches and refunds with the path row that they belong to, before the changeset
    comes to them.
    """

    def __init__(self, connection: apsw.Connection, changeset: bytes) -> None:
        query = "SELECT cid FROM pragma_table_info(?) WHERE name = 'path_id'"
        self._path_column = {
            table: int(str(connection.execute(query, (table,)).fetchall()[0][0]))
            for table in ("touchpoint_interaction", "refund")
        }
        self._gone = {
            change.old[0]
            for change in apsw.Changeset.iter(changeset)
            if change.name == "attribution_path" and change.op == "DELETE" and change.old
        }

    def __call__(self, reason: int, change: apsw.TableChange) -> int:
        column = self._path_column.get(change.name)
        is_gone_already = (
            reason == apsw.SQLITE_CHANGESET_NOTFOUND
            and change.op == "DELETE"
            and column is not None
            and change.old is not None
            and change.old[column] in self._gone
        )
        return apsw.SQLITE_CHANGESET_OMIT if is_gone_already else apsw.SQLITE_CHANGESET_ABORT

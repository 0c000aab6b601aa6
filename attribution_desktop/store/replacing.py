"""What gives way when a file is to replace what is stored."""

import apsw
import numpy as np

from attribution_desktop.domain.imports import ReadFile, SpendBatch
from attribution_desktop.domain.instants import UNDATED_DAY
from attribution_desktop.store.conversions import resolve_conversions
from attribution_desktop.store.identities import known_rows
from attribution_desktop.store.orders import order_rows
from attribution_desktop.store.paths import contradicted_path_orders
from attribution_desktop.store.removing import remove_rows
from attribution_desktop.store.replaced_rows import keep_orders, keep_spend


def clear_spend(connection: apsw.Connection, batch: SpendBatch, source: str, import_id: int) -> int:
    """Delete the source's spend from the batch's first to its last day, and its undated spend.

    Undated spend goes only where the batch holds undated spend. What goes is kept for the import
    that it gives way to.

    Returns
    -------
    How many stored rows went.
    """
    dated = batch.day[batch.day != UNDATED_DAY]
    ids: list[int] = []
    if len(dated):
        ids += _ids(
            connection,
            "SELECT id FROM daily_spend WHERE source = ? AND day BETWEEN ? AND ?",
            (source, int(dated.min()), int(dated.max())),
        )
    if len(dated) < len(batch.day):
        ids += _ids(
            connection, "SELECT id FROM daily_spend WHERE source = ? AND day IS NULL", (source,)
        )
    keep_spend(connection, import_id, ids)
    return remove_rows(connection, spend=ids).spend


def clear_contradicted_orders(connection: apsw.Connection, read: ReadFile, import_id: int) -> int:
    """Delete stored orders, their refunds with them, of which the file says something else.

    They are kept for the import that they give way to.

    Two rows of the file that contradict each other are none of this: the later one is rejected.
    """
    known = known_rows(connection, read.customers, read.channels)
    orders: list[str] = []
    if read.paths is not None:
        orders = contradicted_path_orders(connection, read.paths, known)
    elif read.conversions is not None:
        resolved = resolve_conversions(
            connection, read.conversions, read.customers, known.customers
        )
        orders = [reject.value for reject in resolved.rejects if reject.code == "order-conflict"]
    ids = order_rows(connection, orders)
    keep_orders(connection, import_id, ids)
    return remove_rows(connection, orders=ids).orders


def _ids(connection: apsw.Connection, query: str, bindings: tuple[object, ...]) -> list[int]:
    return np.array(connection.execute(query, bindings).fetchall(), np.int64).ravel().tolist()

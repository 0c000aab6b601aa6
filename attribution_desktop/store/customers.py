"""Customers of whom nothing is left."""

import apsw

from attribution_desktop.store.digests import add_digests, read_digests

NOBODY = """
    NOT EXISTS (SELECT 1 FROM touchpoint_interaction t
        WHERE t.customer_id = customer.id AND t.timestamp IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM attribution_path o WHERE o.customer_id = customer.id)
    AND id NOT IN (SELECT customer_id FROM replaced_attribution_path WHERE customer_id IS NOT NULL)
"""
"""SQL of a customer without touches and orders, standing or replaced.

Touches of path rows name the path's customer: they need no look of their own.
"""


def remove_customers(connection: apsw.Connection, customers: list[int]) -> None:
    """Delete those of the customers of whom nothing is left."""
    among = f"id IN (SELECT value FROM json_each(?)) AND {NOBODY}"  # noqa: S608  # ours
    bindings = (f"[{','.join(map(str, customers))}]",)
    add_digests(connection, "customer", read_digests(connection, "customer", among, bindings), -1)
    connection.execute(f"DELETE FROM customer WHERE {among}", bindings)  # noqa: S608  # ours

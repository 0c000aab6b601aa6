"""Customers' ids for a block of rows, each looked up once."""

import json

import apsw
import numpy as np

from attribution_desktop.domain.interactions import IntColumn
from attribution_desktop.domain.row_table import CodedTexts

_CUSTOMERS = """
    SELECT json_group_array(COALESCE(c.external_id, ''))
    FROM carray(?) j LEFT JOIN customer c ON c.id = j.value
"""


def customer_names(connection: apsw.Connection, customers: IntColumn) -> CodedTexts:
    """(n,) ids in the source of customers given by row id.

    Looked up in rising order: neighbours lie on one page of the file.
    """
    if (np.diff(customers) >= 0).all():
        is_first = np.diff(customers, prepend=-1) != 0
        numbers, place = customers[is_first], np.cumsum(is_first) - 1
    else:
        numbers, place = np.unique(customers, return_inverse=True)
    wanted = apsw.carray(np.ascontiguousarray(numbers))
    ((listed,),) = connection.execute(_CUSTOMERS, (wanted,)).fetchall()
    names: list[str] = json.loads(str(listed))
    return CodedTexts(names, place)

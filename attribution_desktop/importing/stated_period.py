"""The period that a report names above its header, for rows that have no dates of their own."""

import re

from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY
from attribution_desktop.importing.date_text import DateOrder, OrderOpen, order_shown_by, wall_of
from attribution_desktop.importing.wall_times import Kind

_MONTH_FIRST = r"[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}"
_DAY_FIRST = r"\d{1,2}\.? [A-Z][a-z]{2,8}\.? \d{4}"
_YEAR_FIRST = r"\d{4}[-/.]\d{2}[-/.]\d{2}"
_NUMERIC = r"\d{1,2}/\d{1,2}/\d{4}"
_DATE = rf"(?:{_MONTH_FIRST}|{_DAY_FIRST}|{_YEAR_FIRST}|{_NUMERIC})"
_PERIOD = re.compile(rf"({_DATE})\s*(?:-|–|—|to|through|,(?: Report End:)?)\s*({_DATE})")
_LONGEST_DAYS = 3_660


def stated_period(preamble: tuple[str, ...]) -> tuple[int, int] | None:
    """First and last day (numbers since 1970-01-01) of the one period in the lines; else None.

    Only dates that can be read in one way count: a month by name, the year first, or a day above
    twelve at one end that says which number is the day.

    Examples
    --------
    >>> stated_period(("Campaign report", '"September 1, 2026 - September 2, 2026"'))
    (20697, 20698)
    """
    found = {period for line in preamble for period in _PERIOD.findall(line)}
    if len(found) != 1:
        return None
    texts = found.pop()
    order = _order_of(texts)
    first, last = (_day(text, order) for text in texts)
    if first is None or last is None or not 0 <= last - first < _LONGEST_DAYS:
        return None
    return first, last


def _order_of(texts: tuple[str, str]) -> DateOrder | None:
    """The order that one end of the period proves and the other does not contradict."""
    orders: set[DateOrder] = set()
    for text in texts:
        try:
            order = order_shown_by(text)
        except OrderOpen:
            continue
        if order is not None:
            orders.add(order)
    return orders.pop() if len(orders) == 1 else None


def _day(text: str, order: DateOrder | None) -> int | None:
    try:
        wall = wall_of(text, order)
    except OrderOpen:
        return None
    if wall is None or wall.kind is not Kind.DAY:
        return None
    return wall.micros // MICROSECONDS_PER_DAY

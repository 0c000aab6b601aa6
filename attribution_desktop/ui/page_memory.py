"""How a page or a dialog looked, from one run to the next: its division, tables and weights."""

import json

from PySide6.QtWidgets import QSplitter, QWidget

from attribution_desktop.services.journey_search import JourneyOrder
from attribution_desktop.ui.memory import WindowMemory
from attribution_desktop.ui.widgets.column_widths import ColumnWidths
from attribution_desktop.ui.widgets.journey_detail import JourneyDetail
from attribution_desktop.ui.widgets.journey_list import JourneyList, Listing
from attribution_desktop.ui.widgets.tables import FigureTable, Ordering

_WEIGHTS = {True: "all models", False: "one model"}


def save_page(memory: WindowMemory, slug: str, page: QWidget) -> None:
    """Keep how a page is divided, and what its tables were made."""
    for place, splitter in enumerate(page.findChildren(QSplitter)):
        name = splitter.objectName() or f"{slug}-{place}"
        memory.keep_state(f"splitters/{name}", splitter.saveState())
    for detail in page.findChildren(JourneyDetail):
        memory.keep(_key("weights", slug, "journey"), _WEIGHTS[detail.compare.isChecked()])
    save_tables(memory, slug, page)


def restore_page(memory: WindowMemory, slug: str, page: QWidget) -> None:
    """Divide a page as it was, and make its tables what they were."""
    for place, splitter in enumerate(page.findChildren(QSplitter)):
        state = memory.kept_state(f"splitters/{splitter.objectName() or f'{slug}-{place}'}")
        if state is not None:
            splitter.restoreState(state)
    for detail in page.findChildren(JourneyDetail):
        kept = memory.kept(_key("weights", slug, "journey"))
        detail.compare.setChecked(kept == _WEIGHTS[True])
    restore_tables(memory, slug, page)


def save_tables(memory: WindowMemory, slug: str, part: QWidget) -> None:
    """Keep the widths of columns that were chosen by hand, and what rows are ordered by."""
    for widths in part.findChildren(ColumnWidths):
        name = _key("columns", slug, widths.name)
        memory.keep(name, json.dumps(widths.by_hand, ensure_ascii=False) if widths.by_hand else "")
    for table in part.findChildren(FigureTable):
        order = table.order
        direction = "falling" if order.is_falling else "rising"
        name = _key("order", slug, table.widths.name)
        memory.keep(name, f"{direction} {order.title}" if order.title else "")
    for list_ in part.findChildren(JourneyList):
        listing = list_.listing
        direction = "falling" if listing.is_descending else "rising"
        memory.keep(_key("order", slug, list_.widths.name), f"{direction} {listing.order}")


def restore_tables(memory: WindowMemory, slug: str, part: QWidget) -> None:
    """Give tables the widths and the order that they had."""
    for widths in part.findChildren(ColumnWidths):
        widths.take(_widths(memory.kept(_key("columns", slug, widths.name))))
    for table in part.findChildren(FigureTable):
        kept = memory.kept(_key("order", slug, table.widths.name))
        direction, _, title = kept.partition(" ")
        if title:
            table.order_by(Ordering(title, is_falling=direction == "falling"))
    for list_ in part.findChildren(JourneyList):
        kept = memory.kept(_key("order", slug, list_.widths.name))
        direction, _, order = kept.partition(" ")
        if order in set(JourneyOrder):
            list_.listing = Listing(JourneyOrder(order), direction == "falling")


def _key(kind: str, slug: str, name: str) -> str:
    # A slash would begin a group of the memory's file.
    return f"{kind}/{slug}-{name.replace('/', ' ')}"


def _widths(text: str) -> dict[str, int]:
    """What was kept; a damaged line is nothing."""
    try:
        kept = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(kept, dict):
        return {}
    return {title: width for title, width in kept.items() if isinstance(width, int)}

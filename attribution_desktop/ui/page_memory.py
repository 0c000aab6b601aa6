"""How a page looked, from one run to the next: its division, and what its tables are ordered by."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTableView, QWidget

from attribution_desktop.ui.memory import WindowMemory


def save_page(memory: WindowMemory, slug: str, page: QWidget) -> None:
    """Keep how a page is divided, and what its tables are ordered by."""
    for place, splitter in enumerate(page.findChildren(QSplitter)):
        name = splitter.objectName() or f"{slug}-{place}"
        memory.keep_state(f"splitters/{name}", splitter.saveState())
    for place, table in enumerate(_sortable(page)):
        header = table.horizontalHeader()
        section, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
        is_falling = order is Qt.SortOrder.DescendingOrder
        memory.keep(f"order/{slug}-{place}", f"{section} {'falling' if is_falling else 'rising'}")


def restore_page(memory: WindowMemory, slug: str, page: QWidget) -> None:
    """Divide and order a page as it was."""
    for place, splitter in enumerate(page.findChildren(QSplitter)):
        state = memory.kept_state(f"splitters/{splitter.objectName() or f'{slug}-{place}'}")
        if state is not None:
            splitter.restoreState(state)
    for place, table in enumerate(_sortable(page)):
        section, _, direction = memory.kept(f"order/{slug}-{place}").partition(" ")
        if section.isdecimal() and int(section) < table.horizontalHeader().count():
            is_falling = direction == "falling"
            table.sortByColumn(
                int(section),
                Qt.SortOrder.DescendingOrder if is_falling else Qt.SortOrder.AscendingOrder,
            )


def _sortable(page: QWidget) -> list[QTableView]:
    return [table for table in page.findChildren(QTableView) if table.isSortingEnabled()]

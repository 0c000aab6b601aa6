"""A project's rows, and each order's credits, for files: read while they are written."""

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.domain.row_table import RowTable
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.services.credit_rows import CREDITS, credit_table
from attribution_desktop.services.projects import Project
from attribution_desktop.store.export_rows import (
    ORDER_COLUMNS,
    PATH_COLUMNS,
    order_blocks,
    path_blocks,
)
from attribution_desktop.store.export_touches import TOUCH_COLUMNS, touch_blocks

TOUCHPOINTS, ORDERS, PATHS = "touchpoints", "orders", "paths"

ROW_TABLES: tuple[tuple[str, str], ...] = (
    (TOUCHPOINTS, "Every touchpoint"),
    (ORDERS, "Every order"),
    (PATHS, "Every journey imported whole"),
    (CREDITS, "Credits of every order"),
)
"""(id, title) of the tables of rows, which can be imported again, and of credits."""


def row_table(
    project: Project, name: str, settings: AnalysisSettings, progress: Progress = unreported
) -> RowTable:
    """The table of rows with this name; nothing is read before its first block is asked for.

    Credits follow the settings; the rows themselves are all there are, whatever the period.

    Raises
    ------
    UsageError
        When there is no such table.
    """
    file = project.file
    match name:
        case "touchpoints":
            blocks = touch_blocks(file, progress)
            return RowTable(name, TOUCH_COLUMNS, frozenset(), blocks)
        case "orders":
            blocks = order_blocks(file, progress)
            return RowTable(name, ORDER_COLUMNS, frozenset({"value"}), blocks)
        case "paths":
            numbers = frozenset({"conversions", "value", "nulls"})
            return RowTable(name, PATH_COLUMNS, numbers, path_blocks(file, progress))
        case "order-credits":
            return credit_table(project, settings, progress)
        case _:
            raise UsageError(
                f"There is no table of rows {name!r}.",
                f"There are {', '.join(known for known, _ in ROW_TABLES)}.",
            )

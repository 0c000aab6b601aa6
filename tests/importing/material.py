"""What the tests of this room share."""

from collections.abc import Callable

from attribution_desktop.domain.imports import ReadFile

NOW = 1_790_000_000.0
"""2026-09-21, in seconds since 1970."""

Read = Callable[..., ReadFile]
"""`read(content, **options)`: what a file of this content was understood as."""


def faults(file: ReadFile) -> list[tuple[int, str, str, str]]:
    """Line, column, code and value of each reject."""
    return [(one.line, one.column, one.code, one.value) for one in file.rejects]


def rows_accepted(file: ReadFile) -> int:
    """Rows of the file that are in a batch; a row that is in two counts once."""
    batches = (file.touches, file.conversions, file.paths, file.spend)
    return len({line for batch in batches if batch is not None for line in batch.line.tolist()})

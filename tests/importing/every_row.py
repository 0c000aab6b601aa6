"""The one thing that holds of any file at all."""

from pathlib import Path

from attribution_desktop.domain.errors import AttributionError
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.importing import check_file, read_file
from tests.importing.material import NOW, rows_accepted


def assert_every_row_is_accounted_for(path: Path) -> None:
    """Whatever the file, it is refused with a sentence, or no row of it is lost."""
    options = ImportOptions(currency="USD")
    try:
        file = read_file(path, options, now=NOW)
    except AttributionError:
        return
    skipped = sum(count for _, count in file.skipped)
    assert file.rows_read == rows_accepted(file) + len(file.rejects) + skipped
    checked = check_file(path, options, now=NOW)
    assert (checked.rows_read, checked.rows_rejected) == (file.rows_read, len(file.rejects))
    assert checked.rows_skipped == file.skipped

"""Importing: every page of its dialog, what can go wrong on it, and the list of imports."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from attribution_desktop.ui.dialogs.import_file import ImportDialog
from attribution_desktop.ui.dialogs.import_list import ImportListDialog
from tests.gallery.data_sets import write_rows
from tests.gallery.scenes import Scene
from tests.gallery.stage import Stage

_EVENTS = ("customer", "channel", "timestamp", "order", "value")
_DATA = Path(__file__).parents[1] / "data"


def _events(stage: Stage, name: str, *, bad: int = 2) -> Path:
    """A file of touches with a near-duplicate of a known channel and some rows that are no good."""
    known = (*stage.channels, "Email")[0]
    rows: list[Sequence[object]] = []
    for number in range(40):
        channel = ("podcast", f"{known}.", known, "TV & radio")[number % 4]
        order = (f"{name}-{number}", "49.90") if number % 4 == 2 else ("", "")
        rows.append((f"c{number // 4}", channel, f"2026-08-{number % 28 + 1:02}T10:00:00Z", *order))
    rows += [("c99", "email", "never", "", ""), ("", "email", "2026-08-01T10:00:00Z", "", "")] * bad
    path = stage.folder / f"{name}.csv"
    write_rows(path, _EVENTS, rows[: 40 + bad])
    return path


def _opened(stage: Stage, *paths: Path) -> ImportDialog:
    stage.window.files_dropped.emit(paths)
    return stage.dialog(ImportDialog)


def _reading(stage: Stage) -> Iterator[QWidget]:
    yield _opened(stage, _events(stage, "august"))


def _report(stage: Stage) -> Iterator[QWidget]:
    yield _opened(stage, _DATA / "google_ads_campaign_report_utf16le_tab.csv")


def _several(stage: Stage) -> Iterator[QWidget]:
    paths = tuple(_events(stage, name) for name in ("one", "two", "three"))
    yield _opened(stage, *paths)
    stage.program.wiring.conversations.imports.drop_rest()


def _unknown(stage: Stage) -> Iterator[QWidget]:
    path = stage.folder / "unknown.csv"
    write_rows(path, ("wer", "woher", "wann"), [("a", "tv", "2026-08-01"), ("b", "tv", "gestern")])
    yield _opened(stage, path)


def _ambiguous(stage: Stage) -> Iterator[QWidget]:
    path = stage.folder / "orders.csv"
    write_rows(path, ("customer", "timestamp", "order", "value"), [("a", "02/03/2026", "o1", "5")])
    dialog = _opened(stage, path)
    dialog.check_button.click()
    stage.settle()
    yield dialog


def _unreadable(stage: Stage) -> Iterator[QWidget]:
    path = stage.folder / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook at all")
    yield _opened(stage, path)


def _nothing(stage: Stage) -> Iterator[QWidget]:
    path = stage.folder / "nothing.csv"
    path.write_text("")
    yield _opened(stage, path)


def _checked(bad: int, stage: Stage) -> Iterator[QWidget]:
    dialog = _opened(stage, _events(stage, "september", bad=bad))
    dialog.check_button.click()
    stage.settle()
    yield dialog


def _refused(stage: Stage) -> Iterator[QWidget]:
    """So many rows are no good that nothing is taken unless asked for."""
    dialog = _opened(stage, _events(stage, "october", bad=30))
    dialog.import_button.click()
    stage.settle()
    yield dialog


def _imported(stage: Stage) -> Iterator[QWidget]:
    dialog = _opened(stage, _events(stage, "november"))
    dialog.import_button.click()
    stage.settle()
    yield dialog


def _merged(stage: Stage) -> Iterator[QWidget]:
    """The import before made a channel that is named nearly like another."""
    dialog = _opened(stage, _events(stage, "december"))
    dialog.import_button.click()
    stage.settle()
    for line in list(dialog.outcome.alike.lines.values())[:1]:
        line.into_first.click()
        stage.settle()
    yield dialog


def _again(stage: Stage) -> Iterator[QWidget]:
    dialog = _opened(stage, stage.folder / "november.csv")
    dialog.import_button.click()
    stage.settle()
    yield dialog


def _spend(stage: Stage) -> Iterator[QWidget]:
    dialog = _opened(stage, _DATA / "google_ads_campaign_report_utf8.csv")
    dialog.import_button.click()
    stage.settle()
    yield dialog


def _listed(stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.imports.trigger()
    yield stage.dialog(ImportListDialog)


SCENES = (
    Scene("imports-before", _listed, "project"),
    Scene("import-read", _reading, "project"),
    Scene("import-read-report", _report, "project"),
    Scene("import-read-several", _several, "project"),
    Scene("import-read-unknown", _unknown, "project"),
    Scene("import-read-ambiguous", _ambiguous, "project"),
    Scene("import-read-broken", _unreadable, "project"),
    Scene("import-read-nothing", _nothing, "project"),
    Scene("import-check-good", partial(_checked, 0), "project"),
    Scene("import-check-problems", partial(_checked, 4), "project"),
    Scene("import-refused", _refused, "project"),
    Scene("import-result", _imported, "project"),
    Scene("import-result-merged", _merged, "project"),
    Scene("import-known", _again, "project"),
    Scene("import-result-spend", _spend, "project"),
    Scene("imports", _listed, "project"),
)

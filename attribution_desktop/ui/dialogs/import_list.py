"""Every import of the project, and taking one back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.imports import ImportManifest
from attribution_desktop.domain.instants import datetime_from_instant, zone_named
from attribution_desktop.ui.dialogs.import_fields import format_label
from attribution_desktop.ui.dialogs.import_tally import skipped_sentence
from attribution_desktop.ui.dialogs.import_words import without_options
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.scrolling import UprightArea
from attribution_desktop.ui.widgets.sentences import SentenceList
from attribution_desktop.ui.widgets.states import StatePanel
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M

_SIZE = (984, 560)
_COLUMNS = (
    TableColumn("File", Kind.TEXT, "The file that was imported."),
    TableColumn("Import", Kind.COUNT, "Number of the import."),
    TableColumn("Format", Kind.TEXT, "What a row of it is."),
    TableColumn("Read", Kind.COUNT, "Rows of the file."),
    TableColumn("Imported", Kind.COUNT, "Rows that were stored."),
    TableColumn("Duplicate", Kind.COUNT, "Rows that were there already."),
    TableColumn("Rejected", Kind.COUNT, "Rows that were not taken, with a reason each."),
    TableColumn("Skipped", Kind.COUNT, "Totals, comments and the like."),
    TableColumn("When", Kind.TEXT, "In the project's time zone."),
)
_ID_COLUMN = 1
_MOST_REJECTS = 5


class ImportListDialog(QDialog):
    """A row an import; the chosen one can be undone."""

    undo_requested = Signal(int)

    def __init__(
        self, time_zone: str, parent: QWidget | None = None, *, is_writable: bool = True
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Imports")
        self._zone = zone_named(time_zone)
        self._is_writable = is_writable
        self._manifests: tuple[ImportManifest, ...] = ()
        self.table = FigureTable(_COLUMNS, "Imports of the project", least_rows=4)
        self.nothing = StatePanel()
        self.nothing.show_no_imports()
        self.details = SentenceList("muted", "The chosen import", least_width=_SIZE[0] // 2)
        self.message = plain_label("Reading the list…", "muted", has_wrap=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.undo_button = self.buttons.addButton(
            "&Undo import", QDialogButtonBox.ButtonRole.ActionRole
        )
        self.undo_button.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        listed = QWidget()
        inner = QVBoxLayout(listed)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE_M)
        inner.addWidget(self.table, 1)
        inner.addWidget(UprightArea(_boxed(self.details)), 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(listed)
        self._pages.addWidget(self.nothing)
        layout.addWidget(self._pages, 1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.message, 1)
        bottom.addWidget(self.buttons)
        layout.addLayout(bottom)
        self.resize(*_SIZE)
        self.undo_button.clicked.connect(self._undo)
        self.buttons.rejected.connect(self.reject)
        self.table.selectionModel().currentChanged.connect(self._check)

    @property
    def chosen(self) -> int | None:
        """Number of the import of the current row."""
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        text = str(index.siblingAtColumn(_ID_COLUMN).data() or "").replace(",", "")
        return int(text) if text.isdecimal() else None

    @property
    def _chosen_manifest(self) -> ImportManifest | None:
        return next((one for one in self._manifests if one.import_id == self.chosen), None)

    @Slot(object)
    def show_imports(self, manifests: Sequence[ImportManifest]) -> None:
        """Show the newest first."""
        self._manifests = tuple(reversed(manifests))
        self.table.set_table(_COLUMNS, [self._row(one) for one in self._manifests])
        self._pages.setCurrentIndex(0 if manifests else 1)
        self._say("", "muted")
        if self._manifests:
            self.table.setCurrentIndex(self.table.model().index(0, 0))
        self._check()

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        self._say(fault_from(error).words, "negative")
        self._check()

    @Slot(int)
    def show_undone(self, import_id: int) -> None:
        self._say(f"Import {import_id} was undone.", "muted")

    def _row(self, manifest: ImportManifest) -> tuple[str | int, ...]:
        moment = datetime_from_instant(manifest.imported_at, self._zone)
        return (
            manifest.file,
            manifest.import_id,
            format_label(manifest.format),
            manifest.rows_read,
            manifest.rows_imported,
            manifest.rows_duplicate,
            manifest.rows_rejected,
            sum(count for _, count in manifest.rows_skipped),
            f"{moment:%Y-%m-%d %H:%M}",
        )

    def _say(self, text: str, role: str) -> None:
        set_role(self.message, role)
        self.message.setText(text)

    @Slot()
    def _check(self) -> None:
        self.undo_button.setEnabled(self._is_writable and self.chosen is not None)
        manifest = self._chosen_manifest
        self.details.set_sentences(() if manifest is None else manifest_sentences(manifest))

    @Slot()
    def _undo(self) -> None:
        if self.chosen is not None:
            self.undo_button.setEnabled(False)
            self.undo_requested.emit(self.chosen)


def manifest_sentences(manifest: ImportManifest) -> list[str]:
    """All that is kept of an import, in words."""
    skipped = sum(count for _, count in manifest.rows_skipped)
    lines = [
        (
            f"{manifest.file}: {manifest.rows_read:,} rows read = {manifest.rows_imported:,} "
            f"imported + {manifest.rows_duplicate:,} duplicates + {manifest.rows_rejected:,} "
            f"rejected + {skipped:,} skipped."
        ),
        *skipped_sentence(manifest.rows_skipped),
    ]
    if manifest.mapping:
        mapped = ", ".join(f"{field} from {column}" for field, column in manifest.mapping)
        lines.append(f"Columns: {mapped}.")
    lines += [without_options(one) for one in manifest.warnings]
    lines += [
        f"Line {one.line:,} was rejected: {one.message}" for one in manifest.rejects[:_MOST_REJECTS]
    ]
    return lines


def _boxed(content: QWidget) -> QWidget:
    """The content at the top, with room below it."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, SPACE_M, 0)
    layout.addWidget(content)
    layout.addStretch(1)
    return box

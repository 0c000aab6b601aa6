"""What an import did, with every row accounted for."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.imports import ImportFormat, ImportManifest
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.services.file_imports import Imported
from attribution_desktop.ui.dialogs.import_alike import AlikeChannels
from attribution_desktop.ui.dialogs.import_tally import ImportTally, skipped_sentence
from attribution_desktop.ui.dialogs.import_words import listed, span_sentences, without_options
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.sentences import SentenceList
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.tokens import SPACE_M

_NEARLY_ALL = 1000
_LEAST_WIDTH = 480
_REJECT_COLUMNS = (
    TableColumn("What is wrong", Kind.TEXT, "Why the row was not taken."),
    TableColumn("Line", Kind.COUNT, "Line of the file where the row starts."),
    TableColumn("Column", Kind.TEXT, "Column at fault."),
    TableColumn("Value", Kind.TEXT, "What stands there."),
)


class ImportResult(QWidget):
    """Where every row went, warnings, and the first rows that were not taken."""

    rejects_requested = Signal()
    undo_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = plain_label(role="heading", has_wrap=True)
        self._heading.setMinimumWidth(_LEAST_WIDTH)
        self.tally = ImportTally(("imported", "duplicates", "rejected", "skipped"))
        self._sentences = SentenceList(name="What the import did", least_width=_LEAST_WIDTH)
        self._warnings = SentenceList("muted", name="Notes of the import", least_width=_LEAST_WIDTH)
        self.alike = AlikeChannels()
        self._rejects_heading = plain_label(role="heading")
        self.rejects = FigureTable(_REJECT_COLUMNS, "Rows that were not taken", least_rows=1)
        self.save_button = QPushButton("&Save the rows not taken…")
        self.undo_button = QPushButton("&Undo this import")
        self._import_id = 0
        self.save_button.clicked.connect(self._ask_for_rejects)
        self.undo_button.clicked.connect(self._ask_for_undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, SPACE_M, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._heading)
        account = QHBoxLayout()
        account.addWidget(self.tally, 1)
        account.addWidget(self.undo_button)
        layout.addLayout(account)
        layout.addWidget(self._sentences)
        layout.addWidget(self.alike)
        layout.addWidget(self._warnings)
        refused = QHBoxLayout()
        refused.addWidget(self._rejects_heading)
        refused.addStretch(1)
        refused.addWidget(self.save_button)
        layout.addLayout(refused)
        layout.addWidget(self.rejects, _NEARLY_ALL)
        layout.addStretch(1)

    @property
    def sentences(self) -> tuple[str, ...]:
        return (self.tally.sentence, *self._sentences.sentences)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing beside the counts."""
        return self._warnings.sentences

    def show_import(self, imported: Imported, currency: str) -> None:
        """Show what became of every row, and what can be done about it."""
        manifest = imported.manifest
        self._import_id = manifest.import_id
        self.save_button.setVisible(bool(imported.rejects))
        self.undo_button.setEnabled(True)
        self._heading.setText(import_sentence(manifest))
        parts = (manifest.rows_imported, manifest.rows_duplicate, manifest.rows_rejected)
        self.tally.show_rows(manifest.rows_read, parts, manifest.rows_skipped)
        self._sentences.set_sentences([*_account(imported, currency), *_channels(imported)])
        self.alike.show_pairs(imported.alike)
        self._warnings.set_sentences([without_options(one) for one in manifest.warnings])
        has_rejects = bool(manifest.rejects)
        shown, rejected = len(manifest.rejects), manifest.rows_rejected
        self._rejects_heading.setText(
            f"Rows not taken (first {shown} of {rejected:,})"
            if shown < rejected
            else "Rows not taken"
        )
        self._rejects_heading.setVisible(has_rejects)
        self.rejects.setVisible(has_rejects)
        self.rejects.set_table(
            _REJECT_COLUMNS,
            [(row.message, row.line, row.column, row.value) for row in manifest.rejects],
        )

    @Slot()
    def _ask_for_rejects(self) -> None:
        self.rejects_requested.emit()

    @Slot()
    def _ask_for_undo(self) -> None:
        self.undo_button.setEnabled(False)
        self.undo_requested.emit(self._import_id)


def import_sentence(manifest: ImportManifest) -> str:
    """The outcome in one line."""
    return (
        f"{manifest.rows_imported:,} of {manifest.rows_read:,} rows imported from {manifest.file}"
    )


def _channels(imported: Imported) -> list[str]:
    new, known = imported.new_channels, imported.known_channels
    lines = [f"New channels: {listed(new)}."] if new else []
    if known:
        lines.append(f"Channels known before: {listed(known)}.")
    return lines


def _account(imported: Imported, currency: str) -> list[str]:
    manifest = imported.manifest
    lines = skipped_sentence(manifest.rows_skipped)
    brought = [
        f"{formatted(count, Kind.COUNT)} {name}"
        for count, name in (
            (manifest.touchpoints, "touchpoints"),
            (manifest.conversions, "conversions"),
            (manifest.journeys, "journeys"),
        )
        if count
    ]
    if brought:
        revenue = formatted(decimal_from_micros(manifest.revenue), Kind.MONEY)
        worth = f", worth {revenue} {currency}" if manifest.revenue else ""
        lines.append(f"The project now has {', '.join(brought)} more{worth}.")
    if manifest.format == ImportFormat.SPEND:
        spent = formatted(decimal_from_micros(imported.spend), Kind.MONEY)
        lines.append(f"The file holds {spent} {currency} of spend.")
    lines += span_sentences(manifest.first, manifest.last)
    return lines

"""What an import did, with every row accounted for."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.imports import ImportManifest
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.sentences import SentenceList
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.tokens import SPACE_M

_NEARLY_ALL = 1000
_REJECT_COLUMNS = (
    TableColumn("What is wrong", Kind.TEXT, "Why the row was not taken."),
    TableColumn("Line", Kind.COUNT, "Line of the file where the row starts."),
    TableColumn("Column", Kind.TEXT, "Column at fault."),
    TableColumn("Value", Kind.TEXT, "What stands there."),
)


class ImportResult(QWidget):
    """Counts in words, warnings, and the first rows that were not taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = plain_label(role="heading", has_wrap=True)
        self._sentences = SentenceList(name="What the import did")
        self._warnings = SentenceList("warning", name="Warnings of the import")
        self._rejects_heading = plain_label(role="heading")
        self.rejects = FigureTable(_REJECT_COLUMNS, "Rows that were not taken", least_rows=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._heading)
        layout.addWidget(self._sentences)
        layout.addWidget(self._warnings)
        layout.addWidget(self._rejects_heading)
        layout.addWidget(self.rejects, _NEARLY_ALL)
        layout.addStretch(1)

    @property
    def sentences(self) -> tuple[str, ...]:
        return self._sentences.sentences

    def show_manifest(self, manifest: ImportManifest) -> None:
        self._heading.setText(import_sentence(manifest))
        self._sentences.set_sentences(_account(manifest))
        self._warnings.set_sentences(manifest.warnings)
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


def import_sentence(manifest: ImportManifest) -> str:
    """The outcome in one line."""
    return (
        f"{manifest.rows_imported:,} of {manifest.rows_read:,} rows imported from {manifest.file}"
    )


def _account(manifest: ImportManifest) -> list[str]:
    skipped = sum(count for _, count in manifest.rows_skipped)
    reasons = ", ".join(f"{count:,} {reason}" for reason, count in manifest.rows_skipped)
    why = f" ({reasons})" if reasons else ""
    lines = [
        (
            f"{manifest.rows_read:,} rows read = {manifest.rows_imported:,} imported + "
            f"{manifest.rows_duplicate:,} duplicates + {manifest.rows_rejected:,} rejected + "
            f"{skipped:,} skipped{why}."
        )
    ]
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
        lines.append(f"The project now has {', '.join(brought)} more.")
    return lines

"""The first page of an import: what the file is, how it is read, and its first rows."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QTabWidget, QVBoxLayout, QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.imports import ImportOptions
from attribution_desktop.services.imports import Preview
from attribution_desktop.ui.desk import FilePreview
from attribution_desktop.ui.dialogs.import_choices import ReadingChoices
from attribution_desktop.ui.dialogs.import_fields import FIELDS
from attribution_desktop.ui.dialogs.import_mapping import ImportMapping
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.states import StatePanel
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S

_NEARLY_ALL = 1000
_AS_IS = 1
_AS_READ = (
    TableColumn("Becomes", Kind.TEXT, "What the import makes of the row."),
    TableColumn("Line", Kind.COUNT, "Line of the file where the row starts."),
)


class ReadingPage(QWidget):
    """Choices, mapping and samples; `changed` carries the options that the user changed."""

    changed = Signal(object)
    failed = Signal(str)
    retry_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = plain_label(role="muted", has_wrap=True)
        self.panel = StatePanel()
        self.choices = ReadingChoices()
        self.mapping = ImportMapping()
        self.as_read = FigureTable(_AS_READ, "First rows as they will be read")
        self.why_not = plain_label(role="muted", has_wrap=True)
        self.as_is = FigureTable((TableColumn("File", Kind.TEXT),), "First rows of the file")
        self.samples = QTabWidget()
        self.samples.setDocumentMode(True)
        self.samples.setAccessibleName("First rows")
        self.samples.addTab(_page(self.why_not, self.as_read), "As they will be &read")
        self.samples.addTab(_page(self.as_is), "As they stand i&n the file")
        inner = QVBoxLayout(self)
        # Room for the scroll bar, where there is one.
        inner.setContentsMargins(0, 0, SPACE_M, 0)
        inner.setSpacing(SPACE_M)
        inner.addWidget(self.panel, _NEARLY_ALL)
        inner.addWidget(self.source)
        inner.addWidget(self.choices)
        self._mapping_heading = plain_label("Which column holds what", "heading")
        inner.addWidget(self._mapping_heading)
        inner.addWidget(self.mapping)
        self._rows_heading = plain_label("First rows", "heading")
        inner.addWidget(self._rows_heading)
        inner.addWidget(self.samples, _NEARLY_ALL)
        inner.addStretch(1)
        self._hide_all_but(self.choices)
        self.panel.action_requested.connect(self.retry_requested)
        self.choices.changed.connect(self.changed)
        self.choices.days_failed.connect(self.failed)
        self.mapping.changed.connect(self._tell_mapping)

    def show_unreadable(self, words: str) -> None:
        """Say why there is nothing to choose: the file itself cannot be read."""
        self.panel.show_unreadable(words)
        self._hide_all_but(self.panel)

    def _hide_all_but(self, shown: QWidget) -> None:
        for widget in (
            self.panel,
            self.source,
            self.choices,
            self._mapping_heading,
            self.mapping,
            self._rows_heading,
            self.samples,
        ):
            widget.setVisible(widget is shown)

    def show_preview(self, preview: FilePreview, options: ImportOptions) -> None:
        """Show how the file would be read."""
        seen = preview.seen
        self.panel.hide()
        self.choices.show()
        self.mapping.show()
        self.source.setText(_told(seen, is_kept=preview.is_kept))
        self.source.setVisible(bool(self.source.text()))
        self.choices.show_options(options, seen)
        fields = FIELDS[seen.format] if seen.format else ()
        self._mapping_heading.setVisible(bool(fields))
        self.mapping.show_mapping(fields, seen.columns, dict(seen.mapping), seen.rows)
        width = len(seen.columns)
        self.as_is.set_table(
            [TableColumn(column, Kind.TEXT) for column in seen.columns],
            [(*row[:width], *[""] * (width - len(row))) for row in seen.rows],
        )
        self._show_sample(seen)
        if seen.format is None:
            # What the file holds can be told from its rows as they stand only.
            self.samples.setCurrentIndex(_AS_IS)
        self._rows_heading.show()
        self.samples.show()

    def set_enabled(self, *, is_enabled: bool) -> None:
        self.choices.set_enabled(is_enabled=is_enabled)
        self.mapping.set_enabled(is_enabled=is_enabled)

    def focus_setting(self, name: str) -> None:
        """Lead to the box that settles what is open."""
        box = getattr(self.choices, name, None)
        if isinstance(box, QComboBox):
            box.setFocus()

    def _show_sample(self, seen: Preview) -> None:
        sample = seen.sample
        columns = [TableColumn(name, Kind.TEXT) for name in sample.columns]
        self.as_read.set_table(
            [*_AS_READ, *columns], [(row.becomes, row.line, *row.cells) for row in sample.rows]
        )
        has_rows = bool(sample.rows)
        self.as_read.setVisible(has_rows)
        why = sample.refusal or "Once every needed column is chosen, the rows are shown as read."
        self.why_not.setText("" if has_rows else why)
        self.why_not.setVisible(not has_rows)

    @Slot()
    def _tell_mapping(self) -> None:
        self.changed.emit({"mapping": self.mapping.chosen})


def _told(seen: Preview, *, is_kept: bool) -> str:
    told = [f"Recognised as an export of {seen.source}."] if seen.source else []
    above = len(seen.preamble)
    if above:
        told.append(f"{above} {'line' if above == 1 else 'lines'} above the header passed over.")
    if is_kept:
        told.append("Columns are mapped as in the last file like this one.")
    return " ".join(told)


def _page(*widgets: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, SPACE_S, 0, 0)
    layout.setSpacing(SPACE_S)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return page

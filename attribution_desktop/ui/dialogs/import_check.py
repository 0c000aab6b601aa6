"""What a check of the whole file found, before anything is stored."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.imports import CheckedFile, ImportFormat
from attribution_desktop.domain.money import decimal_from_micros
from attribution_desktop.ui.dialogs.import_tally import ImportTally, skipped_sentence
from attribution_desktop.ui.dialogs.import_words import listed, span_sentences, without_options
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.sentences import SentenceList
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.tokens import SPACE_M

_NEARLY_ALL = 1000
_LEAST_WIDTH = 480
_PROBLEM_COLUMNS = (
    TableColumn("Problem", Kind.TEXT, "Why rows would not be taken."),
    TableColumn("Rows", Kind.COUNT, "How many rows have it."),
    TableColumn("First line", Kind.COUNT, "Line of the file where it comes first."),
    TableColumn("Column", Kind.TEXT, "Column at fault in that line."),
    TableColumn("Value", Kind.TEXT, "What stands there."),
)


class ImportCheck(QWidget):
    """Where every row would go, warnings, and the problems with an example each."""

    rejects_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = plain_label(role="heading", has_wrap=True)
        self._heading.setMinimumWidth(_LEAST_WIDTH)
        self.tally = ImportTally(("new", "duplicates", "rejected", "skipped"))
        self._unsplit = ImportTally(("good", "rejected", "skipped"))
        self.save_button = QPushButton("&Save the rows not taken…")
        self._sentences = SentenceList(name="What the check found", least_width=_LEAST_WIDTH)
        self._warnings = SentenceList("muted", name="Notes of the check", least_width=_LEAST_WIDTH)
        self._problems_heading = plain_label("Rows that would not be taken", "heading")
        self.problems = FigureTable(_PROBLEM_COLUMNS, "Problems of the file", least_rows=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, SPACE_M, 0)
        layout.setSpacing(SPACE_M)
        for widget in (
            self._heading,
            self.tally,
            self._unsplit,
            self._sentences,
            self._warnings,
        ):
            layout.addWidget(widget)
        refused = QHBoxLayout()
        refused.addWidget(self._problems_heading)
        refused.addStretch(1)
        refused.addWidget(self.save_button)
        layout.addLayout(refused)
        layout.addWidget(self.problems, _NEARLY_ALL)
        layout.addStretch(1)
        self.save_button.clicked.connect(self.rejects_requested)

    @property
    def sentences(self) -> tuple[str, ...]:
        tally = self._unsplit if self.tally.isHidden() else self.tally
        return (tally.sentence, *self._sentences.sentences)

    def show_check(self, checked: CheckedFile, currency: str) -> None:
        self._heading.setText(
            f"{checked.rows_good:,} of {checked.rows_read:,} rows of {checked.file} can be taken"
        )
        self._show_tally(checked)
        self._sentences.set_sentences(check_sentences(checked, currency))
        self._warnings.set_sentences([without_options(one) for one in checked.warnings])
        self.save_button.setVisible(bool(checked.rejects))
        has_problems = bool(checked.problems)
        self._problems_heading.setVisible(has_problems)
        self.problems.setVisible(has_problems)
        self.problems.set_table(
            _PROBLEM_COLUMNS,
            [
                (one.message, one.count, one.example.line, one.example.column, one.example.value)
                for one in checked.problems
            ],
        )

    def _show_tally(self, checked: CheckedFile) -> None:
        """Duplicates are a part of their own where the project was asked for them."""
        duplicates, skipped = checked.rows_duplicate, checked.rows_skipped
        self.tally.setVisible(duplicates is not None)
        self._unsplit.setVisible(duplicates is None)
        new = checked.rows_good - (duplicates or 0)
        self.tally.show_rows(checked.rows_read, (new, duplicates, checked.rows_rejected), skipped)
        self._unsplit.show_rows(
            checked.rows_read, (checked.rows_good, checked.rows_rejected), skipped
        )


def check_sentences(checked: CheckedFile, currency: str) -> list[str]:
    """What the file holds, and why rows of it would be skipped."""
    lines = skipped_sentence(checked.rows_skipped)
    if checked.rows_duplicate is None:
        lines.append("Which of the good rows are in the project already, the import will tell.")
    if checked.format is ImportFormat.SPEND:
        spent = formatted(decimal_from_micros(checked.spend), Kind.MONEY)
        lines.append(f"They hold {spent} {currency} of spend.")
    else:
        revenue = formatted(decimal_from_micros(checked.revenue), Kind.MONEY)
        conversions = formatted(
            checked.conversions, Kind.COUNT if checked.conversions % 1 == 0 else Kind.NUMBER
        )
        lines.append(
            f"They hold {checked.touchpoints:,} touchpoints and {conversions} conversions worth "
            f"{revenue} {currency}."
        )
    lines += span_sentences(checked.first, checked.last)
    if checked.channels:
        lines.append(f"Channels: {listed(checked.channels)}.")
    return lines

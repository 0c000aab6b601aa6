"""The settings of a format: paper and house style of a PDF, signs of a CSV file."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.report_look import DEFAULT_ACCENT, Paper, ReportLook
from attribution_desktop.reports.csv_files import CsvStyle
from attribution_desktop.services.report_looks import LARGEST_LOGO
from attribution_desktop.ui.dialogs.fields import Field
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.labels import ElidedLabel
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_S

_SWATCH = 16
_PICTURES = "Pictures (*.png *.jpg *.jpeg)"


class PaperLook(QWidget):
    """Paper size, company, accent colour and logo."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._logo: bytes | None = None
        self.paper = QComboBox()
        self.paper.addItem("A4", Paper.A4)
        self.paper.addItem("US Letter", Paper.LETTER)
        self.company = QLineEdit()
        self.accent = QLineEdit(DEFAULT_ACCENT)
        self._swatch = QAction(self)
        self.accent.addAction(self._swatch, QLineEdit.ActionPosition.LeadingPosition)
        self.choose_logo = QPushButton("Choose &logo…")
        self.remove_logo = QPushButton("&Remove")
        self._logo_name = ElidedLabel("muted")
        self._accent_field = Field(self.accent)
        self._logo_field = Field(self._logo_row())
        form = self.form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        Field(self.paper).add_to(form, "&Paper")
        Field(self.company).add_to(form, "&Company")
        self._accent_field.add_to(form, "&Accent colour")
        self._logo_field.add_to(form, "Logo")
        self.paper.currentIndexChanged.connect(self._check)
        self.company.textChanged.connect(self._check)
        self.accent.textChanged.connect(self._check)
        self.choose_logo.clicked.connect(self._open_logo)
        self.remove_logo.clicked.connect(self._forget_logo)
        self._take_logo(None, "")

    @property
    def look(self) -> ReportLook | None:
        """What is set; None while something is wrong."""
        try:
            return ReportLook(
                Paper(self.paper.currentData()),
                self.company.text().strip(),
                self.accent.text().strip(),
                self._logo,
            )
        except UsageError:
            return None

    def set_look(self, look: ReportLook) -> None:
        """Show what the project keeps."""
        self.paper.setCurrentIndex(self.paper.findData(look.paper))
        self.company.setText(look.company)
        self.accent.setText(look.accent)
        self._take_logo(look.logo, "kept in the project")

    @Slot(str)
    def set_logo(self, path: str) -> None:
        """Take a picture for the title page, unless it cannot be read."""
        try:
            if Path(path).stat().st_size > LARGEST_LOGO:
                self._logo_field.set_message("The picture is larger than 2 MB.")
                return
            content = Path(path).read_bytes()
        except OSError as error:
            self._logo_field.set_message(f"It cannot be read: {error.strerror}.")
            return
        if QImage.fromData(content).isNull():
            self._logo_field.set_message("It is no picture that can be read.")
            return
        self._take_logo(content, Path(path).name)

    def _take_logo(self, content: bytes | None, name: str) -> None:
        self._logo = content
        self._logo_name.set_whole("none" if content is None else name)
        self.remove_logo.setVisible(content is not None)
        self._logo_field.set_message("")
        self._check()

    def _logo_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._logo_name, 1)
        layout.addWidget(self.choose_logo)
        layout.addWidget(self.remove_logo)
        return row

    @Slot()
    def _check(self) -> None:
        try:
            accent = ReportLook(accent=self.accent.text().strip()).accent
            self._accent_field.set_message("")
            self._swatch.setIcon(_swatch(accent))
        except UsageError as error:
            self._accent_field.set_message(fault_from(error).words)
        self.changed.emit()

    @Slot()
    def _open_logo(self) -> None:
        dialog = QFileDialog(self, "Choose a logo", "", _PICTURES)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.set_logo)
        dialog.open()

    @Slot()
    def _forget_logo(self) -> None:
        self._take_logo(None, "")


def _swatch(colour: str) -> QIcon:
    """A square of a colour."""
    square = QPixmap(_SWATCH, _SWATCH)
    square.fill(QColor(colour))
    return QIcon(square)


class CsvLook(QWidget):
    """Separator, decimal mark and the mark for old versions of Excel."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signs = QComboBox()
        self.signs.addItem("Comma, 1234.5", (",", "."))
        self.signs.addItem("Semicolon, 1234,5", (";", ","))
        self.signs.addItem("Semicolon, 1234.5", (";", "."))
        self.signs.addItem("Tab, 1234.5", ("\t", "."))
        self.signs.addItem("Tab, 1234,5", ("\t", ","))
        self.signs.addItem("Pipe, 1234.5", ("|", "."))
        self.mark = QCheckBox("Mark as UTF-8 for &old Excel")
        form = self.form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACE_L)
        form.setVerticalSpacing(SPACE_S)
        Field(self.signs, "What stands between cells, and how decimals look.").add_to(
            form, "S&eparator"
        )
        form.addRow("", self.mark)
        self.signs.currentIndexChanged.connect(self.changed)
        self.mark.toggled.connect(self.changed)

    @property
    def style_wanted(self) -> CsvStyle:
        separator, decimal = self.signs.currentData()
        return CsvStyle(separator, decimal, self.mark.isChecked())

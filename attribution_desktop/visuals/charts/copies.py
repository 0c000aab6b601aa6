"""What can be taken out of a chart: its picture and its figures, to the clipboard or a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from attribution_desktop.visuals.charts.data_window import DataWindow
from attribution_desktop.visuals.charts.frame import ChartFrame
from attribution_desktop.visuals.charts.pictures import PICTURE_SCALE, picture, save_picture

_PICTURES: dict[str, int | None] = {
    "PNG, twice as fine as the screen (*.png)": None,
    "PNG, 1920 pixels wide (*.png)": 1920,
    "PNG, 3840 pixels wide (*.png)": 3840,
    "SVG (*.svg)": None,
}
"""What a picture can be saved as, and how wide in pixels."""


class CopiedChart(ChartFrame):
    """A chart with a context menu that copies, saves and shows what it is made of."""

    save_failed = Signal(str)
    """Why a picture could not be saved, in one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chooser: QFileDialog | None = None
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._add_action("Copy &picture", self.copy_picture)
        self._add_action("Copy &figures", self.copy_figures)
        self._add_action("&Save picture…", self.choose_picture_file)
        self._add_action("Show &data", self.show_data)

    def _add_action(self, text: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def table(self) -> list[tuple[str, ...]]:
        """The figures behind the chart as text, a row of headings first."""
        raise NotImplementedError

    def copy_picture(self) -> None:
        self._point_nowhere()
        QGuiApplication.clipboard().setImage(picture(self.scene(), self._theme.surface))

    def copy_figures(self) -> None:
        """Put the figures on the clipboard, as a spreadsheet takes them."""
        text = "\n".join("\t".join(row) for row in self.table())
        QGuiApplication.clipboard().setText(text)

    def save_picture(self, path: str, width: int | None = None) -> None:
        """Write a PNG or SVG file; `save_failed` tells when that is impossible.

        Parameters
        ----------
        width
            Of a PNG in pixels, the chart's proportions kept; None: twice those on the screen.
        """
        self._point_nowhere()
        shown = self.scene().sceneRect().width()
        scale = width / shown if width and shown else PICTURE_SCALE
        try:
            save_picture(self.scene(), self._theme.surface, Path(path), scale)
        except OSError as error:
            self.save_failed.emit(f"{Path(path).name} could not be saved: {error.strerror}.")

    def choose_picture_file(self) -> None:
        """Ask where to save the picture and how large, without stopping anything else."""
        dialog = QFileDialog(self, "Save picture", "chart.png", ";;".join(_PICTURES))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(self._follow_filter)
        dialog.fileSelected.connect(self._save_chosen)
        self._chooser = dialog
        dialog.open()

    def show_data(self) -> None:
        """Open the figures behind the chart in a window of their own."""
        window = DataWindow(self.accessibleName(), self.table(), self)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.copy.clicked.connect(self.copy_figures)
        window.show()

    def _follow_filter(self, name: str) -> None:
        if self._chooser is not None:
            self._chooser.setDefaultSuffix("svg" if "svg" in name else "png")

    def _save_chosen(self, path: str) -> None:
        chooser, self._chooser = self._chooser, None
        width = None if chooser is None else _PICTURES.get(chooser.selectedNameFilter())
        self.save_picture(path, width)

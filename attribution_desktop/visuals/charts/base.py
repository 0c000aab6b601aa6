"""What all charts share: scene, theme, pointing, keys, and drawing on paper."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QGraphicsGridLayout,
    QGraphicsScene,
    QGraphicsWidget,
    QHBoxLayout,
    QToolTip,
    QWidget,
)

from attribution_desktop.visuals.charts.data_window import DataWindow
from attribution_desktop.visuals.charts.marks import Mark
from attribution_desktop.visuals.charts.pictures import PICTURE_SCALE, picture, save_picture
from attribution_desktop.visuals.charts.view import PlotView
from attribution_desktop.visuals.plain_text import tool_tip
from attribution_desktop.visuals.theme import current_theme
from attribution_desktop.visuals.tokens import SPACE_S, Theme

_RING = 2
_PICTURES: dict[str, int | None] = {
    "PNG, twice as fine as the screen (*.png)": None,
    "PNG, 1920 pixels wide (*.png)": 1920,
    "PNG, 3840 pixels wide (*.png)": 3840,
    "SVG (*.svg)": None,
}
"""What a picture can be saved as, and how wide in pixels."""

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACKWARD = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Chart(QWidget):
    """A plot of marks; subclasses place and paint them.

    The scene is in device-independent pixels and is laid out anew whenever the widget's size
    changes; data and theme only repaint it. A chart takes the theme applied last and follows
    `apply_theme`; `set_theme` overrides until the next switch, which is how paper gets its own.
    """

    bar_hovered = Signal(object)
    """The bar under the mouse, as given to the chart; None when there is none any more."""

    bar_clicked = Signal(object)
    """A bar clicked, or chosen with Enter or Space."""

    journeys_wanted = Signal(object)
    """The journeys behind a mark are asked for: by its menu, a double click or Ctrl+Enter.

    Carries the mark as given to the chart; only after `offer_journeys`.
    """

    save_failed = Signal(str)
    """Why a picture could not be saved, in one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = self._followed = current_theme()
        self._marks: tuple[Mark, ...] = ()
        self._hot: int | None = None
        self._menu_mark: int | None = None
        self._is_chosen: Callable[[Any], bool] | None = None
        self._journeys: QAction | None = None
        self._ring = False
        self._chooser: QFileDialog | None = None

        self._view = PlotView(self)
        self._frame = QGraphicsWidget()
        self._grid = QGraphicsGridLayout(self._frame)
        self._grid.setContentsMargins(0, 0, SPACE_S, 0)
        self._grid.setSpacing(0)
        self._view.setCentralItem(self._frame)

        row = QHBoxLayout(self)
        row.setContentsMargins(_RING, _RING, _RING, _RING)
        row.setSpacing(0)
        row.addWidget(self._view, 1)

        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._add_action("Copy &picture", self.copy_picture)
        self._add_action("Copy &figures", self.copy_figures)
        self._add_action("&Save picture…", self.choose_picture_file)
        self._add_action("Show &data", self.show_data)
        self._view.pointed.connect(self._point_at)
        self._view.left.connect(self._point_nowhere)
        self._view.clicked.connect(self._click_at)
        self._view.double_clicked.connect(self._ask_for_journeys_at)
        self._view.resized.connect(self._take_size)

    def _add_action(self, text: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    # What callers use

    def set_name(self, name: str) -> None:
        """Name the chart for a screen reader."""
        self.setAccessibleName(name)

    def offer_journeys(self) -> None:
        """Let the journeys behind a mark be asked for; call it once."""
        first = self.actions()[0]
        self._journeys = QAction("Show &journeys", self)
        self._journeys.triggered.connect(self._ask_for_journeys)
        self.insertAction(first, self._journeys)

    def choose(self, is_chosen: Callable[[Any], bool] | None) -> None:
        """Fade every mark whose payload `is_chosen` does not hold for; None: fade none."""
        self._is_chosen = is_chosen
        self._apply_choice()

    def describe(self) -> str:
        """The chart's finding in plain sentences."""
        raise NotImplementedError

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._dress()
        self._frame.update()
        self.update()

    def scene(self) -> QGraphicsScene:
        """The scene, for `render()`; call `lay_out` first when the chart was never shown."""
        scene: QGraphicsScene = self._view.scene()
        return scene

    def natural_size(self, width: int) -> QSize:
        """The size (pixels) at which nothing has to scroll."""
        return QSize(width, self.sizeHint().height())

    def lay_out(self, size: QSize) -> None:
        """Take this size at once, shown or not."""
        self.resize(size)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._view.resizeEvent(None)

    def draw(self, painter: QPainter, target: QRectF) -> None:
        """Draw the chart as vectors into `target` of the painter, its proportions kept."""
        self._point_nowhere()
        scene = self.scene()
        self._view.scene().prepareForPaint()
        scene.render(painter, target, scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

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

    # What subclasses provide

    def _arrange(self) -> None:
        """Give every part its place in the present size."""
        raise NotImplementedError

    def _dress(self) -> None:
        """Take over the theme's colours."""
        raise NotImplementedError

    def _mark_at(self, point: QPointF) -> int | None:
        """The number of the mark at a point of the scene."""
        raise NotImplementedError

    def _mark_rect(self, number: int) -> QRectF:
        """Where a mark is in the scene, after bringing it into view."""
        raise NotImplementedError

    def _light(self, number: int | None) -> None:
        """Set a mark apart from the others, or none."""
        raise NotImplementedError

    def _fade(self, numbers: frozenset[int] | None) -> None:
        """Fade all marks but these; None: fade none."""
        raise NotImplementedError

    def _tip_at(self, point: QPointF) -> str:
        """What to say about a point with no mark."""
        del point
        return ""

    def _take_size(self) -> None:
        # The scene's own rectangle only ever grows; paper is to show what the view shows.
        self.scene().setSceneRect(QRectF(self._view.rect()))
        self._arrange()

    # Pointing

    def _set_marks(self, marks: tuple[Mark, ...]) -> None:
        self._marks = marks
        self._menu_mark = None
        self._set_hot(None)
        self._apply_choice()
        self.setAccessibleDescription(self.describe())

    def _apply_choice(self) -> None:
        chosen = self._is_chosen
        if chosen is None:
            self._fade(None)
            return
        self._fade(
            frozenset(number for number, mark in enumerate(self._marks) if chosen(mark.payload))
        )

    def _set_hot(self, number: int | None) -> None:
        if number == self._hot:
            return
        self._hot = number
        self._light(number)
        self.bar_hovered.emit(None if number is None else self._marks[number].payload)

    def _point_at(self, point: QPointF) -> None:
        number = self._mark_at(point)
        self._set_hot(number)
        text = self._tip_at(point) if number is None else self._marks[number].tooltip
        self._tell(text, point)

    def _point_nowhere(self) -> None:
        self._set_hot(None)
        QToolTip.hideText()

    def _click_at(self, point: QPointF) -> None:
        number = self._mark_at(point)
        if number is not None:
            self.bar_clicked.emit(self._marks[number].payload)

    # The journeys behind a mark

    def event(self, event: QEvent) -> bool:
        """As Qt's; before the menu opens, what it is about is looked up."""
        if isinstance(event, QContextMenuEvent) and self._journeys is not None:
            self._menu_mark = self._hot
            if event.reason() is QContextMenuEvent.Reason.Mouse:
                place = self._view.viewport().mapFromGlobal(event.globalPos())
                self._menu_mark = self._mark_at(self._view.mapToScene(place))
            self._journeys.setEnabled(self._menu_mark is not None)
        return super().event(event)

    def _ask_for_journeys(self) -> None:
        self._want_journeys(self._menu_mark)

    def _ask_for_journeys_at(self, point: QPointF) -> None:
        if self._journeys is not None:
            self._want_journeys(self._mark_at(point))

    def _want_journeys(self, number: int | None) -> None:
        if number is not None:
            self.journeys_wanted.emit(self._marks[number].payload)

    def _tell(self, text: str, point: QPointF) -> None:
        if not text:
            QToolTip.hideText()
            return
        place = self._view.viewport().mapToGlobal(self._view.mapFromScene(point))
        QToolTip.showText(place, tool_tip(text), self)

    # Keys, focus and theme

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        last = len(self._marks) - 1
        if last < 0:
            event.ignore()
        elif key in _FORWARD:
            self._step_to(0 if self._hot is None else min(self._hot + 1, last))
        elif key in _BACKWARD:
            self._step_to(last if self._hot is None else max(self._hot - 1, 0))
        elif key == Qt.Key.Key_Home:
            self._step_to(0)
        elif key == Qt.Key.Key_End:
            self._step_to(last)
        elif key in _CHOOSE and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self._journeys is not None:
                self._want_journeys(self._hot)
        elif key in _CHOOSE and self._hot is not None:
            self.bar_clicked.emit(self._marks[self._hot].payload)
        else:
            event.ignore()

    def _step_to(self, number: int) -> None:
        place = self._mark_rect(number)
        self._set_hot(number)
        self._tell(self._marks[number].tooltip, place.center())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = event.reason() in _KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring = False
        self._set_hot(None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        if self._ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.accent), _RING))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            applied = current_theme()
            if applied != self._followed:
                self._followed = applied
                self.set_theme(applied)

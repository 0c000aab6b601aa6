"""One journey opened: when each touch came, and what each model gives it."""

from collections.abc import Mapping
from datetime import UTC, tzinfo

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.open_journey import OpenJourney
from attribution_desktop.ui.models.columns import TableColumn
from attribution_desktop.ui.widgets.labels import ElidedLabel, plain_label
from attribution_desktop.ui.widgets.name_box import NameBox
from attribution_desktop.ui.widgets.touch_rows import (
    heading,
    note,
    rows_of_all_models,
    rows_of_model,
    timeline_of,
)
from attribution_desktop.ui.widgets.touch_table import TouchTable
from attribution_desktop.visuals.fonts import scaled
from attribution_desktop.visuals.journey_timeline import JourneyTimeline
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S, Theme

_WIDEST_MODEL = 260
_WIDE = 760
_NEARLY_ALL = 1000


class JourneyDetail(QFrame):
    """Timeline, weights and arithmetic of one journey, and what can be done with it."""

    edit_requested = Signal(object)  # OpenJourney
    deletion_requested = Signal(object)  # OpenJourney

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._journey: OpenJourney | None = None
        self._currency = ""
        self._zone: tzinfo = UTC
        self._swatches: Mapping[str, int] = {}
        self._is_writable = False
        self.heading = ElidedLabel("heading")
        across = self.heading.sizePolicy().horizontalPolicy()
        self.heading.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.model = NameBox(elision=Qt.TextElideMode.ElideRight)
        self.model.setAccessibleName("Model whose arithmetic is shown")
        self.model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.model.setMaximumWidth(_WIDEST_MODEL)
        self.compare = QPushButton("All wei&ghts")
        self.compare.setCheckable(True)
        self.compare.setAccessibleName("Weights of all models side by side")
        self.compare.setToolTip("The weights of all models side by side, or how this one weighs.")
        self.edit = QPushButton("Ed&it…")
        self.edit.setAccessibleName("Edit this journey")
        self.delete = QPushButton("De&lete")
        self.delete.setAccessibleName("Delete this journey")
        self.timeline = JourneyTimeline()
        self.weights = TouchTable((TableColumn("Channel", Kind.TEXT),), "Weight of each touch")
        self.note = plain_label(role="muted", has_wrap=True)
        self._lay_out()
        self.model.activated.connect(self._show_weights)
        self.compare.clicked.connect(self._show_weights)
        self.edit.clicked.connect(self._ask_edit)
        self.delete.clicked.connect(self._ask_deletion)
        self.timeline.touch_chosen.connect(self._select_touch)
        self.weights.selectionModel().currentRowChanged.connect(self._ring_touch)
        self.clear()

    def _lay_out(self) -> None:
        weighed = QLabel("&Weights")
        weighed.setBuddy(self.model)
        set_role(weighed, "muted")
        controls = QHBoxLayout()
        controls.setSpacing(SPACE_S)
        controls.addWidget(weighed)
        controls.addWidget(self.model, 1)
        for widget in (self.compare, self.edit, self.delete):
            controls.addWidget(widget)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(SPACE_S)
        self._top.addWidget(self.heading, 1)
        self._top.addLayout(controls)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(SPACE_S)
        for share, parts in ((2, (self.timeline, self.note)), (3, (self.weights,))):
            column = QVBoxLayout()
            column.setSpacing(SPACE_S)
            for part in parts:
                column.addWidget(part)
            column.setStretch(0, _NEARLY_ALL)
            column.addStretch(1)
            self._body.addLayout(column, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addLayout(self._top)
        layout.addLayout(self._body, 1)

    @property
    def journey(self) -> OpenJourney | None:
        return self._journey

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Parts stand side by side where there is room, else one below the other."""
        ways = QBoxLayout.Direction
        is_wide = event.size().width() >= scaled(_WIDE)
        for layout in (self._top, self._body):
            layout.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        # One below the other, the table takes what the picture leaves.
        self._body.setStretch(0, 2 if is_wide else 0)
        super().resizeEvent(event)

    def set_theme(self, theme: Theme) -> None:
        self.weights.set_theme(theme)
        self.timeline.update()

    def set_project(
        self, currency: str, zone: tzinfo, swatches: Mapping[str, int], *, is_writable: bool
    ) -> None:
        """Tell how amounts, times and channels are shown, and whether anything can be changed."""
        self._currency, self._zone, self._swatches = currency, zone, swatches
        self._is_writable = is_writable

    def clear(self) -> None:
        """Show that no journey is open."""
        self._journey = None
        self.heading.set_whole("Choose a journey to see what every model gives its touches")
        self.timeline.set_timeline(None)
        controls = (self.model, self.compare, self.edit, self.delete)
        for widget in (*controls, self.weights, self.timeline):
            widget.setEnabled(False)
        self.weights.hide()
        self.note.hide()

    def show_journey(self, journey: OpenJourney) -> None:
        """Open a journey, weighed by the model chosen before where there is one."""
        chosen = self.model.currentData() or journey.settings.model
        self._journey = journey
        self.heading.set_whole(heading(journey, self._currency, self._zone))
        self.model.clear()
        for model, label in journey.models:
            self.model.addItem(label, model)
        known = self.model.findData(chosen)
        self.model.setCurrentIndex(max(known, 0))
        for widget in (self.model, self.weights, self.timeline):
            widget.setEnabled(True)
        self.edit.setEnabled(self._is_writable and not journey.why_not_edited)
        self.edit.setToolTip(journey.why_not_edited)
        is_stored = bool(journey.row.order) or journey.path_row is not None
        self.delete.setEnabled(self._is_writable and is_stored)
        self.delete.setToolTip("" if is_stored else "Only orders and paths can be deleted.")
        self._show_weights()

    @Slot()
    def _show_weights(self) -> None:
        journey = self._journey
        if journey is None:
            return
        model = str(self.model.currentData())
        has_weights = journey.row.is_converting and bool(journey.touches)
        self.compare.setEnabled(has_weights)
        is_comparing = has_weights and self.compare.isChecked()
        columns, rows = (
            rows_of_all_models(journey)
            if is_comparing
            else rows_of_model(journey, model, self._zone)
        )
        self.weights.setVisible(bool(journey.touches))
        self.weights.set_table(columns, rows, swatches=self._swatches)
        self.timeline.set_timeline(timeline_of(journey, model, self._zone, self._swatches))
        self.note.setText(note(journey))
        self.note.setVisible(bool(self.note.text()))

    @Slot(object)
    def _select_touch(self, place: int) -> None:
        self.weights.selectRow(place)

    @Slot(QModelIndex)
    def _ring_touch(self, index: QModelIndex) -> None:
        model = self.weights.model()
        source = index if not hasattr(model, "mapToSource") else model.mapToSource(index)
        self.timeline.choose(source.row() if source.isValid() else None)

    @Slot()
    def _ask_edit(self) -> None:
        if self._journey is not None:
            self.edit_requested.emit(self._journey)

    @Slot()
    def _ask_deletion(self) -> None:
        if self._journey is not None:
            self.deletion_requested.emit(self._journey)

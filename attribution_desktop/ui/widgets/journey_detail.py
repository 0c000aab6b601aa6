"""One journey opened: when each touch came, and what each model gives it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo

from PySide6.QtCore import QModelIndex, Signal, Slot
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
from attribution_desktop.domain.formatting import UNKNOWN, formatted
from attribution_desktop.domain.open_journey import OpenJourney
from attribution_desktop.ui.models.columns import Cell, TableColumn
from attribution_desktop.ui.models.journey_table import moment_text
from attribution_desktop.ui.widgets.labels import ElidedLabel, plain_label
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.journey_timeline import (
    JourneyTimeline,
    Timeline,
    TimelineTouch,
    spread,
)
from attribution_desktop.visuals.plain_text import isolated
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S, Theme

_HOURS = 24
_WIDEST_MODEL = 260
_WIDE = 760
_NEARLY_ALL = 1000
_SHORT_NAMES = {
    "first_touch": "First\ntouch",
    "last_touch": "Last\ntouch",
    "linear": "Linear",
    "time_decay": "Time\ndecay",
    "last_non_direct": "Non-\ndirect",
    "position_based": "Position",
    "j_shaped": "J-\nshaped",
    "inverse_j": "Inverse\nJ",
    "custom": "Custom",
    "markov": "Markov",
    "shapley": "Shapley",
}


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
        self.model = QComboBox()
        self.model.setAccessibleName("Model whose arithmetic is shown")
        self.model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.model.setMaximumWidth(_WIDEST_MODEL)
        self.edit = QPushButton("Ed&it…")
        self.edit.setAccessibleName("Edit this journey")
        self.delete = QPushButton("De&lete")
        self.delete.setAccessibleName("Delete this journey")
        self.timeline = JourneyTimeline()
        self.weights = FigureTable(
            (TableColumn("Channel", Kind.TEXT),), "Weight of each touch", least_rows=2
        )
        self.note = plain_label(role="muted", has_wrap=True)
        self._lay_out()
        self.model.activated.connect(self._show_weights)
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
        for widget in (self.edit, self.delete):
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
        is_wide = event.size().width() >= _WIDE
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
        for widget in (self.model, self.edit, self.delete, self.weights, self.timeline):
            widget.setEnabled(False)
        self.weights.hide()
        self.note.hide()

    def show_journey(self, journey: OpenJourney) -> None:
        """Open a journey, weighed by the model chosen before where there is one."""
        chosen = self.model.currentData() or journey.settings.model
        self._journey = journey
        self.heading.set_whole(self._heading())
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

    def _heading(self) -> str:
        journey = self._journey
        if journey is None:
            return ""
        row = journey.row
        name = f"Order {isolated(row.order)}" if row.order else "Journey"
        parts = [name if row.is_converting else f"{name}, not converted"]
        if row.customer:
            parts.append(isolated(row.customer))
        if row.at is not None:
            parts.append(moment_text(row.at, self._zone))
        if row.value is not None:
            parts.append(f"{formatted(row.value, Kind.MONEY)} {self._currency}")
        return " · ".join(parts)

    @Slot()
    def _show_weights(self) -> None:
        journey = self._journey
        if journey is None:
            return
        has_weights = journey.row.is_converting and bool(journey.touches)
        models = journey.models if has_weights else ()
        self.weights.setVisible(bool(journey.touches))
        self.weights.set_table(
            self._columns(models),
            [self._cells(place) for place in range(len(journey.touches))],
            swatches=self._swatches,
        )
        self.timeline.set_timeline(self._timeline())
        self.note.setText(_note(journey))
        self.note.setVisible(bool(self.note.text()))

    @property
    def _is_timed(self) -> bool:
        return self._journey is not None and self._journey.row.is_timed

    def _columns(self, models: Sequence[tuple[str, str]]) -> tuple[TableColumn, ...]:
        columns = [TableColumn("Channel", Kind.TEXT, "In the order of the touches.")]
        if models:
            columns.append(
                TableColumn(
                    "How it is weighed",
                    Kind.TEXT,
                    "The arithmetic of the chosen model.",
                    is_whole=True,
                )
            )
        if self._is_timed:
            columns += [
                TableColumn("When", Kind.TEXT, "The moment of the touch, in the project's zone."),
                TableColumn("Days\nbefore", Kind.DAYS, "From the touch to the conversion."),
            ]
        columns += [
            TableColumn(
                _SHORT_NAMES.get(model, label),
                Kind.SHARE,
                f"{label}: part of the conversion that it gives the touch.",
            )
            for model, label in models
        ]
        if any(touch.session for touch in self._journey.touches) if self._journey else False:
            columns.append(TableColumn("Session", Kind.TEXT, "The session's id in the source."))
        return tuple(columns)

    def _cells(self, place: int) -> list[Cell]:
        journey = self._journey
        if journey is None:
            return []
        touch = journey.touches[place]
        cells: list[Cell] = [touch.channel]
        is_weighed = journey.row.is_converting
        if is_weighed:
            cells.append(journey.arithmetic(str(self.model.currentData()), place))
        if self._is_timed:
            cells += [moment_text(touch.instant, self._zone), touch.days_before]
        if is_weighed:
            cells += touch.weights
        if any(other.session for other in journey.touches):
            cells.append(touch.session or UNKNOWN)
        return cells

    def _timeline(self) -> Timeline | None:
        journey = self._journey
        if journey is None or not journey.touches:
            return None
        model = self.model.currentIndex()
        days = [touch.days_before for touch in journey.touches]
        known = [day for day in days if day is not None]
        longest = max(known, default=0.0)
        is_timed = len(known) == len(days) and longest > 0
        places = [1 - day / longest for day in known] if is_timed else spread(len(days))
        touches = tuple(
            TimelineTouch(
                touch.channel,
                place,
                touch.weights[model],
                self._swatches.get(touch.channel, -1),
                self._tip(number),
            )
            for number, (touch, place) in enumerate(zip(journey.touches, places, strict=True))
        )
        end = "conversion" if journey.row.is_converting else "last touch"
        span = _span_text(longest)
        start = f"{span} before" if is_timed else "in order, without times"
        count = len(touches)
        return Timeline(
            touches,
            start if longest or not known else "at one moment",
            end,
            is_converting=journey.row.is_converting,
            finding=f"{count} touches over {span} before the {end}."
            if is_timed
            else f"{count} touches in order before the {end}.",
        )

    def _tip(self, place: int) -> str:
        journey = self._journey
        if journey is None:
            return ""
        touch = journey.touches[place]
        lines = [touch.channel]
        if touch.instant is not None:
            lines.append(moment_text(touch.instant, self._zone))
        if journey.row.is_converting:
            lines.append(journey.arithmetic(str(self.model.currentData()), place))
        return "\n".join(lines)

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


def _span_text(days: float) -> str:
    if days >= 1:
        return f"{formatted(days, Kind.DAYS)} days"
    return f"{formatted(days * _HOURS, Kind.HOURS)} hours"


def _note(journey: OpenJourney) -> str:
    if journey.row.is_converting and not journey.touches:
        return "No touch leads to this order: every model keeps it on its own row."
    if not journey.row.is_converting:
        return "It led to no order, so no model has anything to give; it counts in the chains."
    if journey.row.count != 1:
        times = formatted(journey.row.count, Kind.NUMBER)
        return f"The imported row stands for {times} journeys of this path."
    return ""

"""Pictures of a plan: a channel's curve, the way to the expected revenue, the amounts."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.budget import (
    PROPORTIONAL,
    RESPONSE,
    BudgetPlan,
    ChannelBudget,
    CurveEdit,
)
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.response import DAYS_PER_WEEK, CurveForm, ResponseHistory, Shape
from attribution_desktop.domain.response_words import curve_words
from attribution_desktop.ui.tabs.budget_points import (
    channel_history,
    curve_view,
    point_query,
    step_query,
)
from attribution_desktop.ui.tabs.budget_question import amount_field
from attribution_desktop.ui.widgets.labels import ElidedLabel, plain_label
from attribution_desktop.visuals.charts import (
    CurvePoint,
    GroupedBar,
    GroupedBars,
    ResponseCurveChart,
    Series,
    Step,
    Waterfall,
)
from attribution_desktop.visuals.tokens import SPACE_S, Theme

_MOST_STEPS = 10
_NO_CURVE = {
    RESPONSE: "No channel has a curve here.",
    PROPORTIONAL: (
        "By past ROI there are no curves: each channel is taken to bring its past ROAS on every "
        "unit of money, however much it gets. Returns that shrink as spend grows are left out. "
        "Choose “By curves” to count them in."
    ),
}
_VIEWS = ("Response curve", "From present to recommended", "Present and recommended")


class BudgetPictures(QWidget):
    """One picture at a time; `edited` tells that a curve was set by hand, or given back."""

    edited = Signal()
    journeys_wanted = Signal(object)  # JourneyQuery

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = QComboBox()
        self.view.addItems(_VIEWS)
        self.view.setAccessibleName("Picture of the plan")
        self.channel = QComboBox()
        self.channel.setAccessibleName("Channel whose curve is shown")
        self.channel.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.channel.setMinimumContentsLength(12)
        self.curve = ResponseCurveChart()
        self.curve.set_name("Response curve of a channel")
        self.waterfall = Waterfall()
        self.waterfall.set_name("From present to expected revenue, channel by channel")
        self.amounts = GroupedBars()
        self.amounts.set_name("Present and recommended spend by channel")
        self.is_by_hand = QCheckBox("Set by ha&nd")
        self.is_by_hand.setToolTip("Set the curve by hand instead of fitting it.")
        self.top = amount_field("Revenue a week that no spend exceeds")
        self.half = amount_field("Spend a week that brings half of it")
        self.half.setMinimum(0.01)
        self.instead = plain_label(role="muted", has_wrap=True)
        self.instead.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words = ElidedLabel("caption")
        self._edits: dict[str, Shape] = {}
        self._plan: BudgetPlan | None = None
        self._history: ResponseHistory | None = None
        self._steps: tuple[str, ...] = ()
        self._swatches: Mapping[str, int] = {}
        self._currency = ""
        self._lay_out()
        for chart, ask in (
            (self.curve, self._ask_for_point),
            (self.waterfall, self._ask_for_step),
            (self.amounts, self._ask_for_bar),
        ):
            chart.offer_journeys()
            chart.journeys_wanted.connect(ask)
        self.view.currentIndexChanged.connect(self._show_view)
        self.channel.currentIndexChanged.connect(self._show_curve)
        self.is_by_hand.toggled.connect(self._take_hand)
        self.top.valueChanged.connect(self._take_shape)
        self.half.valueChanged.connect(self._take_shape)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE_S)
        first.addWidget(self.channel)
        first.addWidget(self._words, 1)
        second = QHBoxLayout()
        second.setSpacing(SPACE_S)
        second.addWidget(self.is_by_hand)
        for text, field in (("Top", self.top), ("Half at", self.half)):
            label = plain_label(text, "caption")
            label.setBuddy(field)
            second.addWidget(label)
            second.addWidget(field, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(first)
        column.addWidget(self.curve, 1)
        column.addLayout(second)
        self._pages = QStackedWidget()
        for widget in (page, self.waterfall, self.amounts, self.instead):
            self._pages.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def set_theme(self, theme: Theme) -> None:
        for chart in (self.curve, self.waterfall, self.amounts):
            chart.set_theme(theme)

    def edits(self) -> tuple[CurveEdit, ...]:
        """The curves set by hand."""
        return tuple(CurveEdit(channel, shape) for channel, shape in self._edits.items())

    def show_edits(self, edits: Sequence[CurveEdit]) -> None:
        """Set these curves by hand and no others, without telling of it."""
        self._edits = {edit.channel: edit.shape for edit in edits}

    def show_channel(self, channel: str) -> None:
        """Turn to a channel's curve; nothing happens for one without a curve."""
        index = self.channel.findText(channel)
        if index >= 0:
            self.channel.setCurrentIndex(index)

    def show_plan(
        self,
        plan: BudgetPlan,
        history: ResponseHistory | None,
        swatches: Mapping[str, int],
        currency: str,
    ) -> None:
        """Follow a plan."""
        self._plan, self._swatches, self._currency = plan, swatches, currency
        self._history = history
        names = [row.channel for row in plan.channels if row.curve is not None]
        if names != [self.channel.itemText(at) for at in range(self.channel.count())]:
            with QSignalBlocker(self.channel):
                kept = self.channel.currentText()
                self.channel.clear()
                self.channel.addItems(names)
                self.channel.setCurrentIndex(max(self.channel.findText(kept), 0 if names else -1))
        self._show_view()

    @Slot()
    def _show_view(self) -> None:
        """Only the picture in front is drawn: a slider moves one picture, not three."""
        plan, view = self._plan, self.view.currentIndex()
        self._pages.setCurrentIndex(view)
        if plan is None:
            return
        match view:
            case 0 if not self.channel.count():
                self.instead.setText(_NO_CURVE.get(plan.method, _NO_CURVE[RESPONSE]))
                self._pages.setCurrentWidget(self.instead)
            case 0:
                self._show_curve()
            case 1:
                self._show_waterfall(plan)
            case _:
                self._show_amounts(plan)

    def _show_waterfall(self, plan: BudgetPlan) -> None:
        steps = [
            Step(row.channel, (row.expected_revenue or 0.0) - (row.present_revenue or 0.0))
            for row in plan.channels
            if row.expected_revenue is not None
        ]
        steps.sort(key=lambda step: -abs(step.change))
        others = sum(step.change for step in steps[_MOST_STEPS:])
        shown = sorted(steps[:_MOST_STEPS], key=lambda step: -step.change)
        self._steps = tuple(step.label for step in shown)
        if len(steps) > _MOST_STEPS:
            shown.append(Step("All others", others))
        present = sum(row.present_revenue or 0.0 for row in plan.channels)
        self.waterfall.set_steps(
            ("Present", present), shown, "Recommended", f"Revenue ({self._currency})"
        )

    def _show_amounts(self, plan: BudgetPlan) -> None:
        rows = [row for row in plan.channels if row.present_spend or row.recommended_spend]
        self.amounts.set_groups(
            [row.channel for row in rows],
            [
                Series("Present", tuple(row.present_spend for row in rows), "muted"),
                Series("Recommended", tuple(row.recommended_spend for row in rows), "accent"),
            ],
            f"Spend ({self._currency})",
        )

    @property
    def _row(self) -> ChannelBudget | None:
        rows = self._plan.channels if self._plan else ()
        name = self.channel.currentText()
        return next((row for row in rows if row.channel == name and row.curve), None)

    @Slot()
    def _show_curve(self) -> None:
        row, plan = self._row, self._plan
        for field in (self.is_by_hand, self.top, self.half):
            field.setEnabled(row is not None)
        if row is None or row.curve is None or plan is None:
            self.curve.set_curve(None, self._currency)
            self._words.set_whole("")
            return
        curve = row.curve
        is_edited = curve.form is CurveForm.EDITED
        for field, value in ((self.top, curve.shape.top), (self.half, curve.shape.half)):
            with QSignalBlocker(field):
                field.setEnabled(is_edited)
                if not field.hasFocus():
                    field.setValue(value)
        with QSignalBlocker(self.is_by_hand):
            self.is_by_hand.setChecked(is_edited)
        self._words.set_whole(curve_words(curve))
        weeks = plan.days / DAYS_PER_WEEK
        held = channel_history(self._history, row.channel)
        swatch = self._swatches.get(row.channel, -1)
        self.curve.set_curve(curve_view(row, curve, held, weeks, swatch), self._currency)

    # Journeys

    @Slot(object)
    def _ask_for_point(self, point: CurvePoint) -> None:
        row = self._row
        if row is not None:
            self.journeys_wanted.emit(point_query(point, row.channel, self._history))

    @Slot(object)
    def _ask_for_step(self, row: int) -> None:
        last = len(self.waterfall.table()) - 2
        self.journeys_wanted.emit(step_query(row, last, self._steps))

    @Slot(object)
    def _ask_for_bar(self, bar: GroupedBar) -> None:
        self.journeys_wanted.emit(JourneyQuery(channels=(bar.label,)))

    @Slot(bool)
    def _take_hand(self, is_edited: bool) -> None:  # noqa: FBT001  # as Qt's signal has it
        row = self._row
        if row is None or row.curve is None:
            return
        if is_edited:
            self._edits[row.channel] = row.curve.shape
        else:
            self._edits.pop(row.channel, None)
        self.edited.emit()

    @Slot()
    def _take_shape(self) -> None:
        row = self._row
        if row is None or row.curve is None:
            return
        exponent = row.curve.shape.exponent
        self._edits[row.channel] = Shape(self.top.value(), self.half.value(), exponent)
        self.edited.emit()

"""What is asked of a budget: goal, amount, method, period, largest step."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attribution_desktop.domain.budget import PROPORTIONAL, RESPONSE, BudgetRequest, Goal
from attribution_desktop.domain.response import Basis
from attribution_desktop.ui.widgets.labels import ElidedLabel
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS

LARGEST_BUDGET = 1e12
NONE_TEXT = "–"
_LEAST_LETTERS = 9
_LEAST_WIDTH = 440
_GOALS = (
    (Goal.REVENUE, "Most revenue"),
    (Goal.TARGET_REVENUE, "Least spend"),
    (Goal.MARGINAL_ROAS, "ROAS floor"),
)
_METHODS = ((RESPONSE, "By curves"), (PROPORTIONAL, "By past ROI"))
_BASES = ((Basis.CONVERSION, "By order date"), (Basis.TOUCH, "By touch date"))


def amount_field(name: str, step: float = 100.0) -> QDoubleSpinBox:
    """A field for money."""
    field = QDoubleSpinBox()
    field.setRange(0, LARGEST_BUDGET)
    field.setDecimals(2)
    field.setGroupSeparatorShown(True)
    field.setSingleStep(step)
    field.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
    field.setAccessibleName(name)
    # The whole number would otherwise be as wide as the largest one that fits.
    field.setMinimumWidth(96)
    return field


class BudgetQuestion(QFrame):
    """The card that asks. `changed` tells of any edit, `asked` of the button."""

    changed = Signal()
    basis_changed = Signal(object)
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        # Its share of the row counts, not what its fields would like.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.goal = _choice(
            _GOALS,
            "Goal: most revenue for a budget, least spend for a revenue, or spend until the next "
            "unit brings back no more than a floor",
        )
        self.method = _choice(
            _METHODS,
            "Split along response curves, or in proportion to past ROI",
        )
        self.basis = _choice(_BASES, "Which date counts revenue into a week")
        self.amount = amount_field("Budget to split")
        self.revenue = amount_field("Revenue to reach")
        self.floor = amount_field("Marginal ROAS to stop at")
        self.floor.setValue(1.0)
        self.days = _optional("Days that the budget covers", 3660.0, " days", "Whole period")
        self.step = _optional(
            "Largest change of a channel in percent", 1000.0, " % at most", "Any step"
        )
        self.button = QPushButton("&Recommend")
        self.button.setAccessibleName("Recommend a split of this budget")
        set_role(self.button, "primary")
        self.message = ElidedLabel("caption")
        self._targets = QStackedWidget()
        for field in (self.amount, self.revenue, self.floor):
            self._targets.addWidget(field)
            field.valueChanged.connect(self.changed)
        self._lay_out()
        self.goal.currentIndexChanged.connect(self._take_goal)
        self.method.currentIndexChanged.connect(self.changed)
        self.basis.currentIndexChanged.connect(self._tell_basis)
        for field in (self.days, self.step):
            field.valueChanged.connect(self.changed)
        self.button.clicked.connect(self.asked)

    def _lay_out(self) -> None:
        self._targets.setSizePolicy(self.amount.sizePolicy())
        first = QHBoxLayout()
        first.setSpacing(SPACE_S)
        first.addWidget(self.goal)
        first.addWidget(self._targets, 1)
        first.addWidget(self.button)
        second = QGridLayout()
        second.setSpacing(SPACE_S)
        for column, field in enumerate((self.method, self.basis, self.days)):
            second.addWidget(field, 0, column)
            second.setColumnStretch(column, 1)
            field.setMinimumWidth(60)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.message)

    def set_currency(self, currency: str) -> None:
        """Say what the amounts are in; the figures beside them need the room of a suffix."""
        self.amount.setToolTip(f"Budget to split ({currency})")
        self.revenue.setToolTip(f"Revenue to reach ({currency})")

    def say(self, text: str, role: str) -> None:
        """A line below the fields: what is the matter with them, or how they compare."""
        set_role(self.message, role)
        self.message.set_whole(text)

    def request(self) -> BudgetRequest:
        """What is asked, without limits of channels."""
        goal = Goal(self.goal.currentData())
        target = {
            Goal.REVENUE: None,
            Goal.TARGET_REVENUE: self.revenue.value(),
            Goal.MARGINAL_ROAS: self.floor.value(),
        }[goal]
        return BudgetRequest(
            budget=self.amount.value() if goal is Goal.REVENUE else None,
            days=self.days.value() or None,
            method=str(self.method.currentData()),
            goal=goal,
            target=target,
            max_step_percent=self.step.value() or None,
        )

    def show_request(self, request: BudgetRequest) -> None:
        """Set the fields to a request, without telling of it."""
        blocker = QSignalBlocker(self)
        self.goal.setCurrentIndex(self.goal.findData(request.goal))
        self.method.setCurrentIndex(self.method.findData(request.method))
        if request.budget is not None:
            self.amount.setValue(request.budget)
        if request.target is not None:
            field = self.revenue if request.goal is Goal.TARGET_REVENUE else self.floor
            field.setValue(request.target)
        self.days.setValue(request.days or 0)
        self.step.setValue(request.max_step_percent or 0)
        blocker.unblock()

    @Slot()
    def _take_goal(self) -> None:
        """Other goals than most revenue stand on curves."""
        index = self.goal.currentIndex()
        self._targets.setCurrentIndex(index)
        if index:
            self.method.setCurrentIndex(self.method.findData(RESPONSE))
        self.method.setEnabled(index == 0)
        self.changed.emit()

    @Slot()
    def _tell_basis(self) -> None:
        self.basis_changed.emit(self.basis.currentData())


def _choice(entries: tuple[tuple[object, str], ...], name: str) -> QComboBox:
    field = QComboBox()
    for data, text in entries:
        field.addItem(text, data)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(_LEAST_LETTERS)
    field.setAccessibleName(name)
    field.setToolTip(name)
    return field


def _optional(name: str, most: float, suffix: str, unset: str) -> QDoubleSpinBox:
    """A number that may be left open: its least value stands for that."""
    field = QDoubleSpinBox()
    field.setRange(0, most)
    field.setDecimals(0)
    field.setSuffix(suffix)
    field.setSpecialValueText(unset)
    field.setAccessibleName(name)
    field.setToolTip(name)
    return field

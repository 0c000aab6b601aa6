"""Budget: the same money, split by what earned it back."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from attribution_desktop.domain.budget import BudgetPlan, BudgetRequest, ChannelBudget
from attribution_desktop.domain.errors import AttributionError
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, signed
from attribution_desktop.services.budgets import plan_budget, present_budget
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.models.columns import Cell, TableColumn, figure_column
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.panes import Pane, WideSplitter, column_of
from attribution_desktop.ui.widgets.cards import KpiCard
from attribution_desktop.ui.widgets.labels import ElidedLabel
from attribution_desktop.ui.widgets.sentences import SentenceList, words_of
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.charts import GroupedBars, Series
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Theme

_LARGEST_BUDGET = 1e12
_CENT = 0.005
_CHART_HEIGHT = 310
_MILLISECONDS_OF_TYPING = 250


class BudgetTab(Tab):
    slug = "budget"
    title = "Budget"
    icon_name = "budget"
    question = "How would the same money have been spent better?"
    explanation = (
        "The budget is divided in proportion to each channel's ROI under the chosen model. "
        "Channels that lost money get nothing; channels without recorded spend have no ROI and "
        "keep what they have. Expected revenue multiplies the recommended amount by the "
        "channel's past ROAS: it re-plays history, and a channel rarely earns the same on twice "
        "the money. Take it as a direction, move in steps, and measure."
    )

    def _build(self) -> None:
        self.plan: BudgetPlan | None = None
        self._prefilled: float | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_MILLISECONDS_OF_TYPING)
        self._typing.timeout.connect(self.recommend)
        self.amount = QDoubleSpinBox()
        self.amount.setRange(0, _LARGEST_BUDGET)
        self.amount.setDecimals(2)
        self.amount.setGroupSeparatorShown(True)
        self.amount.setSingleStep(100)
        self.amount.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        self.amount.setAccessibleName("Budget to split")
        self.amount.valueChanged.connect(self._typing.start)
        self.recommend_button = QPushButton("&Recommend")
        self.recommend_button.setAccessibleName("Recommend a split of this budget")
        set_role(self.recommend_button, "primary")
        self.recommend_button.clicked.connect(self.recommend)
        self.message = ElidedLabel("caption")
        self.present = KpiCard("Present spend")
        self.expected = KpiCard("Expected revenue")
        self.chart = GroupedBars()
        self.chart.setMinimumHeight(_CHART_HEIGHT)
        self.chart.set_name("Present and recommended spend by channel")
        self.table = FigureTable(_columns(""), "Recommended split of the budget")
        self.notes = SentenceList("muted", name="What to know about this recommendation")
        self._lay_out()

    def _lay_out(self) -> None:
        cards = QGridLayout()
        cards.setSpacing(SPACE_M)
        for column, card in enumerate((self._question_card(), self.present, self.expected)):
            cards.addWidget(card, 0, column)
            cards.setColumnStretch(column, 1)
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(cards)
        layout.addWidget(
            WideSplitter(
                "budget",
                (Pane("Present and recommended spend", self.chart), 3),
                (Pane("Recommendation", column_of(self.table, self.notes)), 7),
            ),
            1,
        )

    def _question_card(self) -> QFrame:
        """The amount, where the other cards have their figure."""
        card = QFrame()
        set_role(card, "card")
        self._label = QLabel("&Budget")
        set_role(self._label, "muted")
        self._label.setBuddy(self.amount)
        entry = QHBoxLayout()
        entry.setSpacing(SPACE_S)
        entry.addWidget(self.amount, 1)
        entry.addWidget(self.recommend_button)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self._label)
        layout.addLayout(entry)
        layout.addWidget(self.message)
        return card

    def set_theme(self, theme: Theme) -> None:
        self.chart.set_theme(theme)
        self.table.set_theme(theme)

    @Slot()
    def recommend(self) -> None:
        """Split the amount in the field."""
        self._typing.stop()
        if self.analysed is None or not self.analysed.analysis.has_journeys:
            return
        try:
            plan = plan_budget(self.analysed.analysis, BudgetRequest(self.amount.value()))
        except AttributionError as error:
            self._say(f"{error.message} {error.hint}".strip(), "negative")
            return
        self.plan = plan
        self._show_plan(plan, self.analysed)

    def _fill(self, analysed: Analysed) -> None:
        present = round(present_budget(analysed.analysis), 2)
        self._label.setText(f"&Budget to split ({analysed.analysis.identity.currency})")
        # What the reader typed stays; a prefilled amount follows the period.
        if self._prefilled is None or self.amount.value() == self._prefilled:
            self._prefilled = present
            self.amount.setValue(present)
        self.recommend()

    def _show_plan(self, plan: BudgetPlan, analysed: Analysed) -> None:
        currency = analysed.analysis.identity.currency
        self._show_cards(plan, currency)
        rows = [row for row in plan.channels if row.present_spend or row.recommended_spend]
        self.chart.set_groups(
            [row.channel for row in rows],
            [
                Series("Present", tuple(row.present_spend for row in rows), "muted"),
                Series("Recommended", tuple(row.recommended_spend for row in rows), "accent"),
            ],
            f"Spend ({currency})",
        )
        self.table.set_table(
            _columns(currency),
            [_cells(row) for row in plan.channels],
            total=(
                "Total",
                plan.present_spend,
                sum(row.recommended_spend for row in plan.channels),
                sum(row.change for row in plan.channels),
                None,
                plan.expected_revenue,
                None,
                None,
            ),
            swatches=analysed.swatches,
        )
        self.notes.set_sentences(words_of(plan.notes))

    def _say(self, text: str, role: str) -> None:
        set_role(self.message, role)
        self.message.set_whole(text)

    def _show_cards(self, plan: BudgetPlan, currency: str) -> None:
        days = formatted(plan.days, Kind.COUNT)
        self.present.set_figure(
            formatted(plan.present_spend, Kind.MONEY), f"over {days} days", unit=currency
        )
        difference = plan.budget - plan.present_spend
        self._say(
            f"{signed(difference, Kind.MONEY)} {currency} against the present spend"
            if abs(difference) >= _CENT
            else "As much as is spent at present",
            "caption",
        )
        gain = plan.expected_revenue - plan.present_revenue
        self.expected.set_figure(
            formatted(plan.expected_revenue, Kind.MONEY),
            f"{signed(gain, Kind.MONEY)} {currency} against the present split",
            (gain > 0) - (gain < 0),
            currency,
        )


def _columns(currency: str) -> tuple[TableColumn, ...]:
    return (
        figure_column("channel"),
        figure_column("present_spend", currency, title="Present"),
        figure_column("recommended_spend", currency),
        figure_column("change", currency, is_signed=True),
        figure_column("change_percent", is_signed=True),
        figure_column("expected_revenue", currency, title="Exp. revenue"),
        figure_column("roas"),
        figure_column("bound"),
    )


def _cells(row: ChannelBudget) -> tuple[Cell, ...]:
    return (
        row.channel,
        row.present_spend,
        row.recommended_spend,
        row.change,
        row.change_percent,
        row.expected_revenue,
        row.roas,
        row.bound,
    )

"""Budget: what the money is best spent on, and what follows from every other choice."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from attribution_desktop.domain.analysis import Analysis, Notice
from attribution_desktop.domain.budget import (
    PROPORTIONAL,
    RESPONSE,
    BudgetPlan,
    BudgetRequest,
    Scenario,
    scenario_of,
)
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.errors import AttributionError
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, signed
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.response import Basis, ResponseHistory, history_key
from attribution_desktop.services.budgets import plan_budget, present_budget
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.budget_cards import BudgetCards
from attribution_desktop.ui.tabs.budget_fitting import FittingTable, TableWithDetails
from attribution_desktop.ui.tabs.budget_levers import Levers
from attribution_desktop.ui.tabs.budget_pictures import BudgetPictures
from attribution_desktop.ui.tabs.budget_question import BudgetQuestion
from attribution_desktop.ui.tabs.budget_scenarios import ScenarioList
from attribution_desktop.ui.tabs.budget_table import budget_columns, budget_rows, budget_total
from attribution_desktop.ui.tabs.budget_views import PlanViews
from attribution_desktop.ui.tabs.panes import Pane, WideSplitter
from attribution_desktop.ui.widgets.faults import fault_from
from attribution_desktop.ui.widgets.scrolling import UprightArea
from attribution_desktop.ui.widgets.sentences import SentenceList, words_of
from attribution_desktop.ui.widgets.wide_row import WideRow
from attribution_desktop.visuals.tokens import SPACE_M, Theme

_UNDATED = "undated-spend-left-out"
_TOP_HEIGHT = 340
_LEAST_WIDE = 900
_MILLISECONDS_OF_TYPING = 250
_MILLISECONDS_OF_A_FRAME = 16
_MILLISECONDS_OF_MOVING = 300


class BudgetTab(Tab):
    slug = "budget"
    title = "Budget"
    icon_name = "budget"
    question = "How would the same money have been spent better?"
    explanation = (
        "Each channel's weekly spend and attributed revenue are joined by a curve that flattens "
        "as spend grows. Money goes where its next unit returns most, so channels that no limit "
        "holds end at the same marginal ROAS; locks, limits and the largest step are kept to the "
        "cent. Move a slider to ask “what if”: the channel stays there and the rest is split "
        "anew. Where no week has been, the curve is dashed on hatched ground: a guess. All of it "
        "re-plays history; it is not a forecast and no proof of cause. Move in steps and measure."
    )

    basis_changed = Signal(object)
    """The date that counts revenue into a week was changed: curves have to be learnt anew."""

    scenarios_changed = Signal(object)

    def _build(self) -> None:
        self.plan: BudgetPlan | None = None
        self._history: ResponseHistory | None = None
        self._prefilled: float | None = None
        self._currency = ""
        self.asking = BudgetQuestion()
        self.amount = self.asking.amount
        self.cards = BudgetCards()
        self.advice = SentenceList(name="What to do and why")
        self.levers = Levers()
        self.pictures = BudgetPictures()
        self.table = FittingTable(budget_columns(None, ""), "Recommended split of the budget")
        self.notes = SentenceList("muted", name="What to know about this recommendation")
        self.scenarios = ScenarioList()
        self._typing = self._timer(_MILLISECONDS_OF_TYPING)
        self._frame = self._timer(_MILLISECONDS_OF_A_FRAME)
        self._moving = self._timer(_MILLISECONDS_OF_MOVING)
        self._connect()
        self._lay_out()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.recommend)
        return timer

    def _connect(self) -> None:
        self.asking.changed.connect(self._typing.start)
        self.asking.asked.connect(self.recommend)
        self.asking.basis_changed.connect(self.basis_changed)
        self.levers.changed.connect(self._follow_lever)
        self.pictures.edited.connect(self._start_frame)
        self.pictures.journeys_wanted.connect(self.journeys_requested)
        self.table.selectionModel().currentRowChanged.connect(self._show_selected)
        self.table.offer_journeys()
        self.table.row_chosen.connect(self._choose_row)
        self.table.journeys_wanted.connect(self._ask_for_journeys)
        self.scenarios.keep_requested.connect(self._keep)
        self.scenarios.chosen.connect(self._take_up)
        self.scenarios.changed.connect(self._tell_scenarios)

    def _lay_out(self) -> None:
        question, figures = QHBoxLayout(), QHBoxLayout()
        question.addWidget(self.asking)
        figures.setSpacing(SPACE_M)
        for card in (self.cards.spend, self.cards.expected):
            figures.addWidget(card, 1)
        cards = WideRow((question, 1), (figures, 1), least_wide=_LEAST_WIDE, spacing=SPACE_M)
        self.details = TableWithDetails(
            self.table, "Choose a channel to see its range, its limits and its curve."
        )
        levers = PlanViews(self.details, UprightArea(self.levers), self.asking.step)
        self.views = levers.views
        pictures = Pane("Why", self.pictures, self.pictures.view)
        for pane in (levers, pictures):
            pane.setMinimumHeight(_TOP_HEIGHT)
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(cards)
        layout.addWidget(self.advice)
        layout.addWidget(WideSplitter("budget", (levers, 8), (pictures, 5)), 1)
        layout.addWidget(self.notes)
        layout.addWidget(Pane("Scenarios", self.scenarios))

    @property
    def basis(self) -> Basis:
        """The date that counts revenue into a week."""
        return Basis(self.asking.basis.currentData())

    @property
    def history(self) -> ResponseHistory | None:
        """The weeks and curves that are planned with."""
        return self._history

    def set_theme(self, theme: Theme) -> None:
        self.pictures.set_theme(theme)
        self.table.set_theme(theme)
        self.scenarios.set_theme(theme)

    @Slot()
    def forget_project(self) -> None:
        """Another project was opened: nothing of the last one holds."""
        self.plan = None
        self._history = None
        self._prefilled = None
        self.asking.show_request(BudgetRequest(None, method=RESPONSE))
        self.levers.set_channels(())
        self.pictures.show_edits(())
        self.scenarios.forget()

    def show_history(self, history: ResponseHistory) -> None:
        """Plan along these curves from now on."""
        self._history = history
        self.recommend()

    def show_scenarios(self, scenarios: tuple[Scenario, ...]) -> None:
        """Show what the project keeps."""
        self.scenarios.show_scenarios(scenarios, self._currency)
        if self.plan is not None:
            self.plan = replace(self.plan, scenarios=scenarios)

    def request(self) -> BudgetRequest:
        """All that is set on the page."""
        known = self.levers.channels
        edits = tuple(edit for edit in self.pictures.edits() if edit.channel in known)
        return replace(self.asking.request(), limits=self.levers.limits(), edits=edits)

    @Slot()
    def recommend(self) -> None:
        """Split the money as the page asks."""
        self._typing.stop()
        self._frame.stop()
        analysed = self.analysed
        if analysed is None or not _has_spend(analysed.analysis):
            return
        request, history = self.request(), self._history
        if history is None or history.key != history_key(analysed.analysis):
            if request.method == RESPONSE:
                self.asking.say("Fitting response curves…", "caption")
                return
            history = None
        if request.method == PROPORTIONAL:
            request = replace(request, edits=())
        try:
            plan = plan_budget(analysed.analysis, request, history)
        except AttributionError as error:
            self.asking.say(fault_from(error).words, "negative")
            return
        self.plan = replace(plan, scenarios=self.scenarios.scenarios)
        self._show_plan(self.plan, analysed)

    def _show_figures(self, analysed: Analysed) -> None:
        """Without spend there is nothing to split, to learn a curve from, or to ask “what if” of.

        Spend without a date is named: it is not counted in a period.
        """
        analysis = analysed.analysis
        if _has_spend(analysis):
            super()._show_figures(analysed)
            return
        self.plan = None
        undated = [note for note in analysis.notices if note.code == _UNDATED]
        self.panel.show_no_spend(" ".join(words_of((Notice("no-spend"), *undated))))
        self._stack.setCurrentWidget(self.panel)

    def _fill(self, analysed: Analysed) -> None:
        analysis = analysed.analysis
        self._currency = analysis.identity.currency
        # A channel that the filter leaves out takes its limits with it.
        self.levers.set_channels(
            [row.channel for row in analysis.channel_figures if row.channel != NO_TOUCHPOINT]
        )
        present = round(present_budget(analysis), 2)
        self.asking.set_currency(self._currency)
        # What the reader typed stays; a prefilled amount follows the period.
        if self._prefilled is None or self.amount.value() == self._prefilled:
            self._prefilled = present
            self.amount.setValue(present)
        self.recommend()

    def _show_plan(self, plan: BudgetPlan, analysed: Analysed) -> None:
        self._show_cards(plan)
        self.levers.show_rows(plan.channels)
        self.pictures.show_plan(plan, self._history, analysed.swatches, self._currency)
        self._show_table(plan, analysed)
        advice = _advice(plan)
        self.advice.set_sentences((" ".join(words_of(advice)),) if advice else ())
        self.notes.set_sentences(words_of(note for note in plan.notes if note not in advice))

    def _show_table(self, plan: BudgetPlan, analysed: Analysed) -> None:
        columns = budget_columns(plan, self._currency)
        # While a slider moves, columns keep their widths: measuring them takes half a frame.
        is_moving = self._moving.isActive() and columns == self.table.figures.columns
        show = self.table.figures.set_table if is_moving else self.table.set_table
        show(
            columns,
            budget_rows(plan),
            total=budget_total(plan),
            swatches=analysed.swatches,
        )

    def _show_cards(self, plan: BudgetPlan) -> None:
        currency = self._currency
        self.cards.show_plan(plan, currency)
        difference = plan.spend_change
        self.asking.say(
            f"{formatted(plan.budget, Kind.MONEY)} {currency}: "
            f"{signed(difference, Kind.MONEY)} against the present spend"
            if difference
            else "As much as is spent at present",
            "caption",
        )

    @Slot(str)
    def _follow_lever(self, channel: str) -> None:
        self.pictures.show_channel(channel)
        self._start_frame()

    @Slot()
    def _start_frame(self) -> None:
        """One plan a frame, however many movements there are, and one when they have ended."""
        self._moving.start()
        if not self._frame.isActive():
            self._frame.start()

    def _show_focus(self) -> None:
        """The curve and the row of the channel that all pages look at."""
        rows = [row.channel for row in self.plan.channels] if self.plan is not None else []
        self.table.select_row(rows.index(self.focus) if self.focus in rows else None)
        if self.focus is not None:
            self.pictures.show_channel(self.focus)

    @Slot(int)
    def _choose_row(self, row: int) -> None:
        if self.plan is not None:
            self.channel_focused.emit(self.plan.channels[row].channel)

    @Slot(int)
    def _ask_for_journeys(self, row: int) -> None:
        if self.plan is not None:
            channel = self.plan.channels[row].channel
            self.journeys_requested.emit(JourneyQuery(channels=(channel,)))

    @Slot()
    def _show_selected(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.pictures.show_channel(str(index.siblingAtColumn(0).data()))

    @Slot(str)
    def _keep(self, name: str) -> None:
        if self.plan is not None:
            self.scenarios.add(scenario_of(name, self.plan, self.request()))

    @Slot(object)
    def _take_up(self, scenario: Scenario) -> None:
        """Set the page to what was asked then."""
        self.asking.show_request(scenario.request)
        self.levers.show_limits(scenario.request.limits)
        self.pictures.show_edits(scenario.request.edits)
        self.recommend()

    @Slot(object)
    def _tell_scenarios(self, scenarios: tuple[Scenario, ...]) -> None:
        if self.plan is not None:
            self.plan = replace(self.plan, scenarios=scenarios)
        self.scenarios_changed.emit(scenarios)


def _advice(plan: BudgetPlan) -> list[Notice]:
    """What stands above the split: what to do, or else how far the split leaves what was seen."""
    moves = [
        note for note in plan.notes if note.code.startswith("budget-") or note.code == "no-spend"
    ]
    return moves or [note for note in plan.notes if note.code == "outside-observed"]


def _has_spend(analysis: Analysis) -> bool:
    return any(row.spend for row in analysis.channel_figures)

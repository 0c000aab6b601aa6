"""What the window can do beside showing figures: one object a feature, tied to it in one place."""

from PySide6.QtCore import QObject

from attribution_desktop.domain.budget import BudgetPlan
from attribution_desktop.ui.budget_link import BudgetLink
from attribution_desktop.ui.channels_work import ChannelsWork
from attribution_desktop.ui.journey_editing import JourneyEditing
from attribution_desktop.ui.journeys_link import JourneysLink
from attribution_desktop.ui.kept_steps import KeptSteps
from attribution_desktop.ui.row_counts import RowCounts
from attribution_desktop.ui.rules_work import RulesWork
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.tabs.budget import BudgetTab
from attribution_desktop.ui.tabs.journeys import JourneysTab
from attribution_desktop.ui.tabs.summary import SummaryTab
from attribution_desktop.ui.telling import Telling
from attribution_desktop.ui.undoing import Undoing
from attribution_desktop.ui.window_frame import WindowFrame


class Features(QObject):
    """Built once with the window. A new feature is an object here and its line of connections."""

    def __init__(self, session: Session, window: WindowFrame, telling: Telling) -> None:
        super().__init__(window)
        do = window.actions_
        self._budget_tab = next(tab for tab in window.tabs if isinstance(tab, BudgetTab))

        self.undoing = Undoing(session, window)
        self.undoing.failed.connect(telling.tell_failure)

        self.budget = BudgetLink(session, self._budget_tab, self)
        self.budget.failed.connect(telling.tell_failure)

        self.rules = RulesWork(session, window)
        self.rules.failed.connect(telling.tell_failure)
        self.kept_steps = KeptSteps(session, self.undoing, self.rules, self.budget)
        do.channel_rules.triggered.connect(self.rules.open_rules)

        self.channels = ChannelsWork(session, self.undoing, window)
        do.channels.triggered.connect(self.channels.open_channels)

        summary = next(tab for tab in window.tabs if isinstance(tab, SummaryTab))
        self.row_counts = RowCounts(session, summary, self)

        journeys_tab = next(tab for tab in window.tabs if isinstance(tab, JourneysTab))
        self.journeys = JourneysLink(session, journeys_tab, window)
        self.journeys.failed.connect(telling.tell_failure)
        self.journey_editing = JourneyEditing(session, journeys_tab, window)
        self.journey_editing.failed.connect(telling.tell_failure)
        do.track_journey.triggered.connect(self.journey_editing.open_new)

    @property
    def shown_plan(self) -> BudgetPlan | None:
        """What is on the budget page is what is exported."""
        return self._budget_tab.plan

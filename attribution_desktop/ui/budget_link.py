"""Between the session and the budget page: curves one way, scenarios the other."""

from PySide6.QtCore import QObject, Signal, Slot

from attribution_desktop.domain.budget import Scenario
from attribution_desktop.domain.errors import Cancelled
from attribution_desktop.domain.response import Basis
from attribution_desktop.ui.desk import Learnt
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.tabs.budget import BudgetTab


class BudgetLink(QObject):
    """Asks for curves after every analysis, and keeps the scenarios that the page changes."""

    failed = Signal(object)
    scenarios_replaced = Signal(object, object)  # tuples of scenarios: before and now

    def __init__(self, session: Session, tab: BudgetTab, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._tab = tab
        self._scenarios: tuple[Scenario, ...] = ()
        session.analysis_changed.connect(self._learn)
        session.curves_learnt.connect(self._show)
        session.learning_failed.connect(self._tell)
        session.keeping_failed.connect(self._tell_not_kept)
        session.project_opened.connect(tab.forget_project)
        tab.basis_changed.connect(self._learn_by)
        tab.scenarios_changed.connect(self._keep)

    @Slot()
    def _learn(self) -> None:
        self._session.learn_curves(self._tab.basis)

    @Slot(object)
    def _learn_by(self, basis: Basis) -> None:
        self._session.learn_curves(basis)

    @Slot(object)
    def _show(self, learnt: Learnt) -> None:
        self._tab.show_history(learnt.history)
        self.show_scenarios(learnt.scenarios)

    def show_scenarios(self, scenarios: tuple[Scenario, ...]) -> None:
        """Show what the project keeps."""
        self._scenarios = scenarios
        self._tab.show_scenarios(scenarios)

    @Slot(object)
    def _keep(self, scenarios: tuple[Scenario, ...]) -> None:
        before, self._scenarios = self._scenarios, scenarios
        self._session.keep_scenarios(scenarios)
        self.scenarios_replaced.emit(before, scenarios)

    @Slot(object)
    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    @Slot(object)
    def _tell_not_kept(self, error: BaseException) -> None:
        """The page showed them at once; what is on the disk is what counts."""
        self.failed.emit(error)
        self._learn()

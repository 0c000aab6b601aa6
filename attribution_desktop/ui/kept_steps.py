"""Undo for what the project keeps no history of: rules, scenarios, the look of reports."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from attribution_desktop.domain.budget import Scenario
from attribution_desktop.domain.channel_rules import ChannelRule
from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.report_look import ReportLook
from attribution_desktop.services.projects import Project
from attribution_desktop.services.scenarios import keep_scenarios
from attribution_desktop.ui.budget_link import BudgetLink
from attribution_desktop.ui.rules_work import RulesWork, keep_rules
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.settings_steps import SettingsChange, keep_change, step_name
from attribution_desktop.ui.undoing import Undoing


class KeptSteps(QObject):
    """Hears of what was replaced, and tells the history how to put it back."""

    def __init__(
        self, session: Session, undoing: Undoing, rules: RulesWork, budget: BudgetLink
    ) -> None:
        super().__init__(undoing)
        self._undoing = undoing
        self._budget = budget
        rules.rules_replaced.connect(self._note_rules)
        budget.scenarios_replaced.connect(self._note_scenarios)
        session.look_replaced.connect(self._note_look)

    @Slot(object, object)
    def _note_rules(self, before: tuple[ChannelRule, ...], after: tuple[ChannelRule, ...]) -> None:
        if before == after:
            return
        self._undoing.remember(
            "Change of channel rules",
            partial(keep_rules, before),
            partial(keep_rules, after),
            words="The channel rules are kept; files imported from now on follow them.",
        )

    @Slot(object, object)
    def _note_scenarios(self, before: tuple[Scenario, ...], after: tuple[Scenario, ...]) -> None:
        self._undoing.remember(
            _scenario_step(before, after),
            partial(_keep, before),
            partial(_keep, after),
            told=partial(self._show, before, after),
        )

    @Slot(object, object)
    def _note_look(self, before: ReportLook, after: ReportLook) -> None:
        """A report was written; that is what the window tells of."""
        forward = SettingsChange(look=after)
        self._undoing.note(
            step_name(forward),
            partial(keep_change, SettingsChange(look=before)),
            partial(keep_change, forward),
        )

    def _show(
        self,
        before: tuple[Scenario, ...],
        after: tuple[Scenario, ...],
        is_undone: bool,  # noqa: FBT001  # told by the history
    ) -> None:
        self._budget.show_scenarios(before if is_undone else after)


def _scenario_step(before: tuple[Scenario, ...], after: tuple[Scenario, ...]) -> str:
    """What became of the one scenario that differs."""
    was, now = {one.name for one in before}, {one.name for one in after}
    for verb, names in (("Keeping", now - was), ("Removal", was - now)):
        if len(names) == 1:
            return f"{verb} of scenario {next(iter(names))}"
    return "Change of scenarios"


def _keep(scenarios: tuple[Scenario, ...], project: Project, _: Progress) -> None:
    keep_scenarios(project, scenarios)

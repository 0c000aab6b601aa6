"""Between the session and the dialog of the channel rules."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from attribution_desktop.domain.channel_rules import ChannelRule
from attribution_desktop.domain.imports import Traffic
from attribution_desktop.domain.progress import Progress
from attribution_desktop.services.channel_rules import channel_rules, store_channel_rules
from attribution_desktop.services.projects import Project
from attribution_desktop.services.traffic import project_traffic
from attribution_desktop.ui.dialogs.channel_rules import ChannelRulesDialog
from attribution_desktop.ui.session import Session


class RulesWork(QObject):
    """Opens the dialog, fills it, and keeps what is saved in it."""

    rules_replaced = Signal(object, object)  # tuples of ChannelRule: before and now
    failed = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    @Slot()
    def open_rules(self) -> ChannelRulesDialog | None:
        """Show the rules of the project; None without one."""
        if self._session.facts is None:
            return None
        dialog = ChannelRulesDialog(self._window)
        dialog.rules_chosen.connect(self._keep)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        self._session.ask_project(
            "Reading the channel rules", _read, dialog.show_project, self.failed.emit
        )
        return dialog

    @Slot(object)
    def _keep(self, rules: tuple[ChannelRule, ...]) -> None:
        self._session.ask_project(
            "Keeping the channel rules",
            partial(_replaced, rules),
            partial(self._tell, rules),
            self.failed.emit,
        )

    def _tell(self, rules: tuple[ChannelRule, ...], before: tuple[ChannelRule, ...]) -> None:
        self.rules_replaced.emit(before, rules)


def _read(project: Project, _: Progress) -> tuple[tuple[ChannelRule, ...], tuple[Traffic, ...]]:
    return channel_rules(project), project_traffic(project)


def _replaced(
    rules: tuple[ChannelRule, ...], project: Project, _: Progress
) -> tuple[ChannelRule, ...]:
    """What the rules were before."""
    before = channel_rules(project)
    store_channel_rules(project, rules)
    return before


def keep_rules(rules: tuple[ChannelRule, ...], project: Project, _: Progress) -> None:
    """Work on the project that puts these rules in the place of its own."""
    store_channel_rules(project, rules)

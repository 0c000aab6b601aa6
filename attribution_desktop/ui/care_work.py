"""Verifying a project, the offer to do so after a crash, and the way to the log."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from attribution_desktop.domain.progress import Progress
from attribution_desktop.domain.verification import VerifyReport
from attribution_desktop.services.care import verify_project
from attribution_desktop.services.projects import Project
from attribution_desktop.ui.desk import ProjectFacts
from attribution_desktop.ui.folder_view import show_folder
from attribution_desktop.ui.session import Session
from attribution_desktop.ui.telling import Telling
from attribution_desktop.ui.widgets.faults import Fault
from attribution_desktop.ui.window_frame import WindowFrame

_OFFER = "verify"


class CareWork(QObject):
    """Every check runs in the background; its answer is a notice.

    Parameters
    ----------
    logs
        The folder of the log; None: there is none, and no way to it.
    """

    def __init__(
        self, session: Session, window: WindowFrame, telling: Telling, logs: Path | None
    ) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._telling = telling
        self._logs = logs
        self._crashed: Path | None = None
        self._is_wanted = False
        do = window.actions_
        do.verify.triggered.connect(self.verify)
        do.show_log.setVisible(logs is not None)
        do.show_log.triggered.connect(self._show_log)
        window.notice.offer_taken.connect(self._take_offer)
        session.project_opened.connect(self._on_opened)

    def tell_crash(self, project: Path | None) -> None:
        """Say that the run before did not end well, and offer to check its project."""
        if project is None or not project.exists():
            self._window.tell_warning("The program did not end properly last time.")
            return
        self._crashed = project
        self._offer()

    @Slot()
    def verify(self) -> None:
        """Check the open project; nothing is changed."""
        facts = self._session.facts
        if facts is None:
            return
        self._session.ask_project(
            f"Verifying {facts.path.name}",
            _verified,
            partial(self._tell, facts.path.name),
            self._telling.tell_failure,
        )

    def _offer(self) -> None:
        if self._crashed is not None:
            self._window.tell_offer(
                f"The program did not end properly while {self._crashed.name} was open. What was "
                "stored is there; to be sure, have the file checked.",
                "&Verify",
                _OFFER,
                "warning",
            )

    @Slot(str)
    def _take_offer(self, name: str) -> None:
        if name != _OFFER or self._crashed is None:
            return
        facts = self._session.facts
        if facts is not None and facts.path == self._crashed:
            self._crashed = None
            self.verify()
            return
        self._is_wanted = True
        self._session.open(self._crashed)

    @Slot(object)
    def _on_opened(self, facts: ProjectFacts) -> None:
        if self._crashed is None or facts.path != self._crashed:
            return
        if self._is_wanted:
            self._crashed, self._is_wanted = None, False
            self.verify()
        else:
            # Opening a project takes notices away; this one is not seen yet.
            self._offer()

    def _tell(self, name: str, report: VerifyReport) -> None:
        checks = report.checks
        if report.is_sound:
            self._window.tell_success(f"{name} is sound: all {len(checks)} checks passed.")
            return
        faulty = [check.name for check in checks if not check.is_sound]
        lines = [
            f"{'ok' if check.is_sound else 'NOT OK'}  {check.name}: {check.detail}"
            for check in checks
        ]
        self._window.tell_fault(
            Fault(
                f"{name} is not sound: {', '.join(faulty)}.",
                "Restore a backup: Settings, Backups.",
                "\n".join(lines),
            )
        )

    @Slot()
    def _show_log(self) -> None:
        if self._logs is not None:
            show_folder(self._logs, self._window)


def _verified(project: Project, progress: Progress) -> VerifyReport:
    return verify_project(project.path, progress)

"""Settings: of the window, of the project, of its reports, and its backups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from attribution_desktop.domain.report_look import ReportLook
from attribution_desktop.ui.dialogs.export_looks import PaperLook
from attribution_desktop.ui.dialogs.settings_backups import BackupsPage
from attribution_desktop.ui.dialogs.settings_general import GeneralPage
from attribution_desktop.ui.dialogs.settings_project import ProjectPage
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import SPACE_L, SPACE_M

_SIZE = (680, 620)


@dataclass(frozen=True, slots=True)
class ProjectChoices:
    """What of a project can be chosen: the text of every setting, and the look of its reports."""

    values: tuple[tuple[str, str], ...]
    look: ReportLook


class SettingsDialog(QDialog):
    """Everything counts from Save on; backups are dealt with at once."""

    appearance_chosen = Signal(str, str)  # theme, notation
    project_chosen = Signal(object)  # ProjectChoices

    def __init__(self, models: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.general = GeneralPage()
        self.project = ProjectPage(models)
        self.paper = PaperLook()
        self.backups = BackupsPage()
        self._has_project = False
        self.pages = QTabWidget()
        self.pages.setAccessibleName("Kinds of settings")
        self.pages.addTab(self.general, "&Window")
        self._reason = plain_label(role="negative", has_wrap=True)
        buttons = QDialogButtonBox()
        self.save = buttons.addButton("&Save", QDialogButtonBox.ButtonRole.AcceptRole)
        set_role(self.save, "primary")
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self._reason)
        layout.addWidget(buttons)
        self.resize(*_SIZE)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        self.project.changed.connect(self._check)
        self.paper.changed.connect(self._check)
        self._check()

    def fit_window_page(self) -> None:
        """Be as high as the first page needs, for when no project adds larger ones."""
        self.resize(self.width(), self.sizeHint().height())

    def show_project(
        self,
        values: Mapping[str, str],
        look: ReportLook,
        *,
        is_empty: bool,
        is_writable: bool,
    ) -> None:
        """Add the pages of the open project."""
        self.project.show_values(values, is_empty=is_empty, is_writable=is_writable)
        self.paper.set_look(look)
        self.paper.setEnabled(is_writable)
        reports = QWidget()
        inside = QVBoxLayout(reports)
        inside.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        inside.addWidget(
            plain_label(
                "On PDF reports of this project, from the window and from the command line.",
                "muted",
                has_wrap=True,
            )
        )
        inside.addWidget(self.paper)
        inside.addStretch(1)
        self.pages.addTab(self.project, "Pro&ject")
        self.pages.addTab(reports, "Repor&ts")
        self.pages.addTab(self.backups, "&Backups")
        self._has_project = is_writable

    @property
    def reason(self) -> str:
        """Why nothing can be saved; empty when it can."""
        return self._reason.text()

    @Slot(object)
    def show_failure(self, error: BaseException) -> None:
        """Say what was refused; the dialog stays open."""
        message, hint = getattr(error, "message", str(error)), getattr(error, "hint", "")
        self._reason.setText(f"{message} {hint}".strip())
        self._reason.show()

    @Slot()
    def _check(self) -> None:
        is_sound = self.project.is_sound and self.paper.look is not None
        reason = "" if is_sound or not self._has_project else "Mend what is marked first."
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.save.setEnabled(not reason)

    @Slot()
    def _keep(self) -> None:
        self.appearance_chosen.emit(
            str(self.general.theme.currentData()), str(self.general.notation.currentData())
        )
        look = self.paper.look
        if self._has_project and look is not None:
            self.project_chosen.emit(ProjectChoices(tuple(self.project.values.items()), look))
        else:
            self.accept()

"""The status bar's left side: which project, how much data, which period."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.ui.periods import period_text
from attribution_desktop.ui.widgets.labels import ElidedLabel
from attribution_desktop.visuals.plain_text import isolated

if TYPE_CHECKING:
    from attribution_desktop.ui.desk import Analysed, ProjectFacts


class ProjectStatus(QWidget):
    """One line of facts, cut where room is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ElidedLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        self.show_project(None)

    @property
    def text(self) -> str:
        return self._label.whole

    def show_project(self, facts: "ProjectFacts | None") -> None:
        """Name the project that is open, before anything is known of its data."""
        self._label.set_whole(_project_text(facts) if facts else "No project is open")

    def show_analysis(self, facts: "ProjectFacts", analysed: "Analysed") -> None:
        """Say what the analysis covers."""
        summary, settings = analysed.analysis.summary, analysed.analysis.settings
        counts = [
            f"{formatted(number, _kind(number))} {one if number == 1 else many}"
            for number, one, many in (
                (summary.conversions, "conversion", "conversions"),
                (summary.touchpoints, "touchpoint", "touchpoints"),
                (summary.channels, "channel", "channels"),
            )
        ]
        period = period_text(settings.start, settings.end)
        covered = analysed.analysis.covered
        if not settings.has_period and covered is not None:
            period = f"{period} ({period_text(*covered)})"
        self._label.set_whole("  ·  ".join((_project_text(facts), *counts, period)))


def _project_text(facts: "ProjectFacts") -> str:
    name = isolated(facts.name)
    return name if facts.is_writable else f"{name} (read only)"


def _kind(number: float) -> Kind:
    return Kind.COUNT if number == int(number) else Kind.NUMBER

"""Revenue and spend by day, week or month."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.days import DaySpan, Step, fitting_step, part_note
from attribution_desktop.domain.figures import Kind
from attribution_desktop.ui.tabs.panes import Pane
from attribution_desktop.ui.tabs.summary_changes import (
    step_label,
    steps,
)
from attribution_desktop.visuals.charts import TrendChart, TrendLine, TrendParts, TrendStep
from attribution_desktop.visuals.tokens import Theme

_CHOICES = (
    ("Automatic", None),
    ("By day", Step.DAY),
    ("By week", Step.WEEK),
    ("By month", Step.MONTH),
)
_MOST_STEPS = 1500


class TrendPane(Pane):
    """A click on a step asks for its days as the period."""

    range_requested = Signal(object, object)
    """First and last day of the step that was clicked."""

    journeys_wanted = Signal(object, object)
    """First and last day of the step whose journeys are asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.chart = TrendChart()
        self.chart.set_name("Revenue and spend over time")
        self.step = QComboBox()
        self.step.setAccessibleName("Length of a step of the trend")
        for text, step in _CHOICES:
            self.step.addItem(text, step)
        super().__init__("Revenue and spend", self.chart, self.step, parent)
        self._analysis: Analysis | None = None
        self._spans: tuple[DaySpan, ...] = ()
        self.step.activated.connect(self._draw)
        self.chart.bar_clicked.connect(self._ask_for)
        self.chart.offer_journeys()
        self.chart.journeys_wanted.connect(self._want_journeys)

    def set_theme(self, theme: Theme) -> None:
        self.chart.set_theme(theme)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show its days; without dated ones there is nothing to show, and nothing is."""
        self._analysis = analysis
        self.setVisible(analysis.covered is not None)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        analysis = self._analysis
        known = analysis.covered if analysis is not None else None
        if analysis is None or known is None:
            return
        step = self._step(*known)
        self._spans = steps(analysis, step)
        has_revenue = any(span.totals.revenue for span in self._spans)
        lines = [
            TrendLine("Revenue", tuple(span.totals.revenue for span in self._spans), "accent")
            if has_revenue
            else TrendLine(
                "Conversions", tuple(span.totals.conversions for span in self._spans), "accent"
            )
        ]
        if has_revenue and any(span.totals.spend is not None for span in self._spans):
            spent = tuple(span.totals.spend for span in self._spans)
            lines.append(TrendLine("Spend", spent, "warning"))
        currency = analysis.identity.currency
        names = " and ".join(line.name for line in lines).capitalize()
        self.set_heading(f"{names} ({currency})" if has_revenue else names)
        self.chart.set_trend(
            [step_label(span, step) for span in self._spans],
            lines,
            "",
            Kind.MONEY if has_revenue else Kind.NUMBER,
            self._parts(step),
        )

    def _parts(self, step: Step) -> TrendParts:
        notes = {
            place: note for place, span in enumerate(self._spans) if (note := part_note(span, step))
        }
        return TrendParts(f"Dotted: part of a {step}", notes)

    def _step(self, first: date, last: date) -> Step:
        """The chosen step, or a longer one where days or weeks could not be told apart."""
        chosen = self.step.currentData()
        if chosen is None:
            return fitting_step(first, last)
        days = (last - first).days + 1
        if Step(chosen) is Step.DAY and days > _MOST_STEPS:
            return Step.WEEK
        return Step(chosen)

    @Slot(object)
    def _ask_for(self, step: TrendStep) -> None:
        span = self._spans[step.place]
        self.range_requested.emit(span.first, span.last)

    @Slot(object)
    def _want_journeys(self, step: TrendStep) -> None:
        span = self._spans[step.place]
        self.journeys_wanted.emit(span.first, span.last)

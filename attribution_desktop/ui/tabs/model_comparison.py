"""Model comparison: the same orders, divided by any models side by side."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from attribution_desktop.domain.analysis import Analysis, Comparison
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.models.columns import TableColumn, figure_column
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.chain_pane import ChainMatrix
from attribution_desktop.ui.tabs.comparison_words import beyond_chance, disagreement
from attribution_desktop.ui.tabs.measures import Measure, bounds, measure_of
from attribution_desktop.ui.tabs.panes import Pane, column_of, split, words_pane
from attribution_desktop.ui.widgets.model_choice import ModelChoice
from attribution_desktop.ui.widgets.sentences import SentenceList, words_of
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.charts import (
    GroupedBar,
    GroupedBars,
    HeatCell,
    RangeChart,
    Series,
)
from attribution_desktop.visuals.fonts import scaled
from attribution_desktop.visuals.tokens import SERIES_COLOURS, SPACE_S, Theme

_CHART_HEIGHT = 220
_VIEWS = ("Range of the models", "Bars", "Table", "Markov transitions")
_SPREAD = "The greatest less the least credit: how much money depends on the choice of model."


class ModelComparisonTab(Tab):
    slug = "model-comparison"
    title = "Model comparison"
    icon_name = "compare"
    has_intervals = True
    question = "How much of each channel's credit depends on the model?"
    explanation = (
        "Every model divides the same orders and comes to the same total; only the shares differ. "
        "Where the dots of a channel lie together, you may trust its figures whichever model you "
        "prefer; ↔ says how far they lie apart, whiskers how much of that may be chance. Where "
        "they differ, the models answer different questions: first touch asks who found the "
        "customer, last touch who closed the sale. Variation is the standard deviation over the "
        "mean; to 0.10 the consensus is strong, to 0.25 moderate, above it weak."
    )

    def _build(self) -> None:
        self._names: tuple[str, ...] = ()
        self.ranges = RangeChart()
        self.chart = GroupedBars()
        self.chain = ChainMatrix()
        self.chain.chain_requested.connect(self._ask_for_chain)
        self.chain.chart.journeys_wanted.connect(self._ask_for_journeys_of_arc)
        for chart in (self.ranges, self.chart):
            chart.setMinimumHeight(scaled(_CHART_HEIGHT))
            chart.offer_journeys()
            chart.bar_clicked.connect(self._choose)
            chart.journeys_wanted.connect(self._ask_for_journeys)
        self.choice = ModelChoice()
        self.choice.models_chosen.connect(self.models_requested)
        self.findings = SentenceList(name="Where the models agree and disagree")
        self.table = FigureTable((figure_column("channel"),), "Revenue by channel and model")
        self.table.offer_journeys()
        self.table.row_chosen.connect(self._choose_row)
        self.table.journeys_wanted.connect(self._ask_for_journeys_of_row)
        self.view = QComboBox()
        self.view.setAccessibleName("Picture of the comparison")
        self.view.addItems(_VIEWS)
        self._charts = QStackedWidget()
        for widget in (self.ranges, self.chart, column_of(self.table), self.chain):
            self._charts.addWidget(widget)
        self.view.currentIndexChanged.connect(self._charts.setCurrentIndex)
        self.view.currentIndexChanged.connect(self._name_chart)
        self.caveats = SentenceList("muted", name="What to know about the models")
        controls = QWidget()
        row = QHBoxLayout(controls)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.choice)
        row.addWidget(self.view)
        self._pane = Pane("Revenue by channel and model", self._charts, controls)
        words = words_pane("What it means", self.findings, self.caveats)
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            split(Qt.Orientation.Vertical, "model-comparison-page", (self._pane, 74), (words, 26))
        )

    def set_theme(self, theme: Theme) -> None:
        for part in (self.ranges, self.chart, self.chain, self.table):
            part.set_theme(theme)

    def can_show_core(self, analysis: Analysis) -> bool:
        """Where every model shown adds up, all that this page shows."""
        return bool(analysis.comparison.models)

    def _fill(self, analysed: Analysed) -> None:
        analysis = analysed.analysis
        measure = measure_of(analysis)
        comparison = replace(
            analysis.comparison, rows=tuple(measure.ordered_rows(analysis.comparison))
        )
        self._names = tuple(row.channel for row in comparison.rows)
        series = _series(analysis, comparison, measure)
        self.ranges.set_ranges(self._names, series, measure.title, measure.kind)
        self.chart.set_groups(self._names, series, measure.title)
        for chart in (self.ranges, self.chart):
            chart.set_name(f"{measure.name} by channel and model")
        self.chain.show_analysis(analysis)
        self._name_chart()
        self._fill_table(analysed, comparison, measure)
        self.choice.show_chosen(comparison.models)
        currency = analysis.identity.currency
        self.findings.set_sentences(
            words_of((*disagreement(comparison, measure), *beyond_chance(comparison, currency)))
        )
        self.caveats.set_sentences(
            [
                f"{credit.label}: {' '.join(words)}"
                for credit in analysis.models
                if credit.model in comparison.models and (words := words_of(credit.caveats))
            ]
        )

    def _fill_table(self, analysed: Analysed, comparison: Comparison, measure: Measure) -> None:
        shown = [_shown(analysed.analysis, model, measure) for model in comparison.models]
        self.table.set_table(
            _columns(
                comparison,
                {credit.model: credit.explanation for credit in analysed.analysis.models},
                measure,
            ),
            [
                (
                    row.channel,
                    *(column[row.channel] for column in shown),
                    _mean(measure.values(row)),
                    _spread(measure.shown_values(row)),
                    row.coefficient_of_variation,
                    row.consensus if measure.is_revenue else None,
                )
                for row in comparison.rows
            ],
            total=(
                "Total",
                *(sum(column.values()) for column in shown),
                sum(_mean(measure.values(row)) for row in comparison.rows),
                None,
                None,
                None,
            ),
            swatches=analysed.swatches,
        )

    @Slot()
    def _name_chart(self) -> None:
        if self.analysed is not None:
            is_chain = self._charts.currentWidget() is self.chain
            name = f"{measure_of(self.analysed.analysis).name} by channel and model"
            self._pane.set_heading("Where journeys go next" if is_chain else name)

    @Slot()
    def _ask_for_chain(self) -> None:
        if self.analysed is not None:
            self.models_requested.emit((*self.analysed.analysis.comparison.models, "markov"))

    # One channel, and its journeys

    def _show_focus(self) -> None:
        focus = self.focus
        for chart in (self.ranges, self.chart):
            chart.choose(None if focus is None else lambda bar: bar.label == focus)
        self.chain.chart.choose(
            None if focus is None else lambda cell: focus in {cell.row, cell.column}
        )
        self.table.select_row(self._names.index(focus) if focus in self._names else None)

    @Slot(object)
    def _choose(self, bar: GroupedBar) -> None:
        self.channel_focused.emit(bar.label)

    @Slot(int)
    def _choose_row(self, row: int) -> None:
        self.channel_focused.emit(self._names[row])

    @Slot(object)
    def _ask_for_journeys(self, bar: GroupedBar) -> None:
        self.journeys_requested.emit(JourneyQuery(channels=(bar.label,)))

    @Slot(int)
    def _ask_for_journeys_of_row(self, row: int) -> None:
        self.journeys_requested.emit(JourneyQuery(channels=(self._names[row],)))

    @Slot(object)
    def _ask_for_journeys_of_arc(self, cell: HeatCell) -> None:
        query = self.chain.query_of(cell, self._names)
        if query is not None:
            self.journeys_requested.emit(query)


def _shown(analysis: Analysis, model: str, measure: Measure) -> dict[str, Decimal]:
    """A model's column as rounded for all pages alike, by channel."""
    return {entry.channel: measure.shown(entry) for entry in analysis.model_credit(model).credits}


def _series(analysis: Analysis, comparison: Comparison, measure: Measure) -> list[Series]:
    found = []
    for index, (model, label) in enumerate(zip(comparison.models, comparison.labels, strict=True)):
        by_channel = {entry.channel: entry for entry in analysis.model_credit(model).credits}
        entries = [by_channel[row.channel] for row in comparison.rows]
        found.append(
            Series(
                label,
                # As written, so that the chart's differences are those of the table.
                tuple(float(measure.shown(entry)) for entry in entries),
                SERIES_COLOURS[index % len(SERIES_COLOURS)],
                tuple(formatted(measure.shown(entry), measure.kind) for entry in entries),
                tuple(bounds(measure.interval(entry)) for entry in entries),
            )
        )
    return found


def _mean(values: tuple[float, ...]) -> float:
    return sum(values) / len(values)


def _spread(values: tuple[Decimal, ...]) -> Decimal:
    return max(values) - min(values)


def _model_column(label: str, explanation: str, measure: Measure) -> TableColumn:
    """A model's parameters go below its name, where the unit stands otherwise."""
    name, _, parameters = label.partition(" (")
    definition = f"{measure.title} credited to the channel by {label}. {explanation}"
    return TableColumn(name, measure.kind, definition, parameters.rstrip(")") or measure.unit)


def _columns(
    comparison: Comparison, explanations: Mapping[str, str], measure: Measure
) -> tuple[TableColumn, ...]:
    unit = measure.unit
    return (
        figure_column("channel"),
        *(
            _model_column(label, explanations.get(model, ""), measure)
            for model, label in zip(comparison.models, comparison.labels, strict=True)
        ),
        TableColumn("Mean", measure.kind, "Mean credit over the models shown.", unit),
        TableColumn("Disagreement", measure.kind, _SPREAD, unit),
        figure_column("coefficient_of_variation"),
        figure_column("consensus"),
    )

"""Model comparison: the same orders, divided four ways."""

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QVBoxLayout

from attribution_desktop.domain.analysis import Analysis, Comparison, Notice
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.models.columns import TableColumn, figure_column
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.panes import Pane, WideSplitter, column_of
from attribution_desktop.ui.widgets.model_choice import ModelChoice
from attribution_desktop.ui.widgets.sentences import SentenceList, words_of
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.charts import GroupedBars, Series
from attribution_desktop.visuals.tokens import SERIES_COLOURS, Theme

_CHART_HEIGHT = 310
_MOST_DIFFERENCES = 3


class ModelComparisonTab(Tab):
    slug = "model-comparison"
    title = "Model comparison"
    icon_name = "compare"
    has_intervals = True
    question = "How much of each channel's credit depends on the model?"
    explanation = (
        "Every model divides the same orders and comes to the same total; only the shares differ. "
        "Where the bars of a channel are alike, you may trust its figures whichever model you "
        "prefer. Where they are not, the models answer different questions: first touch asks who "
        "found the customer, last touch who closed the sale. Variation is the standard deviation "
        "over the mean; to 0.10 the consensus is strong, to 0.25 moderate, above it weak."
    )

    def _build(self) -> None:
        self.chart = GroupedBars()
        self.chart.setMinimumHeight(_CHART_HEIGHT)
        self.chart.set_name("Revenue by channel and model")
        self.choice = ModelChoice()
        self.choice.models_chosen.connect(self.models_requested)
        self.findings = SentenceList(name="Where the models agree and disagree")
        self.table = FigureTable((figure_column("channel"),), "Revenue by channel and model")
        self.caveats = SentenceList("muted", name="What to know about the models")
        table_pane = Pane(
            "Models side by side",
            column_of(self.table, self.findings, self.caveats),
            self.choice,
        )
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            WideSplitter(
                "model-comparison",
                (Pane("Revenue by channel and model", self.chart), 6),
                (table_pane, 14),
            )
        )

    def set_theme(self, theme: Theme) -> None:
        self.chart.set_theme(theme)
        self.table.set_theme(theme)

    def can_show_core(self, analysis: Analysis) -> bool:
        return bool(analysis.comparison.models)

    def _fill(self, analysed: Analysed) -> None:
        analysis = analysed.analysis
        comparison, currency = analysis.comparison, analysis.identity.currency
        self.chart.set_groups(
            [row.channel for row in comparison.rows],
            [
                Series(
                    label,
                    tuple(row.revenue[index] for row in comparison.rows),
                    SERIES_COLOURS[index % len(SERIES_COLOURS)],
                    tuple(
                        formatted(row.shown_revenue[index], Kind.MONEY) for row in comparison.rows
                    ),
                )
                for index, label in enumerate(comparison.labels)
            ],
            f"Revenue ({currency})",
        )
        self.table.set_table(
            _columns(
                comparison,
                {credit.model: credit.explanation for credit in analysis.models},
                currency,
            ),
            [
                (
                    row.channel,
                    *row.shown_revenue,
                    row.mean,
                    row.coefficient_of_variation,
                    row.consensus,
                )
                for row in comparison.rows
            ],
            total=(
                "Total",
                *(sum(column) for column in zip(*_shown(comparison), strict=True)),
                sum(row.mean for row in comparison.rows),
                None,
                None,
            ),
            swatches=analysed.swatches,
        )
        self.choice.show_chosen(comparison.models)
        self.findings.set_sentences(
            words_of((*_findings(comparison, currency), *_beyond_chance(comparison, currency)))
        )
        self.caveats.set_sentences(
            [
                f"{credit.label}: {' '.join(words)}"
                for credit in analysis.models
                if credit.model in comparison.models and (words := words_of(credit.caveats))
            ]
        )


def _findings(comparison: Comparison, currency: str) -> Iterator[Notice]:
    """Where the models differ most, and on how many channels they agree."""
    widest = max(comparison.rows, key=lambda row: row.maximum - row.minimum, default=None)
    if widest is not None and widest.maximum > widest.minimum:
        yield Notice(
            "models-disagree-most",
            (
                ("channel", widest.channel),
                ("minimum", widest.minimum),
                ("maximum", widest.maximum),
                ("currency", currency),
            ),
        )
    credited = [row for row in comparison.rows if row.mean > 0]
    agreeing = sum(row.consensus == "strong" for row in credited)
    yield Notice(
        "models-agree", (("agreeing", float(agreeing)), ("channels", float(len(credited))))
    )


def _beyond_chance(comparison: Comparison, currency: str) -> Iterator[Notice]:
    """The widest differences between two models that chance alone does not explain."""
    labels = dict(zip(comparison.models, comparison.labels, strict=True))
    certain = [
        (max(difference.interval.low, -difference.interval.high), row.channel, difference)
        for row in comparison.rows
        for difference in row.differences
        if difference.interval.low > 0 or difference.interval.high < 0
    ]
    certain.sort(key=lambda entry: (-entry[0], entry[1]))
    for _, channel, difference in certain[:_MOST_DIFFERENCES]:
        is_more = difference.interval.low > 0
        more, less = (
            (difference.first, difference.second)
            if is_more
            else (difference.second, difference.first)
        )
        bounds = sorted((abs(difference.interval.low), abs(difference.interval.high)))
        yield Notice(
            "difference-beyond-chance",
            (
                ("channel", channel),
                ("more", labels[more]),
                ("less", labels[less]),
                ("low", bounds[0]),
                ("high", bounds[1]),
                ("currency", currency),
            ),
        )


def _shown(comparison: Comparison) -> list[tuple[object, ...]]:
    return [row.shown_revenue for row in comparison.rows]


def _model_column(label: str, explanation: str, currency: str) -> TableColumn:
    """A model's parameters go below its name, where the unit stands otherwise."""
    name, _, parameters = label.partition(" (")
    definition = f"Revenue ({currency}) credited to the channel by {label}. {explanation}"
    return TableColumn(name, Kind.MONEY, definition, parameters.rstrip(")") or currency)


def _columns(
    comparison: Comparison, explanations: Mapping[str, str], currency: str
) -> tuple[TableColumn, ...]:
    return (
        figure_column("channel"),
        *(
            _model_column(label, explanations.get(model, ""), currency)
            for model, label in zip(comparison.models, comparison.labels, strict=True)
        ),
        figure_column("mean", currency),
        figure_column("coefficient_of_variation"),
        figure_column("consensus"),
    )

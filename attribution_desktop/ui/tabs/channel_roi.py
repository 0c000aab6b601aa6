"""Channel ROI: the eight figures of every channel."""

from decimal import Decimal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from attribution_desktop.domain.analysis import Analysis, ChannelFigures
from attribution_desktop.domain.figures import FIGURES, ROI_GRID, Kind
from attribution_desktop.domain.formatting import formatted
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.models.columns import Cell, TableColumn, figure_column
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.panes import Pane, WideSplitter, column_of
from attribution_desktop.ui.widgets.sentences import SentenceList, words_of
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.charts import Bar, HorizontalBars
from attribution_desktop.visuals.tokens import Theme

_SAID_HERE = ("best-roas", "loses-under-all", "depends-on-model", "spend-without-touch")
_CHART_HEIGHT = 172
_CHARTED = ("roi_percent", "profit")


class ChannelRoiTab(Tab):
    slug = "channel-roi"
    title = "Channel ROI"
    icon_name = "channels"
    has_intervals = True
    question = "Which channels earn more than they cost?"
    explanation = (
        "Revenue is what the chosen model credits to the channel; spend is what you recorded and "
        "never moves between models. Above zero the channel earned more than it cost, below zero "
        "it did not. A dash means unknown, not zero: a channel without spend has no ROI. A "
        "channel with spend and no touch keeps its row, so that nothing spent is forgotten. "
        "Point at a column header for its formula."
    )

    def _build(self) -> None:
        self.figure = QComboBox()
        self.figure.setAccessibleName("Figure of the chart")
        for figure in _CHARTED:
            self.figure.addItem(FIGURES[figure].label, figure)
        self.figure.currentIndexChanged.connect(self._draw)
        self.chart = HorizontalBars()
        self.chart.setMinimumHeight(_CHART_HEIGHT)
        self.chart.set_name("Return by channel")
        self.table = FigureTable(_columns(""), "Figures of every channel")
        self.findings = SentenceList(name="What the figures say")
        self.notices = SentenceList("muted", name="What to know about these figures")
        self._table_pane = Pane("All figures", column_of(self.table, self.findings, self.notices))
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            WideSplitter(
                "channel-roi",
                (Pane("Return by channel", self.chart, self.figure), 7),
                (self._table_pane, 16),
            )
        )

    def set_theme(self, theme: Theme) -> None:
        self.chart.set_theme(theme)
        self.table.set_theme(theme)

    def can_show_core(self, analysis: Analysis) -> bool:
        del analysis
        return True

    def _fill(self, analysed: Analysed) -> None:
        analysis = analysed.analysis
        label = analysis.model_credit(analysis.settings.model).label
        self._table_pane.set_heading(f"All figures: {label}")
        self.table.set_table(
            _columns(analysis.identity.currency),
            [
                (row.channel, *(_cell(row, figure) for figure in ROI_GRID))
                for row in analysis.channel_figures
            ],
            total=("Total", *_totals(analysis)),
            swatches=analysed.swatches,
        )
        self.findings.set_sentences(
            _verdicts(analysis)
            or words_of(notice for notice in analysis.insights if notice.code in _SAID_HERE)
        )
        self.notices.set_sentences(words_of(analysis.notices))
        self._draw()

    @Slot()
    def _draw(self) -> None:
        if self.analysed is None:
            return
        analysis = self.analysed.analysis
        figure = FIGURES[self.figure.currentData()]
        known = [
            (row.channel, value)
            for row in analysis.channel_figures
            if row.spend is not None and (value := getattr(row, figure.id)) is not None
        ]
        rows = {row.channel: row for row in analysis.channel_figures}
        known.sort(key=lambda pair: -pair[1])
        unit = analysis.identity.currency if figure.kind is Kind.MONEY else "%"
        self.chart.set_bars(
            [
                Bar(
                    channel,
                    value,
                    formatted(value, figure.kind),
                    None,
                    f"{channel}: {figure.label} {formatted(value, figure.kind)}",
                    *_bounds(rows[channel], figure.id, analysis.settings.margin),
                )
                for channel, value in known
            ],
            f"{figure.label} ({unit})",
        )


def _columns(currency: str) -> tuple[TableColumn, ...]:
    return (
        figure_column("channel"),
        *(figure_column(figure, currency) for figure in ROI_GRID),
    )


def _cell(row: ChannelFigures, figure: str) -> Cell:
    value: Cell = row.shown_revenue if figure == "revenue" else getattr(row, figure)
    return value


def _verdicts(analysis: Analysis) -> tuple[str, ...]:
    """A sentence for every channel with spend; none before the intervals are known."""
    return tuple(
        f"{row.channel}: {row.verdict.code}. {sentence(row.verdict)}"
        for row in analysis.channel_figures
        if row.spend and row.verdict is not None
    )


def _bounds(row: ChannelFigures, figure: str, margin: float) -> tuple[float | None, float | None]:
    """The interval of a charted figure, from that of the revenue; spend is known exactly."""
    if row.revenue_interval is None or not row.spend:
        return None, None
    profits = [
        margin * bound - row.spend
        for bound in (row.revenue_interval.low, row.revenue_interval.high)
    ]
    low, high = profits if figure == "profit" else [profit / row.spend * 100 for profit in profits]
    return low, high


def _totals(analysis: Analysis) -> tuple[Cell, ...]:
    """Totals in the order of the grid, blank where nothing adds up."""
    summary = analysis.summary
    return (
        summary.spend,
        sum((row.shown_revenue for row in analysis.channel_figures), Decimal(0)),
        summary.profit,
        summary.roi_percent,
        summary.roas,
        None,
        None,
        None,
    )

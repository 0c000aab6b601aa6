"""Channel ROI: the eight figures of every channel, and what to make of them."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QStackedWidget, QVBoxLayout

from attribution_desktop.domain.analysis import Analysis, ChannelFigures, Notice
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.figures import FIGURES, ROI_GRID, Kind
from attribution_desktop.domain.formatting import formatted, shortened
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.sentences import sentence
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.models.columns import Cell, TableColumn, figure_column
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.measures import bounds
from attribution_desktop.ui.tabs.panes import (
    Pane,
    WideSplitter,
    column_of,
    row_of,
    split,
    words_pane,
)
from attribution_desktop.ui.tabs.roi_points import spend_and_revenue
from attribution_desktop.ui.widgets.sentences import SentenceList, words_of
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.charts import Bar, HorizontalBars, Point, ScatterChart
from attribution_desktop.visuals.theme import set_role
from attribution_desktop.visuals.tokens import Theme

_SAID_HERE = ("best-roas", "loses-under-all", "depends-on-model", "spend-without-touch")
_SAID_FIRST = "paid-return"
_CHART_HEIGHT = 200
_WIDEST_FIGURES = 1000
_WIDEST_NAME = 130
_SCATTER = "spend"
_CHARTED = ("roi_percent", "profit")
_VERDICT_SIGNS = {
    "robust profit": "▲ profit",
    "robust loss": "▼ loss",
    "depends on the model": "◆ depends",
    "too little data": "few data",
}
_VERDICT = TableColumn(
    "Verdict",
    Kind.TEXT,
    "Profit or loss where every model shown, with its 90 % interval, lies on the same side of "
    "break-even; else it depends on the model and on chance.",
    is_whole=True,
)


class ChannelRoiTab(Tab):
    slug = "channel-roi"
    title = "Channel ROI"
    icon_name = "channels"
    has_intervals = True
    question = "Which channels earn more than they cost?"
    explanation = (
        "Revenue is what the chosen model credits to the channel; spend is what you recorded and "
        "never moves between models. Points above the dashed line earn more than they cost; the "
        "dotted lines are other returns. A dash means unknown, not zero: a channel without spend "
        "has no ROI. A channel with spend and no touch keeps its row, so that nothing spent is "
        "forgotten. Point at a column header for its formula."
    )

    def _build(self) -> None:
        self._names: tuple[str, ...] = ()
        self.figure = QComboBox()
        self.figure.setAccessibleName("Figure of the chart")
        self.figure.addItem("Spend and revenue", _SCATTER)
        for figure in _CHARTED:
            self.figure.addItem(FIGURES[figure].label, figure)
        self.figure.currentIndexChanged.connect(self._change_figure)
        self.scatter = ScatterChart()
        self.scatter.set_name("Spend and revenue by channel")
        self.chart = HorizontalBars()
        self.chart.set_name("Return by channel")
        for chart in (self.scatter, self.chart):
            chart.setMinimumHeight(_CHART_HEIGHT)
            chart.offer_journeys()
            chart.bar_clicked.connect(self._choose)
            chart.journeys_wanted.connect(self._ask_for_journeys)
        self._charts = QStackedWidget()
        self._charts.addWidget(self.scatter)
        self._charts.addWidget(self.chart)
        self.table = FigureTable(
            _columns("", 1.0), "Figures of every channel", least_rows=9, widest_name=_WIDEST_NAME
        )
        self.table.offer_journeys()
        self.table.row_chosen.connect(self._choose_row)
        self.table.journeys_wanted.connect(self._ask_for_journeys_of_row)
        self.findings = SentenceList(name="What the figures say")
        self.notices = SentenceList("muted", name="What to know about these figures")
        self._table_pane = Pane("All figures", column_of(self.table))
        self._return_pane = Pane("Return", self._charts, self.figure)
        self.spend_offer = QPushButton("Import &spend…")
        set_role(self.spend_offer, "primary")
        self.spend_offer.clicked.connect(self._ask_for_spend)
        self._spend_row = row_of(self.spend_offer)
        words = words_pane("What to make of it", self.findings, self._spend_row, self.notices)
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            WideSplitter(
                "channel-roi-page",
                (
                    split(
                        Qt.Orientation.Vertical,
                        "channel-roi-figures",
                        (self._table_pane, 7),
                        (words, 3),
                    ),
                    27,
                ),
                (self._return_pane, 8),
                widest_left=_WIDEST_FIGURES,
            )
        )

    def set_theme(self, theme: Theme) -> None:
        self.chart.set_theme(theme)
        self.scatter.set_theme(theme)
        self.table.set_theme(theme)

    def can_show_core(self, analysis: Analysis) -> bool:
        """All but paths, which this page does not show."""
        return any(credit.model == analysis.settings.model for credit in analysis.models)

    def _fill(self, analysed: Analysed) -> None:
        analysis = analysed.analysis
        rows = analysis.channel_figures
        self._names = tuple(row.channel for row in rows)
        label = analysis.model_credit(analysis.settings.model).label
        self._table_pane.set_heading(f"All figures: {label}")
        has_spend = any(row.spend for row in rows)
        columns = _columns(analysis.identity.currency, 1 / analysis.settings.margin)
        self.table.set_table(
            columns if has_spend else _unjudged(columns),
            [
                (row.channel, *(_cell(row, figure) for figure in ROI_GRID), _word(row))
                for row in rows
            ],
            total=("Total", *_totals(analysis), None),
            swatches=analysed.swatches,
        )
        self.notices.set_sentences(
            words_of(notice for notice in analysis.notices if notice.code != _SAID_FIRST)
        )
        self._return_pane.setVisible(has_spend)
        self._spend_row.setVisible(not has_spend)
        self._draw(analysed)

    def _say(self) -> None:
        """The verdicts; before they are known, what else the figures say."""
        if self.analysed is None:
            return
        analysis = self.analysed.analysis
        if not any(row.spend for row in analysis.channel_figures):
            self.findings.set_sentences([sentence(Notice("no spend recorded"))])
            return
        judged = [
            row
            for row in analysis.channel_figures
            if row.verdict is not None and (row.spend or row.channel == self.focus)
        ]
        looked_at = [row for row in judged if row.channel == self.focus]
        first = words_of(notice for notice in analysis.notices if notice.code == _SAID_FIRST)
        self.findings.set_sentences(
            [
                *(first if not looked_at else ()),
                *(
                    [_sentence(row) for row in looked_at or judged]
                    or words_of(notice for notice in analysis.insights if notice.code in _SAID_HERE)
                ),
            ]
        )

    @Slot()
    def _ask_for_spend(self) -> None:
        self.action_requested.emit("import-spend")

    @Slot()
    def _change_figure(self) -> None:
        if self.analysed is not None:
            self._draw(self.analysed)
            self._show_focus()

    def _draw(self, analysed: Analysed) -> None:
        is_scatter = self.figure.currentData() == _SCATTER
        self._charts.setCurrentWidget(self.scatter if is_scatter else self.chart)
        if is_scatter:
            analysis = analysed.analysis
            currency = analysis.identity.currency
            self.scatter.set_points(
                spend_and_revenue(analysis, analysed.swatches),
                (f"Spend ({currency})", f"Revenue ({currency})"),
                1 / analysis.settings.margin,
            )
        else:
            self._draw_bars(analysed.analysis)

    def _draw_bars(self, analysis: Analysis) -> None:
        figure = FIGURES[self.figure.currentData()]
        known = [
            (value, row)
            for row in analysis.channel_figures
            if row.spend is not None and (value := getattr(row, figure.id)) is not None
        ]
        known.sort(key=lambda pair: -pair[0])
        unit = analysis.identity.currency if figure.kind is Kind.MONEY else "%"
        self.chart.set_bars(
            [
                Bar(
                    row.channel,
                    value,
                    # The table beside it has the digits; the room here is for the bars.
                    shortened(value)
                    if figure.kind is Kind.MONEY
                    else formatted(value, figure.kind),
                    None,
                    f"{row.channel}: {figure.label} {formatted(value, figure.kind)}",
                    *_bounds(row, figure.id, analysis.settings.margin),
                )
                for value, row in known
            ],
            f"{figure.label} ({unit})",
            reference=0.0,
            reference_label="break-even",
        )

    # One channel, and its journeys

    def _show_focus(self) -> None:
        focus = self.focus
        for chart in (self.scatter, self.chart):
            chart.choose(None if focus is None else lambda mark: mark.label == focus)
        self.table.select_row(self._names.index(focus) if focus in self._names else None)
        self._say()

    @Slot(object)
    def _choose(self, mark: Point | Bar) -> None:
        self.channel_focused.emit(mark.label)

    @Slot(int)
    def _choose_row(self, row: int) -> None:
        self.channel_focused.emit(self._names[row])

    @Slot(object)
    def _ask_for_journeys(self, mark: Point | Bar) -> None:
        self.journeys_requested.emit(JourneyQuery(channels=(mark.label,)))

    @Slot(int)
    def _ask_for_journeys_of_row(self, row: int) -> None:
        self.journeys_requested.emit(JourneyQuery(channels=(self._names[row],)))


def _columns(currency: str, break_even: float) -> tuple[TableColumn, ...]:
    figures = {figure: figure_column(figure, currency) for figure in ROI_GRID}
    mark = f"even {formatted(break_even, Kind.RATIO)}"
    for figure in ("profit", "roi_percent"):
        figures[figure] = replace(figures[figure], is_signed=True)
    figures["roas"] = replace(figures["roas"], unit=mark, has_sign_colour=True, neutral=break_even)
    return (figure_column("channel"), *figures.values(), _VERDICT)


def _unjudged(columns: tuple[TableColumn, ...]) -> tuple[TableColumn, ...]:
    """Without any spend a profit is all revenue: neither a plus sign nor green would be earned."""
    return tuple(replace(column, is_signed=False, has_sign_colour=False) for column in columns)


def _cell(row: ChannelFigures, figure: str) -> Cell:
    value: Cell = row.shown_revenue if figure == "revenue" else getattr(row, figure)
    return value


def _word(row: ChannelFigures) -> str | None:
    """The verdict with a sign; None where there is none."""
    if row.channel == NO_TOUCHPOINT or row.verdict is None:
        return None
    return _VERDICT_SIGNS.get(row.verdict.code)


def _sentence(row: ChannelFigures) -> str:
    if row.verdict is None:
        raise ValueError(row.channel)
    return f"{row.channel}: {row.verdict.code}. {sentence(row.verdict)}"


def _bounds(row: ChannelFigures, figure: str, margin: float) -> tuple[float | None, float | None]:
    """The interval of a charted figure, from that of the revenue; spend is known exactly."""
    low, high = bounds(row.revenue_interval)
    if low is None or high is None or not row.spend:
        return None, None
    profits = (margin * low - row.spend, margin * high - row.spend)
    if figure == "profit":
        return profits
    return profits[0] / row.spend * 100, profits[1] / row.spend * 100


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

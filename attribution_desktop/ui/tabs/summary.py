"""Summary: the business in four figures, and what stands out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from attribution_desktop.domain.analysis import Analysis, ChannelCredit, Interval, ModelCredit
from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, signed
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.models.columns import TableColumn, figure_column
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.panes import Pane, column_of, split
from attribution_desktop.ui.widgets.cards import KpiCard
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.ui.widgets.scrolling import UprightArea
from attribution_desktop.ui.widgets.sentences import SentenceList, words_of
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.charts import Bar, HorizontalBars
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S, Theme

_SHARE = TableColumn("Share", Kind.SHARE, "The channel's part of all revenue of the period.")


class SummaryTab(Tab):
    slug = "summary"
    title = "Summary"
    icon_name = "summary"
    has_intervals = True
    question = "What did marketing bring in, and which channels earned it?"
    explanation = (
        "Each order's value is divided among the channels its customer came through, as the "
        "model chosen above says. The bars add up to all revenue: what no touchpoint led to is "
        "kept on a row of its own. Choose another model to see how much of the ranking is the "
        "model's doing; Model comparison shows all of them side by side."
    )

    def _build(self) -> None:
        self.revenue = KpiCard("Revenue")
        self.conversions = KpiCard("Conversions")
        self.spend = KpiCard("Spend")
        self.profit = KpiCard("Profit")
        cards = QGridLayout()
        cards.setSpacing(SPACE_M)
        for column, card in enumerate((self.revenue, self.conversions, self.spend, self.profit)):
            cards.addWidget(card, 0, column)
            cards.setColumnStretch(column, 1)
        self.chart = HorizontalBars()
        self.chart.set_name("Revenue by channel")
        self._chart_pane = Pane("Revenue by channel", self.chart)
        self.insights = SentenceList(name="What stands out")
        self.notices = SentenceList("muted", name="What to know about these figures")
        self.table = FigureTable(_columns(""), "Revenue by channel", least_rows=2)
        self.reconciliation = plain_label(role="caption", has_wrap=True, is_selectable=True)
        right = split(
            Qt.Orientation.Vertical,
            "summary-right",
            (Pane("What stands out", _scrolling(self.insights, self.notices)), 5),
            (Pane("Credit", column_of(self.table, self.reconciliation)), 4),
        )
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(cards)
        layout.addWidget(
            split(Qt.Orientation.Horizontal, "summary", (self._chart_pane, 5), (right, 5)), 1
        )

    def set_theme(self, theme: Theme) -> None:
        self.chart.set_theme(theme)
        self.table.set_theme(theme)

    def can_show_core(self, analysis: Analysis) -> bool:
        del analysis
        return True

    def _fill(self, analysed: Analysed) -> None:
        analysis = analysed.analysis
        currency = analysis.identity.currency
        credit = analysis.model_credit(analysis.settings.model)
        self._fill_cards(analysis)
        self._chart_pane.set_heading(f"Revenue by channel: {credit.label}")
        swatches = analysed.swatches
        self.chart.set_bars(
            [
                Bar(
                    entry.channel,
                    entry.revenue,
                    formatted(entry.shown_revenue, Kind.MONEY),
                    swatches.get(entry.channel, -1),
                    _exactly(entry, currency),
                    *_bounds(entry.revenue_interval),
                )
                for entry in credit.credits
            ],
            f"Revenue ({currency})",
        )
        self.insights.set_sentences(words_of(analysis.insights))
        self.notices.set_sentences(words_of(analysis.notices))
        revenue = sum(entry.revenue for entry in credit.credits)
        self.table.set_table(
            _columns(currency),
            [
                (
                    entry.channel,
                    entry.shown_revenue,
                    entry.revenue / revenue if revenue else None,
                    entry.shown_conversions,
                )
                for entry in credit.credits
            ],
            total=(
                "Total",
                sum(entry.shown_revenue for entry in credit.credits),
                1.0 if revenue else None,
                sum(entry.shown_conversions for entry in credit.credits),
            ),
            swatches=swatches,
        )
        self.reconciliation.setText(_reconciliation(credit, currency))

    def _fill_cards(self, analysis: Analysis) -> None:
        summary, currency = analysis.summary, analysis.identity.currency
        per_order = summary.revenue / summary.conversions if summary.conversions else None
        self.revenue.set_figure(
            formatted(summary.revenue, Kind.MONEY),
            f"{_money(per_order, currency)} per conversion",
            unit=currency,
        )
        rate = summary.converting_journeys / summary.journeys if summary.journeys else None
        self.conversions.set_figure(
            _count(summary.conversions),
            f"{formatted(rate, Kind.SHARE)} of {_count(summary.journeys)} journeys",
        )
        self.spend.set_figure(
            formatted(summary.spend, Kind.MONEY),
            f"ROAS {formatted(summary.roas, Kind.RATIO)}",
            unit=currency,
        )
        roi = summary.roi_percent
        sign = 0 if roi is None else (roi > 0) - (roi < 0)
        arrow = {-1: "▼ ", 0: "", 1: "▲ "}[sign]
        self.profit.set_figure(
            formatted(summary.profit, Kind.MONEY),
            f"{arrow}ROI {signed(roi, Kind.PERCENT)}",
            sign,
            currency,
        )


def _columns(currency: str) -> tuple[TableColumn, ...]:
    return (
        figure_column("channel"),
        figure_column("revenue", currency),
        _SHARE,
        figure_column("conversions"),
    )


def _scrolling(*parts: QWidget) -> QWidget:
    inner = QWidget()
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, 0, SPACE_S, 0)
    layout.setSpacing(SPACE_M)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch()
    return UprightArea(inner)


def _money(value: float | None, currency: str) -> str:
    text = formatted(value, Kind.MONEY)
    return text if value is None else f"{text} {currency}"


def _count(value: float) -> str:
    return formatted(value, Kind.COUNT if value == int(value) else Kind.NUMBER)


def _reconciliation(credit: ModelCredit, currency: str) -> str:
    credited = sum(e.shown_revenue for e in credit.credits if e.channel != NO_TOUCHPOINT)
    untouched = sum(e.shown_revenue for e in credit.credits if e.channel == NO_TOUCHPOINT)
    return (
        f"Credited {formatted(credited, Kind.MONEY)} + no touchpoint "
        f"{formatted(untouched, Kind.MONEY)} = {formatted(credited + untouched, Kind.MONEY)} "
        f"{currency}"
    )


def _exactly(entry: ChannelCredit, currency: str) -> str:
    """What pointing at a bar tells."""
    text = f"{entry.channel}: {formatted(entry.shown_revenue, Kind.MONEY)} {currency}"
    sure = entry.revenue_interval
    if sure is None:
        return text
    low, high = (formatted(bound, Kind.MONEY) for bound in (sure.low, sure.high))
    return f"{text}, between {low} and {high} with 90 % confidence"


def _bounds(interval: Interval | None) -> tuple[float | None, float | None]:
    return (None, None) if interval is None else (interval.low, interval.high)

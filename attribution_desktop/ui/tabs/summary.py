"""Summary: the business in four figures, and what stands out."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout

from attribution_desktop.domain.analysis import Analysis, ChannelCredit
from attribution_desktop.domain.days import DaySpan
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, shortened, signed
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.notation import day_text
from attribution_desktop.services.file_rows import FileRows
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.models.columns import TableColumn, figure_column
from attribution_desktop.ui.tabs import summary_changes as changes
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.chart_and_table import ChartAndTable
from attribution_desktop.ui.tabs.measures import Measure, bounds, measure_of
from attribution_desktop.ui.tabs.panes import Pane, WideSplitter, column_of
from attribution_desktop.ui.tabs.summary_rows import count, reconciliation, ways_to_journeys
from attribution_desktop.ui.tabs.trend_pane import TrendPane
from attribution_desktop.ui.tabs.yielding_splitter import YieldingSplitter
from attribution_desktop.ui.widgets.cards import KpiCard
from attribution_desktop.ui.widgets.insight_list import InsightList, Proof
from attribution_desktop.ui.widgets.sentences import SentenceList, words_of
from attribution_desktop.ui.widgets.statement import Statement
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.charts import Bar, HorizontalBars
from attribution_desktop.visuals.tokens import SPACE_M, SPACE_S, Theme

_SHARE = TableColumn("Share", Kind.SHARE, "The channel's part of all revenue of the period.")
_MOST_WORDS = 0.55
_VIEWS = ("Chart", "Table")


class _Halves(WideSplitter):
    """Two columns as long as text is not large."""

    least_wide = 840


class SummaryTab(Tab):
    slug = "summary"
    title = "Summary"
    icon_name = "summary"
    has_intervals = True
    question = "What did marketing bring in, and which channels earned it?"
    explanation = (
        "Each order's value is divided among the channels its customer came through, as the "
        "model chosen above says. The bars add up to all revenue: what no touchpoint led to is "
        "kept on a row of its own. Whiskers span the 90 % interval over resampled customers. "
        "Changes compare with the days before that are as many. In the trend a dotted end is a "
        "week or month of which only some days are covered. Click a bar to look at its "
        "channel on every page, a step of the trend to look at its days."
    )

    def _build(self) -> None:
        self._file_rows: FileRows | None = None
        self._names: tuple[str, ...] = ()
        self.revenue = KpiCard("Revenue")
        self.conversions = KpiCard("Conversions")
        self.spend = KpiCard("Spend")
        self.profit = KpiCard("Profit")
        cards = QGridLayout()
        cards.setSpacing(SPACE_M)
        for column, card in enumerate((self.revenue, self.conversions, self.spend, self.profit)):
            cards.addWidget(card, 0, column)
            cards.setColumnStretch(column, 1)
        for card in (self.revenue, self.conversions):
            card.offer_journeys()
            card.journeys_wanted.connect(self._ask_for_all_journeys)
        self.chart = HorizontalBars()
        self.chart.set_name("Revenue by channel")
        self.chart.offer_journeys()
        self.chart.bar_clicked.connect(self._choose_bar)
        self.chart.journeys_wanted.connect(self._ask_for_journeys_of_bar)
        self.table = FigureTable(_columns("", Kind.NUMBER), "Revenue by channel", least_rows=2)
        self.table.offer_journeys()
        self.table.row_chosen.connect(self._choose_row)
        self.table.journeys_wanted.connect(self._ask_for_journeys_of_row)
        self.view = QComboBox()
        self.view.addItems(_VIEWS)
        self.view.setAccessibleName("Channels as a chart or as a table")
        self.views = ChartAndTable(self.chart, self.table)
        self.view.currentIndexChanged.connect(self.views.show_part)
        self._chart_pane = Pane("Revenue by channel", self.views, self.view)
        self.trend = TrendPane()
        self.trend.range_requested.connect(self._ask_for_range)
        self.trend.journeys_wanted.connect(self._ask_for_journeys_of_days)
        self.insights = InsightList("What stands out")
        self.insights.proof_requested.connect(self._open_proof)
        self.notices = SentenceList("caption", name="What to know about these figures")
        self.insights.journeys_wanted.connect(self.journeys_requested)
        self.reconciliation = Statement("caption")
        # Its menu is the only way from it to its journeys.
        self.reconciliation.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reconciliation.journeys_wanted.connect(self.journeys_requested)
        self._lay_out(cards)

    def _lay_out(self, cards: QGridLayout) -> None:
        right = YieldingSplitter(
            "summary-side",
            self.trend,
            Pane("What stands out", column_of(self.insights, self.notices)),
            _MOST_WORDS,
        )
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addLayout(cards)
        layout.addWidget(
            _Halves("summary-main", (self._chart_pane, 5), (right, 5)),
            1,
        )
        layout.addWidget(self.reconciliation)

    def set_theme(self, theme: Theme) -> None:
        self.chart.set_theme(theme)
        self.trend.set_theme(theme)
        self.table.set_theme(theme)

    def can_show_core(self, analysis: Analysis) -> bool:
        """All but paths, which this page does not show."""
        return any(credit.model == analysis.settings.model for credit in analysis.models)

    def show_file_rows(self, rows: FileRows | None) -> None:
        """Tell what became of the rows of the imported files; None: that is not known."""
        self._file_rows = rows
        if self.analysed is not None and self.has_content:
            self._reconcile(self.analysed.analysis)

    def _fill(self, analysed: Analysed) -> None:
        analysis = analysed.analysis
        measure = measure_of(analysis)
        self._fill_cards(analysis)
        self._fill_channels(analysed, measure)
        self.trend.show_analysis(analysis)
        self.insights.show_insights(analysis.insights)
        self.notices.set_sentences(words_of(analysis.notices))
        self._reconcile(analysis)

    def _fill_channels(self, analysed: Analysed, measure: Measure) -> None:
        analysis, swatches = analysed.analysis, analysed.swatches
        credit = analysis.model_credit(analysis.settings.model)
        credits_ = measure.ordered(credit.credits)
        self._names = tuple(entry.channel for entry in credits_)
        self._chart_pane.set_heading(f"{measure.name} by channel: {credit.label}")
        self.chart.set_name(f"{measure.name} by channel")
        self.chart.set_bars(
            [
                Bar(
                    entry.channel,
                    measure.value(entry),
                    formatted(measure.shown(entry), measure.kind),
                    swatches.get(entry.channel, -1),
                    _exactly(entry, measure),
                    *bounds(measure.interval(entry)),
                )
                for entry in credits_
            ],
            measure.title,
        )
        total = sum(measure.value(entry) for entry in credits_)
        kind = _whole([float(entry.shown_conversions) for entry in credits_])
        self.table.set_table(
            _columns(analysis.identity.currency, kind),
            [
                (
                    entry.channel,
                    entry.shown_revenue,
                    measure.value(entry) / total if total else None,
                    entry.shown_conversions,
                )
                for entry in credits_
            ],
            total=(
                "Total",
                sum(entry.shown_revenue for entry in credits_),
                1.0 if total else None,
                sum(entry.shown_conversions for entry in credits_),
            ),
            swatches=swatches,
        )
        self.views.renew()

    def _reconcile(self, analysis: Analysis) -> None:
        credit = analysis.model_credit(analysis.settings.model)
        self.reconciliation.setText(reconciliation(analysis, credit, self._file_rows))
        self.reconciliation.lead_to(*ways_to_journeys(credit))

    def _fill_cards(self, analysis: Analysis) -> None:
        summary, currency = analysis.summary, analysis.identity.currency
        per_order = summary.revenue / summary.conversions if summary.conversions else None
        self.revenue.set_figure(
            formatted(summary.revenue, Kind.MONEY),
            f"AOV {formatted(per_order, Kind.MONEY)}",
            unit=currency,
            shorter=_shorter(summary.revenue),
        )
        rate = summary.converting_journeys / summary.journeys if summary.journeys else None
        self.conversions.set_figure(
            count(summary.conversions),
            f"{formatted(rate, Kind.SHARE)} convert",
            shorter=(shortened(summary.conversions),),
        )
        self.spend.set_figure(
            formatted(summary.spend, Kind.MONEY),
            f"ROAS {formatted(summary.roas, Kind.RATIO)}",
            unit=currency,
            shorter=_shorter(summary.spend),
        )
        roi = summary.roi_percent
        self.profit.set_figure(
            formatted(summary.profit, Kind.MONEY),
            f"ROI {signed(roi, Kind.PERCENT)}",
            0 if roi is None else (roi > 0) - (roi < 0),
            currency,
            shorter=_shorter(summary.profit),
        )
        self._fill_changes(analysis)

    def _fill_changes(self, analysis: Analysis) -> None:
        profit = changes.profit(analysis.settings.margin)
        known, steps = changes.comparing(analysis), changes.whole_steps(analysis)
        _show_change(self.revenue, known, steps, changes.revenue, _money, is_good=True)
        _show_change(self.conversions, known, steps, changes.conversions, count, is_good=True)
        known, steps = changes.comparing_spend(analysis), changes.spent_steps(analysis)
        _show_change(self.spend, known, steps, changes.spend, _money, is_good=None)
        _show_change(self.profit, known, steps, profit, _money, is_good=True)
        instead = changes.without_spend(analysis)
        if instead is not None:
            for card, words in zip((self.spend, self.profit), instead, strict=True):
                card.set_change(words.forms[0], shorter=words.forms[1:])

    # One channel, its journeys, other pages

    def _show_focus(self) -> None:
        focus = self.focus
        self.chart.choose(None if focus is None else lambda bar: bar.label == focus)
        self.table.select_row(self._names.index(focus) if focus in self._names else None)

    @Slot(object)
    def _choose_bar(self, bar: Bar) -> None:
        self.channel_focused.emit(bar.label)

    @Slot(int)
    def _choose_row(self, row: int) -> None:
        self.channel_focused.emit(self._names[row])

    @Slot(object)
    def _ask_for_journeys_of_bar(self, bar: Bar) -> None:
        self.journeys_requested.emit(JourneyQuery(channels=(bar.label,)))

    @Slot(int)
    def _ask_for_journeys_of_row(self, row: int) -> None:
        self.journeys_requested.emit(JourneyQuery(channels=(self._names[row],)))

    @Slot()
    def _ask_for_all_journeys(self) -> None:
        self.journeys_requested.emit(JourneyQuery())

    @Slot(object, object)
    def _ask_for_journeys_of_days(self, first: date, last: date) -> None:
        self.journeys_requested.emit(JourneyQuery(start=first, end=last))

    @Slot(object)
    def _open_proof(self, proof: Proof) -> None:
        self.page_requested.emit(proof.slug, proof.channel)

    @Slot(object, object)
    def _ask_for_range(self, first: date, last: date) -> None:
        self.settings_requested.emit({"start": first, "end": last})


def _columns(currency: str, kind: Kind) -> tuple[TableColumn, ...]:
    conversions = figure_column("conversions")
    return (
        figure_column("channel"),
        figure_column("revenue", currency),
        _SHARE,
        TableColumn(conversions.title, kind, conversions.definition),
    )


def _show_change(  # noqa: PLR0913  # a card and all it says of its figure
    card: KpiCard,
    known: changes.Comparing | None,
    steps: tuple[DaySpan, ...],
    amount: changes.Amount,
    written: Callable[[float], str],
    *,
    is_good: bool | None,
) -> None:
    change = known.change(amount, is_good=is_good, written=written) if known else changes.NO_CHANGE
    card.set_change(change.forms[0], change.sign, shorter=change.forms[1:])
    sentence = (
        f"{day_text(steps[0].first)} – {day_text(steps[-1].last)} in {len(steps)} steps"
        if steps
        else ""
    )
    card.set_line([amount(step.totals) for step in steps], sentence)


def _money(amount: float) -> str:
    return formatted(amount, Kind.MONEY)


def _whole(values: list[float]) -> Kind:
    return Kind.COUNT if all(value == int(value) for value in values) else Kind.NUMBER


def _shorter(amount: float | None) -> tuple[str, ...]:
    """Forms of an amount for where there is little room."""
    if amount is None:
        return ()
    return formatted(amount, Kind.COUNT), shortened(amount)


def _exactly(entry: ChannelCredit, measure: Measure) -> str:
    """What pointing at a bar tells."""
    text = f"{entry.channel}: {formatted(measure.shown(entry), measure.kind)} {measure.unit}"
    sure = measure.interval(entry)
    if sure is None:
        return text.strip()
    low, high = (formatted(bound, measure.kind) for bound in (sure.low, sure.high))
    return f"{text.strip()}, between {low} and {high} with 90 % confidence"

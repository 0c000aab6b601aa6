"""Paths: the routes customers take before they buy."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from attribution_desktop.domain.analysis import PathPattern, PathStatistics
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import UNKNOWN, formatted, path_text
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.models.columns import Cell, TableColumn, figure_column, whole_or_number
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.panes import Pane, WideSplitter, column_of, split
from attribution_desktop.ui.widgets.cards import FigureStrip
from attribution_desktop.ui.widgets.sentences import SentenceList, words_of
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.charts import Histogram
from attribution_desktop.visuals.tokens import SPACE_S, Theme

_STATISTICS = (
    "Average path length",
    "Median path length",
    "Longest path",
    "Median days to convert",
    "Hours between touches",
)
_LONGEST_BIN = 12


class PathsTab(Tab):
    slug = "paths"
    title = "Paths"
    icon_name = "paths"
    question = "Which way do customers come before they buy?"
    explanation = (
        "A path is the channels of one journey in the order they were touched; ×3 marks three "
        "touches in a row. The conversion rate compares journeys that bought with all journeys "
        "of the same path; it is 100 % throughout when the data holds buyers only. Path length "
        "counts touches. First → last shows who opens and who closes."
    )

    def _build(self) -> None:
        self.statistics = FigureStrip(_STATISTICS)
        self.histogram = Histogram()
        self.histogram.set_name("Conversions by path length")
        self.first_last = FigureTable(_pair_columns(Kind.COUNT), "First and last touch")
        self.patterns = FigureTable(_pattern_columns("", Kind.COUNT), "Most frequent paths")
        self._patterns_pane = Pane("Most frequent paths", column_of(self.patterns))
        self.notices = SentenceList("muted", name="What to know about these figures")
        lesser = split(
            Qt.Orientation.Vertical,
            "paths-lesser",
            (Pane("Touches before a conversion", self.histogram), 1),
            (Pane("First → last touch", column_of(self.first_last)), 1),
        )
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.statistics)
        layout.addWidget(
            WideSplitter("paths", (lesser, 30), (self._patterns_pane, 70), inner=lesser), 1
        )
        layout.addWidget(self.notices)

    def set_theme(self, theme: Theme) -> None:
        self.histogram.set_theme(theme)
        self.first_last.set_theme(theme)
        self.patterns.set_theme(theme)

    def _fill(self, analysed: Analysed) -> None:
        paths = analysed.analysis.paths
        self.statistics.set_figures(_statistics_texts(paths.statistics))
        self.histogram.set_counts(
            _length_bins(paths.statistics), "Touches in the path", "Conversions"
        )
        self.first_last.set_table(
            _pair_columns(whole_or_number(pair.conversions for pair in paths.first_last)),
            [(pair.first, pair.last, pair.conversions) for pair in paths.first_last],
            swatches=analysed.swatches,
        )
        shown = len(paths.patterns)
        count = f"{shown} of {paths.pattern_count:,}" if shown < paths.pattern_count else "all"
        self._patterns_pane.set_heading(f"Most frequent paths ({count})")
        self.patterns.set_table(
            _pattern_columns(
                analysed.analysis.identity.currency,
                whole_or_number(pattern.conversions for pattern in paths.patterns),
            ),
            [_pattern_cells(pattern) for pattern in paths.patterns],
        )
        self.notices.set_sentences(words_of(analysed.analysis.notices))


def _statistics_texts(statistics: PathStatistics) -> tuple[str, ...]:
    days, hours = statistics.days_to_convert, statistics.hours_between_touches
    return (
        formatted(statistics.average_path_length, Kind.NUMBER),
        formatted(statistics.median_path_length, Kind.COUNT),
        formatted(statistics.maximum_path_length, Kind.COUNT),
        formatted(days.median, Kind.DAYS) if days else UNKNOWN,
        formatted(hours.median, Kind.HOURS) if hours else UNKNOWN,
    )


def _length_bins(statistics: PathStatistics) -> list[tuple[str, float]]:
    """Every length from 1 up, gaps included; what is longer than a dozen in one bin."""
    by_length = dict(statistics.touches_by_length)
    longest = max(by_length, default=0)
    bins = [
        (str(length), by_length.get(length, 0.0))
        for length in range(1, min(longest, _LONGEST_BIN) + 1)
    ]
    if longest > _LONGEST_BIN:
        rest = sum(count for length, count in by_length.items() if length > _LONGEST_BIN)
        bins.append((f"{_LONGEST_BIN + 1}+", rest))
    return bins


def _pair_columns(kind: Kind) -> tuple[TableColumn, ...]:
    conversions = TableColumn("Conversions", kind, "Conversions whose journey starts and ends so.")
    return (figure_column("first"), figure_column("last"), conversions)


def _pattern_columns(currency: str, kind: Kind) -> tuple[TableColumn, ...]:
    return (
        figure_column("path"),
        TableColumn("Conversions", kind, "Conversions whose journey is this path."),
        figure_column("share"),
        figure_column("conversion_rate", title="Conversion\nrate"),
        figure_column("revenue", currency),
        figure_column("average_value", currency, title="Avg. value"),
        figure_column("average_touches", title="Average\ntouches"),
        figure_column("median_days", title="Median\ndays"),
    )


def _pattern_cells(pattern: PathPattern) -> tuple[Cell, ...]:
    return (
        path_text(pattern.path),
        pattern.conversions,
        pattern.share,
        pattern.conversion_rate,
        pattern.revenue,
        pattern.average_value,
        pattern.average_touches,
        pattern.median_days,
    )

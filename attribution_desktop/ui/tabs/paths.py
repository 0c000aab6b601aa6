"""Paths: the routes customers take before they buy."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout

from attribution_desktop.domain.analysis import Analysis, PathAnalysis, PathPattern, PathStatistics
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, path_text, whole_or_number
from attribution_desktop.domain.path_flow import (
    NO_FLOW,
    NO_SHAPES,
    FlowEnd,
    FlowPart,
    PathShapes,
    Trait,
    lag_text,
    length_text,
    steps_of,
)
from attribution_desktop.ui.desk import Analysed
from attribution_desktop.ui.models.columns import Cell, TableColumn, figure_column
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.panes import Pane, WideSplitter, column_of, split
from attribution_desktop.ui.tabs.path_filter import PathFilter
from attribution_desktop.ui.tabs.path_pictures import (
    ends_matrix,
    few_channels,
    lag_bins,
    length_bins,
)
from attribution_desktop.ui.tabs.path_queries import flow_query, pattern_query, places_query
from attribution_desktop.ui.widgets.filter_chips import ChipRow
from attribution_desktop.ui.widgets.sentences import SentenceList, words_of
from attribution_desktop.ui.widgets.tables import FigureTable
from attribution_desktop.visuals.charts import Bin, FlowChart, HeatCell, HeatMap, Histogram
from attribution_desktop.visuals.fonts import scaled
from attribution_desktop.visuals.tokens import SPACE_S, Theme

_CONVERSIONS = "Conversions"
_TOUCHES = figure_column("average_touches", title="Average\ntouches")
_HOURS_PER_DAY, _HOURS_TOLD = 24, 48
_UPPER_HEIGHT, _LOWER_HEIGHT = 190, 140
_LEAST_ROWS, _LEAST_PATH = 5, 100
"""Pixels of a path that stay however much its figures take; the whole path is in its tool tip."""


class PathsTab(Tab):
    slug = "paths"
    title = "Paths"
    icon_name = "paths"
    question = "Which way do customers come before they buy?"
    explanation = (
        "The flow follows all journeys through their first touches: green ends buy, red ones are "
        "lost. A path is the channels of one journey in the order they were touched; ×3 marks "
        "three touches in a row. The conversion rate compares journeys that bought with all "
        "journeys of the same path. Click anything to see the rest for it alone; the same again, "
        "or its chip, takes that back; the flow stays whole, for it also follows journeys that "
        "never bought. Under a length or a lag, a path counts its journeys of that length or lag."
    )

    def _build(self) -> None:
        self._filter = PathFilter()
        self._patterns: tuple[PathPattern, ...] = ()
        self._flow = NO_FLOW
        self.chips = ChipRow()
        self.chips.removed.connect(self._take_back)
        self.flow = FlowChart()
        self.flow.set_name("First steps of journeys")
        self.matrix = HeatMap()
        self.matrix.set_name("Conversions by first and last touch")
        self.lengths = Histogram()
        self.lengths.set_name("Conversions by path length")
        self.lags = Histogram()
        self.lags.set_name("Conversions by days from first touch")
        for chart, height, choose, ask in (
            (self.flow, _UPPER_HEIGHT, self._choose_steps, self._ask_for_steps),
            (self.matrix, _UPPER_HEIGHT, self._choose_ends, self._ask_for_ends),
            (self.lengths, _LOWER_HEIGHT, self._choose_length, self._ask_for_length),
            (self.lags, _LOWER_HEIGHT, self._choose_lag, self._ask_for_lag),
        ):
            chart.setMinimumHeight(scaled(height))
            chart.offer_journeys()
            chart.bar_clicked.connect(choose)
            chart.journeys_wanted.connect(ask)
        self.patterns = FigureTable(
            _pattern_columns("", Kind.COUNT),
            "Most frequent paths",
            least_rows=_LEAST_ROWS,
            widest_name=_LEAST_PATH,
        )
        self.patterns.offer_journeys()
        self.patterns.journeys_wanted.connect(self._ask_for_pattern)
        self.notices = SentenceList("caption", name="What to know about these figures")
        self._lay_out()

    def _lay_out(self) -> None:
        self._patterns_pane = Pane("Most frequent paths", column_of(self.patterns))
        self._lengths_pane = Pane("Path length", self.lengths)
        self._lags_pane = Pane("Days to convert", self.lags)
        horizontal = Qt.Orientation.Horizontal
        classes = split(horizontal, "paths-classes", (self._lengths_pane, 1), (self._lags_pane, 1))
        upper = split(
            horizontal,
            "paths-upper",
            (Pane("First steps", self.flow), 60),
            (Pane("First → last touch", self.matrix), 40),
        )
        # Below each other where the table would have to be moved sideways.
        lower = WideSplitter("paths-lower", (self._patterns_pane, 67), (classes, 33))
        layout = QVBoxLayout(self.content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self.chips)
        layout.addWidget(split(Qt.Orientation.Vertical, "paths-page", (upper, 53), (lower, 47)), 1)
        layout.addWidget(self.notices)

    def set_theme(self, theme: Theme) -> None:
        for part in (self.flow, self.matrix, self.lengths, self.lags, self.patterns):
            part.set_theme(theme)

    def _fill(self, analysed: Analysed) -> None:
        paths = analysed.analysis.paths
        self._filter = _still_meaningful(self._filter, analysed.analysis)
        self._flow = few_channels(paths.flow)
        self.flow.set_flow(self._flow, analysed.swatches)
        self._lengths_pane.set_note(*_length_words(paths.statistics))
        self._lags_pane.set_note(*_lag_words(paths.statistics))
        self.notices.set_sentences(words_of(analysed.analysis.notices))
        self._show_shapes()

    def _show_shapes(self) -> None:
        """The pictures that the conditions of the page change; what the focus changes follows."""
        if self.analysed is None:
            return
        shapes, wanted = self.analysed.analysis.paths.shapes, self._filter
        self.chips.show_chips(wanted.words(shapes))
        has_shapes = bool(shapes.channels)
        self.lengths.set_counts(
            length_bins(shapes, wanted) if has_shapes else [], "Touches", _CONVERSIONS
        )
        lags = lag_bins(shapes, wanted) if has_shapes else []
        self._lags_pane.setVisible(bool(lags))
        self.lags.set_counts(lags, "Days from first touch", _CONVERSIONS)
        rows, columns, cells = ends_matrix(shapes, wanted) if has_shapes else ((), [], [])
        self.matrix.set_cells(rows, columns, cells, _CONVERSIONS)

    def _fill_patterns(self, analysed: Analysed) -> None:
        analysis = analysed.analysis
        paths = analysis.paths
        kept = self._filter.kept(paths, self._flow.channels)
        self._patterns = tuple(
            pattern for pattern in kept if self.focus is None or self.focus in pattern.path
        )
        self._patterns_pane.set_heading(
            _patterns_heading(
                len(self._patterns), len(self._kept_patterns(paths)), paths.pattern_count
            )
        )
        columns = _pattern_columns(
            analysis.identity.currency,
            whole_or_number(pattern.conversions for pattern in self._kept_patterns(paths)),
        )
        if self._is_collapsed:
            # Only then is a path not as long as it is written.
            columns = (*columns, _TOUCHES)
        self.patterns.set_table(
            columns, [_pattern_cells(pattern)[: len(columns)] for pattern in self._patterns]
        )

    @staticmethod
    def _kept_patterns(paths: PathAnalysis) -> tuple[PathPattern, ...]:
        return (*paths.patterns, *paths.further_patterns)

    @property
    def lengths_note(self) -> str:
        """What is said of all path lengths."""
        return self._lengths_pane.note

    @property
    def _is_collapsed(self) -> bool:
        analysed = self.analysed
        return analysed is not None and analysed.analysis.settings.is_collapsing_repeats

    def _mark_chosen(self) -> None:
        """Set apart what the conditions and the focus are about."""
        focus, places, steps = self.focus, self._filter.places, self._filter.steps
        length, lag = places.get(Trait.LENGTH), places.get(Trait.LAG)
        self.lengths.choose(
            None if length is None else lambda mark: mark.label == length_text(length)
        )
        self.lags.choose(None if lag is None else lambda mark: mark.label == lag_text(lag))
        ends = self._chosen_ends()
        if ends is not None:
            self.matrix.choose(lambda cell: (cell.row, cell.column) == ends)
        elif focus is not None:
            self.matrix.choose(lambda cell: focus in {cell.row, cell.column})
        else:
            self.matrix.choose(None)
        if steps:
            is_ending = self._filter.is_ending
            self.flow.choose(
                lambda part: (
                    set(steps) <= set(steps_of(part))
                    and (isinstance(part, FlowEnd) or not is_ending)
                )
            )
        elif focus is not None:
            self.flow.choose(lambda part: focus in {channel for _, channel in steps_of(part)})
        else:
            self.flow.choose(None)

    def _chosen_ends(self) -> tuple[str, str] | None:
        places = self._filter.places
        if self.analysed is None or not {Trait.FIRST, Trait.LAST} <= set(places):
            return None
        channels = self.analysed.analysis.paths.shapes.channels
        return channels[places[Trait.FIRST]], channels[places[Trait.LAST]]

    def _show_focus(self) -> None:
        if self.analysed is not None:
            self._fill_patterns(self.analysed)
            self._mark_chosen()

    # Conditions

    def _set_filter(self, wanted: PathFilter) -> None:
        self._filter = wanted
        self._show_shapes()
        self._show_focus()

    @Slot(str)
    def _take_back(self, name: str) -> None:
        """A chip's condition; first and last touch were set together and go together."""
        wanted = self._filter.without(name)
        if name in {Trait.FIRST.name, Trait.LAST.name}:
            wanted = wanted.without(Trait.FIRST.name).without(Trait.LAST.name)
        self._set_filter(wanted)

    @Slot(object)
    def _choose_steps(self, part: FlowPart) -> None:
        self._set_filter(self._filter.with_steps(part))

    @Slot(object)
    def _choose_ends(self, cell: HeatCell) -> None:
        if self.analysed is not None:
            self._set_filter(self._filter.with_places(self._ends(cell)))

    @Slot(object)
    def _choose_length(self, chosen: Bin) -> None:
        self._set_filter(self._filter.with_places({Trait.LENGTH: self._place(chosen)}))

    @Slot(object)
    def _choose_lag(self, chosen: Bin) -> None:
        self._set_filter(self._filter.with_places({Trait.LAG: self._lag_place(chosen)}))

    def _ends(self, cell: HeatCell) -> dict[Trait, int]:
        channels = self._shapes.channels
        return {Trait.FIRST: channels.index(cell.row), Trait.LAST: channels.index(cell.column)}

    def _place(self, chosen: Bin) -> int:
        return next(place for place in range(_MANY) if length_text(place) == chosen.label)

    def _lag_place(self, chosen: Bin) -> int:
        return next(place for place in range(_MANY) if lag_text(place) == chosen.label)

    # Journeys

    @property
    def _shapes(self) -> PathShapes:
        return self.analysed.analysis.paths.shapes if self.analysed else NO_SHAPES

    def _ask_for_places(self, places: Mapping[Trait, int]) -> None:
        """The journeys of a bar or a cell, under the conditions that it was counted under."""
        where = {**self._filter.where(*places), **places}
        self.journeys_requested.emit(places_query(where, self._shapes))

    @Slot(int)
    def _ask_for_pattern(self, row: int) -> None:
        query = pattern_query(
            self._patterns[row], self._filter, self._shapes, is_collapsed=self._is_collapsed
        )
        self.journeys_requested.emit(query)

    @Slot(object)
    def _ask_for_steps(self, part: FlowPart) -> None:
        query = flow_query(part, self._flow.channels, is_collapsed=self._is_collapsed)
        self.journeys_requested.emit(query)

    @Slot(object)
    def _ask_for_ends(self, cell: HeatCell) -> None:
        self._ask_for_places(self._ends(cell))

    @Slot(object)
    def _ask_for_length(self, chosen: Bin) -> None:
        self._ask_for_places({Trait.LENGTH: self._place(chosen)})

    @Slot(object)
    def _ask_for_lag(self, chosen: Bin) -> None:
        self._ask_for_places({Trait.LAG: self._lag_place(chosen)})


_MANY = 32


def _still_meaningful(wanted: PathFilter, analysis: Analysis) -> PathFilter:
    """The conditions, unless the channels they name are not where they were."""
    count = len(analysis.paths.shapes.channels)
    ends = [wanted.places.get(trait, -1) for trait in (Trait.FIRST, Trait.LAST)]
    return PathFilter() if max(ends) >= 0 or wanted.steps or not count else wanted


def _length_words(statistics: PathStatistics) -> tuple[str, ...]:
    """The whole note first, then ever shorter ones for where there is little room."""
    average = f"average {formatted(statistics.average_path_length, Kind.NUMBER)}"
    middle = f"{average} · median {formatted(statistics.median_path_length, Kind.COUNT)}"
    longest = formatted(statistics.maximum_path_length, Kind.COUNT)
    return f"{middle} · most {longest}", middle, average


def _lag_words(statistics: PathStatistics) -> tuple[str, ...]:
    """As for lengths; empty where nothing is dated."""
    days, hours = statistics.days_to_convert, statistics.hours_between_touches
    if not days:
        return ("",)
    words = f"median {formatted(days.median, Kind.DAYS)} days"
    if not hours:
        return (words,)
    return f"{words} · {_between_words(hours.median)} between touches", words


def _between_words(hours: float) -> str:
    """Hours up to two days, then days, as the rest of the line has them."""
    if hours < _HOURS_TOLD:
        return f"{formatted(hours, Kind.HOURS)} h"
    return f"{formatted(hours / _HOURS_PER_DAY, Kind.DAYS)} days"


def _patterns_heading(shown: int, kept: int, count: int) -> str:
    if shown < kept:
        first = f"the {kept} most frequent" if kept < count else f"{kept}"
        return f"Paths like this ({shown} of {first})"
    every = formatted(count, Kind.COUNT)
    return f"Most frequent paths ({shown} of {every})" if kept < count else "All paths"


def _pattern_columns(currency: str, kind: Kind) -> tuple[TableColumn, ...]:
    return (
        figure_column("path"),
        TableColumn("Conversions", kind, "Conversions whose journey is this path."),
        figure_column("revenue", currency),
        figure_column("median_days", title="Median\ndays"),
        figure_column("conversion_rate", title="Conversion\nrate"),
        figure_column("share"),
        figure_column("average_value", currency, title="Avg. value"),
    )


def _pattern_cells(pattern: PathPattern) -> tuple[Cell, ...]:
    return (
        path_text(pattern.path),
        pattern.conversions,
        pattern.revenue,
        pattern.median_days,
        pattern.conversion_rate,
        pattern.share,
        pattern.average_value,
        pattern.average_touches,
    )

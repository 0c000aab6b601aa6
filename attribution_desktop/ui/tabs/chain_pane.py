"""The Markov chain's transitions as a matrix, or the offer to compute it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from attribution_desktop.domain.analysis import Analysis, MarkovDetails, Transition
from attribution_desktop.domain.figures import Kind
from attribution_desktop.domain.formatting import formatted, whole_percent
from attribution_desktop.domain.journey_query import JourneyQuery, Outcome
from attribution_desktop.ui.widgets.labels import plain_label
from attribution_desktop.visuals.charts import HeatCell, HeatMap
from attribution_desktop.visuals.tokens import SPACE_M, Theme

_MOST_STATES = 16
START, CONVERSION, NULL = "(start)", "(conversion)", "(null)"
_BETWEEN = " > "
_ENDS = {CONVERSION: "conversion", NULL: "lost"}


class ChainMatrix(QStackedWidget):
    """Rows are where a journey is, columns where it goes next."""

    chain_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = 1
        self.chart = HeatMap()
        self.chart.set_name("Transitions of the Markov chain")
        self.chart.offer_journeys()
        self.offer = QPushButton("&Compute the Markov chain")
        self.offer.clicked.connect(self.chain_requested)
        text = plain_label(
            "The Markov chain learns from all journeys how likely each channel leads to the next. "
            "It is not among the models shown.",
            "muted",
            has_wrap=True,
        )
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty = QWidget()
        layout = QVBoxLayout(empty)
        layout.setSpacing(SPACE_M)
        layout.addStretch()
        layout.addWidget(text)
        layout.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        self.addWidget(empty)
        self.addWidget(self.chart)

    def set_theme(self, theme: Theme) -> None:
        self.chart.set_theme(theme)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show its chain; without one, offer to compute it."""
        details = next(
            (
                credit.details
                for credit in analysis.models
                if isinstance(credit.details, MarkovDetails)
            ),
            None,
        )
        self.setCurrentIndex(0 if details is None else 1)
        self._order = details.order if details else 1
        if details is not None:
            rows, columns, cells = matrix(details.transitions)
            self.chart.set_cells(rows, columns, cells, "Probability of the next step")

    def query_of(self, cell: HeatCell, channels: Sequence[str]) -> JourneyQuery | None:
        """The journeys behind a cell, under the channels of the analysis."""
        return arc_query(cell, channels, self._order)


def matrix(
    transitions: Sequence[Transition],
) -> tuple[list[str], list[str], list[HeatCell]]:
    """Rows, columns and cells of a chain's transitions.

    The most travelled states only, where there are more than can be told apart; the ends of
    journeys are columns of their own.
    """
    travelled: dict[str, float] = {}
    for arc in transitions:
        travelled[arc.source] = travelled.get(arc.source, 0.0) + arc.count
    rows = sorted(travelled, key=lambda name: (name != START, -travelled[name], name))
    rows = rows[:_MOST_STATES]
    found = {(arc.source, arc.target): arc for arc in transitions}
    ends = [name for name in _ENDS if any(arc.target == name for arc in transitions)]
    columns = [name for name in rows if name != START] + ends
    return rows, columns, [_cell(row, column, found) for row in rows for column in columns]


def _cell(row: str, column: str, found: dict[tuple[str, str], Transition]) -> HeatCell:
    arc = found.get((row, column))
    shown = _ENDS.get(column, column)
    if arc is None:
        return HeatCell(row, column, None, "", f"{row} → {shown}\nnever")
    share = formatted(arc.probability, Kind.SHARE)
    many = formatted(arc.count, Kind.COUNT if arc.count == int(arc.count) else Kind.NUMBER)
    is_once = row == START or column in _ENDS
    # A journey can take an arc between channels again and again.
    taken = f"{many} journeys" if is_once else f"taken {many} times, by some journeys repeatedly"
    tip = f"{row} → {shown}\n{share} of those at {row}\n{taken}"
    return HeatCell(row, column, arc.probability, whole_percent(arc.probability), tip)


def arc_query(cell: HeatCell, channels: Sequence[str], order: int) -> JourneyQuery | None:
    """The journeys that take one arc of the chain; None for a state of no such channels.

    Parameters
    ----------
    order
        So many last channels a state remembers; one of fewer is how a journey begins.
    """
    here = () if cell.row == START else state_channels(cell.row, channels)
    if cell.column in _ENDS:
        if not here:
            return None
        has_won = cell.column == CONVERSION
        outcome = Outcome.CONVERTING if has_won else Outcome.NOT_CONVERTING
        if len(here) < order:
            return JourneyQuery(outcome=outcome, path=here)
        return JourneyQuery(outcome=outcome, ends=here)
    there = state_channels(cell.column, channels)
    if not there or (not here and cell.row != START):
        return None
    steps = (*here, there[-1])
    if len(here) < order:
        return JourneyQuery(outcome=Outcome.ALL, begins=steps)
    return JourneyQuery(outcome=Outcome.ALL, contains=steps)


def state_channels(state: str, channels: Sequence[str]) -> tuple[str, ...]:
    """The channels that a state remembers, by its name; none where no channels are called so.

    Examples
    --------
    >>> state_channels("email > a > b", ["email", "a > b"])
    ('email', 'a > b')
    """
    if state in channels:
        return (state,)
    for channel in channels:
        first = f"{channel}{_BETWEEN}"
        if state.startswith(first):
            rest = state_channels(state.removeprefix(first), channels)
            if rest:
                return (channel, *rest)
    return ()

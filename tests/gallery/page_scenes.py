"""The pages, with everything that can be chosen on them."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.ui.pages import TAB_TYPES
from attribution_desktop.ui.tabs.base import Tab
from attribution_desktop.ui.tabs.budget import BudgetTab
from attribution_desktop.ui.tabs.channel_roi import ChannelRoiTab
from attribution_desktop.ui.tabs.journeys import JourneysTab
from attribution_desktop.ui.tabs.model_comparison import ModelComparisonTab
from attribution_desktop.ui.tabs.paths import PathsTab
from attribution_desktop.ui.tabs.summary import SummaryTab
from attribution_desktop.ui.widgets.explanation import Explanation
from tests.gallery.scenes import Play, Scene
from tests.gallery.stage import Stage

_CHAIN = 3
_KEPT = ("As it is", "A tenth more for what pays, whatever the board may say")


def _page(kind: type[Tab], stage: Stage) -> Iterator[QWidget]:
    stage.page(kind)
    yield stage.window


def _view(kind: type[Tab], name: str, place: int, stage: Stage) -> Iterator[QWidget]:
    """The page with an entry of one of its boxes chosen, found by the box's accessible name."""
    page = stage.page(kind)
    box = next(one for one in page.findChildren(QComboBox) if one.accessibleName() == name)
    for chosen in (place, 0):
        box.setCurrentIndex(chosen)
        box.activated.emit(chosen)
        stage.settle()
        if chosen:
            yield stage.window


def _focused(kind: type[Tab], stage: Stage) -> Iterator[QWidget]:
    page = stage.page(kind)
    page.channel_focused.emit(stage.channels[0])
    stage.settle()
    yield stage.window
    page.channel_focused.emit(stage.channels[0])


def _explained(kind: type[Tab], stage: Stage) -> Iterator[QWidget]:
    explanation = stage.page(kind).findChild(Explanation)
    assert isinstance(explanation, Explanation)
    explanation.button.click()
    stage.settle()
    yield stage.window
    explanation.button.click()


def _chain(stage: Stage) -> Iterator[QWidget]:
    """The heat map of the chain, which is computed when it is asked for."""
    page = stage.page(ModelComparisonTab)
    page.view.setCurrentIndex(_CHAIN)
    page.chain.chain_requested.emit()
    stage.settle()
    yield stage.window
    page.view.setCurrentIndex(0)
    stage.program.session.reset_settings()


def _steps(stage: Stage) -> Iterator[QWidget]:
    page = stage.page(PathsTab)
    mark = page.flow._marks[0].payload
    page.flow.bar_clicked.emit(mark)
    stage.settle()
    yield stage.window
    page.flow.bar_clicked.emit(mark)


def _opened(stage: Stage) -> JourneysTab:
    """The page with its first journey open."""
    page = stage.page(JourneysTab)
    page.journeys_requested.emit(JourneyQuery())
    stage.settle()
    page.list.setCurrentIndex(page.list.model().index(0, 0))
    stage.settle()
    return page


def _journey(stage: Stage) -> Iterator[QWidget]:
    _opened(stage)
    yield stage.window


def _all_weights(stage: Stage) -> Iterator[QWidget]:
    page = _opened(stage)
    page.detail.compare.click()
    stage.settle()
    yield stage.window
    page.detail.compare.click()


def _no_journey(stage: Stage) -> Iterator[QWidget]:
    page = stage.page(JourneysTab)
    page.journeys_requested.emit(JourneyQuery(text="nobody at all"))
    stage.settle()
    yield stage.window
    page.journeys_requested.emit(JourneyQuery())


def _what_if(stage: Stage) -> Iterator[QWidget]:
    page = stage.page(BudgetTab)
    page.views.setCurrentIndex(1)
    stage.settle()
    yield stage.window
    page.views.setCurrentIndex(0)


def _scenarios(stage: Stage) -> Iterator[QWidget]:
    page = stage.page(BudgetTab)
    if not page.scenarios.scenarios:
        for name in _KEPT:
            page.scenarios.keep_requested.emit(name)
            stage.settle()
    yield from _scrolled(BudgetTab, stage)


def _scrolled(kind: type[Tab], stage: Stage) -> Iterator[QWidget]:
    """What is below the edge of the window."""
    bar = stage.page(kind)._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.settle()
    yield stage.window
    bar.setValue(0)


def _sized(name: str, play: Play, needs: str = "data") -> Scene:
    return Scene(name, play, needs, is_sized=True)


def _views(kind: type[Tab], what: str, name: str, *places: int) -> tuple[Scene, ...]:
    return tuple(
        _sized(f"{kind.slug}-{what}-{place}", partial(_view, kind, name, place)) for place in places
    )


SCENES = (
    *(_sized(kind.slug, partial(_page, kind), "project") for kind in TAB_TYPES),
    *(_sized(f"{kind.slug}-below", partial(_scrolled, kind)) for kind in TAB_TYPES),
    *(_sized(f"{kind.slug}-explained", partial(_explained, kind)) for kind in TAB_TYPES),
    *(_sized(f"{kind.slug}-focus", partial(_focused, kind)) for kind in TAB_TYPES),
    *_views(SummaryTab, "table", "Channels as a chart or as a table", 1),
    *_views(SummaryTab, "step", "Length of a step of the trend", 1, 3),
    *_views(ChannelRoiTab, "figure", "Figure of the chart", 1, 2),
    *_views(ModelComparisonTab, "view", "Picture of the comparison", 1, 2),
    *_views(BudgetTab, "view", "Picture of the plan", 1, 2),
    _sized("model-comparison-chain", _chain),
    _sized("paths-chosen", _steps),
    _sized("journeys-open", _journey),
    _sized("journeys-weights", _all_weights),
    _sized("journeys-none", _no_journey),
    _sized("budget-what-if", _what_if),
    _sized("budget-scenarios", _scenarios),
)

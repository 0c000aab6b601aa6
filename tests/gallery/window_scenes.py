"""What surrounds the pages: first page, filter, menus, notices, states of a page."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from attribution_desktop.domain.errors import ProjectDamaged
from attribution_desktop.domain.settings import PathRule
from attribution_desktop.ui.tabs.model_comparison import ModelComparisonTab
from attribution_desktop.ui.tabs.summary import SummaryTab
from attribution_desktop.ui.widgets.faults import fault_from
from tests.gallery.scenes import Play, Scene
from tests.gallery.stage import Stage

_MENUS = ("file", "edit", "view", "help")
_LONG_AGO = date(1999, 1, 1)


def _welcome(stage: Stage) -> Iterator[QWidget]:
    facts = stage.program.session.facts
    stage.program.session.close()
    stage.settle()
    yield stage.window
    if facts is not None:
        stage.program.session.open(facts.path)
        stage.settle()


def _more(stage: Stage) -> Iterator[QWidget]:
    stage.page(SummaryTab)
    more = stage.window.filter.more
    stage.window.filter.more_button.click()
    stage.settle()
    yield more
    more.close()


def _filtered(stage: Stage) -> Iterator[QWidget]:
    """With everything off its default, as far as there is data."""
    stage.page(SummaryTab)
    stage.change(
        model="time_decay",
        lookback_days=30.0,
        excluded_channels=stage.channels[:1],
        half_life_days=3.0,
        path_rule=PathRule.RESTART,
    )
    yield stage.window
    stage.program.session.reset_settings()


def _nothing(stage: Stage) -> Iterator[QWidget]:
    stage.page(SummaryTab)
    stage.change(start=_LONG_AGO, end=_LONG_AGO)
    yield stage.window
    stage.program.session.reset_settings()


def _menu(place: int, stage: Stage) -> Iterator[QWidget]:
    bar = stage.window.menuBar()
    menus = [one for one in bar.findChildren(QMenu) if one.menuAction() in bar.actions()]
    menu = menus[place]
    menu.popup(bar.mapToGlobal(bar.rect().bottomLeft()))
    stage.settle()
    yield menu
    menu.close()


def _models_menu(stage: Stage) -> Iterator[QWidget]:
    menu = stage.page(ModelComparisonTab).choice.menu()
    menu.popup(stage.window.pos())
    stage.settle()
    yield menu
    menu.close()


def _success(stage: Stage) -> Iterator[QWidget]:
    stage.window.tell_success("Written: /home/someone/Documents/Reports/2026/october-report.pdf")
    stage.settle()
    yield stage.window


def _offer(stage: Stage) -> Iterator[QWidget]:
    stage.window.tell_offer("Order A00017 was deleted.", "&Undo", "undo")
    stage.settle()
    yield stage.window


def _crash(stage: Stage) -> Iterator[QWidget]:
    facts = stage.program.session.facts
    assert facts is not None
    stage.program.house.care.tell_crash(facts.path)
    stage.settle()
    yield stage.window


def _verified(stage: Stage) -> Iterator[QWidget]:
    stage.program.house.care.verify()
    stage.settle()
    yield stage.window


def _fault(stage: Stage) -> Iterator[QWidget]:
    error = ProjectDamaged(
        "shop.attribution is not sound: journeys, figures kept.",
        "Restore a backup: Settings, Backups.",
    )
    stage.window.tell_fault(fault_from(error))
    stage.settle()
    yield stage.window


def _failed_page(stage: Stage) -> Iterator[QWidget]:
    page = stage.page(SummaryTab)
    page.show_failure(ZeroDivisionError("a fault that nobody expected"))
    stage.settle()
    yield stage.window
    stage.program.session.refresh()


def _working_page(stage: Stage) -> Iterator[QWidget]:
    page = stage.page(SummaryTab)
    page.panel.show_working()
    page._stack.setCurrentWidget(page.panel)
    yield stage.window
    stage.program.session.refresh()


def _sized(name: str, play: Play, needs: str = "data") -> Scene:
    return Scene(name, play, needs, is_sized=True)


SCENES = (
    _sized("filter-off-default", _filtered),
    _sized("filter-nothing-matches", _nothing, "dates"),
    Scene("filter-more", _more),
    *(
        Scene(f"menu-{name}", partial(_menu, place), "project" if place else "")
        for place, name in enumerate(_MENUS)
    ),
    Scene("menu-models", _models_menu),
    _sized("notice-success", _success, "project"),
    _sized("notice-offer", _offer, "project"),
    _sized("notice-crash", _crash, "project"),
    _sized("notice-verified", _verified, "project"),
    _sized("notice-fault", _fault, "project"),
    _sized("page-failed", _failed_page, "project"),
    _sized("page-working", _working_page, "project"),
    _sized("welcome", _welcome, ""),
)

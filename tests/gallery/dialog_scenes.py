"""The dialogs, but for those of importing."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from attribution_desktop.domain.instants import MICROSECONDS_PER_DAY
from attribution_desktop.domain.journey_query import JourneyQuery
from attribution_desktop.domain.tracking import TrackedTouch
from attribution_desktop.ui.dialogs.about import AboutDialog
from attribution_desktop.ui.dialogs.channel_rules import ChannelRulesDialog
from attribution_desktop.ui.dialogs.channels import ChannelsDialog
from attribution_desktop.ui.dialogs.export_report import KINDS, ExportDialog
from attribution_desktop.ui.dialogs.guide import GuideDialog
from attribution_desktop.ui.dialogs.new_project import NewProjectDialog
from attribution_desktop.ui.dialogs.settings import SettingsDialog
from attribution_desktop.ui.dialogs.track_journey import TrackJourneyDialog
from attribution_desktop.ui.guide_pages import guide_pages
from attribution_desktop.ui.tabs.journeys import JourneysTab
from tests.gallery.scenes import Scene
from tests.gallery.stage import Stage

_SETTINGS_PAGES = ("window", "project", "reports", "backups")


def _new_project(stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.new_project.trigger()
    yield stage.dialog(NewProjectDialog)


def _new_project_filled(stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.new_project.trigger()
    dialog = stage.dialog(NewProjectDialog)
    dialog.name.setText("Northwind Outdoor, all countries, financial year 2026/27")
    stage.settle()
    yield dialog


def _track(stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.track_journey.trigger()
    yield stage.dialog(TrackJourneyDialog)


def _track_filled(stage: Stage) -> Iterator[QWidget]:
    """A whole journey over the project's channels, with the preview of its credit."""
    stage.window.actions_.track_journey.trigger()
    dialog = stage.dialog(TrackJourneyDialog)
    dialog.customer.setText("customer-90210")
    dialog.order.setText("A-90210")
    dialog.value.setText("1234.56")
    at = dialog.converted_at.instant
    channels = (*stage.channels[:4], "Podcast")
    dialog.touches.set_touches(
        [
            TrackedTouch(channel, at - (len(channels) - place) * MICROSECONDS_PER_DAY)
            for place, channel in enumerate(channels)
        ]
    )
    dialog.value.textEdited.emit(dialog.value.text())
    stage.until(lambda: not dialog._rest.isActive())
    stage.settle()
    yield dialog


def _track_wrong(stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.track_journey.trigger()
    dialog = stage.dialog(TrackJourneyDialog)
    dialog.value.setText("12,5")
    late = dialog.converted_at.instant + MICROSECONDS_PER_DAY
    dialog.touches.add_touch(late, "Email")
    dialog.value.textEdited.emit("12,5")
    stage.settle()
    yield dialog


def _stored(stage: Stage) -> Iterator[QWidget]:
    """The first journey of the list, to be changed: a PathRowDialog where it has no times."""
    page = stage.page(JourneysTab)
    page.journeys_requested.emit(JourneyQuery())
    stage.settle()
    page.list.setCurrentIndex(page.list.model().index(0, 0))
    stage.settle()
    page.detail.edit.click()
    dialog = stage.dialog(QDialog)
    if isinstance(dialog, TrackJourneyDialog):
        stage.until(lambda: not dialog._rest.isActive())
        stage.settle()
    yield dialog


def _erasure(stage: Stage) -> Iterator[QWidget]:
    stage.program.wiring.features.journey_editing.ask_erasure("customer-17")
    yield stage.dialog(QMessageBox)


def _channels(stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.channels.trigger()
    dialog = stage.dialog(ChannelsDialog)
    dialog.table.setCurrentIndex(dialog.table.model().index(0, 0))
    stage.settle()
    yield dialog


def _rules(stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.channel_rules.trigger()
    yield stage.dialog(ChannelRulesDialog)


def _rules_wrong(stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.channel_rules.trigger()
    dialog = stage.dialog(ChannelRulesDialog)
    dialog.table.setCurrentCell(0, 0)
    dialog.add.click()
    stage.settle()
    yield dialog


def _export(suffix: str, stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.export.trigger()
    dialog = stage.dialog(ExportDialog)
    dialog.choose_kind(suffix)
    stage.until(lambda: not dialog._quiet.isActive())
    stage.settle()
    yield dialog


def _export_nothing(stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.export.trigger()
    dialog = stage.dialog(ExportDialog)
    dialog.choose_kind("pdf")
    dialog.sections.choose(())
    stage.settle()
    yield dialog


def _settings(place: int, stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.settings.trigger()
    dialog = stage.dialog(SettingsDialog)
    dialog.pages.setCurrentIndex(place)
    stage.settle()
    yield dialog


def _guide(slug: str, stage: Stage) -> Iterator[QWidget]:
    dialog = stage.program.house.help.open_guide()
    dialog.open_page(slug)
    stage.settle()
    yield dialog


def _guide_search(stage: Stage) -> Iterator[QWidget]:
    dialog = stage.program.house.help.open_guide()
    dialog.search.setText("lookback")
    stage.settle()
    yield stage.dialog(GuideDialog)


def _about(stage: Stage) -> Iterator[QWidget]:
    stage.window.actions_.about.trigger()
    yield stage.dialog(AboutDialog)


SCENES = (
    Scene("new-project", _new_project, ""),
    Scene("new-project-filled", _new_project_filled, ""),
    Scene("track-journey", _track, "project"),
    Scene("track-journey-filled", _track_filled, "project"),
    Scene("track-journey-wrong", _track_wrong, "project"),
    Scene("journey-edit", _stored),
    Scene("delete-customer", _erasure),
    Scene("channels", _channels, "project"),
    Scene("channel-rules", _rules, "project"),
    Scene("channel-rules-wrong", _rules_wrong, "project"),
    *(Scene(f"export-{kind.suffix}", partial(_export, kind.suffix)) for kind in KINDS),
    Scene("export-nothing", _export_nothing),
    Scene("settings-window", partial(_settings, 0), ""),
    *(
        Scene(f"settings-{name}", partial(_settings, place), "project")
        for place, name in enumerate(_SETTINGS_PAGES)
        if place
    ),
    *(Scene(f"guide-{page.slug}", partial(_guide, page.slug), "") for page in guide_pages()),
    Scene("guide-search", _guide_search, ""),
    Scene("about", _about, ""),
)

"""The row of conversions without any touch is no channel: a touch that is called so has none."""

import pytest

from attribution_desktop.domain.channels import NO_TOUCHPOINT
from attribution_desktop.domain.errors import InputRefused
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.engine.analytics import AttributionAnalytics
from attribution_desktop.store.channel_edits import rename_channel
from attribution_desktop.store.derived import write_channel_revenue
from attribution_desktop.store.project_file import ProjectFile
from attribution_desktop.store.reading import channel_names, load_dataset
from attribution_desktop.store.verification import verify
from attribution_desktop.store.writing import write_import, write_tracked
from tests.store.material import (
    NOON,
    PathRow,
    Row,
    SpendRow,
    dump,
    events_file,
    paths_file,
    spend_file,
)


def test_touches_spend_and_paths_that_are_called_so_have_no_channel(project: ProjectFile) -> None:
    file = events_file(
        Row(channel="(No  touchpoint)", order="A1", value=7),
        Row(customer="bob", order="B1", value=5),
    )
    write_import(project, file)
    write_import(project, paths_file(PathRow((NO_TOUCHPOINT, "email"), value=3)))
    write_import(project, spend_file(SpendRow(NO_TOUCHPOINT, 5)))
    touch = TrackedTouch(NO_TOUCHPOINT, NOON)
    write_tracked(project, TrackedJourney("eve", "E1", 11, NOON, (touch,)))
    assert channel_names(project) == ("(not set)", "email")
    assert verify(project).is_sound, verify(project)
    analysis = AttributionAnalytics(load_dataset(project)).analysed(AnalysisSettings())
    assert write_channel_revenue(project, analysis)
    for model in analysis.models:
        credit = {entry.channel: entry.revenue for entry in model.credits}
        assert len(credit) == len(model.credits)
        assert credit[NO_TOUCHPOINT] == pytest.approx(5e-6)
        assert sum(credit.values()) == pytest.approx(26e-6)


def test_no_channel_is_renamed_so(project: ProjectFile) -> None:
    write_import(project, events_file(Row(channel="email")))
    before = dump(project)
    with pytest.raises(InputRefused, match="without any touch"):
        rename_channel(project, "email", " (No Touchpoint)")
    assert dump(project) == before

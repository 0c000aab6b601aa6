"""What a preview shows is what the journey gets once it is stored."""

from dataclasses import replace
from pathlib import Path

import pytest

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.settings import PathRule
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.services.analysis import default_settings
from attribution_desktop.services.editing import edit_journey, own_journey
from attribution_desktop.services.explaining import explain_order
from attribution_desktop.services.journey_preview import preview_journey
from attribution_desktop.services.projects import create_demo_project
from attribution_desktop.services.tracking import ModelSplits, track_journey

HOUR = 3_600_000_000
NOON = 1_788_264_000_000_000


def _journey(customer: str = "somebody", at: int = NOON + 480 * HOUR) -> TrackedJourney:
    touches = (TrackedTouch("Email", at - 30 * HOUR), TrackedTouch("new one", at - HOUR))
    return TrackedJourney(customer, "A-1", 100_000_000, at, touches)


def _credits(splits: ModelSplits) -> dict[str, dict[str, float]]:
    return {
        model: {channel_key(name): credit for name, credit in credits_}
        for model, credits_ in splits
    }


@pytest.mark.parametrize("customer", ["somebody", "customer-1"])
@pytest.mark.parametrize("rule", list(PathRule))
def test_a_new_journey_gets_what_its_preview_showed(
    tmp_path: Path, customer: str, rule: PathRule
) -> None:
    with create_demo_project(tmp_path / "d.attribution") as project:
        settings = replace(default_settings(project), path_rule=rule)
        preview = preview_journey(project, _journey(customer), settings)
        result, _ = track_journey(project, _journey(customer), settings)
    for model, credits_ in _credits(result.attribution).items():
        assert _credits(preview)[model] == pytest.approx(credits_)


def test_an_edited_journey_gets_what_its_preview_showed(tmp_path: Path) -> None:
    with create_demo_project(tmp_path / "d.attribution") as project:
        settings = default_settings(project)
        journey = own_journey(project, "ORD-1001")
        edited = replace(journey, value=80_000_000, touches=journey.touches[1:])
        preview = _credits(preview_journey(project, edited, settings, "ORD-1001"))
        edit_journey(project, "ORD-1001", edited)
        explained = explain_order(project, "ORD-1001", settings)
    for place, (model, _) in enumerate(explained.models):
        credits_: dict[str, float] = {}
        for touch in explained.touches:
            weight = touch.weights[place][1] or 0.0
            key = channel_key(touch.channel)
            credits_[key] = credits_.get(key, 0.0) + weight * 80
        assert preview[model] == pytest.approx(credits_)

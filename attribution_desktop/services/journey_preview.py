"""What each core model would give a journey, before it is stored."""

from typing import TypeVar

from attribution_desktop.domain.channels import channel_key
from attribution_desktop.domain.settings import AnalysisSettings
from attribution_desktop.domain.tracking import TrackedJourney, TrackedTouch
from attribution_desktop.services.projects import Project
from attribution_desktop.services.tracking import ModelSplits, splits_among
from attribution_desktop.store.journey_edits import own_journey
from attribution_desktop.store.journey_search import customer_history

__all__ = ["preview_journey"]

_Thing = TypeVar("_Thing")


def preview_journey(
    project: Project, journey: TrackedJourney, settings: AnalysisSettings, replaced: str = ""
) -> ModelSplits:
    """The credit of the order once it is stored, the customer's stored touches included.

    Parameters
    ----------
    replaced
        The order that is edited: its own touches count only as `journey` has them.

    Raises
    ------
    InputRefused
        When the replaced order is not there, or is a path row.
    """
    touches, conversions = customer_history(project.file, journey.customer)
    before = own_journey(project.file, replaced) if replaced else None
    if before is not None and before.customer == journey.customer:
        touches = _without(touches, before.touches)
        conversions = _without(conversions, (before.converted_at,))
    entered = {_identity(touch) for touch in journey.touches}
    kept = tuple(touch for touch in touches if _identity(touch) not in entered)
    return splits_among(journey, kept, conversions, settings)


def _without(things: tuple[_Thing, ...], gone: tuple[_Thing, ...]) -> tuple[_Thing, ...]:
    """Each of the things as often as it is there beyond those gone."""
    left = list(things)
    for thing in gone:
        if thing in left:
            left.remove(thing)
    return tuple(left)


def _identity(touch: TrackedTouch) -> tuple[str, int, str, str]:
    return channel_key(touch.channel), touch.instant, touch.session, touch.metadata

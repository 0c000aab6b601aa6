"""The channels of a project: what there are, and what they are called."""

from dataclasses import dataclass

import numpy as np

from attribution_desktop.domain.changes import Changes
from attribution_desktop.domain.progress import Progress, unreported
from attribution_desktop.services.projects import Project
from attribution_desktop.store import channel_edits


@dataclass(frozen=True, slots=True)
class ChannelEntry:
    """A channel, how many touches it has, and the keys of other spellings that count as it."""

    name: str
    touchpoints: int
    spellings: tuple[str, ...]


def list_channels(project: Project, progress: Progress = unreported) -> tuple[ChannelEntry, ...]:
    """All channels in the order of their first appearance."""
    interactions = project.dataset(progress).interactions
    size = len(interactions.channels)
    counts = np.bincount(interactions.touches.channel, minlength=size)
    counts += np.bincount(interactions.paths.channel, minlength=size)
    shown = channel_edits.list_channels(project.file)
    return tuple(
        ChannelEntry(channel.name, count, channel.spellings)
        for channel, count in zip(shown, counts.tolist(), strict=True)
    )


def rename_channel(project: Project, old: str, new: str) -> Changes:
    """Show a channel under another name; files that use the old one still mean it.

    Raises
    ------
    InputRefused
        When there is no channel `old`, or `new` is another channel already.
    """
    return channel_edits.rename_channel(project.file, old, new)


def merge_channels(project: Project, source: str, target: str) -> Changes:
    """Count all touches and spend of one channel as another's, now and in later imports.

    Raises
    ------
    InputRefused
        When one of them does not exist or both are the same.
    """
    return channel_edits.merge_channels(project.file, source, target)

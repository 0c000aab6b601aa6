"""What of all paths is looked at: conditions that any chart of the page can set."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from attribution_desktop.domain.analysis import PathPattern
from attribution_desktop.domain.path_flow import (
    LAG_EDGES,
    MOST_LENGTH,
    OTHER,
    FlowLink,
    FlowNode,
    PathShapes,
    Trait,
    lag_text,
    length_text,
)

STEPS = "steps"
"""The name of the condition on the first steps; traits go by their own names."""


@dataclass(frozen=True, slots=True)
class PathFilter:
    """Conditions on converting journeys; an empty one is met by all.

    Parameters
    ----------
    places
        Places of traits, as `PathShapes` numbers them.
    steps
        Channels at single steps, counted from 1.
    """

    places: Mapping[Trait, int] = field(default_factory=dict)
    steps: tuple[tuple[int, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places or self.steps)

    def with_places(self, places: Mapping[Trait, int]) -> "PathFilter":
        """These conditions as well; the same ones again take them back."""
        if all(self.places.get(trait) == place for trait, place in places.items()):
            kept = {t: place for t, place in self.places.items() if t not in places}
            return replace(self, places=kept)
        return replace(self, places={**self.places, **places})

    def with_steps(self, mark: FlowNode | FlowLink) -> "PathFilter":
        """Only what passes a part of the flow; the same part again: everything."""
        if isinstance(mark, FlowNode):
            steps: tuple[tuple[int, str], ...] = ((mark.step, mark.channel),)
        else:
            steps = ((mark.step, mark.source), (mark.step + 1, mark.target))
        return replace(self, steps=() if steps == self.steps else steps)

    def without(self, name: str) -> "PathFilter":
        """The condition with this name taken back."""
        if name == STEPS:
            return replace(self, steps=())
        kept = {trait: place for trait, place in self.places.items() if trait.name != name}
        return replace(self, places=kept)

    def where(self, *but: Trait) -> dict[Trait, int]:
        """The places to count under, those of some traits aside."""
        return {trait: place for trait, place in self.places.items() if trait not in but}

    def words(self, shapes: PathShapes) -> list[tuple[str, str]]:
        """Name and words of every condition."""
        found = []
        for trait, place in sorted(self.places.items()):
            found.append(
                (trait.name, _TRAIT_WORDS[trait].format(_place_text(trait, place, shapes)))
            )
        if self.steps:
            path = ", ".join(f"touch {step} {channel}" for step, channel in self.steps)
            found.append((STEPS, f"With {path}"))
        return found

    def keeps(self, pattern: PathPattern, shapes: PathShapes, *, is_collapsed: bool) -> bool:
        """Whether a pattern meets the conditions; its lag is its median.

        Parameters
        ----------
        is_collapsed
            Whether runs of one channel are one step in the pattern: its length is its average.
        """
        touches = round(pattern.average_touches) if is_collapsed else len(pattern.path)
        found = {
            Trait.FIRST: _channel_place(pattern.path[0], shapes),
            Trait.LAST: _channel_place(pattern.path[-1], shapes),
            Trait.LENGTH: min(touches, MOST_LENGTH) - 1,
            Trait.LAG: _lag_place(pattern.median_days),
        }
        return all(found[trait] == place for trait, place in self.places.items()) and all(
            _meets(pattern.path, step, channel) for step, channel in self.steps
        )


_TRAIT_WORDS = {
    Trait.FIRST: "First touch {}",
    Trait.LAST: "Last touch {}",
    Trait.LENGTH: "Path of {} touches",
    Trait.LAG: "{} days to convert",
}


def _place_text(trait: Trait, place: int, shapes: PathShapes) -> str:
    if trait is Trait.LENGTH:
        return length_text(place)
    return lag_text(place) if trait is Trait.LAG else shapes.channels[place]


def _meets(path: tuple[str, ...], step: int, channel: str) -> bool:
    return len(path) >= step and (channel == OTHER or path[step - 1] == channel)


def _channel_place(channel: str, shapes: PathShapes) -> int:
    known = shapes.channels
    return known.index(channel if channel in known else OTHER)


def _lag_place(days: float | None) -> int:
    if days is None:
        return len(LAG_EDGES)
    return max(place for place, edge in enumerate(LAG_EDGES) if days >= edge or place == 0)

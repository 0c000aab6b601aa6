"""What of all paths is looked at: conditions that any chart of the page can set."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from attribution_desktop.domain.analysis import PathAnalysis, PathPattern
from attribution_desktop.domain.path_flow import (
    OTHER,
    FlowEnd,
    FlowPart,
    PathShapes,
    Trait,
    lag_text,
    length_text,
    steps_of,
)
from attribution_desktop.domain.pattern_parts import PatternPart

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
    is_ending
        Whether the path ends with the last of the steps.
    """

    places: Mapping[Trait, int] = field(default_factory=dict)
    steps: tuple[tuple[int, str], ...] = ()
    is_ending: bool = False

    def __bool__(self) -> bool:
        return bool(self.places or self.steps)

    def with_places(self, places: Mapping[Trait, int]) -> "PathFilter":
        """These conditions as well; the same ones again take them back."""
        if all(self.places.get(trait) == place for trait, place in places.items()):
            kept = {t: place for t, place in self.places.items() if t not in places}
            return replace(self, places=kept)
        return replace(self, places={**self.places, **places})

    def with_steps(self, part: FlowPart) -> "PathFilter":
        """Only what passes a part of the flow; the same part again: everything."""
        wanted = replace(self, steps=steps_of(part), is_ending=isinstance(part, FlowEnd))
        return self.without(STEPS) if wanted == self else wanted

    def without(self, name: str) -> "PathFilter":
        """The condition with this name taken back."""
        if name == STEPS:
            return replace(self, steps=(), is_ending=False)
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
            found.append((STEPS, f"With {path}{' as the last' if self.is_ending else ''}"))
        return found

    def kept(self, paths: PathAnalysis, flowing: frozenset[str]) -> tuple[PathPattern, ...]:
        """The patterns that meet the conditions, the most frequent first.

        Of a pattern only the journeys that meet them are counted, each by its own length and lag.

        Parameters
        ----------
        flowing
            The channels that the flow shows by name: every other one is `OTHER`.
        """
        patterns = (*paths.patterns, *paths.further_patterns)
        found = [
            part
            for pattern, parts in zip(patterns, paths.pattern_parts, strict=True)
            if self._is_along(pattern.path, paths.shapes, flowing)
            and (part := self._part(pattern, parts)) is not None
        ]
        return tuple(sorted(found, key=lambda one: (-one.conversions, -one.revenue, one.path)))

    def _is_along(self, path: tuple[str, ...], shapes: PathShapes, flowing: frozenset[str]) -> bool:
        ends = {
            Trait.FIRST: _channel_place(path[0], shapes),
            Trait.LAST: _channel_place(path[-1], shapes),
        }
        return (
            all(self.places.get(trait, place) == place for trait, place in ends.items())
            and all(_meets(path, step, channel, flowing) for step, channel in self.steps)
            and (not self.is_ending or len(path) == self.steps[-1][0])
        )

    def _part(self, pattern: PathPattern, parts: tuple[PatternPart, ...]) -> PathPattern | None:
        """The pattern with the figures of those of its journeys that are meant."""
        length, lag = self.places.get(Trait.LENGTH), self.places.get(Trait.LAG)
        if length is None and lag is None:
            return pattern
        found = (part for part in parts if (part.length, part.lag) == (length, lag))
        part = next(found, None)
        if part is None:
            return None
        return replace(
            pattern,
            conversions=part.conversions,
            share=pattern.share * part.conversions / pattern.conversions,
            revenue=part.revenue,
            conversion_rate=part.conversion_rate,
            average_value=part.revenue / part.conversions,
            average_touches=part.average_touches,
            median_days=part.median_days,
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


def _meets(path: tuple[str, ...], step: int, channel: str, flowing: frozenset[str]) -> bool:
    if len(path) < step:
        return False
    if channel == OTHER:
        return path[step - 1] not in flowing
    return path[step - 1] == channel


def _channel_place(channel: str, shapes: PathShapes) -> int:
    known = shapes.channels
    return known.index(channel if channel in known else OTHER)

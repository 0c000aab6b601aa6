"""What a scene is: something that a user can come to see, and how to get there and back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage

Play = Callable[[Stage], Iterator[QWidget]]
"""Brings a scene about, yields what is to be drawn, and takes back what `Stage.clear` does not."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Something to draw.

    Parameters
    ----------
    needs
        "", "project", "data" or "dates": what must be open for the scene to exist.
    is_sized
        Whether it looks otherwise in a window of another size.
    """

    name: str
    play: Play
    needs: str = "data"
    is_sized: bool = False

    def suits(self, stage: Stage) -> bool:
        """Whether the scene exists with what is open."""
        if self.needs == "data":
            return stage.has_data
        if self.needs == "dates":
            return stage.has_dates
        return self.needs == "" or stage.program.session.facts is not None

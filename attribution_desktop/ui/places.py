"""Where the window keeps things; given by whoever opens it, so that tests stay among themselves."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """Paths of the demo project, of the project made when none is open, and of the memory file.

    `memory` is an INI file with window geometry, theme and the like; None: nothing is remembered.
    `logs` is the folder of the log; None: nothing is logged.
    """

    demo: Path
    project: Path
    memory: Path | None = None
    logs: Path | None = None

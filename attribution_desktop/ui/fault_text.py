"""An error as it may leave the machine: kinds and places in the code, never a value.

Messages, paths and local variables can hold customers' data. What is written here is made of
names of exceptions, codes of our own errors and lines of code only.
"""

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from attribution_desktop import __version__
from attribution_desktop.domain.errors import AttributionError

_PARTS_OF_A_PATH = 3


def told_safely(error: BaseException) -> str:
    """Kind, code and stack of an error and of those that led to it; the oldest first.

    Examples
    --------
    >>> told_safely(KeyError("customer-17"))
    'KeyError'
    """
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\nwhich led to\n".join(_told(link) for link in reversed(chain))


def place(error: BaseException) -> str:
    """Kind and line where it was raised: the same for the same fault, whatever the data."""
    frames = _frames(error.__traceback__)
    return f"{_name(error)} {frames[-1] if frames else ''}".strip()


def circumstances() -> str:
    """Versions of what runs, for a report of a fault."""
    return (
        f"Attribution Desktop {__version__}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}"
    )


def _told(error: BaseException) -> str:
    return "\n".join((_name(error), *(f"  {line}" for line in _frames(error.__traceback__))))


def _name(error: BaseException) -> str:
    kind = type(error)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    if isinstance(error, AttributionError):
        return f"{name} [{error.code}]"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} [errno {error.errno}]"
    return name


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"{_short(frame.filename)}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]


def _short(path: str) -> str:
    """The last parts of a path: where the program lies names the user, more often than not."""
    return "/".join(Path(path).parts[-_PARTS_OF_A_PATH:]) if path else "?"


def is_in_debugging() -> bool:
    """Whether there is a terminal to which whole tracebacks may go."""
    return sys.stderr is not None and sys.stderr.isatty()

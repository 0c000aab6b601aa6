"""Standard output and standard error, whatever the platform, the locale and the reader do."""

import io
import os
import sys


def use_utf8() -> None:
    """Write UTF-8 in every locale; what is no Unicode text (a file name) comes out escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write_out(text: str) -> None:
    """Print to standard output; a reader that has gone away is no error."""
    try:
        print(text, end="" if text.endswith("\n") else "\n", flush=True)  # noqa: T201
    except BrokenPipeError:
        # The interpreter flushes once more at its end, and must find an open file then.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def write_error(text: str) -> None:
    """Print one line to standard error, where there is one."""
    if sys.stderr is not None:
        print(" ".join(text.split()), file=sys.stderr, flush=True)  # noqa: T201


def terminal_width() -> int | None:
    """Columns of the terminal on standard output; None when it goes elsewhere."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return os.get_terminal_size(sys.stdout.fileno()).columns

"""Errors in words: what happened, what to do next, and the details for a bug report."""

import traceback
from dataclasses import dataclass

from attribution_desktop.domain.errors import AttributionError


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as it is shown. `details` hold the traceback, to be copied rather than read."""

    message: str
    hint: str
    details: str


def fault_from(error: BaseException) -> Fault:
    """The words of any error; one that nobody expected says so."""
    details = "".join(traceback.format_exception(error)).strip()
    if isinstance(error, AttributionError):
        return Fault(error.message, error.hint, details)
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        where = f" ({error.filename})" if error.filename else ""
        return Fault(f"{reason}{where}.", "Check the file and the folder, then try again.", details)
    return Fault(
        f"Something went wrong that should not have: {type(error).__name__}.",
        "Your data is as it was before. Copy the details and report them.",
        details,
    )

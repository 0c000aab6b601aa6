"""Errors in words: what happened, what to do next, and the details for a bug report."""

from dataclasses import dataclass

from attribution_desktop.domain.errors import AttributionError
from attribution_desktop.ui.fault_text import circumstances, told_safely


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as it is shown. `details` are to be copied: where it was, nothing of the data."""

    message: str
    hint: str
    details: str

    @property
    def words(self) -> str:
        """The message and the hint in one line."""
        return f"{self.message} {self.hint}".strip()


def fault_from(error: BaseException) -> Fault:
    """The words of any error; one that nobody expected says so."""
    details = f"{circumstances()}\n{told_safely(error)}"
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

"""What the import commands answer, and where rejected rows go."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attribution_desktop.cli.import_options import FileOptions
from attribution_desktop.cli.invocation import Answer
from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.imports import ImportOptions, Reject
from attribution_desktop.services.imports import check_rejects_target, save_rejects

_DONE_WITH_REJECTS = 5


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file, as a document and in words."""

    file: str
    document: dict[str, Any]
    text: str
    rejected: int


def answer_of(done: Sequence[Done]) -> Answer:
    """The document of one file, or a list of several."""
    documents = [one.document for one in done]
    return Answer(
        documents[0] if len(documents) == 1 else {"imports": documents},
        "\n\n".join(one.text for one in done),
        _DONE_WITH_REJECTS if any(one.rejected for one in done) else 0,
    )


def check_rejects(options: FileOptions, project: Path) -> None:
    """Refuse a rejects file for the rows of several files, and one that is needed as it is.

    Raises
    ------
    UsageError, InputRefused
    """
    if options.rejects is None:
        return
    if len(options.files) > 1:
        raise UsageError("--rejects takes the rows of one file.", "Import the files one by one.")
    check_rejects_target(options.files[0], options.rejects, project)


def save_all(
    options: FileOptions, file: Path, rejects: Sequence[Reject], chosen: ImportOptions
) -> None:
    """Write the rejected rows where the user wants them, if there are any and he does."""
    if options.rejects is not None and rejects:
        save_rejects(file, rejects, options.rejects, chosen)

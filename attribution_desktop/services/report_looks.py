"""The house style of a project's reports: kept in the project, for the window and for schedules."""

import base64
import binascii
from dataclasses import replace
from pathlib import Path
from typing import Any

from attribution_desktop.domain.errors import InputRefused, UsageError
from attribution_desktop.domain.report_look import PLAIN_LOOK, Paper, ReportLook
from attribution_desktop.services.projects import Project
from attribution_desktop.store.documents import read_document, write_document

LOOK_SETTINGS = ("paper", "company", "accent", "logo")
"""What of a look can be set by name."""

LARGEST_LOGO = 2_000_000
"""Bytes: it is kept in the project and goes into every report."""

_KIND, _NAME = "report", "look"
_NO_LOGO = "none"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def kept_look(project: Project) -> ReportLook:
    """What was kept last; the plain look where nothing was, or nothing that can be read."""
    kept: Any = read_document(project.file, _KIND, _NAME)
    if not isinstance(kept, dict):
        return PLAIN_LOOK
    try:
        logo = kept["logo"]
        return ReportLook(
            Paper(kept["paper"]),
            str(kept["company"]),
            str(kept["accent"]),
            None if logo is None else base64.b64decode(logo, validate=True),
        )
    except (KeyError, TypeError, ValueError, UsageError, binascii.Error):
        # Written by a version that knows more: a report must not fail because of it.
        return PLAIN_LOOK


def keep_look(project: Project, look: ReportLook) -> None:
    """Keep this look in the project; a project open for reading only stays as it is."""
    if not project.is_writable or look == kept_look(project):
        return
    write_document(project.file, _KIND, _NAME, _content(look))


def _content(look: ReportLook) -> dict[str, str | None]:
    return {
        "paper": look.paper.value,
        "company": look.company,
        "accent": look.accent,
        "logo": None if look.logo is None else base64.b64encode(look.logo).decode("ascii"),
    }


def look_settings(project: Project) -> dict[str, str | None]:
    """The kept look in words; None where the user set nothing and the default counts."""
    look = kept_look(project)
    logo = None if look.logo is None else f"a picture of {len(look.logo):,} bytes"
    texts = {"paper": look.paper.value, "company": look.company, "accent": look.accent}
    plain = {"paper": PLAIN_LOOK.paper.value, "company": "", "accent": PLAIN_LOOK.accent}
    kept = {name: None if text == plain[name] else text for name, text in texts.items()}
    return {**kept, "logo": logo}


def change_look(project: Project, name: str, value: str) -> None:
    """Set a part of the look: a paper, a name, a colour, or the path of a picture ("none": none).

    Raises
    ------
    UsageError
        When the value makes no sense.
    InputRefused
        When the picture cannot be read, or the project is open for reading only.
    """
    look = kept_look(project)
    match name:
        case "paper":
            changed = replace(look, paper=_paper(value))
        case "company":
            changed = replace(look, company=value.strip())
        case "accent":
            changed = replace(look, accent=value.strip())
        case _:
            is_none = value.strip().lower() == _NO_LOGO
            changed = replace(look, logo=None if is_none else logo_file(Path(value)))
    write_document(project.file, _KIND, _NAME, _content(changed))


def _paper(text: str) -> Paper:
    try:
        return Paper(text.strip().lower())
    except ValueError:
        raise UsageError(
            f"There is no paper {text!r}.", f"Choose {' or '.join(paper.value for paper in Paper)}."
        ) from None


def logo_file(path: Path) -> bytes:
    """A picture for the title page.

    Raises
    ------
    InputRefused
        When it cannot be read, is no PNG or JPEG, or is too large to be kept.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputRefused(
            f"The logo {path} cannot be read: {error.strerror or error}.", "Nothing was written."
        ) from error
    if not content.startswith(_PICTURES):
        raise InputRefused(f"The logo {path} is no PNG or JPEG picture.", "Nothing was written.")
    if len(content) > LARGEST_LOGO:
        raise InputRefused(
            f"The logo {path} has more than {LARGEST_LOGO:,} bytes.", "Make it smaller."
        )
    return content

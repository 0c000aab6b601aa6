"""The house style of a project's reports: kept in the project, for the window and for schedules."""

import base64
import binascii
from typing import Any

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.report_look import PLAIN_LOOK, Paper, ReportLook
from attribution_desktop.services.projects import Project
from attribution_desktop.store.documents import read_document, write_document

_KIND, _NAME = "report", "look"


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
    content = {
        "paper": look.paper.value,
        "company": look.company,
        "accent": look.accent,
        "logo": None if look.logo is None else base64.b64encode(look.logo).decode("ascii"),
    }
    write_document(project.file, _KIND, _NAME, content)

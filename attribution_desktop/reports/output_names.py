"""Names of files with places for the project and the period, made safe on every system."""

import re
from pathlib import Path

from attribution_desktop.domain.errors import UsageError
from attribution_desktop.domain.settings import AnalysisSettings

_PLACE = re.compile(r"\{([A-Za-z_]*)\}")
_UNSAFE = re.compile(r'[<>:"/\\|?*{}\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+')
_MOST_BYTES = 120
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_OPEN_START, _OPEN_END = "beginning", "latest"


def filled_in(template: str, project: str, settings: AnalysisSettings) -> Path:
    """The path with `{project}`, `{start}`, `{end}` and `{model}` filled in.

    What is filled in never adds a folder, a device or a hidden file to the path.

    Parameters
    ----------
    project
        Its name.

    Raises
    ------
    UsageError
        When there is a place of another name.
    """
    values = {
        "project": safe_name(project),
        "start": settings.start.isoformat() if settings.start else _OPEN_START,
        "end": settings.end.isoformat() if settings.end else _OPEN_END,
        "model": safe_name(settings.model),
    }

    def value(place: re.Match[str]) -> str:
        name = place.group(1)
        if name not in values:
            raise UsageError(
                f"There is nothing to fill in for {place.group()}.",
                f"Known are {', '.join(f'{{{known}}}' for known in values)}.",
            )
        return values[name]

    return Path(_PLACE.sub(value, template))


def safe_name(text: str) -> str:
    """Text as a part of a file name that means the same on every system.

    Examples
    --------
    >>> safe_name("../../etc/passwd"), safe_name("CON"), safe_name("  "), safe_name("Süd: 50 %")
    ('etc-passwd', 'CON-', 'project', 'Süd- 50 %')
    """
    plain = _UNSAFE.sub("-", text.encode("utf-8", "replace").decode("utf-8"))
    plain = " ".join(plain.split()).replace("..-", "").strip(" .-~")
    whole = plain.encode()[:_MOST_BYTES].decode("utf-8", "ignore").rstrip(" .") or "project"
    return f"{whole}-" if _RESERVED.fullmatch(whole) else whole

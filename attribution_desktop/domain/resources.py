"""Where the bundled files lie: one answer for wheel, checkout and editable install."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_path(*parts: str) -> Path:
    """The path of a bundled file or folder, such as `resource_path("fonts", "OFL.txt")`.

    Raises
    ------
    FileNotFoundError
        When the installation lacks it.
    """
    for root in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"The installation lacks resources/{'/'.join(parts)}.")

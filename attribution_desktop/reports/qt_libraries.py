"""Which system libraries are missing when Qt does not load, and the packages that have them."""

import ctypes
import importlib.util
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from attribution_desktop.domain.errors import LibraryMissing

# Library → Debian package, as the wheels of PySide6 link to them.
_EVERYWHERE = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_X = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
_OF_PLATFORM = {"xcb": _X, "wayland": _WAYLAND}
_LIBRARY = re.compile(r"(lib[\w.+-]+\.so(?:\.\d+)*)")


def missing_library(error: Exception, platform: str = "offscreen") -> LibraryMissing:
    """The error to show for an `ImportError` of PySide6 or an `OSError` of its plugin.

    Names every library that is missing on `platform` ("xcb", "wayland", "offscreen"), not only
    the one that the system stumbled over.
    """
    found = _LIBRARY.search(str(error))
    if found is None:
        return LibraryMissing(
            f"The window library Qt does not load: {error}.",
            "Install the program again; the package PySide6-Essentials has the library.",
        )
    known = {**_EVERYWHERE, **_OF_PLATFORM.get(platform, {})}
    missing = dict.fromkeys([found.group(1), *(name for name in known if not _is_loadable(name))])
    return LibraryMissing(
        f"Qt needs system libraries that are missing: {', '.join(missing)}.",
        _how_to_get(missing, known),
    )


def check_platform(name: str) -> None:
    """Load the plugin with which Qt draws on `name` ("xcb", "wayland", "offscreen").

    Qt itself ends the whole program when its plugin does not load.

    Raises
    ------
    LibraryMissing
        Naming the system libraries that the plugin lacks.
    """
    plugin = _plugin(name)
    if plugin is None:
        return
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        raise missing_library(error, name) from error


def _how_to_get(missing: Mapping[str, None], known: Mapping[str, str]) -> str:
    packages = sorted({known[name] for name in missing if name in known})
    if not packages:
        return "Install the package of your system that has it."
    return f"On Debian or Ubuntu: apt install {' '.join(packages)}"


def _is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _plugin(name: str) -> Path | None:
    """Where the wheel of PySide6 keeps the plugin; None for other layouts, and off Linux."""
    found = importlib.util.find_spec("PySide6") if sys.platform == "linux" else None
    folders = found.submodule_search_locations if found else None
    for folder in folders or ():
        plugin = Path(folder, "Qt", "plugins", "platforms", f"libq{name}.so")
        if plugin.is_file():
            return plugin
    return None

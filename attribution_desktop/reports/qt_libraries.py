"""Which system library is missing when Qt does not load, and the package that has it."""

import ctypes
import importlib.util
import re
import sys
from pathlib import Path

from attribution_desktop.domain.errors import LibraryMissing

_DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_LIBRARY = re.compile(r"(lib[\w.+-]+\.so(?:\.\d+)*)")


def missing_library(error: Exception) -> LibraryMissing:
    """The error to show for an `ImportError` of PySide6 or an `OSError` of its plugin."""
    found = _LIBRARY.search(str(error))
    if found is None:
        return LibraryMissing(
            f"The window library Qt does not load: {error}.",
            "Install the program again; pip install PySide6-Essentials has the library.",
        )
    library = found.group(1)
    package = _DEBIAN_PACKAGES.get(library)
    hint = (
        f"On Debian or Ubuntu: apt install {package}"
        if package
        else "Install the package of your system that has it."
    )
    return LibraryMissing(f"Qt needs the system library {library}, which is missing.", hint)


def check_platform(name: str) -> None:
    """Load the plugin with which Qt draws on `name` ("xcb", "wayland", "offscreen").

    Qt itself ends the whole program when its plugin does not load.

    Raises
    ------
    LibraryMissing
        Naming the system library that the plugin lacks.
    """
    plugin = _plugin(name)
    if plugin is None:
        return
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        raise missing_library(error) from error


def _plugin(name: str) -> Path | None:
    """Where the wheel of PySide6 keeps the plugin; None for other layouts, and off Linux."""
    found = importlib.util.find_spec("PySide6") if sys.platform == "linux" else None
    folders = found.submodule_search_locations if found else None
    for folder in folders or ():
        plugin = Path(folder, "Qt", "plugins", "platforms", f"libq{name}.so")
        if plugin.is_file():
            return plugin
    return None

"""Whether a window can open here. Qt's own answer to that is to end the program."""

import ctypes
import sys
from collections.abc import Mapping

from attribution_desktop.domain.errors import LibraryMissing
from attribution_desktop.reports.qt_libraries import check_platform, missing_library

_HINT = "Start it in a desktop session; every command works without one."


def check_display(environment: Mapping[str, str]) -> None:
    """Do nothing where a window can open.

    Raises
    ------
    LibraryMissing
        Saying in one line what is missing and how to get it.
    """
    if sys.platform != "linux":
        return
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    if chosen:
        check_platform(chosen)
    if chosen not in {"", "xcb", "wayland"}:
        return
    # Qt tries Wayland first where there is one, then X.
    if environment.get("WAYLAND_DISPLAY") and chosen != "xcb" and _has_wayland():
        return
    if chosen == "wayland":
        raise LibraryMissing("The Wayland display does not answer.", _HINT)
    display = environment.get("DISPLAY")
    if not display:
        raise LibraryMissing("There is no display to open a window on (DISPLAY is not set).", _HINT)
    check_platform("xcb")
    if not _has_x():
        raise LibraryMissing(f"The display {display} does not answer.", _HINT)


def _has_wayland() -> bool:
    try:
        check_platform("wayland")
        library = ctypes.CDLL("libwayland-client.so.0")
    except (OSError, LibraryMissing):
        return False
    library.wl_display_connect.restype = ctypes.c_void_p
    connection = library.wl_display_connect(None)
    if not connection:
        return False
    library.wl_display_disconnect(ctypes.c_void_p(connection))
    return True


def _has_x() -> bool:
    """Connect as Qt will, with its authority file and over whatever the display names."""
    try:
        library = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise missing_library(error, "xcb") from error
    library.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(library.xcb_connect(None, None))
    has_failed = library.xcb_connection_has_error(connection) != 0
    library.xcb_disconnect(connection)
    return not has_failed

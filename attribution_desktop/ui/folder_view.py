"""Folders in the desktop's own file manager."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from attribution_desktop.ui.window_frame import WindowFrame


def show_folder(folder: Path, window: WindowFrame) -> None:
    """Show a folder, made where it is missing; where that cannot be, the window says where it is.

    A folder may lie where nobody can write, and a desktop may have no file manager.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        window.tell_warning(f"The folder {folder} is not there: {error.strerror}.")
        return
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        window.tell_warning(f"No file manager opened. The folder is {folder}.")

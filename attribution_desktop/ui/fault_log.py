"""The log file in the user's own folder: it grows to its limit, then the oldest goes."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_NAME = "attribution-desktop.log"
_MOST_BYTES = 512 * 1024
_OLDER_FILES = 3
_FORMAT = "%(asctime)s %(levelname)s %(message)s"


class FaultLog:
    """Writes lines to the log; a folder that cannot be written to costs the lines, nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._logger = logging.getLogger("attribution-desktop")
        self._logger.setLevel(logging.INFO)
        self._logger.propagate = False
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = _QuietHandler(
                self.path,
                maxBytes=_MOST_BYTES,
                backupCount=_OLDER_FILES,
                encoding="utf-8",
                delay=True,
            )
        except OSError:
            handler = logging.NullHandler()
        handler.setFormatter(logging.Formatter(_FORMAT))
        self._handler = handler
        self._logger.addHandler(handler)

    @property
    def path(self) -> Path:
        return self.folder / LOG_NAME

    def write(self, text: str) -> None:
        self._logger.error(text)

    def note(self, text: str) -> None:
        self._logger.info(text)

    def close(self) -> None:
        self._logger.removeHandler(self._handler)
        self._handler.close()


class _QuietHandler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing where nothing can be written: a full disk is told of by those who need it."""

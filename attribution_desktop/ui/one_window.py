"""One window a project: a second start with the same project brings the first one to the front.

Qt's network library is wanted for it; where that does not load, the project's lock still sees to
it that only one window writes, and the second opens it for reading.
"""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_MILLISECONDS_TO_ANSWER = 500
_SHOW = b"show"


def is_shown_elsewhere(project: Path) -> bool:
    """Whether another window has this project; if so, it has been asked to come to the front."""
    socket = QLocalSocket()
    socket.connectToServer(_name(project))
    if not socket.waitForConnected(_MILLISECONDS_TO_ANSWER):
        return False
    socket.write(_SHOW)
    socket.waitForBytesWritten(_MILLISECONDS_TO_ANSWER)
    # The answer is that the other end hangs up; a server nobody serves does not count.
    is_connected = socket.state() != QLocalSocket.LocalSocketState.UnconnectedState
    return not is_connected or socket.waitForDisconnected(_MILLISECONDS_TO_ANSWER)


class OneWindow(QObject):
    """Listens for second starts with the project that is open for writing."""

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def listen_for(self, project: Path) -> None:
        """Answer for this project, and for no other any more."""
        self.stop()
        name = _name(project)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._answer)
        # What a crashed window left behind; who holds the project's lock may take it.
        QLocalServer.removeServer(name)
        server.listen(name)
        self._server = server

    @Slot()
    def stop(self) -> None:
        """Answer for no project."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    @Slot()
    def _answer(self) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnectFromServer()
            socket.deleteLater()
            self.wanted.emit()


def _name(project: Path) -> str:
    """The same for every way to write a path to one file; not too long for a socket."""
    digest = hashlib.sha256(str(project.resolve()).encode("utf-8", "surrogateescape"))
    return f"attribution-{digest.hexdigest()[:24]}"

"""The server of the marking pages: on this machine only, with one address for each marker.

In: a folder with a gradebook. `run` serves until Ctrl-C.
"""

import contextlib
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from assignments.course import Assignment
from assignments.errors import UsageError
from grading.intake.own_output import GRADEBOOK
from grading.marking.app import marking_app
from grading.marking.browser_access import Access
from grading.marking.marked_class import MarkedClass

LOOPBACK = "127.0.0.1"


class MarkingServer:
    """A server that listens already. `addresses` are those that let each marker in, once."""

    def __init__(
        self,
        folder: Path,
        assignment: Assignment,
        markers: Sequence[str],
        *,
        anonymous: bool,
        port: int,
        write: Callable[[Path, Assignment], None],
    ):
        self._socket = _listen(port)
        self.address: tuple[str, int] = self._socket.getsockname()
        self.origin = f"http://{LOOPBACK}:{self.address[1]}"
        access = Access(markers, self.address[1])
        marked_class = MarkedClass(folder / GRADEBOOK, assignment, tuple(markers), anonymous)
        self.addresses = {marker: f"{self.origin}/enter?token={token}" for token, marker in access.tokens.items()}
        app = marking_app(marked_class, access, lambda: write(folder, assignment))
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, ws="none", timeout_graceful_shutdown=3
        )
        self.server = uvicorn.Server(config)

    def run(self) -> None:
        """Serve until Ctrl-C, or until another thread sets `server.should_exit`."""
        with contextlib.suppress(KeyboardInterrupt), self._socket:
            self.server.run(sockets=[self._socket])


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise UsageError(f"Port {port} cannot be used ({error.strerror}): choose another one with --port.") from error
    listener.listen()
    return listener

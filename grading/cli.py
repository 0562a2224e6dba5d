"""The command line `grade`, and how Ctrl-C, SIGTERM and SIGHUP stop it: in one sentence, with exit code 130.

Theory of operation. While modules are imported, there is nothing to tidy up: a signal ends the process at once. After
that, the first signal raises KeyboardInterrupt in the main process, and everything is tidied up on its way out: the
workers, the folders, the gradebook. For some seconds, more signals are ignored, so that a second Ctrl-C does not stop
the tidying up. One after that raises again.
"""

import math
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from autograder.host.signals import SIGNALS

STOPPED = "Stopped: what is graded is in the gradebook, and the same command grades the rest."
EXIT_CODE = 130
TIDY_UP = 8.0  # seconds in which further signals are ignored


def main() -> None:
    """Run the command line. `grading.commands.group` has the commands and the other exit codes."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    _handle(_end_at_once)
    from grading.commands.group import load, run_command

    load("".join(sys.argv[1:2]))  # it takes up to a second, in which a user can press Ctrl-C
    _handle(_interrupter())
    try:
        code = run_command()
    except KeyboardInterrupt:
        _say_stopped()
        _handle(signal.SIG_IGN)  # to the end: Python takes its handlers away before that
        sys.exit(EXIT_CODE)
    for number, handler in before.items():
        signal.signal(number, handler)
    sys.exit(code)


def _handle(handler: object) -> None:
    for number in SIGNALS:
        ignored_hangup = number != signal.SIGINT and signal.getsignal(number) == signal.SIG_IGN  # by nohup
        if not ignored_hangup:
            signal.signal(number, handler)  # type: ignore[arg-type]


def _end_at_once(number: int, frame: FrameType | None) -> None:
    _say_stopped()
    os._exit(EXIT_CODE)


def _interrupter() -> Callable[[int, FrameType | None], None]:
    stopped_at = -math.inf

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal stopped_at
        if time.monotonic() - stopped_at > TIDY_UP:
            stopped_at = time.monotonic()
            raise KeyboardInterrupt

    return interrupt


def _say_stopped() -> None:
    os.write(2, f"{STOPPED}\n".encode())

"""How the host ends a process: by the signal that none can ignore, and it waits until the process has ended."""

import os
import select
import signal
from collections.abc import Sequence
from contextlib import suppress

from autograder.host.resource_usage import tree

_LONGEST = 30.0  # seconds for the kernel to end a process


def kill(pidfds: Sequence[int]) -> None:
    """Kill the processes of these descriptors, wait until they have ended, and close the descriptors."""
    for pidfd in pidfds:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    for pidfd in pidfds:
        ended = select.poll()
        ended.register(pidfd, select.POLLIN)
        ended.poll(_LONGEST * 1000)
        os.close(pidfd)


def kill_tree(pid: int) -> None:
    """Kill a process and its living descendants, and wait until they have ended."""
    pidfds = []
    for each in tree(pid):
        with suppress(ProcessLookupError):  # it has just ended
            pidfds.append(os.pidfd_open(each))
    kill(pidfds)

"""The memory that this process may take for one submission. Past it, Python raises MemoryError.

Every size that a guest can choose has a limit of its own, and none of them should come near this one. It holds where a
test computes with what it was given: a table of each with each, say.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MOST_MEMORY = 512 << 20  # bytes


@contextmanager
def limited_memory() -> Iterator[None]:
    """Let this process take at most 512 MiB more than it has. Only Linux counts what a limit can be set on."""
    if sys.platform != "linux":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    limit = _taken() + _MOST_MEMORY
    soft = limit if before[0] == resource.RLIM_INFINITY else min(limit, before[0])
    resource.setrlimit(resource.RLIMIT_DATA, (soft, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _taken() -> int:
    """Bytes of private memory that this process may write."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0

"""The resource limits of a guest: memory, processor time, processes, files and what it may write.

The host holds the time limits of a cell, a case and a submission. The limits here are the kernel's, and final.
"""

import resource

TMP_BYTES = 64 << 20  # of all files of a guest, and of each one
TMP_FILES = 4096
PROCESSES = 31


def used_address_space() -> int:
    """Return how many bytes of address space this process uses now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def set_limits(*, address_space: int, cpu_s: int, processes: int | None) -> None:
    """Limit this process and its children; a lower limit that already holds stays.

    Parameters
    ----------
    address_space
        Bytes, with what this process already uses.
    cpu_s
        Seconds of processor time.
    processes
        None where the kernel would also count the user's processes outside the guest.
    """
    limits = {
        resource.RLIMIT_AS: address_space,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: cpu_s,
        resource.RLIMIT_FSIZE: TMP_BYTES,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_STACK: 8 << 20,
    }
    if processes is not None:
        limits[resource.RLIMIT_NPROC] = processes
    for limit, value in limits.items():
        _, hard = resource.getrlimit(limit)
        new = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (new, new))

"""System calls that Python does not offer, through ctypes: namespaces, mounts, prctl and capabilities."""

import ctypes
import os
import platform
from typing import Any

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_RDONLY = 2, 4, 8, 1
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV = 1, 2, 4
AT_RECURSIVE, MNT_DETACH = 0x8000, 2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 24, 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
SECCOMP_MODE_FILTER = 2

_libc = ctypes.CDLL(None, use_errno=True)


def machine() -> str:
    """Return the name of the processor's architecture, which decides the numbers of system calls."""
    return platform.machine()


def _check(result: int, doing: str) -> int:
    """Raise OSError, with the name of the operation, if a C function returned -1; else return its result."""
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{doing}: {os.strerror(number)}")
    return result


def syscall(number: int, *args: Any, doing: str) -> int:
    """Make a system call by its number."""
    return _check(_libc.syscall(ctypes.c_long(number), *args), doing)


def prctl(option: int, *args: int) -> int:
    """Call `prctl` with up to four unsigned arguments."""
    filled = [ctypes.c_ulong(arg) for arg in (*args, 0, 0, 0, 0)[:4]]
    return _check(_libc.prctl(ctypes.c_int(option), *filled), f"prctl {option}")


def unshare(flags: int) -> None:
    """Move this process into new namespaces of the kinds in `flags`."""
    _check(_libc.unshare(ctypes.c_int(flags)), f"unshare {flags:#x}")


def setns(descriptor: int, kind: int) -> None:
    """Enter the namespace of a descriptor of a file in /proc/…/ns."""
    _check(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(kind)), f"setns {kind:#x}")


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Mount a file system."""
    texts = [os.fsencode(text) if text else None for text in (source, target, kind)]
    data = os.fsencode(options) if options else None
    _check(_libc.mount(*texts, ctypes.c_ulong(flags), data), f"mount {kind} on {target}")


def mount_setattr(path: str, attributes: int, flags: int = 0) -> None:
    """Add attributes to a mount, and with AT_RECURSIVE to all mounts in it (Linux 5.12 and later)."""
    request = (ctypes.c_uint64 * 4)(attributes, 0, 0, 0)
    length = ctypes.c_size_t(ctypes.sizeof(request))
    syscall(442, -100, os.fsencode(path), flags, request, length, doing=f"mount_setattr {path}")


def pivot_root(new: str, old: str) -> None:
    """Make the mount `new` the root, and put the old root at `old`."""
    number = {"x86_64": 155, "aarch64": 41}[machine()]
    syscall(number, os.fsencode(new), os.fsencode(old), doing="pivot_root")


def umount(path: str, flags: int) -> None:
    """Unmount a file system."""
    _check(_libc.umount2(os.fsencode(path), ctypes.c_int(flags)), f"umount {path}")


def unshare_user(flags: int) -> None:
    """Move this process into a new user namespace, where it keeps its ids, and into new namespaces of `flags`."""
    uid, gid = os.getuid(), os.getgid()
    prctl(PR_SET_DUMPABLE, 1)  # else, after a change of uid, root owns /proc/self and this process cannot write there
    unshare(CLONE_NEWUSER | flags)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)


def drop_from_bounding_set(capability: int) -> bool:
    """Make sure that no later exec gives this capability.

    Returns False if there is no such capability, or if this process may not drop any (it has no CAP_SETPCAP).
    """
    return bool(_libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) == 0)


def drop_capabilities() -> None:
    """Give up every capability, those that a later exec could give, and all ways to new privileges."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    for capability in range(64):
        if not drop_from_bounding_set(capability):
            break
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    nothing = (ctypes.c_uint32 * 6)()
    number = {"x86_64": 126, "aarch64": 91}[machine()]
    syscall(number, header, nothing, doing="capset")

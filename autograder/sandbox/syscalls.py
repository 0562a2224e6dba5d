"""System calls that Python does not offer, by ctypes: namespaces, mounts, prctl, capabilities."""

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
    """The processor's name, as the tables of system call numbers use it."""
    return platform.machine()


def checked(result: int, doing: str) -> int:
    """Turn a C result of -1 into an OSError that says what was being done."""
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{doing}: {os.strerror(number)}")
    return result


def syscall(number: int, *args: Any, doing: str) -> int:
    """Make a system call by its number."""
    return checked(_libc.syscall(ctypes.c_long(number), *args), doing)


def prctl(option: int, *args: int) -> int:
    """`prctl` with up to four unsigned arguments."""
    filled = [ctypes.c_ulong(arg) for arg in (*args, 0, 0, 0, 0)[:4]]
    return checked(_libc.prctl(ctypes.c_int(option), *filled), f"prctl {option}")


def unshare(flags: int) -> None:
    """Leave the namespaces named by `flags` for new ones."""
    checked(_libc.unshare(ctypes.c_int(flags)), f"unshare {flags:#x}")


def setns(descriptor: int, kind: int) -> None:
    """Enter the namespace behind a descriptor of /proc/…/ns/…."""
    checked(_libc.setns(ctypes.c_int(descriptor), ctypes.c_int(kind)), f"setns {kind:#x}")


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Mount a file system."""
    words = [os.fsencode(word) if word else None for word in (source, target, kind)]
    data = os.fsencode(options) if options else None
    checked(_libc.mount(*words, ctypes.c_ulong(flags), data), f"mount {kind} on {target}")


def mount_setattr(path: str, attributes: int, flags: int = 0) -> None:
    """Add attributes to a mount, and with AT_RECURSIVE to all in it (Linux 5.12 and later)."""
    words = (ctypes.c_uint64 * 4)(attributes, 0, 0, 0)
    length = ctypes.c_size_t(ctypes.sizeof(words))
    syscall(442, -100, os.fsencode(path), flags, words, length, doing=f"mount_setattr {path}")


def pivot_root(new: str, old: str) -> None:
    """Make the mount `new` the root, and put the old root at `old`."""
    number = {"x86_64": 155, "aarch64": 41}[machine()]
    syscall(number, os.fsencode(new), os.fsencode(old), doing="pivot_root")


def umount(path: str, flags: int) -> None:
    """Take a mount away."""
    checked(_libc.umount2(os.fsencode(path), ctypes.c_int(flags)), f"umount {path}")


def own_user_namespace(extra: int) -> None:
    """Enter a new user namespace in which this process keeps its ids, together with the namespaces of `extra`."""
    uid, gid = os.getuid(), os.getgid()
    prctl(PR_SET_DUMPABLE, 1)  # after a change of uid, /proc/self would belong to root and could not be written
    unshare(CLONE_NEWUSER | extra)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)


def drop_from_bounding_set(capability: int) -> bool:
    """Let no later exec bring this capability. False past the last one, and without CAP_SETPCAP, where there is
    nothing to drop."""
    return bool(_libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) == 0)


def drop_capabilities() -> None:
    """Give up every capability, also those that a later exec could bring, and all ways to new privileges."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    for capability in range(64):
        if not drop_from_bounding_set(capability):
            break
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    nothing = (ctypes.c_uint32 * 6)()
    number = {"x86_64": 126, "aarch64": 91}[machine()]
    syscall(number, header, nothing, doing="capset")

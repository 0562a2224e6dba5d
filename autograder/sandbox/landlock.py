"""Landlock: which parts of the file system a process and its children may read or write (Linux 5.13 and later)."""

import ctypes
import os
import stat
from collections.abc import Iterable

from autograder.sandbox import syscalls

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # numbers of system calls
_EXECUTE = 1 << 0
_READ = 1 << 2 | 1 << 3  # read a file, list a folder
_MAKE_DEVICES = 1 << 6 | 1 << 11  # character and block devices
_FILE_RIGHTS = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 14 | 1 << 15  # those that a rule for a single file may have
_ALL_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}  # by version


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathRule(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("access", ctypes.c_uint64), ("parent", ctypes.c_int32))


def abi_version() -> int:
    """Return the version of Landlock that the kernel offers; 0 if it has none or it is switched off."""
    try:
        return syscalls.syscall(_CREATE_RULESET, None, 0, 1, doing="landlock version")
    except OSError:
        return 0


def restrict(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Allow reading below `readable` and everything but device files below `writable`, and deny all other paths.

    A newer kernel also denies TCP (version 4), and signals and abstract sockets to other processes (version 6).
    Raises OSError if the kernel has no Landlock.
    """
    version = abi_version()
    if not version:
        raise OSError("this kernel has no Landlock")
    everything = _ALL_RIGHTS[max(known for known in _ALL_RIGHTS if known <= version)]
    rules = _Ruleset(everything, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = syscalls.syscall(_CREATE_RULESET, ctypes.byref(rules), size, 0, doing="landlock ruleset")
    for paths, access in ((readable, _READ | _EXECUTE), (writable, everything & ~_MAKE_DEVICES)):
        for path in paths:
            _allow(ruleset, path, access & everything)
    syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
    syscalls.syscall(_RESTRICT_SELF, ruleset, 0, doing="landlock restrict")
    os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    is_folder = stat.S_ISDIR(os.fstat(parent).st_mode)
    rule = _PathRule(access if is_folder else access & _FILE_RIGHTS, parent)
    syscalls.syscall(_ADD_RULE, ruleset, 1, ctypes.byref(rule), 0, doing=f"landlock rule for {path}")
    os.close(parent)

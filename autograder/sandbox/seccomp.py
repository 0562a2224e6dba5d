"""The list of system calls that a guest may make, as a BPF program; every other one fails with EPERM.

Not on the list: sockets (except `socketpair`, which event loops need), exec, mounts, namespaces, ptrace, keys,
io_uring, memfd (memory that no limit counts), changes of file modes or times, and of `fcntl` what signals other
processes (an owner of a descriptor) or lets them wait (a lease on a file).
"""

import ctypes
import errno
import struct
from collections.abc import Iterable
from functools import cache

from autograder.sandbox import syscalls

_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# name: (x86_64, aarch64); -1 if the architecture has no such call
_ALLOWED = {
    "read": (0, 63), "write": (1, 64), "open": (2, -1), "close": (3, 57), "stat": (4, -1), "fstat": (5, 80),
    "lstat": (6, -1), "poll": (7, -1), "lseek": (8, 62), "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215),
    "brk": (12, 214), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "pread64": (17, 67), "pwrite64": (18, 68), "readv": (19, 65), "writev": (20, 66), "access": (21, -1),
    "pipe": (22, -1), "select": (23, -1), "sched_yield": (24, 124), "mremap": (25, 216), "madvise": (28, 233),
    "dup": (32, 23), "dup2": (33, -1), "pause": (34, -1), "nanosleep": (35, 101), "getitimer": (36, 102),
    "alarm": (37, -1), "setitimer": (38, 103), "getpid": (39, 172), "sendto": (44, 206), "recvfrom": (45, 207),
    "sendmsg": (46, 211), "recvmsg": (47, 212), "shutdown": (48, 210), "getsockname": (51, 204),
    "getsockopt": (55, 209), "exit": (60, 93), "wait4": (61, 260), "uname": (63, 160),
    "flock": (73, 32), "fsync": (74, 82), "fdatasync": (75, 83), "truncate": (76, 45), "ftruncate": (77, 46),
    "getdents": (78, -1), "getcwd": (79, 17), "chdir": (80, 49), "fchdir": (81, 50), "rename": (82, -1),
    "mkdir": (83, -1), "rmdir": (84, -1), "creat": (85, -1), "link": (86, -1), "unlink": (87, -1),
    "symlink": (88, -1), "readlink": (89, -1), "umask": (95, 166), "gettimeofday": (96, 169), "getrlimit": (97, -1),
    "getrusage": (98, 165), "sysinfo": (99, 179), "times": (100, 153), "getuid": (102, 174), "getgid": (104, 176),
    "geteuid": (107, 175), "getegid": (108, 177), "getppid": (110, 173), "getpgrp": (111, -1),
    "getgroups": (115, 158), "getresuid": (118, 148), "getresgid": (120, 150), "getpgid": (121, 155),
    "getsid": (124, 156), "rt_sigpending": (127, 136), "rt_sigtimedwait": (128, 137), "rt_sigsuspend": (130, 133),
    "sigaltstack": (131, 132), "statfs": (137, 43), "fstatfs": (138, 44), "getpriority": (140, 141),
    "sched_getparam": (143, 121), "sched_getscheduler": (145, 120), "gettid": (186, 178), "futex": (202, 98),
    "time": (201, -1), "sched_getaffinity": (204, 123), "epoll_create": (213, -1), "getdents64": (217, 61),
    "set_tid_address": (218, 96), "restart_syscall": (219, 128), "timer_create": (222, 107),
    "timer_settime": (223, 110), "timer_gettime": (224, 108), "timer_getoverrun": (225, 109),
    "timer_delete": (226, 111), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115), "exit_group": (231, 94), "epoll_wait": (232, -1), "epoll_ctl": (233, 21),
    "waitid": (247, 95), "openat": (257, 56), "mkdirat": (258, 34), "newfstatat": (262, 79), "unlinkat": (263, 35),
    "renameat": (264, 38), "linkat": (265, 37), "symlinkat": (266, 36), "readlinkat": (267, 78),
    "faccessat": (269, 48), "pselect6": (270, 72), "ppoll": (271, 73), "set_robust_list": (273, 99),
    "get_robust_list": (274, 100), "fallocate": (285, 47), "timerfd_create": (283, 85), "timerfd_settime": (286, 86),
    "timerfd_gettime": (287, 87), "eventfd2": (290, 19), "epoll_create1": (291, 20), "dup3": (292, 24),
    "pipe2": (293, 59), "preadv": (295, 69), "pwritev": (296, 70), "epoll_pwait": (281, 22), "renameat2": (316, 276),
    "getrandom": (318, 278), "membarrier": (324, 283), "copy_file_range": (326, 285), "sendfile": (40, 71),
    "statx": (332, 291), "rseq": (334, 293), "close_range": (436, 436), "faccessat2": (439, 439),
    "epoll_pwait2": (441, 441),
}  # fmt: skip
_CLONE, _CLONE3, _FORK, _VFORK = (56, 220), (435, 435), (57, -1), (58, -1)
_SOCKETPAIR, _PRLIMIT, _PRCTL, _IOCTL, _SIGACTION = (53, 199), (302, 261), (157, 167), (16, 29), (13, 134)
_KILLS = ((62, 129), (200, 130), (234, 131))  # kill, tkill, tgkill

_CLONE_NAMESPACES = 0x7E020000  # all CLONE_NEW… flags
_CLONE_THREAD = 0x00010000
_FCNTL = (72, 25)
# duplicate; get and set flags; locks of both kinds; duplicate with close-on-exec; set and get a pipe's size
_FCNTLS = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1031, 1032)
_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIO(N)CLEX
_SIGCHLD = 17
_PRCTLS = (2, 3, 15, 16, 38, 39)  # get the death signal and dumpability, name a thread, get and set no_new_privs

_ALLOW, _KILL_PROCESS = 0x7FFF0000, 0x80000000
_LOAD, _EQUAL, _GREATER, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_INSTRUCTION = struct.Struct("<HBBI")
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _SECOND_ARGUMENT = 0, 4, 16, 24


def _errno(number: int) -> int:
    return 0x00050000 | number


def program(
    *, may_fork: bool, machine: str | None = None, own_pid: int | None = None
) -> tuple[tuple[int, int, int, int], ...]:
    """Return the filter as BPF instructions (code, jump if true, jump if false, constant).

    Without `may_fork`, a guest may start threads only, and may send signals to `own_pid` only.
    """
    machine = machine or syscalls.machine()
    column = {"x86_64": 0, "aarch64": 1}[machine]
    code = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, _ARCH[machine]),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        code += [(_GREATER, 0, 1, 0x40000000), (_RETURN, 0, 0, _KILL_PROCESS)]  # the x32 variant of every call

    def when(numbers: tuple[int, int], body: list[tuple[int, int, int, int]]) -> None:
        if numbers[column] >= 0:
            code.extend([(_EQUAL, 0, len(body), numbers[column]), *body])

    denied = (_RETURN, 0, 0, _errno(errno.EPERM))
    allowed = (_RETURN, 0, 0, _ALLOW)

    def if_argument_in(argument: int, values: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
        tests = [(_EQUAL, len(values) - place, 0, value) for place, value in enumerate(values)]
        return [(_LOAD, 0, 0, argument), *tests, denied, allowed]

    for numbers in _ALLOWED.values():
        when(numbers, [allowed])
    # glibc falls back to clone, whose flags a filter can read, if clone3 gives ENOSYS
    flags = [(_LOAD, 0, 0, _FIRST_ARGUMENT), (_ANY_BIT, 0, 1, _CLONE_NAMESPACES), denied]
    when(_CLONE, [*flags, allowed] if may_fork else [*flags, (_ANY_BIT, 1, 0, _CLONE_THREAD), denied, allowed])
    when(_CLONE3, [(_RETURN, 0, 0, _errno(errno.ENOSYS))])
    if may_fork:
        when(_FORK, [allowed])
        when(_VFORK, [allowed])
    when(_SOCKETPAIR, if_argument_in(_FIRST_ARGUMENT, (1,)))  # AF_UNIX; the guest holds both ends
    when(_PRLIMIT, if_argument_in(_FIRST_ARGUMENT, (0,)))  # the guest's own limits
    when(_PRCTL, if_argument_in(_FIRST_ARGUMENT, _PRCTLS))
    when(_FCNTL, if_argument_in(_SECOND_ARGUMENT, _FCNTLS))
    when(_IOCTL, if_argument_in(_SECOND_ARGUMENT, _IOCTLS))
    # a parent that ignores the end of its children would let the kernel forget what they used
    when(_SIGACTION, [(_LOAD, 0, 0, _FIRST_ARGUMENT), (_EQUAL, 0, 1, _SIGCHLD), denied, allowed])
    for numbers in _KILLS:
        when(numbers, [allowed] if may_fork else if_argument_in(_FIRST_ARGUMENT, (own_pid or 0,)))
    return (*code, denied)


def pack(code: Iterable[tuple[int, int, int, int]]) -> bytes:
    """Return a filter in the kernel's binary format."""
    return b"".join(_INSTRUCTION.pack(*instruction) for instruction in code)


@cache
def packed(*, may_fork: bool, own_pid: int | None = None) -> bytes:
    """Return the filter for guests in the kernel's binary format."""
    return pack(program(may_fork=may_fork, own_pid=own_pid))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def install(*, may_fork: bool, own_pid: int) -> None:
    """Install the filter for guests on this process and all its children; it cannot be removed."""
    load(packed(may_fork=True) if may_fork else packed(may_fork=False, own_pid=own_pid))


def load(packed_filter: bytes) -> None:
    """Install a packed filter on this process and all its children; it cannot be removed."""
    buffer = ctypes.create_string_buffer(packed_filter, len(packed_filter))
    program = _Program(len(packed_filter) // _INSTRUCTION.size, ctypes.addressof(buffer))
    syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)
    syscalls.prctl(syscalls.PR_SET_SECCOMP, syscalls.SECCOMP_MODE_FILTER, ctypes.addressof(program))

"""What the filter must refuse on either processor, by the numbers of the kernel's tables, not by our list."""

import pytest

from autograder.sandbox import seccomp
from tests.autograder.sandbox.test_layers import ALLOW, ARCHITECTURES, EPERM, decide

REFUSED = {
    "x86_64": {
        "socket": 41, "connect": 42, "bind": 49, "listen": 50, "execve": 59, "ptrace": 101, "chmod": 90, "chown": 92,
        "setuid": 105, "personality": 135, "mknod": 133, "pivot_root": 155, "chroot": 161, "mount": 165, "umount2": 166,
        "add_key": 248, "keyctl": 250, "unshare": 272, "perf_event_open": 298, "setns": 308, "process_vm_readv": 310,
        "open_by_handle_at": 304, "memfd_create": 319, "bpf": 321, "execveat": 322, "userfaultfd": 323, "utime": 132,
        "shmget": 29, "msgget": 68, "semget": 64, "setrlimit": 160, "kexec_load": 246, "mq_open": 240,
    },
    "aarch64": {
        "socket": 198, "connect": 203, "bind": 200, "listen": 201, "execve": 221, "ptrace": 117, "fchmodat": 53,
        "fchownat": 54, "setuid": 146, "personality": 92, "mknodat": 33, "pivot_root": 41, "chroot": 51, "mount": 40,
        "umount2": 39, "add_key": 217, "keyctl": 219, "unshare": 97, "perf_event_open": 241, "setns": 268,
        "process_vm_readv": 270, "open_by_handle_at": 265, "memfd_create": 279, "bpf": 280, "execveat": 281,
        "userfaultfd": 282, "utimensat": 88, "shmget": 194, "msgget": 186, "semget": 190, "setrlimit": 164,
        "kexec_load": 104, "mq_open": 180,
    },
}  # fmt: skip
ON_BOTH = {"pidfd_send_signal": 424, "io_uring_setup": 425, "open_tree": 428, "move_mount": 429, "fsopen": 430,
           "pidfd_open": 434, "pidfd_getfd": 438, "mount_setattr": 442, "landlock_create_ruleset": 444,
           "memfd_secret": 447}  # fmt: skip
NAMESPACES = {"mount": 0x20000, "cgroup": 0x02000000, "uts": 0x04000000, "ipc": 0x08000000,
              "user": 0x10000000, "pid": 0x20000000, "net": 0x40000000}  # fmt: skip
CALLS = [(machine, name, number) for machine in REFUSED for name, number in (REFUSED[machine] | ON_BOTH).items()]


@pytest.mark.parametrize(("machine", "name", "number"), CALLS)
@pytest.mark.parametrize("may_fork", [True, False])
def test_a_call_that_reaches_out_is_refused(machine: str, name: str, number: int, may_fork: bool) -> None:
    code = seccomp.program(may_fork=may_fork, machine=machine, own_pid=77)
    assert decide(code, ARCHITECTURES[machine], number) == EPERM


@pytest.mark.parametrize("machine", ARCHITECTURES)
@pytest.mark.parametrize("name", NAMESPACES)
def test_no_kind_of_namespace_is_made_by_clone(machine: str, name: str) -> None:
    code = seccomp.program(may_fork=True, machine=machine)
    clone = {"x86_64": 56, "aarch64": 220}[machine]
    assert decide(code, ARCHITECTURES[machine], clone, 17) == ALLOW
    assert decide(code, ARCHITECTURES[machine], clone, NAMESPACES[name] | 17) == EPERM


@pytest.mark.parametrize(("machine", "prctl", "ioctl"), [("x86_64", 157, 16), ("aarch64", 167, 29)])
def test_of_prctl_and_ioctl_only_what_is_harmless_is_allowed(machine: str, prctl: int, ioctl: int) -> None:
    code = seccomp.program(may_fork=True, machine=machine)
    allowed = {option for option in range(100) if decide(code, ARCHITECTURES[machine], prctl, option) == ALLOW}
    assert allowed == {2, 3, 15, 16, 38, 39}  # not 4: dumpable; not 1: the death signal; not 22: seccomp; not 23, 24
    asked = {request for request in range(0x10000) if decide(code, ARCHITECTURES[machine], ioctl, 0, request) == ALLOW}
    assert asked == {0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451}  # not 0x5412: it types into a terminal


@pytest.mark.parametrize(("machine", "fcntl"), [("x86_64", 72), ("aarch64", 25)])
def test_of_fcntl_nothing_is_allowed_that_reaches_another_process(machine: str, fcntl: int) -> None:
    code = seccomp.program(may_fork=True, machine=machine)
    allowed = {command for command in range(2048) if decide(code, ARCHITECTURES[machine], fcntl, 0, command) == ALLOW}
    assert allowed == {0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1031, 1032}
    assert not allowed & {8, 10, 15, 1024, 1026}  # owner, signal, owner of another kind, lease, changes of a folder

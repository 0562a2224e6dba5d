"""The walls' parts by themselves: the seccomp program on a small BPF machine, what is visible, and missing layers."""

import errno
import signal
from pathlib import Path

import pytest

from autograder.sandbox import bubblewrap, landlock, places, seccomp
from autograder.session import ZygoteBroken
from autograder.zygote import PACKAGES, Zygote
from grading.course import HOUSE

ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
THREAD, NEWUSER = 0x3D0F00, 0x10000000


def decide(code: list[tuple[int, int, int, int]], architecture: int, number: int, *arguments: int) -> int:
    """Run a seccomp program as the kernel would."""
    words = {0: number, 4: architecture}
    words |= {16 + 8 * place: argument & 0xFFFFFFFF for place, argument in enumerate((*arguments, 0, 0, 0)[:6])}
    accumulator, at = 0, 0
    while True:
        operation, yes, no, value = code[at]
        assert 0 <= yes < 256
        assert 0 <= no < 256
        if operation == 0x06:
            return value
        if operation == 0x20:
            accumulator = words[value]
            at += 1
            continue
        holds = {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[operation]
        at += 1 + (yes if holds else no)


@pytest.mark.parametrize(("machine", "column"), [("x86_64", 0), ("aarch64", 1)])
@pytest.mark.parametrize("may_fork", [True, False])
def test_the_filter_decides_as_its_list_says(machine: str, column: int, may_fork: bool) -> None:
    code = seccomp.program(may_fork=may_fork, machine=machine, own_pid=77)
    here = ARCHITECTURES[machine]
    listed = {numbers[column] for numbers in seccomp._ALLOWED.values() if numbers[column] >= 0}
    assert all(decide(code, here, number) == ALLOW for number in listed)
    special = {seccomp._CLONE, seccomp._CLONE3, seccomp._FORK, seccomp._VFORK, seccomp._SOCKETPAIR, seccomp._PRLIMIT}
    special |= {seccomp._PRCTL, seccomp._IOCTL, seccomp._SIGACTION, *seccomp._KILLS}
    others = set(range(500)) - listed - {numbers[column] for numbers in special}
    assert all(decide(code, here, number) == EPERM for number in others)
    clone, fork = seccomp._CLONE[column], seccomp._FORK[column]
    assert decide(code, here, clone, THREAD) == ALLOW
    assert decide(code, here, clone, 17) == (ALLOW if may_fork else EPERM)
    assert decide(code, here, clone, THREAD | NEWUSER) == EPERM
    assert decide(code, here, seccomp._CLONE3[column]) == ENOSYS
    assert fork < 0 or decide(code, here, fork) == (ALLOW if may_fork else EPERM)
    assert decide(code, here, seccomp._SOCKETPAIR[column], 1) == ALLOW
    assert decide(code, here, seccomp._SOCKETPAIR[column], 2) == EPERM
    assert decide(code, here, seccomp._PRLIMIT[column], 0) == ALLOW
    assert decide(code, here, seccomp._PRLIMIT[column], 1) == EPERM
    assert decide(code, here, seccomp._SIGACTION[column], signal.SIGINT) == ALLOW
    assert decide(code, here, seccomp._SIGACTION[column], signal.SIGCHLD) == EPERM
    for kill in seccomp._KILLS:
        assert decide(code, here, kill[column], 77) == ALLOW
        assert decide(code, here, kill[column], 78) == (ALLOW if may_fork else EPERM)


@pytest.mark.parametrize(("machine", "other"), [("x86_64", "aarch64"), ("aarch64", "x86_64")])
def test_calls_of_another_architecture_kill(machine: str, other: str) -> None:
    code = seccomp.program(may_fork=True, machine=machine)
    assert decide(code, ARCHITECTURES[other], 0) == KILL
    if machine == "x86_64":
        assert decide(code, ARCHITECTURES[machine], 0x40000000) == KILL


def test_nothing_of_this_repository_is_visible() -> None:
    found = places.places(PACKAGES)
    inside = [path for path in found.readable if Path(path).is_relative_to(HOUSE)]
    assert all("site-packages" in path for path in inside)
    names = {Path(path).name for path in found.packages}
    assert {"numpy", "matplotlib", "IPython", "msgspec", "PIL"} <= names
    assert not names & {"otter", "grading", "solutions", "autograder", "pip", "pytest", "_pytest"}
    assert not [name for name in names if name.startswith(("__editable__", "advanced_frameworks"))]


def test_without_landlock_no_wall_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    with pytest.raises(OSError, match="no Landlock"):
        landlock.restrict([], [])


def test_without_bubblewrap_full_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "find", lambda: None)
    with pytest.raises(ZygoteBroken, match="bubblewrap is not installed"):
        Zygote("full")

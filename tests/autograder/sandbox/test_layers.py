"""The walls' parts by themselves: the seccomp program on a small BPF machine, what is visible, and missing layers."""

import errno
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from assignments.course import REPO_ROOT
from autograder.host.zygote_process import PACKAGES, Zygote
from autograder.sandbox import landlock, seccomp, visible_paths
from tests.support import run_as

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
    if machine == "x86_64":  # the other has no such call
        assert decide(code, here, fork) == (ALLOW if may_fork else EPERM)
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
    found = visible_paths.visible_paths(PACKAGES)
    inside = [path for path in found.readable if Path(path).is_relative_to(REPO_ROOT)]
    assert all("site-packages" in path for path in inside)
    names = {Path(path).name for path in found.packages}
    assert {"numpy", "matplotlib", "IPython", "msgspec", "PIL"} <= names
    assert not names & {"otter", "grading", "solutions", "autograder", "pip", "pytest", "_pytest"}
    assert not [name for name in names if name.startswith(("__editable__", "advanced_frameworks"))]


def test_without_landlock_no_wall_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    with pytest.raises(OSError, match="no Landlock"):
        landlock.restrict([], [])


LOOK = """
import json, os, socket
from pathlib import Path
from autograder.sandbox.namespaces import View
from autograder.sandbox.walls import enter_zygote

enter_zygote(VIEW)
mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
print(json.dumps({
    "root": sorted(os.listdir("/")),
    "processes": sum(name.isdigit() for name in os.listdir("/proc")),
    "uid": os.getuid(),
    "interfaces": [name for _, name in socket.if_nameindex()],
    "hostname": socket.gethostname(),
    "writable": [words[1] for words in mounts if "ro" not in words[3].split(",")],
    "devices": [words[1] for words in mounts if "nodev" not in words[3].split(",")],
    "closed": [name for name in CLOSED if os.path.lexists(name)],
}))
"""


@pytest.mark.parametrize("who", [[], ["--user"], ["--masked-proc"], ["--user", "--masked-proc"]], ids=" ".join)
def test_the_zygote_sees_what_it_needs_and_nothing_else(who: list[str], zygote: Zygote) -> None:
    if who and os.getuid() != 0:
        pytest.skip("only root can become somebody else")
    root = Path(tempfile.mkdtemp(prefix="grade-test-"))
    root.chmod(0o777)
    view = zygote._view()
    assert view is not None
    closed = [str(REPO_ROOT / "solutions"), str(REPO_ROOT / "autograder" / "tests"), "/etc/passwd", "/home", "/sys"]
    code = LOOK.replace("VIEW", repr(replace(view, root=str(root)))).replace("CLOSED", repr(closed))
    words = [zygote.visible_paths.python, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {zygote.ours!r})\n{code}"]
    done = subprocess.run(
        [sys.executable, run_as.SCRIPT, *who, *words], capture_output=True, text=True, encoding="utf-8", check=False,
        cwd="/",
    )  # fmt: skip
    root.rmdir()  # nothing was left in it
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["closed"] == []
    assert set(seen["root"]) <= {"box", "dev", "etc", "lib", "lib64", "proc", "tmp", "usr", Path(sys.prefix).parts[1],
                                 Path(sys.base_prefix).parts[1]}  # fmt: skip
    assert seen["uid"] != 0
    assert seen["interfaces"] == ["lo"]
    assert seen["hostname"] == "guest"
    covered = "--masked-proc" in who
    assert (seen["processes"] == 1) != covered
    assert {path for path in seen["writable"] if not path.startswith(("/proc", "/dev/"))} == {f"{zygote.ours}/cache"}
    assert {path for path in seen["devices"] if not path.startswith("/proc")} <= {
        "/dev/null",
        "/dev/zero",
        "/dev/urandom",
    }


@pytest.mark.parametrize("who", [["--masked-proc"], ["--user", "--masked-proc"]], ids=" ".join)
def test_full_stands_where_a_container_covers_parts_of_proc(who: list[str]) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can cover parts of /proc")
    code = "from autograder.zygote import self_test; import sys; sys.exit(self_test('full') or 0)"
    done = subprocess.run(
        [sys.executable, run_as.SCRIPT, *who, sys.executable, "-c", code], capture_output=True, text=True,
        encoding="utf-8", check=False, cwd=REPO_ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

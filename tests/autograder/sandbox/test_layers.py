"""The layers of the sandbox one by one: the seccomp program on a small BPF interpreter, visible paths, and Landlock."""

import errno
import json
import operator
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
from tests.support import levels, run_as

ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
THREAD, NEWUSER = 0x3D0F00, 0x10000000


@pytest.fixture
def zygote(zygote: Zygote) -> Zygote:
    """Only full walls have a file system of their own."""
    levels.need("full")
    return zygote


JUMPS = {0x15: operator.eq, 0x35: operator.ge, 0x45: operator.and_}


def decide(code: list[tuple[int, int, int, int]], architecture: int, number: int, *arguments: int) -> int:
    """Run a seccomp program as the kernel does."""
    words = {0: number, 4: architecture}
    words |= {16 + 8 * place: argument & 0xFFFFFFFF for place, argument in enumerate((*arguments, 0, 0, 0)[:6])}
    accumulator, position = 0, 0
    while True:
        operation, if_true, if_false, value = code[position]
        assert 0 <= if_true < 256
        assert 0 <= if_false < 256
        if operation == 0x06:
            return value
        if operation == 0x20:
            accumulator = words[value]
            position += 1
        else:
            position += 1 + (if_true if JUMPS[operation](accumulator, value) else if_false)


@pytest.mark.parametrize(("machine", "column"), [("x86_64", 0), ("aarch64", 1)])
@pytest.mark.parametrize("may_fork", [True, False])
def test_the_filter_allows_what_is_on_its_list(machine: str, column: int, may_fork: bool) -> None:
    code = seccomp.program(may_fork=may_fork, machine=machine, own_pid=77)
    here = ARCHITECTURES[machine]
    listed = {numbers[column] for numbers in seccomp._ALLOWED.values() if numbers[column] >= 0}
    assert all(decide(code, here, number) == ALLOW for number in listed)
    special = {seccomp._CLONE, seccomp._CLONE3, seccomp._FORK, seccomp._VFORK, seccomp._SOCKETPAIR, seccomp._PRLIMIT}
    special |= {seccomp._PRCTL, seccomp._IOCTL, seccomp._FCNTL, seccomp._SIGACTION, *seccomp._KILLS}
    others = set(range(500)) - listed - {numbers[column] for numbers in special}
    assert all(decide(code, here, number) == EPERM for number in others)
    clone, fork = seccomp._CLONE[column], seccomp._FORK[column]
    assert decide(code, here, clone, THREAD) == ALLOW
    assert decide(code, here, clone, 17) == (ALLOW if may_fork else EPERM)
    assert decide(code, here, clone, THREAD | NEWUSER) == EPERM
    assert decide(code, here, seccomp._CLONE3[column]) == ENOSYS
    if machine == "x86_64":  # aarch64 has no such call
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
def test_a_call_of_another_architecture_kills_the_process(machine: str, other: str) -> None:
    code = seccomp.program(may_fork=True, machine=machine)
    assert decide(code, ARCHITECTURES[other], 0) == KILL
    if machine == "x86_64":
        assert decide(code, ARCHITECTURES[machine], 0x40000000) == KILL


def test_no_path_of_this_repository_is_visible() -> None:
    found = visible_paths.visible_paths(PACKAGES)
    inside = [path for path in found.readable if Path(path).is_relative_to(REPO_ROOT)]
    assert all("site-packages" in path for path in inside)
    names = {Path(path).name for path in found.packages}
    assert {"numpy", "matplotlib", "IPython", "msgspec", "PIL"} <= names
    assert not names & {"otter", "grading", "solutions", "autograder", "pip", "pytest", "_pytest"}
    assert not [name for name in names if name.startswith(("__editable__", "advanced_frameworks"))]


def test_without_landlock_the_sandbox_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "abi_version", lambda: 0)
    with pytest.raises(OSError, match="no Landlock"):
        landlock.restrict([], [])


LOOK_AROUND = """
import json, os, socket
from pathlib import Path
from autograder.sandbox.enter import enter_zygote
from autograder.sandbox.new_root import View

enter_zygote(VIEW)
mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
print(json.dumps({
    "root": sorted(os.listdir("/")),
    "processes": sum(name.isdigit() for name in os.listdir("/proc")),
    "uid": os.getuid(),
    "interfaces": [name for _, name in socket.if_nameindex()],
    "hostname": socket.gethostname(),
    "writable": [fields[1] for fields in mounts if "ro" not in fields[3].split(",")],
    "devices": [fields[1] for fields in mounts if "nodev" not in fields[3].split(",")],
    "hidden": [name for name in HIDDEN if os.path.lexists(name)],
}))
"""


@pytest.mark.parametrize("options", [[], ["--user"], ["--masked-proc"], ["--user", "--masked-proc"]], ids=" ".join)
def test_the_zygote_sees_what_it_needs_and_nothing_else(options: list[str], zygote: Zygote) -> None:
    if options and os.getuid() != 0:
        pytest.skip("only root can become another user")
    root = Path(tempfile.mkdtemp(prefix="grade-test-"))
    root.chmod(0o777)
    view = zygote._view()
    assert view is not None
    hidden = [str(REPO_ROOT / "solutions"), str(REPO_ROOT / "autograder" / "tests"), "/etc/passwd", "/home", "/sys"]
    shared = "/usr/lib/os-release"  # stands for a library of the system's interpreter: in a folder that is bound before
    system = (*view.system, *[shared] * os.path.exists(shared))
    view = replace(view, root=str(root), system=system)
    code = LOOK_AROUND.replace("VIEW", repr(view)).replace("HIDDEN", repr(hidden))
    code = f"import sys; sys.path.insert(0, {zygote.ours!r})\n{code}"
    command = [sys.executable, run_as.SCRIPT, *options, zygote.visible_paths.python, "-I", "-S", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd="/")
    root.rmdir()  # fails if anything was left in it
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["hidden"] == []
    assert set(seen["root"]) <= {"box", "dev", "etc", "lib", "lib64", "proc", "tmp", "usr", Path(sys.prefix).parts[1],
                                 Path(sys.base_prefix).parts[1]}  # fmt: skip
    assert seen["uid"] != 0
    assert seen["interfaces"] == ["lo"]
    assert seen["hostname"] == "guest"
    covered = "--masked-proc" in options
    assert (seen["processes"] == 1) != covered
    assert {path for path in seen["writable"] if not path.startswith(("/proc", "/dev/"))} == {f"{zygote.ours}/cache"}
    assert {path for path in seen["devices"] if not path.startswith("/proc")} <= {
        "/dev/null",
        "/dev/zero",
        "/dev/urandom",
    }


@pytest.mark.parametrize("options", [["--masked-proc"], ["--user", "--masked-proc"]], ids=" ".join)
def test_full_works_in_a_container_that_covers_parts_of_proc(options: list[str]) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can cover parts of /proc")
    levels.need_to_run_as(options)
    code = "from autograder.host.zygote_process import self_test; import sys; sys.exit(self_test('full') or 0)"
    done = subprocess.run(
        [sys.executable, run_as.SCRIPT, *options, sys.executable, "-c", code], capture_output=True, text=True,
        encoding="utf-8", check=False, cwd=REPO_ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

"""Which isolation layers this machine offers, and what to do about a missing one."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import landlock, syscalls


@dataclass(frozen=True)
class Layer:
    """One layer: whether it is available, the details, and which levels need it."""

    name: str
    available: bool
    details: str
    needed_for: str


def layers() -> list[Layer]:
    """Examine each layer; nothing on the machine changes."""
    return [_system(), _namespaces(), _landlock(), _seccomp(), _user()]


def _system() -> Layer:
    machine = syscalls.machine()
    available = sys.platform == "linux" and machine in ("x86_64", "aarch64")
    return Layer("system", available, f"{sys.platform} on {machine}", "full and lite (Linux on x86_64 or aarch64)")


def _namespaces() -> Layer:
    code = (
        "import os; from autograder.sandbox import syscalls as s; "
        "s.unshare(s.CLONE_NEWNS | s.CLONE_NEWNET) if os.getuid() == 0 else s.unshare_user(s.CLONE_NEWNS); "
        "s.mount('', '/', '', s.MS_REC | s.MS_PRIVATE)"
    )
    repository = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=repository, encoding="utf-8"
    )
    if done.returncode == 0:
        return Layer("namespaces", True, "may be made", "full")
    last_line = (done.stderr.strip().splitlines() or ["refused"])[-1]
    reason = last_line.rpartition("] ")[2]  # without "PermissionError: [Errno 1] "
    switch = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
    advice = " (try: sysctl kernel.apparmor_restrict_unprivileged_userns=0)" if switch.exists() else ""
    return Layer("namespaces", False, reason + advice, "full")


def _landlock() -> Layer:
    version = landlock.abi_version()
    details = f"version {version} of its interface" if version else "this kernel has none, or it was off at boot"
    return Layer("Landlock", version > 0, details, "full and lite")


def _seccomp() -> Layer:
    actions = Path("/proc/sys/kernel/seccomp/actions_avail")
    available = actions.exists() and "errno" in actions.read_text(encoding="ascii")
    details = "filters may be installed" if available else "this kernel has none"
    return Layer("seccomp", available, details, "full and lite")


def _user() -> Layer:
    if os.getuid() == 0:
        return Layer("ordinary user", True, "started as root: guests run as an ordinary user", "full and lite")
    return Layer("ordinary user", True, f"uid {os.getuid()}", "full and lite")

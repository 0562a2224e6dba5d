"""What this machine offers for walls, layer by layer, and what to do where something is missing."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import landlock, syscalls


@dataclass(frozen=True)
class Layer:
    """One layer: whether it is there, what was seen, and for which levels it is needed."""

    name: str
    there: bool
    seen: str
    needed_for: str


def layers() -> list[Layer]:
    """Look at each layer without changing anything."""
    return [_system(), _namespaces(), _landlock(), _seccomp(), _user()]


def _system() -> Layer:
    there = sys.platform == "linux" and syscalls.machine() in ("x86_64", "aarch64")
    return Layer(
        "system", there, f"{sys.platform} on {syscalls.machine()}", "full and lite (Linux on x86_64 or aarch64)"
    )


def _namespaces() -> Layer:
    code = (
        "import os; from autograder.sandbox import kernel as k; "
        "k.unshare(k.CLONE_NEWNS | k.CLONE_NEWNET) if os.getuid() == 0 else k.own_user_namespace(k.CLONE_NEWNS); "
        "k.mount('', '/', '', k.MS_REC | k.MS_PRIVATE)"
    )
    house = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=house, encoding="utf-8"
    )
    if done.returncode == 0:
        return Layer("namespaces", True, "may be made", "full")
    last = (done.stderr.strip().splitlines() or ["refused"])[-1]
    switch = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
    advice = " (try: sysctl kernel.apparmor_restrict_unprivileged_userns=0)" if switch.exists() else ""
    return Layer("namespaces", False, last + advice, "full")


def _landlock() -> Layer:
    version = landlock.abi()
    seen = f"version {version} of its interface" if version else "not in this kernel, or switched off at boot"
    return Layer("Landlock", version > 0, seen, "full and lite")


def _seccomp() -> Layer:
    actions = Path("/proc/sys/kernel/seccomp/actions_avail")
    there = actions.exists() and "errno" in actions.read_text(encoding="ascii")
    return Layer("seccomp", there, "filters may be installed" if there else "not in this kernel", "full and lite")


def _user() -> Layer:
    if os.getuid() == 0:
        return Layer("ordinary user", True, "started as root: guests run as an unprivileged user", "full and lite")
    return Layer("ordinary user", True, f"uid {os.getuid()}", "full and lite")

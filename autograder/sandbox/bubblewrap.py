"""The file system and the network of the zygote at the level "full", as a command line of bubblewrap."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.sandbox.places import Places


def command(
    bwrap: str, places: Places, ours: str, work: str, environment: Mapping[str, str], tail: Sequence[str]
) -> list[str]:
    """The command that runs `tail` where only the interpreter, its packages and our folder `ours` can be seen.

    Everything is read-only; `work` is an empty folder on which each guest mounts its own tmpfs. Devices are bound
    singly: `--dev` with an ordinary uid makes a second user namespace, out of which nobody comes back.
    """
    words = [bwrap, "--die-with-parent", "--unshare-ipc", "--unshare-net", "--unshare-uts", "--unshare-pid"]
    if os.getuid() == 0:
        words += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        words += ["--unshare-user"]
    words += ["--clearenv", "--hostname", "guest"]
    for name, value in environment.items():
        words += ["--setenv", name, value]
    words += ["--proc", "/proc", "--perms", "0755", "--dir", work]
    bound = [*places.system, places.library, *places.shared, places.python]
    masked = [f"{places.library}/site-packages", f"{places.library}/dist-packages", "/usr/lib/python3/dist-packages"]
    devices = ("/dev/null", "/dev/zero", "/dev/urandom")
    for path in _parents([*bound, *places.packages, *devices, ours]):
        words += ["--perms", "0755", "--dir", path]  # what bubblewrap makes by itself, only root could enter
    for path in bound:
        words += ["--symlink", os.readlink(path), path] if _system_link(path) else ["--ro-bind", path, path]
    for path in masked:
        words += ["--perms", "0755", "--tmpfs", path] if os.path.isdir(path) else []
    for path in places.packages:
        words += ["--ro-bind", path, path]
    for path in devices:
        words += ["--dev-bind", path, path]
    return [*words, "--ro-bind", ours, ours, "--bind", f"{ours}/cache", f"{ours}/cache", "--chdir", work, "--", *tail]


def _parents(paths: Sequence[str]) -> list[str]:
    return sorted({str(parent) for path in paths for parent in Path(path).parents if str(parent) != "/"})


def find() -> str | None:
    """Where bubblewrap is installed, if it is."""
    return shutil.which("bwrap")


def _system_link(path: str) -> bool:
    return os.path.islink(path) and Path(path).parent == Path("/")

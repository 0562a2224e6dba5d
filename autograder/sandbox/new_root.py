"""The file system of the zygote at the level "full": a new root that shows the named paths and nothing else.

Everything in it is read-only but the folder of caches. It is built in the process's own mount namespace, so that
nothing outside changes and nothing is left when the process ends.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import syscalls

_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")  # one by one: guests need no other


@dataclass(frozen=True)
class View:
    """What the new root shows, each path where it stands outside.

    `root` is an empty folder on which it is mounted, `masked` are folders inside `system` to show as empty, `packages`
    what stands in them all the same, `cache` the one folder that may be written, and `work` the empty folder on which
    each guest mounts its own.
    """

    root: str
    system: tuple[str, ...]
    masked: tuple[str, ...]
    packages: tuple[str, ...]
    cache: str
    work: str


def enter(view: View) -> None:
    """Make `view` this process's root. Needs CAP_SYS_ADMIN and an own mount namespace; raises OSError."""
    safe = syscalls.MS_NOSUID | syscalls.MS_NODEV
    syscalls.mount("", "/", "", syscalls.MS_REC | syscalls.MS_PRIVATE)
    syscalls.mount("tmpfs", view.root, "tmpfs", safe, "size=1m,mode=755")
    for path in view.system:
        _show(view.root, path, syscalls.MOUNT_ATTR_RDONLY | syscalls.MOUNT_ATTR_NOSUID | syscalls.MOUNT_ATTR_NODEV)
    for path in view.masked:
        syscalls.mount("tmpfs", view.root + path, "tmpfs", safe, "size=1m,mode=755")
    for path in view.packages:
        _show(view.root, path, syscalls.MOUNT_ATTR_RDONLY | syscalls.MOUNT_ATTR_NOSUID | syscalls.MOUNT_ATTR_NODEV)
    _show(view.root, view.cache, syscalls.MOUNT_ATTR_NOSUID | syscalls.MOUNT_ATTR_NODEV)
    for path in (*_DEVICES, "/proc"):
        _show(view.root, path, syscalls.MOUNT_ATTR_NOSUID)
    os.mkdir(view.root + view.work)
    for path in (view.root, *(view.root + masked for masked in view.masked)):
        syscalls.mount_setattr(path, syscalls.MOUNT_ATTR_RDONLY)
    os.chdir(view.root)
    syscalls.pivot_root(".", ".")  # the old root now lies over the new one
    syscalls.umount(".", syscalls.MNT_DETACH)
    os.chdir("/")


def mount_own_proc() -> None:
    """Show the processes of this PID namespace only.

    A container that covers parts of its /proc does not let another one be mounted. Then the one from outside stays,
    which each guest covers, as it covers any.
    """
    safe = syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC
    with suppress(PermissionError):
        syscalls.mount("proc", "/proc", "proc", safe)


def _show(root: str, path: str, attributes: int) -> None:
    """Bind `path` to its place below `root`, with all that is mounted in it; a link to a folder stays a link."""
    target = Path(root + path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if os.path.islink(path) and os.path.dirname(path) == "/":
        target.symlink_to(os.readlink(path))
        return
    if os.path.isdir(path):
        target.mkdir(exist_ok=True)
    else:
        target.touch(exist_ok=True)
    syscalls.mount(path, str(target), "", syscalls.MS_BIND | syscalls.MS_REC)
    syscalls.mount_setattr(str(target), attributes, syscalls.AT_RECURSIVE)

"""The file system of the zygote at the level "full": a new root that shows the named paths and nothing else.

Everything in it is read-only but the folder of caches. It is built in the process's own mount namespace, so that
nothing outside changes and nothing is left when the process ends.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import kernel

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
    safe = kernel.MS_NOSUID | kernel.MS_NODEV
    kernel.mount("", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", view.root, "tmpfs", safe, "size=1m,mode=755")
    for path in view.system:
        _show(view.root, path, kernel.MOUNT_ATTR_RDONLY | kernel.MOUNT_ATTR_NOSUID | kernel.MOUNT_ATTR_NODEV)
    for path in view.masked:
        kernel.mount("tmpfs", view.root + path, "tmpfs", safe, "size=1m,mode=755")
    for path in view.packages:
        _show(view.root, path, kernel.MOUNT_ATTR_RDONLY | kernel.MOUNT_ATTR_NOSUID | kernel.MOUNT_ATTR_NODEV)
    _show(view.root, view.cache, kernel.MOUNT_ATTR_NOSUID | kernel.MOUNT_ATTR_NODEV)
    for path in (*_DEVICES, "/proc"):
        _show(view.root, path, kernel.MOUNT_ATTR_NOSUID)
    os.mkdir(view.root + view.work)
    for path in (view.root, *(view.root + masked for masked in view.masked)):
        kernel.mount_setattr(path, kernel.MOUNT_ATTR_RDONLY)
    os.chdir(view.root)
    kernel.pivot_root(".", ".")  # the old root now lies over the new one
    kernel.umount(".", kernel.MNT_DETACH)
    os.chdir("/")


def mount_own_proc() -> None:
    """Show the processes of this PID namespace only.

    A container that covers parts of its /proc does not let another one be mounted. Then the one from outside stays,
    which each guest covers, as it covers any.
    """
    safe = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    with suppress(PermissionError):
        kernel.mount("proc", "/proc", "proc", safe)


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
    kernel.mount(path, str(target), "", kernel.MS_BIND | kernel.MS_REC)
    kernel.mount_setattr(str(target), attributes, kernel.AT_RECURSIVE)

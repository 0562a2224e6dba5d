"""The file system of the zygote at the level "full": a new root that shows the named paths and nothing else.

Everything in it is read-only except the cache folder. It is built in the process's own mount namespace. So nothing
outside changes, and nothing is left when the process ends.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import syscalls

_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")  # a guest needs no other


@dataclass(frozen=True)
class View:
    """What the new root shows. Each path is the same inside as outside.

    Attributes
    ----------
    root
        An empty folder, on which the new root is mounted.
    system
        Folders and files that are shown as they are.
    masked
        Folders in `system` that are shown as empty.
    packages
        Folders and files that are shown although they are in masked folders.
    cache
        The only folder that may be written.
    work
        An empty folder, on which each guest mounts its own folder.
    """

    root: str
    system: tuple[str, ...]
    masked: tuple[str, ...]
    packages: tuple[str, ...]
    cache: str
    work: str


def enter(view: View) -> None:
    """Make `view` the root of this process.

    Needs CAP_SYS_ADMIN and a mount namespace of this process's own. Raises OSError.
    """
    safe = syscalls.MS_NOSUID | syscalls.MS_NODEV
    read_only = syscalls.MOUNT_ATTR_RDONLY | syscalls.MOUNT_ATTR_NOSUID | syscalls.MOUNT_ATTR_NODEV
    syscalls.mount("", "/", "", syscalls.MS_REC | syscalls.MS_PRIVATE)
    syscalls.mount("tmpfs", view.root, "tmpfs", safe, "size=1m,mode=755")
    for path in view.system:
        _bind(view.root, path, read_only)
    for path in view.masked:
        syscalls.mount("tmpfs", view.root + path, "tmpfs", safe, "size=1m,mode=755")
    for path in view.packages:
        _bind(view.root, path, read_only)
    _bind(view.root, view.cache, syscalls.MOUNT_ATTR_NOSUID | syscalls.MOUNT_ATTR_NODEV)
    for path in (*_DEVICES, "/proc"):
        _bind(view.root, path, syscalls.MOUNT_ATTR_NOSUID)
    os.mkdir(view.root + view.work)
    for path in (view.root, *(view.root + masked for masked in view.masked)):
        syscalls.mount_setattr(path, syscalls.MOUNT_ATTR_RDONLY)
    os.chdir(view.root)
    syscalls.pivot_root(".", ".")  # mounts the old root on top of the new one
    syscalls.umount(".", syscalls.MNT_DETACH)
    os.chdir("/")


def mount_own_proc() -> None:
    """Mount a /proc that shows only the processes of this PID namespace.

    In a container that covers parts of its /proc, the kernel forbids a new one. Then the old /proc stays; each guest
    covers it in any case.
    """
    safe = syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC
    with suppress(PermissionError):
        syscalls.mount("proc", "/proc", "proc", safe)


def _bind(root: str, path: str, attributes: int) -> None:
    """Bind `path` below `root`, with all mounts in it; a link in the top folder, such as /lib, stays a link."""
    target = Path(root + path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if os.path.islink(path) and os.path.dirname(path) == "/":
        target.symlink_to(os.readlink(path))
        return
    if os.path.isdir(path):
        target.mkdir(exist_ok=True)
    elif not target.exists():  # a library of the system's interpreter is in a folder that has been bound
        target.touch()
    syscalls.mount(path, str(target), "", syscalls.MS_BIND | syscalls.MS_REC)
    syscalls.mount_setattr(str(target), attributes, syscalls.AT_RECURSIVE)

"""Run a command as somebody else: as an ordinary user, as in a Docker container, on an older kernel.

    python run_as.py [--user] [--masked-proc] [--container] [--no-landlock] WORDS...

An ordinary user cannot start an interpreter that lies in a folder that only root may enter. So `--user`, which only
root can ask for, first makes a private view of the file system in which such folders are open, and empty but for what
is needed. `--container` takes the capabilities away that Docker takes from root, and installs a filter of system calls
that refuses namespaces and mounts as Docker's default profile does. `--masked-proc` covers a part of /proc, as
containers do that allow namespaces, and `--no-landlock` answers as a kernel without Landlock does.
"""

import argparse
import os
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from autograder.sandbox import seccomp, syscalls  # noqa: E402  # found by the line above

SCRIPT = __file__
USER = 4242
# unshare, setns, mount, umount2, pivot_root, open_tree, move_mount, fsopen, fsmount, mount_setattr
REFUSED = {"x86_64": (272, 308, 165, 166, 155, 428, 429, 430, 432, 442)}
REFUSED["aarch64"] = (97, 268, 40, 39, 41, 428, 429, 430, 432, 442)
CLONE, CLONE3 = {"x86_64": 56, "aarch64": 220}, 435
LOAD_NUMBER, EQUAL, ANY_BIT = (0x20, 0, 0, 0), 0x15, 0x45  # instructions of a filter
ALLOWED, EPERM, ENOSYS = (0x06, 0, 0, 0x7FFF0000), (0x06, 0, 0, 0x50001), (0x06, 0, 0, 0x50026)
DOCKERS_CAPABILITIES = 0xA80425FB


def main() -> None:
    """Change what this process is, then become the command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--user", action="store_true")
    parser.add_argument("--masked-proc", action="store_true")
    parser.add_argument("--container", action="store_true")
    parser.add_argument("--no-landlock", action="store_true")
    parser.add_argument("words", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    if asked.user or asked.masked_proc:
        syscalls.unshare(syscalls.CLONE_NEWNS)
        syscalls.mount("", "/", "", syscalls.MS_REC | syscalls.MS_PRIVATE)
    if asked.masked_proc:
        syscalls.mount("tmpfs", "/proc/fs", "tmpfs", syscalls.MS_RDONLY)
    if asked.user:
        open_closed_folders([REPOSITORY, Path(sys.base_prefix), Path(os.path.realpath(sys.executable)).parent])
        os.setgroups([])
        os.setresgid(USER, USER, USER)
        os.setresuid(USER, USER, USER)
    if asked.container:
        if os.getuid() == 0:
            for capability in range(64):
                if not DOCKERS_CAPABILITIES >> capability & 1:
                    syscalls.drop_from_bounding_set(capability)
        seccomp.load(seccomp.pack(dockers_filter()))
    if asked.no_landlock:
        seccomp.load(seccomp.pack([LOAD_NUMBER, (EQUAL, 0, 1, 444), ENOSYS, ALLOWED]))
    os.execv(asked.words[0], asked.words)


def open_closed_folders(needed: list[Path]) -> None:
    """Cover each folder that only root may enter by one that all may enter, with what is needed of it."""
    closed = {folder for path in needed if (folder := first_closed(path)) is not None}
    inside = {path: os.open(path, os.O_PATH) for path in needed if first_closed(path) is not None}
    for folder in closed:
        syscalls.mount("tmpfs", str(folder), "tmpfs", 0, "mode=755")
    for path, descriptor in sorted(inside.items()):
        path.mkdir(parents=True, exist_ok=True)
        syscalls.mount(f"/proc/self/fd/{descriptor}", str(path), "", syscalls.MS_BIND)
        os.close(descriptor)


def first_closed(path: Path) -> Path | None:
    """The outermost folder on the way to `path` that only its owner may enter."""
    return next((folder for folder in reversed(path.parents) if not folder.stat().st_mode & 0o001), None)


def dockers_filter() -> list[tuple[int, int, int, int]]:
    """Docker's answers to calls that make namespaces or mounts; everything else is allowed."""
    machine = syscalls.machine()
    code = [LOAD_NUMBER]
    for number in REFUSED[machine]:
        code += [(EQUAL, 0, 1, number), EPERM]
    code += [(EQUAL, 0, 1, CLONE3), ENOSYS]
    return [*code, (EQUAL, 0, 3, CLONE[machine]), (0x20, 0, 0, 16), (ANY_BIT, 0, 1, 0x7E020000), EPERM, ALLOWED]


if __name__ == "__main__":
    main()

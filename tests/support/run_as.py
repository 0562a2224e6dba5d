"""Run a command as an ordinary user, as in a Docker container, or as on an older kernel.

    python run_as.py [--user] [--masked-proc] [--container] [--no-landlock] COMMAND...

--user          Run as an ordinary user; only root can use it. The interpreter may be in a folder that only root may
                enter. So such folders are first covered, in this process's view of the file system, by open ones that
                hold only what is needed.
--container     Drop the capabilities that Docker takes from root, and refuse namespaces and mounts by a seccomp filter
                as Docker's default profile does.
--masked-proc   Cover a part of /proc, as a container does that allows namespaces.
--no-landlock   Answer like a kernel without Landlock.
"""

import argparse
import os
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from autograder.sandbox import seccomp, syscalls  # noqa: E402  # the line above makes it importable

SCRIPT = __file__
USER = 4242
# unshare, setns, mount, umount2, pivot_root, open_tree, move_mount, fsopen, fsmount, mount_setattr
REFUSED = {"x86_64": (272, 308, 165, 166, 155, 428, 429, 430, 432, 442)}
REFUSED["aarch64"] = (97, 268, 40, 39, 41, 428, 429, 430, 432, 442)
CLONE, CLONE3 = {"x86_64": 56, "aarch64": 220}, 435
LOAD_NUMBER, EQUAL, ANY_BIT = (0x20, 0, 0, 0), 0x15, 0x45  # BPF instructions
ALLOWED, EPERM, ENOSYS = (0x06, 0, 0, 0x7FFF0000), (0x06, 0, 0, 0x50001), (0x06, 0, 0, 0x50026)
DOCKER_CAPABILITIES = 0xA80425FB


def main() -> None:
    """Restrict this process as the options say, then replace it by the command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--user", action="store_true")
    parser.add_argument("--masked-proc", action="store_true")
    parser.add_argument("--container", action="store_true")
    parser.add_argument("--no-landlock", action="store_true")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    needed = [REPOSITORY, Path(sys.base_prefix), Path(os.path.realpath(sys.executable)).parent]
    closed = options.user and any(map(first_closed, needed))
    if closed or options.masked_proc:
        syscalls.unshare(syscalls.CLONE_NEWNS)
        syscalls.mount("", "/", "", syscalls.MS_REC | syscalls.MS_PRIVATE)
    if options.masked_proc:
        syscalls.mount("tmpfs", "/proc/fs", "tmpfs", syscalls.MS_RDONLY)
    if closed:
        open_closed_folders(needed)
    if options.user:
        os.setgroups([])
        os.setresgid(USER, USER, USER)
        os.setresuid(USER, USER, USER)
    if options.container:
        if os.getuid() == 0:
            for capability in range(64):
                if not DOCKER_CAPABILITIES >> capability & 1:
                    syscalls.drop_from_bounding_set(capability)
        seccomp.load(seccomp.pack(docker_filter()))
    if options.no_landlock:
        seccomp.load(seccomp.pack([LOAD_NUMBER, (EQUAL, 0, 1, 444), ENOSYS, ALLOWED]))
    os.execv(options.command[0], options.command)


def open_closed_folders(needed: list[Path]) -> None:
    """Cover each folder that only root may enter by an open one that holds only the needed paths."""
    closed_folders = {folder for path in needed if (folder := first_closed(path)) is not None}
    descriptors = {path: os.open(path, os.O_PATH) for path in needed if first_closed(path) is not None}
    for folder in closed_folders:
        syscalls.mount("tmpfs", str(folder), "tmpfs", 0, "mode=755")
    for path, descriptor in sorted(descriptors.items()):
        path.mkdir(parents=True, exist_ok=True)
        syscalls.mount(f"/proc/self/fd/{descriptor}", str(path), "", syscalls.MS_BIND)
        os.close(descriptor)


def first_closed(path: Path) -> Path | None:
    """Return the outermost parent folder of `path` that only its owner may enter."""
    return next((folder for folder in reversed(path.parents) if not folder.stat().st_mode & 0o001), None)


def docker_filter() -> list[tuple[int, int, int, int]]:
    """Refuse the system calls that make namespaces or mounts, as Docker does; allow all others."""
    machine = syscalls.machine()
    code = [LOAD_NUMBER]
    for number in REFUSED[machine]:
        code += [(EQUAL, 0, 1, number), EPERM]
    code += [(EQUAL, 0, 1, CLONE3), ENOSYS]
    return [*code, (EQUAL, 0, 3, CLONE[machine]), (0x20, 0, 0, 16), (ANY_BIT, 0, 1, 0x7E020000), EPERM, ALLOWED]


if __name__ == "__main__":
    main()

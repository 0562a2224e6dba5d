"""Folders for what is needed for a while: each goes with the last process that uses it, or with the next run.

A process that is killed removes nothing. So every process that uses such a folder holds a lock on a file in it, which
the kernel takes from a process that dies. A process that gets the lock for itself knows that no other one lives.
"""

import fcntl
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from autograder.host.signals import signals_wait

PREFIX = "grade-"
LOCK = "in-use-by-grade"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


class ScratchFolder:
    """A new folder in the temporary folder, which others may enter; or one that another process has made."""

    def __init__(self, path: Path | None = None):
        try:
            with signals_wait():  # until it has the file by which a later run knows it
                self.path = path or Path(tempfile.mkdtemp(prefix=PREFIX))
                self._enter(path)
        except BaseException:  # Ctrl-C, say
            if path is None and hasattr(self, "path"):
                remove(self.path)
            raise

    def _enter(self, path: Path | None) -> None:
        if path is None:
            self.path.chmod(0o755)
        flags = os.O_RDONLY | (os.O_CREAT if path is None else 0)
        unready = self.path / (f"{LOCK}-soon" if path is None else LOCK)
        self.lock = os.open(unready, flags, 0o600)
        fcntl.flock(self.lock, fcntl.LOCK_SH)
        if path is None:
            unready.rename(self.path / LOCK)  # from here on, a process that finds no lock on it may remove the folder

    def leave(self) -> None:
        """Remove the folder, if no other process uses it."""
        with suppress(BlockingIOError):
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove_now_or_later(self.path)
        os.close(self.lock)


def remove(folder: Path) -> None:
    """Remove a folder, whatever a student's code has made in it: thousands of folders within each other, say, or some
    that are closed to their owner. No process may change it meanwhile.

    Each folder in it is moved up before it is emptied. So nothing here depends on how deep they are: neither the stack
    nor the number of open descriptors nor the length of a path.
    """
    with suppress(OSError):
        folder.chmod(0o700)
        top = os.open(folder, _FOLDER)
        try:
            _empty(top, keep=LOCK)  # it goes last: if this process is killed before, the next run knows the folder
            _empty(top)
        finally:
            os.close(top)
        folder.rmdir()


def _remove_now_or_later(folder: Path) -> None:
    """Remove a folder that nobody uses. If a dying process still writes into it, it stays until the next run: give it
    its lock file again, without which no run takes it for one of ours."""
    remove(folder)
    with suppress(OSError):  # as a rule, the folder is gone
        (folder / LOCK).touch(0o600)


def _empty(top: int, keep: str = "") -> None:
    moved = f"removed-{os.urandom(8).hex()}-"
    number = 0
    waiting = ["."]
    while waiting:
        name = waiting.pop()
        with suppress(OSError):
            descriptor = os.open(name, _FOLDER, dir_fd=top)
            try:
                for inner, is_folder in _entries(descriptor):
                    if name == "." and inner == keep:
                        continue
                    with suppress(OSError):
                        if is_folder:
                            number += 1
                            os.chmod(inner, 0o700, dir_fd=descriptor)  # no link: these do not count as folders
                            os.rename(inner, f"{moved}{number}", src_dir_fd=descriptor, dst_dir_fd=top)
                            waiting.append(f"{moved}{number}")
                        else:
                            os.unlink(inner, dir_fd=descriptor)
            finally:
                os.close(descriptor)
            if name != ".":
                os.rmdir(name, dir_fd=top)


def _entries(descriptor: int) -> list[tuple[str, bool]]:
    with os.scandir(descriptor) as entries:
        return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]


def remove_abandoned() -> None:
    """Remove the folders in the temporary folder that processes of this user have made, none of which lives."""
    with os.scandir(tempfile.gettempdir()) as entries:
        found = [Path(entry.path) for entry in entries if entry.name.startswith(PREFIX)]
    for path in found:
        with suppress(OSError):
            _remove_if_abandoned(path)


def _remove_if_abandoned(path: Path) -> None:
    folder = os.open(path, _FOLDER)
    try:
        lock = os.open(LOCK, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        try:
            of_folder, of_lock = os.fstat(folder), os.fstat(lock)
            if stat.S_ISREG(of_lock.st_mode) and {of_folder.st_uid, of_lock.st_uid} == {os.geteuid()}:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _remove_now_or_later(path)
        finally:
            os.close(lock)
    finally:
        os.close(folder)

"""Scratch folders are removed by the last process that uses them, or by the next run; others' folders never."""

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.host import resource_usage, scratch_folders
from autograder.host.scratch_folders import LOCK, ScratchFolder, remove, remove_abandoned
from autograder.notebook_reader import compose
from tests.support import levels

GRADE = Path(sys.executable).with_name("grade")
HELD = """from autograder.host.scratch_folders import ScratchFolder
held = ScratchFolder()
print(held.path, flush=True)
input()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="scratch-tests-") as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)  # what it remembers
        yield Path(folder)  # `tmp_path` was asked for first, or pytest would make it in here


def held_by_another() -> tuple[subprocess.Popen[str], Path]:
    """A process with a scratch folder."""
    process = subprocess.Popen([sys.executable, "-c", HELD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_the_last_one_to_leave_removes_it(temporary: Path):
    first = ScratchFolder()
    second = ScratchFolder(first.path)
    (first.path / "sub").mkdir()
    first.leave()
    assert second.path.is_dir()
    second.leave()
    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_has_left_is_removed_and_what_a_living_one_has_is_not(temporary: Path):
    dead, left = held_by_another()
    alive, kept = held_by_another()
    with dead, alive:
        dead.kill()
        dead.wait()
        assert left.is_dir()
        remove_abandoned()
        assert list(temporary.iterdir()) == [kept]
        alive.communicate("\n")
    remove_abandoned()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("first_listed", [True, False])
def test_the_lock_goes_last_so_that_a_removal_that_is_killed_is_finished_by_the_next_run(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, first_listed: bool
):
    folder, listed = ScratchFolder(), scratch_folders._entries
    (folder.path / "sub").mkdir()
    for name in [*map(str, range(20)), "sub/inner"]:
        (folder.path / name).touch()
    gone, unlink = [], os.unlink

    def noted(name: str, *, dir_fd: int) -> None:
        gone.append(name)
        unlink(name, dir_fd=dir_fd)

    monkeypatch.setattr("os.unlink", noted)
    monkeypatch.setattr(scratch_folders, "_entries", lambda of: sorted(listed(of), reverse=first_listed))
    folder.leave()
    assert len(gone) == 22
    assert gone[-1] == LOCK
    assert list(temporary.iterdir()) == []


def test_a_folder_without_our_lock_stays(temporary: Path):
    (temporary / "grade-book").mkdir()
    (temporary / "grade-book" / "marks.txt").write_text("1.0", encoding="utf-8")
    (temporary / "grade-file").write_text(LOCK, encoding="utf-8")
    (temporary / "grades" / LOCK).mkdir(parents=True)
    (temporary / "grade-odd" / LOCK).mkdir(parents=True)
    os.mkfifo(temporary / "grade-book" / "fifo")
    (temporary / "grade-pipe").mkdir()
    os.mkfifo(temporary / "grade-pipe" / LOCK)
    before = sorted(temporary.rglob("*"))
    remove_abandoned()
    assert sorted(temporary.rglob("*")) == before


def test_links_are_not_followed(temporary: Path):
    other = temporary / "other"
    abandoned = ScratchFolder()
    os.close(abandoned.lock)
    shutil.move(abandoned.path, other)
    (temporary / "grade-link").symlink_to(other)
    (temporary / "grade-lock").mkdir()
    (temporary / "grade-lock" / LOCK).symlink_to(other / LOCK)
    remove_abandoned()
    assert (other / LOCK).is_file()
    assert (temporary / "grade-lock").is_dir()
    inside = ScratchFolder()
    (inside.path / "link").symlink_to(other)
    inside.leave()
    assert (other / LOCK).is_file()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder to somebody else")
def test_the_folder_of_somebody_else_stays():
    abandoned = ScratchFolder()
    os.close(abandoned.lock)
    os.chown(abandoned.path, 4242, 4242)
    remove_abandoned()
    assert abandoned.path.is_dir()
    os.chown(abandoned.path, 0, 0)
    remove_abandoned()
    assert not abandoned.path.exists()


def test_a_folder_too_deep_for_python_is_removed(temporary: Path):
    deep = temporary / "deep"
    deep.mkdir()
    here = Path.cwd()
    try:
        os.chdir(deep)
        for _ in range(1200):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(here)
    remove(deep)
    assert not deep.exists()


@pytest.mark.parametrize(
    "leave",
    [lambda made: made.leave(), lambda made: (os.close(made.lock), remove_abandoned())],
    ids=["its last user", "the next run"],
)
def test_what_a_dying_process_writes_meanwhile_goes_with_the_next_run(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, leave: Callable[[ScratchFolder], object]
):
    made, whole = ScratchFolder(), scratch_folders._empty

    def and_is_written_into(top: int, keep: str = "") -> None:
        whole(top, keep)
        (made.path / "late").touch()

    with monkeypatch.context() as patched:
        patched.setattr(scratch_folders, "_empty", and_is_written_into)
        leave(made)
    assert made.path.exists()
    remove_abandoned()
    assert list(temporary.iterdir()) == []


def test_a_run_that_was_killed_as_a_whole_is_cleaned_up_by_the_next(temporary: Path, tmp_path: Path):
    levels.need("lite")
    notebook, out = tmp_path / "ada.ipynb", tmp_path / "out"
    notebook.write_bytes(compose(["import time\ntime.sleep(1000)"] * 100))
    run = [str(GRADE), "run", "tensors", str(notebook), "--out", str(out), "--jobs", "2"]
    killed = subprocess.Popen(run, stdout=subprocess.DEVNULL)
    until(lambda: ours_in(temporary) and len(resource_usage.tree(killed.pid)) > 4)
    every = resource_usage.tree(killed.pid)
    for pid in every:
        with contextlib.suppress(ProcessLookupError):  # its parent's death was its own
            os.kill(pid, signal.SIGKILL)
    killed.wait()
    until(lambda: not any(map(is_alive, every)))
    assert len(list(temporary.iterdir())) == 1  # nobody was left to remove it
    notebook.write_bytes(compose(["x = 1"]))
    subprocess.run(run, check=True, capture_output=True)
    assert list(temporary.iterdir()) == []


def ours_in(temporary: Path) -> list[Path]:
    with contextlib.suppress(FileNotFoundError):  # the folder of the trial of the walls goes meanwhile
        return list(temporary.glob("grade-*/grade-*/ours"))
    return []


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


def test_a_folder_whose_making_fails_is_removed(temporary: Path, monkeypatch: pytest.MonkeyPatch):
    def full_table(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr("fcntl.flock", full_table)
    with pytest.raises(OSError, match="no locks"):
        ScratchFolder()
    assert list(temporary.iterdir()) == []


def test_a_folder_whose_making_is_interrupted_is_removed(temporary: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.05)

    monkeypatch.setattr("fcntl.flock", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ScratchFolder()
    assert list(temporary.iterdir()) == []


def test_closed_folders_and_strange_names_are_removed(temporary: Path):
    top = temporary / "top"
    top.mkdir()
    for name in (b"\xff", b"a\nb", b"-rf", b" ", b"removed-1", LOCK.encode(), b"x" * 255):
        inner = os.path.join(os.fsencode(top), name)
        os.mkdir(inner)
        os.mkdir(os.path.join(inner, name))
        os.mkfifo(os.path.join(inner, b"fifo"))
        os.symlink(temporary, os.path.join(inner, b"link"))
        os.chmod(os.path.join(inner, name), 0)
        os.chmod(inner, 0o100)
    (temporary / "other").write_text("stays", encoding="utf-8")
    top.chmod(0)
    remove(top)
    assert [path.name for path in temporary.iterdir()] == ["other"]
    remove(top)  # that it is gone is no error

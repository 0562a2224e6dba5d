"""A function in its own working folder: the same results in this process and in the sandbox."""

import os
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from checks import in_folder

from autograder.host.sandboxed_notebook import SandboxedNotebook

CELL = textwrap.dedent("""
    import os, pathlib, shutil

    def write(name, content):
        with open(name, "wb") as file:
            file.write(content)
        return name
    def read(name):
        return pathlib.Path(name).read_bytes()
    def list_names():
        return sorted(os.listdir())
    def writes_and_fails(name):
        write(name, b"half")
        raise ConnectionError("cut off")
    def changes_to_inner_folder():
        os.makedirs("a/b")
        os.chdir("a")
        write("inside", b"x")
        return os.path.basename(os.getcwd())
    def leaves_folder():
        os.chdir("..")
    def removes_folder():
        shutil.rmtree(os.getcwd())
    def writes_result_of(f, name):
        write(name, f(name))
    def makes_broken_link():
        os.symlink("nowhere", "broken")
""")


@pytest.fixture(params=["in this process", "in the sandbox"])
def student(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The functions of the cell, in this process or as proxies for those in the sandbox."""
    if request.param == "in this process":
        names: dict[str, Any] = {}
        exec(CELL, names)
        yield names
    else:
        opened: Callable[..., SandboxedNotebook] = request.getfixturevalue("opened")
        yield opened(CELL)


def test_the_function_finds_the_files_by_relative_paths(student: Any):
    files = {"b.txt": b"\x00\xff\r\n", "empty": b"", "folder": None, "deep/er/a.txt": b"x"}
    assert in_folder(dict(files), student["list_names"]) == ["b.txt", "deep", "empty", "folder"]
    assert in_folder(dict(files), student["read"], "b.txt") == b"\x00\xff\r\n"
    assert in_folder(files, student["read"], "deep/er/a.txt") == b"x"
    assert files == {
        "b.txt": b"\x00\xff\r\n",
        "deep": None,
        "deep/er": None,
        "deep/er/a.txt": b"x",
        "empty": b"",
        "folder": None,
    }


def test_written_files_come_back_and_do_not_stay(student: Any):
    files: dict[str, Any] = {}
    assert in_folder(files, student["write"], "ä b.bin", bytes(range(256))) == "ä b.bin"
    assert files == {"ä b.bin": bytes(range(256))}
    assert in_folder({}, student["list_names"]) == []


def test_files_also_come_back_after_an_error(student: Any):
    files: dict[str, Any] = {"kept": b"1"}
    with pytest.raises(ConnectionError, match="cut off"):
        in_folder(files, student["writes_and_fails"], "part")
    assert files == {"kept": b"1", "part": b"half"}


def test_a_function_may_leave_or_remove_its_folder(student: Any):
    before = os.getcwd()
    files: dict[str, Any] = {}
    assert in_folder(files, student["changes_to_inner_folder"]) == "a"
    assert files == {"b": None, "inside": b"x"}
    left: dict[str, Any] = {"a.txt": b"x"}
    in_folder(left, student["leaves_folder"])
    assert left == {}
    removed: dict[str, Any] = {"a.txt": b"x"}
    in_folder(removed, student["removes_folder"])
    assert removed == {}
    assert in_folder({"c": b""}, student["list_names"]) == ["c"]
    assert os.getcwd() == before


def test_a_function_that_is_an_argument_can_be_called(student: Any):
    asked = []

    def fetch(name: str) -> bytes:
        asked.append((name, Path(os.getcwd()).is_dir()))
        return name.encode()

    files: dict[str, Any] = {}
    in_folder(files, student["writes_result_of"], fetch, "a")
    assert files == {"a": b"a"}
    assert asked == [("a", True)]


def test_a_broken_link_is_listed_and_not_opened(student: Any):
    files: dict[str, Any] = {}
    in_folder(files, student["makes_broken_link"])
    assert files == {"broken": None}

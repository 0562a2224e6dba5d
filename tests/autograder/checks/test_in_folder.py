"""A function in a folder of its own: the same files before and after, here and behind walls."""

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
    def listed():
        return sorted(os.listdir())
    def half_way(name):
        write(name, b"half")
        raise ConnectionError("cut off")
    def moves_on():
        os.makedirs("a/b")
        os.chdir("a")
        write("inside", b"x")
        return os.path.basename(os.getcwd())
    def moves_out():
        os.chdir("..")
    def clears():
        shutil.rmtree(os.getcwd())
    def asks(f, name):
        write(name, f(name))
    def links():
        os.symlink("nowhere", "broken")
""")


@pytest.fixture(params=["here", "behind walls"])
def student(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The names of the cell, as functions of this process and as proxies for those of another."""
    if request.param == "here":
        names: dict[str, Any] = {}
        exec(CELL, names)
        yield names
    else:
        opened: Callable[..., SandboxedNotebook] = request.getfixturevalue("opened")
        yield opened(CELL)


def test_the_function_finds_the_files_and_relative_paths_lead_to_them(student: Any):
    files = {"b.txt": b"\x00\xff\r\n", "empty": b"", "folder": None, "deep/er/a.txt": b"x"}
    assert in_folder(dict(files), student["listed"]) == ["b.txt", "deep", "empty", "folder"]
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


def test_what_it_writes_comes_back_and_is_gone_the_next_time(student: Any):
    files: dict[str, Any] = {}
    assert in_folder(files, student["write"], "ä b.bin", bytes(range(256))) == "ä b.bin"
    assert files == {"ä b.bin": bytes(range(256))}
    assert in_folder({}, student["listed"]) == []


def test_what_an_error_leaves_behind_comes_back_too(student: Any):
    files: dict[str, Any] = {"kept": b"1"}
    with pytest.raises(ConnectionError, match="cut off"):
        in_folder(files, student["half_way"], "part")
    assert files == {"kept": b"1", "part": b"half"}


def test_a_function_that_moves_on_or_clears_all_away_spoils_nothing(student: Any):
    before = os.getcwd()
    files: dict[str, Any] = {}
    assert in_folder(files, student["moves_on"]) == "a"
    assert files == {"b": None, "inside": b"x"}
    away: dict[str, Any] = {"a.txt": b"x"}
    in_folder(away, student["moves_out"])
    assert away == {}
    gone: dict[str, Any] = {"a.txt": b"x"}
    in_folder(gone, student["clears"])
    assert gone == {}
    assert in_folder({"c": b""}, student["listed"]) == ["c"]
    assert os.getcwd() == before


def test_functions_handed_over_are_called_back_meanwhile(student: Any):
    asked = []

    def fetch(name: str) -> bytes:
        asked.append((name, Path(os.getcwd()).is_dir()))
        return name.encode()

    files: dict[str, Any] = {}
    in_folder(files, student["asks"], fetch, "a")
    assert files == {"a": b"a"}
    assert asked == [("a", True)]


def test_a_link_to_nowhere_is_named_and_not_opened(student: Any):
    files: dict[str, Any] = {}
    in_folder(files, student["links"])
    assert files == {"broken": None}

"""Questions about HOW an answer computes: its Python steps, what it does when a module is not there, and with files.

They act where the function lives. A function of this process is watched here; a proxy for a function in another
process carries out the same request there, and both come back with the same.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

Files = dict[str, bytes | None]  # paths with "/" and what the files hold; a folder holds None


def count_steps(function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[int, Any]:
    """Call the function and return (Python lines executed during the call, its result).

    Lines of libraries count too: `np.vectorize` calls back into Python once per element, and that is a loop.
    """
    remote = getattr(function, "count_steps", None)
    if remote is not None:
        return remote(*args, **kwargs)
    steps = 0

    def trace(frame: Any, event: str, _: Any) -> Any:
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        result = function(*args, **kwargs)
    finally:
        sys.settrace(before)
    return steps, result


def without_modules(names: Sequence[str], function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call the function while `import` of the named modules fails, and return its result."""
    remote = getattr(function, "without_modules", None)
    if remote is not None:
        return remote(names, *args, **kwargs)
    with _hidden(names):
        return function(*args, **kwargs)


def in_folder(files: Files, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call the function in a new working folder that holds `files`, and return its result.

    The files are made in the order of the dict, and relative paths lead to them. When the call is over, also when it
    raised, `files` is what the working folder holds then, sorted by path, and the folder is removed. A function that
    has moved on to a folder inside leaves what is held there; one that has moved out leaves nothing.
    """
    remote = getattr(function, "in_folder", None)
    if remote is not None:
        return remote(files, *args, **kwargs)
    before = os.getcwd()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _fill(folder, files)
        os.chdir(folder)
        try:
            return function(*args, **kwargs)
        finally:
            held = _held_here(os.path.realpath(folder))
            os.chdir(before)
            files.clear()
            files.update(held)


def _fill(folder: str, files: Files) -> None:
    for name, content in files.items():
        path = os.path.join(folder, *name.split("/"))
        os.makedirs(os.path.dirname(path) if content is not None else path, exist_ok=True)
        if content is not None:
            with open(path, "wb") as file:
                file.write(content)


def _held_here(outermost: str) -> Files:
    """Read the working folder, with every folder in it; nothing that is not inside `outermost` is looked at."""
    held: Files = {}
    try:
        folder = os.path.realpath(os.getcwd())
        inside = os.path.commonpath([folder, outermost]) == outermost
    except (FileNotFoundError, ValueError):  # the function has removed it, or moved to another drive
        inside = False
    if not inside:
        return held
    for place, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            path = os.path.join(place, name)
            short = os.path.relpath(path, folder).replace(os.sep, "/")
            held[short] = None
            if os.path.isfile(path):
                with suppress(OSError), open(path, "rb") as file:
                    held[short] = file.read()
    return dict(sorted(held.items()))


@contextmanager
def _hidden(names: Sequence[str]) -> Iterator[None]:
    gone = [name for name in sys.modules if name.partition(".")[0] in names]
    saved = {name: sys.modules[name] for name in gone}
    for name in [*gone, *names]:
        sys.modules[name] = None  # type: ignore[assignment]  # what `import` reads as "not there"
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(saved)

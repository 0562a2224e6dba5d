"""Probes of how an answer computes: its Python steps, its CPU seconds, without certain modules, with files, and again.

A probe acts in the process of the function. A function of this process is probed here. A proxy for a function of
another process has methods of the same names, which probe it there with the same result.
"""

import builtins
import copy
import gc
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import numpy as np

Files = dict[str, bytes | None]  # paths with "/" and the bytes of the files; None for a folder


def count_steps(function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[int, Any]:
    """Call the function and return (Python lines executed during the call, its result).

    Lines of libraries are also counted: `np.vectorize` calls a Python function for each element, which is a loop.
    """
    remote = getattr(function, "count_steps", None)
    if remote is not None:
        return remote(*args, **kwargs)
    steps = 0

    def trace(frame: Any, event: str, _: Any) -> Any:
        nonlocal steps
        steps += event == "line"
        return trace

    before, of_threads, collects = sys.gettrace(), threading.gettrace(), gc.isenabled()
    gc.disable()  # a collection would run lines of others, at a time that depends on what was there before
    sys.settrace(trace)
    threading.settrace(trace)
    try:
        result = function(*args, **kwargs)
        if sys.gettrace() is not trace:
            raise RuntimeError("your function must not change what counts its steps")
    finally:
        sys.settrace(before)
        threading.settrace(of_threads)
        if collects:
            gc.enable()
    return steps, result


def cpu_seconds(function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[float, Any]:
    """Call the function and return (CPU seconds that its process and all its children used, its result).

    For a function of another process, this process reads the kernel's clock: no code over there can change it. Never
    compare one measurement with a number: other programs may make any call slow, so take the best of several.
    """
    remote = getattr(function, "cpu_seconds", None)
    if remote is not None:
        return remote(*args, **kwargs)
    began = time.process_time()
    result = function(*args, **kwargs)
    return time.process_time() - began, result


def without_modules(names: Sequence[str], function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call the function while `import` of the named modules fails, and return its result."""
    remote = getattr(function, "without_modules", None)
    if remote is not None:
        return remote(names, *args, **kwargs)
    with _hidden_modules(names):
        return function(*args, **kwargs)


def in_folder(files: Files, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call the function in a new working folder that holds `files`, and return its result.

    The files are made in the order of the dict, and the function finds them by relative paths. After the call, even if
    it raised, `files` is what the working folder holds then, sorted by path; then the folder is removed. If the
    function has changed to a folder inside, `files` is what that folder holds; if it has left the folder, nothing.
    """
    remote = getattr(function, "in_folder", None)
    if remote is not None:
        return remote(files, *args, **kwargs)
    before = os.getcwd()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _write_files(folder, files)
        os.chdir(folder)
        try:
            return function(*args, **kwargs)
        finally:
            content = _read_working_folder(os.path.realpath(folder))
            os.chdir(before)
            files.clear()
            files.update(content)


def call_twice(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call the function twice with equal arguments, and once more, and return what it returns the last time.

    Each earlier result is overwritten when it comes back and again at the end: what a function keeps and returns again
    is not right any more, also where it fills it anew each time, or keeps two and returns them in turn.
    """
    remote = getattr(function, "call_twice", None)
    if remote is not None:
        return remote(*args, **kwargs)
    given = copy.deepcopy((args, kwargs))
    earlier = []
    for _ in range(2):
        positional, named = copy.deepcopy(given)
        earlier.append(function(*positional, **named))
        _overwrite(earlier[-1])
    result = function(*args, **kwargs)
    for kept in earlier:
        _overwrite(kept, 113)
    return result


def in_another_run(function: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, bool]:
    """Call the function as another run of Python would, where `hash` gives other numbers and chance begins elsewhere.

    Return its result, and whether it used or seeded the random numbers that everybody shares: those of `random` and
    `np.random`. A generator of its own, made from a seed, is not meant.
    """
    remote = getattr(function, "in_another_run", None)
    if remote is not None:
        answer: tuple[Any, bool] = remote(*args, **kwargs)
        return answer
    before, usual = (random.getstate(), np.random.get_state()), hash
    random.seed(271)
    np.random.seed(828)
    begun = _chance()
    builtins.hash = lambda value: usual((value, 18_284))
    try:
        result = function(*args, **kwargs)
        return result, _chance() != begun
    finally:
        builtins.hash = usual
        random.setstate(before[0])
        np.random.set_state(before[1])


def _chance() -> tuple[Any, bytes, int]:
    """Return the state of the random numbers that everybody shares."""
    _, numbers, place, *_ = np.random.get_state()
    return random.getstate(), np.asarray(numbers).tobytes(), int(place)


def _overwrite(result: Any, value: int | None = None) -> None:
    """Change all that can be changed in a result: arrays (to `value`), lists and dicts, also inside tuples."""
    if isinstance(result, np.ndarray) and result.dtype.kind in "biufc" and result.flags.writeable:
        result[...] = result == 0 if value is None else value
    elif isinstance(result, list | dict):
        for part in list(result.values() if isinstance(result, dict) else result):
            _overwrite(part, value)
        result.clear()
    elif isinstance(result, tuple):
        for part in result:
            _overwrite(part, value)


def _write_files(folder: str, files: Files) -> None:
    for name, content in files.items():
        path = os.path.join(folder, *name.split("/"))
        os.makedirs(os.path.dirname(path) if content is not None else path, exist_ok=True)
        if content is not None:
            with open(path, "wb") as file:
                file.write(content)


def _read_working_folder(outermost: str) -> Files:
    """Read the working folder with all folders in it; return nothing if it is not inside `outermost`."""
    found: Files = {}
    try:
        folder = os.path.realpath(os.getcwd())
        inside = os.path.commonpath([folder, outermost]) == outermost
    except (FileNotFoundError, ValueError):  # the function has removed the folder, or changed to another drive
        inside = False
    if not inside:
        return found
    for parent, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            path = os.path.join(parent, name)
            relative = os.path.relpath(path, folder).replace(os.sep, "/")
            found[relative] = None
            if os.path.isfile(path):
                with suppress(OSError), open(path, "rb") as file:
                    found[relative] = file.read()
    return dict(sorted(found.items()))


@contextmanager
def _hidden_modules(names: Sequence[str]) -> Iterator[None]:
    loaded = [name for name in sys.modules if name.partition(".")[0] in names]
    saved = {name: sys.modules[name] for name in loaded}
    for name in [*loaded, *names]:
        sys.modules[name] = None  # type: ignore[assignment]  # makes `import` raise ModuleNotFoundError
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(saved)

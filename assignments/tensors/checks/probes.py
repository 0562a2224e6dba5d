"""Questions about HOW an answer computes: its Python steps, and what it does when a module is not there.

Both act where the function lives. A function of this process is watched here; a proxy for a function in another
process carries out the same request there, and both come back with the same pair.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any


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


@contextmanager
def _hidden(names: Sequence[str]) -> Iterator[None]:
    gone = [name for name in sys.modules if name.split(".")[0] in names]
    saved = {name: sys.modules[name] for name in gone}
    for name in [*gone, *names]:
        sys.modules[name] = None  # type: ignore[assignment]  # what `import` reads as "not there"
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(saved)

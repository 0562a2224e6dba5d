"""Whether a function computes element by element, by the clock of the processor."""

import math
import time
from collections.abc import Callable, Iterable
from typing import Any

from checks.compare import Mismatch
from checks.probes import cpu_seconds

_PARTS, _PART = 4, 500  # loops over so many elements: the fastest one counts
_SHARE = 1.5  # of the time of the shortest loop
_SHARE_FOR_LISTS = 2.0  # to make a list of an array, and to hand it over, takes as long as this loop


def expect_no_slow_loop(
    function: Callable[..., Any], inputs: Iterable[tuple[Any, ...]], elements: int, what: str
) -> Any:
    """Check that the function is faster than a short Python loop over so many elements; return a result of it.

    A function may hide its steps from what counts them, and it cannot hide its CPU seconds. NumPy needs 10 to 50
    nanoseconds for an element, and a loop 100 to 300; the limit is some 75, measured by a loop of this process before
    and after the call. A busy machine makes a single call or loop slower, never faster. So one fast call of all is
    enough, the shortest of all loops counts, and a function with a loop has no fast call.

    Each of the `inputs` should be another one, so that no answer can be kept for the next call.
    """
    fastest, shortest_loop = math.inf, _loop_seconds(elements)
    for arguments in inputs:
        seconds, result = cpu_seconds(function, *arguments)
        fastest, shortest_loop = min(fastest, seconds), min(shortest_loop, _loop_seconds(elements))
        if fastest < (_SHARE_FOR_LISTS if isinstance(result, list) else _SHARE) * shortest_loop:
            return result
    raise Mismatch(
        f"{what} takes as long as a Python loop over {elements:,} elements: compute with whole arrays, without a loop.",
        seen="steps",
    )


def _loop_seconds(elements: int) -> float:
    """CPU seconds of a short loop over so many elements in this process."""
    return min(_seconds_of_loop(_PART) for _ in range(_PARTS)) * elements / _PART


def _seconds_of_loop(elements: int) -> float:
    began = time.thread_time()
    total = 0.0
    for element in range(elements):
        total += math.sqrt(element * element + 1.0)
    return time.thread_time() - began

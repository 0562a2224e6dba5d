"""The strict comparison of numbers: first the type, then the shape, then the values.

A list with the right numbers in the right shape is as good as an array. NaN equals nothing, and nothing is broadcast.
For a result that does not consist of numbers, the message names its type.
"""

from typing import Any

import numpy as np

Mistake = tuple[str, Any]  # a sentence about a common mistake, and the array that this mistake gives


class Mismatch(AssertionError):
    """The answer is wrong; the exception holds the sentence for the student and both values.

    `help` is the sentence. `show` tells a page how to draw the values: as a "picture" (values 0 to 1) or as "numbers".
    `drawn` is a drawing as text, for output that is text only: `str(mismatch)` is the sentence with it. `seen` is what
    was observed if it is something else than a wrong value: "changed", "warning", "calls", … `reason` is what a hidden
    case says of it instead of its own sentence (`because`).
    """

    def __init__(
        self,
        help: str,
        *,
        expected: Any = None,
        actual: Any = None,
        show: str = "numbers",
        drawn: str = "",
        seen: str = "",
    ):
        super().__init__(f"{help}\n\n{drawn}" if drawn else help)
        self.help, self.expected, self.actual, self.show, self.seen = help, expected, actual, show, seen
        self.reason = ""


def as_floats(result: Any, what: str) -> np.ndarray:
    """Return `result` as an array of float64; raise Mismatch if it does not consist of numbers."""
    if result is None:
        raise Mismatch(f"{what} is None: does your function end with `return`? (`print` is not `return`.)")
    try:
        raw = np.asarray(result)
    except Exception:  # ragged lists raise ValueError; other objects may raise anything
        raise Mismatch(f"{what} cannot be read as an array: do all its rows have the same length?") from None
    if raw.dtype.kind not in "biuf":
        kind = type(result).__name__ if raw.ndim == 0 else f"an array of dtype {raw.dtype}"
        raise Mismatch(f"{what} should be made of plain numbers, and is {kind}.")
    return np.array(raw, dtype=np.float64)


def expect_shape(actual: Any, shape: tuple[int, ...], what: str) -> np.ndarray:
    """Return `actual` as floats if it has exactly `shape`; the message names a transposed shape."""
    values = as_floats(actual, what)
    if values.shape != tuple(shape):
        if not tuple(shape):
            many = f"yours has {values.size}" if values.size != 1 else "yours is an array with one"
            raise Mismatch(f"{what} should be one number, and {many} (its shape is {values.shape}).")
        transposed = values.ndim > 1 and values.shape == tuple(shape)[::-1]
        hint = " Rows and columns are exchanged: rows come first." if transposed else ""
        raise Mismatch(f"{what} should have shape {tuple(shape)}, and has {values.shape}.{hint}")
    return values


def expect_equal(
    actual: Any, expected: Any, what: str, *, mistakes: list[Mistake] | None = None, show: str = "numbers"
) -> None:
    """Check for the same shape and exactly the same finite numbers."""
    expect_close(actual, expected, what, rtol=0.0, atol=0.0, mistakes=mistakes, show=show)


def expect_close(
    actual: Any,
    expected: Any,
    what: str,
    *,
    rtol: float = 0.0,
    atol: float = 0.0,
    mistakes: list[Mistake] | None = None,
    show: str = "numbers",
) -> None:
    """Check for the same shape and |actual - expected| <= atol + rtol * |expected| for every element.

    One of `mistakes` is named only if the answer agrees, within the same tolerance, with what the mistake gives; it may
    have another shape than `expected`.
    """
    wanted = np.asarray(expected, dtype=np.float64)
    got = as_floats(actual, what)
    if agree(got, wanted, rtol=rtol, atol=atol):
        return
    details: dict[str, Any] = {"expected": wanted, "actual": got, "show": show}
    for sentence, value in mistakes or []:
        if agree(got, np.asarray(value, dtype=np.float64), rtol=rtol, atol=atol):
            raise Mismatch(sentence, **details)
    expect_shape(got, wanted.shape, what)
    if not np.all(np.isfinite(got)):
        raise Mismatch(f"{what} contains nan or inf at {_place(~np.isfinite(got))}.", **details)
    with np.errstate(invalid="ignore", over="ignore"):
        off = ~(np.abs(got - wanted) <= atol + rtol * np.abs(wanted))
    raise Mismatch(_difference(got, wanted, off, what), **details)


def agree(got: np.ndarray, wanted: np.ndarray, *, rtol: float = 0.0, atol: float = 0.0) -> bool:
    """Tell whether both have the same shape and all values of `got` are finite and within the tolerance."""
    if got.shape != wanted.shape or not np.isfinite(got).all():
        return False
    if (got == wanted).all():
        return True
    if not rtol and not atol:
        return False
    with np.errstate(invalid="ignore", over="ignore"):
        return bool(np.all(np.abs(got - wanted) <= atol + rtol * np.abs(wanted)))


def expect_copy(result: Any, given: np.ndarray, what: str) -> None:
    """Check that `result` is not the array that the function was given, nor a view of it."""
    if result is given or (isinstance(result, np.ndarray) and np.shares_memory(result, given)):
        raise Mismatch(
            f"Your function returned {what} itself. Always return a copy, even if nothing is drawn.", seen="shared"
        )


def expect_unchanged(before: Any, after: Any, what: str) -> None:
    """Check that the call did not change an argument (`before` is a copy from before the call)."""
    if not np.array_equal(np.asarray(before), np.asarray(after)):
        name = what.rsplit(maxsplit=1)[-1]
        raise Mismatch(f"Your function changed {what}: work on a copy (for an array, `{name}.copy()`).", seen="changed")


def _place(where: np.ndarray) -> str:
    first = tuple(int(i) for i in np.argwhere(where)[0]) if where.ndim else ()
    return f"index {list(first)}" if first else "its only value"


def _difference(got: np.ndarray, wanted: np.ndarray, off: np.ndarray, what: str) -> str:
    if got.ndim == 0:
        return f"{what} should be {_wanted_and_got(wanted.item(), got.item())}."
    first = tuple(np.argwhere(off)[0])
    count = int(off.sum())
    head = f"{count} of {off.size} values differ, the first" if count > 1 else "one value differs,"
    place = [int(i) for i in first]
    return f"{what}: {head} at index {place}: it should be {_wanted_and_got(wanted[first].item(), got[first].item())}."


def _wanted_and_got(wanted: Any, got: Any) -> str:
    """Return both numbers as text, with all digits if ten digits do not show the difference."""
    short = [f"{number:.10g}" for number in (wanted, got)]
    return ", and is ".join(short if short[0] != short[1] else [repr(wanted), repr(got)])

"""Networks compared parameter by parameter: dicts such as {"W1": …, "b1": …}, and the first that is off by its name.

A network is debugged one parameter after the other, in the order in which its slopes are computed on the way back. So
of several parameters that are off only the first in that order is spoken of: the others may be right as soon as it is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from checks.compare import Mismatch, agree, as_floats, expect_close
from checks.gradients import expect_gradient

Parameters = Mapping[str, Any]  # a name and its array, for each parameter
Likely = tuple[str, Parameters]  # what the student probably did, and what it gives for one parameter or more


def as_parameters(actual: Any, like: Parameters, what: str) -> dict[str, np.ndarray]:
    """Return `actual` as a dict of floats if it has the names and the shapes of `like`, and no others."""
    names = ", ".join(like)
    if actual is None:
        raise Mismatch(f"{what} is None: does your function end with `return`? (`print` is not `return`.)")
    if not isinstance(actual, Mapping):
        raise Mismatch(f"{what} should be a dict with the names {names}, and is of type {type(actual).__name__}.")
    for name in like:
        if name not in actual:
            raise Mismatch(f"{what} should have the names {names}, and {name} is missing.")
    for name in actual:
        if name not in like:
            raise Mismatch(f"{what} should have the names {names} only, and has {name!r} too.")
    values = {name: as_floats(actual[name], f"{what}: {name}") for name in like}
    for name, value in values.items():
        wanted = np.shape(like[name])
        if value.shape != wanted:
            turned = value.ndim > 1 and value.shape == wanted[::-1]
            hint = " It is transposed." if turned else ""
            raise Mismatch(f"{what}: {name} should have shape {wanted}, and has {value.shape}.{hint}")
    return values


def expect_parameters(
    actual: Any, expected: Parameters, what: str, *, rtol: float = 0.0, atol: float = 0.0, slips: Sequence[Likely] = ()
) -> None:
    """Demand the same names, shapes and values, up to atol + rtol * |expected|; a slip is named if it is so."""
    got = as_parameters(actual, expected, what)
    likely = _likely(got, slips, rtol, atol)
    for name, value in expected.items():
        mine = [(sentence, slip[name]) for sentence, slip in likely if name in slip]
        expect_close(got[name], value, f"{what}: {name}", rtol=rtol, atol=atol, slips=mine)


def expect_parameter_slopes(
    actual: Any,
    expected: Parameters,
    what: str,
    *,
    order: Sequence[str],
    rtol: float = 0.0,
    atol: float = 0.0,
    slips: Sequence[Likely] = (),
    hints: Mapping[str, str] | None = None,
) -> None:
    """Demand the right slopes for every parameter, and speak of the first in `order` that is off.

    `hints` has for each parameter where to look when it is the first to be off and no slip is recognised.
    """
    got = as_parameters(actual, expected, what)
    likely = _likely(got, slips, rtol, atol)
    for place, name in enumerate(order):
        mine = [sentence for sentence, slip in likely if name in slip]
        try:
            expect_gradient(got[name], expected[name], f"{what}: {name}", rtol=rtol, atol=atol)
        except Mismatch as mismatch:
            said, table = mismatch.help.split("\n", 1)
            count, known = said.split(" off.", 1)  # what follows is a slip that any gradient may have
            before = f" ({_listed(order[:place])} {'is' if place == 1 else 'are'} right)" if place else ""
            why = mine[0] if len(mine) == 1 else known.strip() or (hints or {}).get(name, "")
            message = f"{count} off{before}. {why}".rstrip() + f"\n{table}"
            raise Mismatch(message, expected=mismatch.expected, actual=mismatch.actual) from None


def expect_parameters_unchanged(before: Parameters, after: Parameters, what: str = "params") -> None:
    """Demand that a dict of parameters still has its names, and each of them its values, dtype and shape."""
    if list(before) != list(after):
        raise Mismatch(f"Your function changed the names in {what}: it had {list(before)}, and has {list(after)}.")
    for name, value in before.items():
        if np.asarray(value).dtype != np.asarray(after[name]).dtype or not np.array_equal(value, after[name]):
            raise Mismatch(
                f'Your function changed {what}["{name}"], which belongs to its caller: dict({what}) copies the names '
                "and not the arrays, so make a new array of each.",
                expected=value,
                actual=after[name],
            )


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _likely(got: Parameters, slips: Sequence[Likely], rtol: float, atol: float) -> list[Likely]:
    return [
        (sentence, slip)
        for sentence, slip in slips
        if all(agree(got[name], np.asarray(value, dtype=float), rtol=rtol, atol=atol) for name, value in slip.items())
    ]

"""Networks compared parameter by parameter: dicts such as {"W1": …, "b1": …}.

A network is debugged one parameter after the other, in the order in which the backward pass computes their slopes. So
if several parameters are wrong, the message names only the first in that order: its error may cause the others.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from checks.compare import Mismatch, agree, as_floats, expect_close
from checks.gradients import expect_gradient

Parameters = Mapping[str, Any]  # a name and its array, for each parameter
ParameterMistake = tuple[str, Parameters]  # a sentence about a common mistake, and the parameters that it gives


def as_parameters(actual: Any, like: Parameters, what: str) -> dict[str, np.ndarray]:
    """Return `actual` as a dict of float arrays if it has exactly the names and the shapes of `like`."""
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
            raise Mismatch(f"{what} should have only the names {names}, and also has {name!r}.")
    values = {name: as_floats(actual[name], f"{what}: {name}") for name in like}
    for name, value in values.items():
        wanted = np.shape(like[name])
        if value.shape != wanted:
            transposed = value.ndim > 1 and value.shape == wanted[::-1]
            hint = " It is transposed." if transposed else ""
            raise Mismatch(f"{what}: {name} should have shape {wanted}, and has {value.shape}.{hint}")
    return values


def expect_parameters(
    actual: Any,
    expected: Parameters,
    what: str,
    *,
    rtol: float = 0.0,
    atol: float = 0.0,
    mistakes: Sequence[ParameterMistake] = (),
) -> None:
    """Check for the same names, shapes and values, up to atol + rtol * |expected|; name a recognised mistake."""
    got = as_parameters(actual, expected, what)
    recognised = _recognised(got, mistakes, rtol, atol)
    for name, value in expected.items():
        for_name = [(sentence, wrong[name]) for sentence, wrong in recognised if name in wrong]
        expect_close(got[name], value, f"{what}: {name}", rtol=rtol, atol=atol, mistakes=for_name)


def expect_parameter_slopes(
    actual: Any,
    expected: Parameters,
    what: str,
    *,
    order: Sequence[str],
    rtol: float = 0.0,
    atol: float = 0.0,
    mistakes: Sequence[ParameterMistake] = (),
    hints: Mapping[str, str] | None = None,
) -> None:
    """Check the slopes of every parameter; the message names the first wrong one in `order`.

    `hints` has a sentence for each parameter: where to look if it is the first wrong one and no mistake is recognised.
    """
    got = as_parameters(actual, expected, what)
    recognised = _recognised(got, mistakes, rtol, atol)
    for place, name in enumerate(order):
        sentences = [sentence for sentence, wrong in recognised if name in wrong]
        try:
            expect_gradient(got[name], expected[name], f"{what}: {name}", rtol=rtol, atol=atol)
        except Mismatch as mismatch:
            sentence, table = mismatch.help.split("\n", 1)
            count, known = sentence.split(" off.", 1)  # `known`: a mistake that any gradient may have
            before = f" ({_listed(order[:place])} {'is' if place == 1 else 'are'} right)" if place else ""
            why = sentences[0] if len(sentences) == 1 else known.strip() or (hints or {}).get(name, "")
            message = f"{count} off{before}. {why}".rstrip() + f"\n{table}"
            raise Mismatch(message, expected=mismatch.expected, actual=mismatch.actual) from None


def expect_parameters_unchanged(before: Parameters, after: Parameters, what: str = "params") -> None:
    """Check that a dict of parameters still has the same names, values, dtypes and shapes."""
    if list(before) != list(after):
        raise Mismatch(
            f"Your function changed the names in {what}: it had {list(before)}, and has {list(after)}.", seen="changed"
        )
    for name, value in before.items():
        if np.asarray(value).dtype != np.asarray(after[name]).dtype or not np.array_equal(value, after[name]):
            raise Mismatch(
                f'Your function changed {what}["{name}"], which belongs to its caller: dict({what}) copies the names '
                "and not the arrays, so make a new array for each.",
                expected=value,
                actual=after[name],
                seen="changed",
            )


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _recognised(
    got: Parameters, mistakes: Sequence[ParameterMistake], rtol: float, atol: float
) -> list[ParameterMistake]:
    return [
        (sentence, wrong)
        for sentence, wrong in mistakes
        if all(agree(got[name], np.asarray(value, dtype=float), rtol=rtol, atol=atol) for name, value in wrong.items())
    ]

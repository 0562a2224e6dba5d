"""What a sentence says of an answer, and whether that happened: the cause that it names against what was observed.

In: a sentence, and an `Observation` of the case in which it was said. Out: the claims that are not true. A sentence
that only repeats the contract claims nothing.
"""

import ast
import re
import warnings
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grading.authoring.observed_calls import ObservedCall, arrays_in, copied, observed
from grading.authoring.observed_values import equal, float_arrays, float_numbers, float_pairs, numbers_in

FACTS = ("changed", "shared", "warning", "refused", "calls")  # what a call does, beside its result


@dataclass(frozen=True)
class Observation:
    """A case that did not pass: the calls that it made, the answer's source, its function and the reference."""

    calls: Sequence[ObservedCall]
    source: str
    answer: Callable[..., Any]
    reference: Callable[..., Any]

    @cached_property
    def right(self) -> list[ObservedCall]:
        """What the reference does with the same arguments."""
        return [_called(self.reference, call.before, call.named) for call in self.calls]

    @cached_property
    def wrong(self) -> list[tuple[ObservedCall, ObservedCall]]:
        """The calls that the reference answers in another way, each with what the reference did."""
        return [(mine, other) for mine, other in zip(self.calls, self.right, strict=True) if not _agree(mine, other)]


@dataclass(frozen=True)
class Claim:
    """A kind of cause: how sentences name it, and whether it was there."""

    kind: str
    words: re.Pattern[str]
    holds: Callable[[Observation], bool]


def false_claims(sentence: str, seen: Observation, kinds: Collection[str] = ()) -> list[str]:
    """Return the causes that the sentence names and that were not there; of these `kinds` only, if there are any."""
    said = re.sub("“[^”]*”", "", sentence)  # names of cases
    asked = [claim for claim in CLAIMS if not kinds or claim.kind in kinds]
    return [claim.kind for claim in asked if claim.words.search(said) and not claim.holds(seen)]


def _changed(seen: Observation) -> bool:
    return any(call.changed for call in seen.calls)


def _shared(seen: Observation) -> bool:
    return any(call.shared or any(call.result is one for one in call.after) for call in seen.calls)


def _warned(seen: Observation) -> bool:
    return any("RuntimeWarning" in call.warned for call in seen.calls)


def _not_refused(seen: Observation) -> bool:
    """Whether an error of the reference was not raised, or one was raised that the reference does not raise."""
    return any(type(mine.error) is not type(other.error) for mine, other in zip(seen.calls, seen.right, strict=True))


def _another_shape(seen: Observation) -> bool:
    return any(_shapes(mine.result) != _shapes(other.result) for mine, other in seen.wrong)


def _asked_otherwise(seen: Observation) -> bool:
    """Whether functions that were handed over were called at other places, or another number of times."""
    return any(not _same_places(mine.asked, other.asked) for mine, other in zip(seen.calls, seen.right, strict=True))


def _in_another_order(seen: Observation) -> bool:
    """Whether a list is not sorted."""
    lists = [call.result for call in seen.calls if isinstance(call.result, list | tuple)]
    return any(sorted(map(str, one)) != list(map(str, one)) for one in lists)


def _not_finite(seen: Observation) -> bool:
    """Whether a result is not finite, or something was divided by 0."""
    results = [np.asarray(one) for call in seen.calls for one in numbers_in(call.result)]
    return _warned(seen) or any(not np.isfinite(one).all() for one in results) or any(
        isinstance(call.error, ZeroDivisionError) for call in seen.calls
    )  # fmt: skip


def _right_with_floats(seen: Observation) -> bool:
    """Whether a call is wrong with whole numbers and right with the same numbers as floats."""
    for mine, _ in seen.wrong:
        for floats in (float_arrays, float_pairs, float_numbers):
            before = tuple(floats(one) for one in mine.before)
            named = {name: floats(one) for name, one in mine.named.items()}
            if repr((before, named)) == repr((mine.before, mine.named)):
                continue
            if _agree(_called(seen.answer, before, named), _called(seen.reference, before, named)):
                return True
    return False


def _another_dtype(seen: Observation) -> bool:
    return any(
        [one.dtype for one in arrays_in(mine.result)] != [one.dtype for one in arrays_in(other.result)]
        for mine, other in zip(seen.calls, seen.right, strict=True)
    )


def _nearly_right(seen: Observation) -> bool:
    """Whether what is wrong is wrong by a little, as by rounding or nudging."""
    for mine, other in seen.wrong:
        for pair in zip(numbers_in(mine.result), numbers_in(other.result), strict=False):
            one, two = (np.asarray(value, dtype=float) for value in pair)
            if one.shape == two.shape and np.allclose(one, two, rtol=0.1, atol=1.0):
                return True
    return not seen.wrong  # as good as this comparison sees


def _right_otherwise(seen: Observation) -> bool:
    """Whether the first call was answered rightly: with floats, or but for a warning."""
    return bool(seen.calls) and _agree(seen.calls[0], seen.right[0])


def _lost_fractions(seen: Observation) -> bool:
    """Whether a result has only whole numbers where fractions should be."""
    for mine, other in seen.wrong:
        for pair in zip(numbers_in(mine.result), numbers_in(other.result), strict=False):
            one, two = (np.asarray(value, dtype=float) for value in pair)
            if bool(np.all(one == np.trunc(one))) and not bool(np.all(two == np.trunc(two))):
                return True
    return False


def _small_types(seen: Observation) -> bool:
    """Whether the answer itself asks for a type that is too small."""
    return bool(re.search(r"\bu?int(8|16|32)\b|float(16|32)|like\(", seen.source))


def _has_loop(seen: Observation) -> bool:
    loops = (ast.For, ast.While, ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp)
    tree = ast.parse(seen.source)
    names = {node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "") for node in ast.walk(tree)}
    hidden = {"vectorize", "map", "apply_along_axis", "frompyfunc", "fromiter"}
    return any(isinstance(node, loops) for node in ast.walk(tree)) or bool(names & hidden)


def _repeats(seen: Observation) -> bool:
    """Whether two results are equal where the reference's are not, or the other way round."""

    def equal(calls: Sequence[ObservedCall]) -> list[bool]:
        texts = [repr([one.tobytes() for one in arrays_in(call.result)]) + repr(call.result)[:500] for call in calls]
        return [one == other for at, one in enumerate(texts) for other in texts[:at]]

    return equal(seen.calls) != equal(seen.right) or bool(seen.wrong)


_NAMED: tuple[tuple[str, tuple[str, ...], Callable[[Observation], bool]], ...] = (
    (
        "changed",
        (
            r"(has|have) changed",
            r"[Yy]ou(r function)? changed",
            r"You moved the caller|has moved along|You nudge the caller|changes? the caller|the caller.s x was changed",
            r"works? (with)?in(side)? (the caller|them)",
            r"same afterwards|must stay|work on something new|[Cc]hange n(either|othing)|[Ll]eave the (picture|data)",
        ),
        _changed,
    ),
    (
        "shared",
        (r"itself\. Always return a copy|arrays of their own|second name for|on a copy of `image`, always",),
        lambda seen: _shared(seen) or _changed(seen),
    ),
    ("warning", (r"gives a warning|\bwarn(s|ed)\b",), _warned),
    ("refused", (r"ValueError|KeyError|[Rr]aise (a|an)\b|instead of raising",), _not_refused),
    (
        "shape",
        (r"no axis|keeps both axes|should have shape|of another shape|axes, where|one number, where",),
        _another_shape,
    ),
    (
        "calls",
        (r"once per step|never called|called (once|[0-9]+ times)|Two calls of f|Each point where f|was asked",),
        _asked_otherwise,
    ),
    ("order", (r"wrong order|has no order",), _in_another_order),
    ("not finite", (r"\bnan\b|divides by 0|0 / 0",), _not_finite),
    ("right but for that", (r"number is right|repaired afterwards|With int64 it is right",), _right_otherwise),
    (
        "whole numbers",
        (
            r"(bytes?|uint8|255|256|dtype).*wraps? (a)?round|wraps? (a)?round.*(uint8|bytes?|255|256)",
            r"[Ww]hole numbers?\b.*(fraction|becomes|cut)",
            r"does not fit|[Mm]ake floats|uint8 holds|too small for",
            r"[Ff]ractions were cut|lose their fractions|loses its fraction",
        ),
        lambda seen: _right_with_floats(seen) or _another_dtype(seen) or _lost_fractions(seen) or _small_types(seen),
    ),
    (
        "rounding",
        (r"nudging (loses|and rounding)|are not exact|less exact|too coarse|off by whole pixels",),
        _nearly_right,
    ),
    ("loop", (r"Python loop runs|more Python steps",), _has_loop),
    ("repeats", (r"pictures repeat|gave two different|gave the same picture|last run leaked",), _repeats),
)
CLAIMS = tuple(Claim(kind, re.compile("|".join(words)), holds) for kind, words, holds in _NAMED)


def _called(function: Callable[..., Any], before: Sequence[Any], named: dict[str, Any]) -> ObservedCall:
    calls: list[ObservedCall] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            observed(function, calls)(*copied(tuple(before)), **copied(named))
        except Exception as error:
            calls[0].error = error
    return calls[0]


def _agree(mine: ObservedCall, other: ObservedCall) -> bool:
    if mine.error is not None or other.error is not None:
        return type(mine.error) is type(other.error)
    return equal(mine.result, other.result)


def _shapes(value: Any) -> list[tuple[int, ...]]:
    return [np.shape(one) for one in numbers_in(value)]


def _same_places(mine: Sequence[tuple[Any, ...]], others: Sequence[tuple[Any, ...]]) -> bool:
    return len(mine) == len(others) and all(equal(list(one), list(two)) for one, two in zip(mine, others, strict=True))

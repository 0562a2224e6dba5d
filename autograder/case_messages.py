"""The words of a case that did not pass: they follow what happened, and only then the author's sentence.

In: what a case was told, as a `Summary`, and the forms of what the right answers told it. Out: one sentence. It is made
of fixed words and of names that tests give: no text, number or name that student code made comes into it, since student
code has seen the inputs of hidden cases.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.host.prefetch import Told
from autograder.notebook_feedback.fingerprints import Fingerprint, builtin_name, fingerprints
from autograder.notebook_feedback.known_mistakes import Given
from autograder.results import Outcome

Form = str  # of one answer: "None", "numbers (21, 31)", "raised ValueError", …

LOST = {
    "timeout": "Your function did not come to an end in time.",
    "crashed": "The process of your function came to an end: it crashed, or it used or returned too much.",
    "not_run": "This case was not run: the notebook had used up its time.",
}
_NONE = "Your function returned None: does it end with `return`? (`print` is not `return`.)"
_MOST_ROWS, _MOST_AXES = 100_000, 8  # of nested lists
_KINDS = {
    "numbers": "numbers",
    "text": "text",
    "bytes": "bytes",
    "items": "a list or tuple of other things than numbers",
    "dict": "a dict",
    "function": "a function",
    "other": "something else than plain data",
}


@dataclass(frozen=True)
class Summary:
    """What is kept of all that a case was told: no value, which may be large.

    `told` is of the answers to all its calls, planned ones that it did not come to included; `heard` is of the first
    answer, of the first two, and so on up to its end. A form is what kind of value an answer is, and its shape if it
    consists of numbers. `stub` is the text of the first NotImplementedError, or None.
    """

    told: Fingerprint | None = None
    heard: tuple[Fingerprint, ...] = ()
    forms: tuple[Form, ...] = ()
    stub: str | None = None

    @property
    def given(self) -> Given:
        """What a failed case was given."""
        return self.told, self.heard[-1] if self.heard else None


def summary(told: Sequence[Told], heard: int) -> Summary:
    """Return what is kept of these calls, of which the case has made the first `heard`."""
    stubs = [_text(call.error) for call in told if isinstance(call.error, NotImplementedError)]
    forms = tuple(f"raised {builtin_name(call.error)}" if call.error else _form(call.result) for call in told)
    found = fingerprints(told)
    return Summary(found[-1] if found else None, tuple(found[:heard]), forms, stubs[0] if stubs else None)


def hidden_words(
    outcome: Outcome, told: Summary, right: Sequence[Collection[Form]], author: str | None, raised: str = ""
) -> str:
    """Return the sentence of a hidden case that was not recognised.

    `right` are the forms of the right answers, and `raised` is the exception that ended the case, if one did. The
    author's sentence names a cause, so it is said only where an answer of the right form came.
    """
    if raised:
        return _raised(raised)
    return LOST.get(outcome) or _wrong_form(told.forms, right) or author or "A hidden case does not pass."


def _wrong_form(forms: Sequence[Form], right: Sequence[Collection[Form]]) -> str:
    """Return a sentence on the first answer whose form no right answer has."""
    for number, form in enumerate(forms):
        wanted = right[number] if number < len(right) else ()
        if form in wanted:
            continue
        if wanted and all(one.startswith("raised ") for one in wanted):  # an error is asked for: the author says which
            return ""
        kind, _, shape = form.partition(" ")
        if kind == "raised":
            return _raised(shape)
        if kind == "None":
            return _NONE
        if wanted:
            return _other_form(kind, shape, wanted)
    return ""


def _raised(name: str) -> str:
    return f"Your function raised {name} in a hidden case."


def _other_form(kind: str, shape: str, wanted: Collection[Form]) -> str:
    kinds = sorted({form.partition(" ")[0] for form in wanted} & _KINDS.keys())
    if shape == "(0,)" and "numbers (0,)" not in wanted:
        return "Your function returned an empty list, where something should be in it."
    if kind not in kinds:
        asked = " or ".join(_KINDS[one] for one in kinds)
        return f"Your function returned {_KINDS[kind]}, where {asked} should come." if asked else ""
    if kind != "numbers":
        return ""
    shapes = {form.partition(" ")[2] for form in wanted if form.startswith("numbers ")}
    axes = sorted({_axes(one) for one in shapes})
    if _axes(shape) not in axes:
        return f"Your function returned {_named(_axes(shape))}, where {' or '.join(map(_named, axes))} should come."
    lengths = {
        int(one[1:].partition(",")[0]) for one in shapes if _but_for_the_length(one) == _but_for_the_length(shape)
    }
    if lengths and len(shapes) == len(lengths):
        length = int(shape[1:].partition(",")[0])
        if length > max(lengths) or length < min(lengths):
            more = "more" if length > max(lengths) else "fewer"
            return f"Your function returned {more} rows, or entries of a list, than are asked for."
    return "Your function returned an array of another shape than the docstring says."


def _but_for_the_length(shape: str) -> str:
    return shape.partition(",")[2]


def _form(value: Any) -> Form:
    if value is None:
        return "None"
    if isinstance(value, str):
        return "text"
    if isinstance(value, bytes):
        return "bytes"
    if isinstance(value, dict):
        return "dict"
    if isinstance(value, bool | int | float | complex | np.generic | np.ndarray | list | tuple):
        shape = _shape(value)
        return "items" if shape is None else f"numbers {shape}"
    return "function" if callable(value) else "other"


def _shape(value: Any, level: int = 0) -> tuple[int, ...] | None:
    """Return the shape of what consists of numbers; None if it does not."""
    if isinstance(value, list | tuple):
        if len(value) > _MOST_ROWS or level > _MOST_AXES:
            return None
        inner = {_shape(item, level + 1) for item in value}
        if len(inner) > 1 or None in inner:
            return None
        return (len(value), *(inner.pop() or ())) if inner else (0,)
    if isinstance(value, np.generic | np.ndarray):
        return value.shape if value.dtype.kind in "biufc" else None
    return () if isinstance(value, bool | int | float | complex) else None


def _axes(shape: str) -> int:
    return 0 if shape == "()" else shape.count(",") + (not shape.endswith(",)"))


def _named(axes: int) -> str:
    return "one number" if axes == 0 else f"an array with {axes} {'axis' if axes == 1 else 'axes'}"


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # a class may have a `__str__` of its own
        return ""

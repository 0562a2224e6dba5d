"""Arrays that a student's functions return, for a person to look at. They decide no points.

In: a notebook that has been run and asked, and calls to make. Out: each call that gave an array of numbers. The calls
come after all cases, so that no result depends on them.
"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.host.errors import GuestLost
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.results import Drawn

MAX_VALUES = 1 << 22  # in one array


@dataclass(frozen=True)
class DrawingCall:
    """A call whose result is looked at: its words, the function and the arguments."""

    words: str
    function: str
    arguments: tuple[Any, ...]


def drawn_pictures(answers: SandboxedNotebook, calls: Sequence[DrawingCall]) -> Iterator[Drawn]:
    """Make the calls, and yield what is an array of numbers. A call that fails in any way gives nothing.

    A function that came to no end in a case is not called.
    """
    for call in calls:
        if answers.endless[call.function]:
            continue
        try:
            answers.begin_question(call.function)
            answers.begin_case()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the guest's warnings come out here
                array = np.asarray(answers[call.function](*call.arguments))
        except GuestLost as lost:
            answers.lost(lost.outcome)
        except Exception:  # whatever a student's function raises, or a value that is no array
            continue
        else:
            if array.dtype.kind in "biuf" and 0 < array.size <= MAX_VALUES:
                yield Drawn(call.words, array)

"""What a hidden case says if it fails by something else than what its own sentence claims."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from checks.compare import Mismatch, expect_unchanged

ORDINARY = "The value is wrong with ordinary inputs already, so this case could not look at what it is about."
CHANGED = "What you were given has changed: work on something new."


@contextmanager
def because(sentence: str) -> Iterator[None]:
    """Give each Mismatch inside this sentence: a hidden case then says it instead of its `failure_message`.

    Use it where a case looks at one more thing. The sentence is true of whatever fails inside.
    """
    try:
        yield
    except Mismatch as mismatch:
        mismatch.reason = mismatch.reason or sentence
        raise


def precondition() -> Any:
    """Return a context for what must hold before a case can see what it is about, such as the values for floats."""
    return because(ORDINARY)


def expect_unchanged_as_well(before: Any, after: Any, what: str) -> None:
    """Check as `expect_unchanged` does, in a hidden case that is about something else."""
    with because(CHANGED):
        expect_unchanged(before, after, what)

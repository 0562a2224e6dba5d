"""The good answers that stand on feedback pages: only those that the teacher has released.

In: an assignment and the clock. Out: answers by their question, or nothing before `[policy]` in assignment.toml says
`answers = true` and the due time with its grace is over.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assignments.course import Assignment
from grading.counted_attempt import policy_of, shows_answers

if TYPE_CHECKING:
    from grading.export.answers import GoodAnswer


def released_answers(assignment: Assignment) -> dict[str, GoodAnswer]:
    """Return the good answers by their question if the policy shows them now, and nothing before that."""
    if not shows_answers(policy_of(assignment), datetime.now(UTC)):
        return {}
    from grading.export.answers import good_answers  # reads a lesson: most runs do not need that

    return {answer.question: answer for answer in good_answers(assignment)}

"""The command line `grade`, with an assignment of two questions: a run takes two seconds.

`python -m tests.support.small_grade run gradients …` from the repository's folder. The variable QUESTIONS of
the environment sets another number.
"""

import os
from dataclasses import replace
from functools import cache

from assignments import course
from grading.cli import main

WHOLE = course.assignment


@cache
def small(slug: str) -> course.Assignment:
    """Return an assignment with its first questions."""
    whole = WHOLE(slug)
    return replace(whole, questions=whole.questions[: int(os.environ.get("QUESTIONS", "2"))])


if __name__ in ("__main__", "__mp_main__"):
    course.assignment = small
if __name__ == "__main__":
    main()

"""Which questions a student has not begun: the pages fold them into one line."""

from autograder.results import QuestionResult


def is_not_started(question: QuestionResult) -> bool:
    """Whether the stub is still there, or no function of this name."""
    return question.untouched or (bool(question.cases) and all(case.outcome == "missing" for case in question.cases))

"""Recognise a question that a student has not started: its function is still the stub, or is missing."""

import re

from autograder.results import CaseResult, QuestionResult

_STUB = re.compile(r"\bstub is still there\b|\bis still the stub\b")


def is_untouched(question: QuestionResult) -> bool:
    """Whether every case of a question found the stub or no function."""
    return bool(question.cases) and all(map(_found_nothing, question.cases))


def _found_nothing(case: CaseResult) -> bool:
    return case.outcome == "missing" or (case.outcome == "failed" and bool(_STUB.search(case.message)))

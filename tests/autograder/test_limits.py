"""The limits of the assignments: wide enough for slow right answers, narrow enough for a class with endless loops."""

from dataclasses import replace

import pytest

from assignments import course
from autograder.host.zygote_process import Zygote
from autograder.judge import judge, load
from grading.authoring.graders import through_the_wire
from grading.authoring.known_answers import answers
from tests.support.endless import classes

SLUGS = course.assignments()


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_every_right_answer_passes_in_a_fifth_of_the_time(slug: str, zygote: Zygote) -> None:
    assignment = course.assignment(slug)
    assignment = replace(assignment, limits=replace(assignment.limits, case=assignment.limits.case / 5))
    tried = 0
    for question in assignment.questions:
        for answer in answers("accepted", slug, question.name):
            results = through_the_wire(zygote, assignment, question, answer.source)
            assert {case.outcome for case in results.values()} == {"passed"}, (question.name, answer.name)
            tried += 1
    assert tried > len(assignment.questions)


@pytest.mark.slow
def test_a_class_in_which_one_in_four_loops_takes_at_most_twice_as_long(zygote: Zygote) -> None:
    """In CPU seconds, and without what is paid once for the class."""
    pixels = course.assignment("pixels")
    tests = load([pixels.test_file(question.name) for question in pixels.questions])

    def taken(notebooks: list[bytes]) -> float:
        return sum(judge(notebook, tests, zygote, limits=pixels.limits).cpu_s for notebook in notebooks)

    without, looping = classes(pixels, 12)
    assert len(without) >= 6
    assert sum(one != other for one, other in zip(without, looping, strict=True)) == -(-len(without) // 4)
    taken(without[:1])  # the first of a class teaches what the cases ask
    assert taken(looping) < 2 * taken(without)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_lesson_says_the_limits(slug: str) -> None:
    assignment = course.assignment(slug)
    limits = assignment.limits
    sentence = (
        f"When your notebook is graded, a cell may compute for {_seconds(limits.cell)}, a case of a check for "
        f"{_seconds(limits.case)}, and the whole notebook for {_seconds(limits.submission)}."
    )
    assert sentence in assignment.lesson.read_text(encoding="utf-8")


def _seconds(number: float) -> str:
    return f"{number:g} second{'' if number == 1 else 's'}"

"""The limits of the assignments: wide enough for slow right answers, narrow enough for a class with endless loops."""

from dataclasses import replace

import pytest

from assignments import course
from autograder.host.zygote_process import PACKAGES, Zygote
from autograder.judge import judge, load
from grading.authoring.graders import in_sandbox
from grading.authoring.known_answers import answers
from grading.pool.job import prepare
from grading.pool.learned import learned_plans
from tests.support import levels
from tests.support.endless import classes
from tests.support.sample import sample

SLUGS = course.assignments()


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("slug", sample("tensors"))
def test_every_right_answer_passes_in_a_fifth_of_the_time(slug: str, zygote: Zygote) -> None:
    assignment = course.assignment(slug)
    assignment = replace(assignment, limits=replace(assignment.limits, case=assignment.limits.case / 5))

    def stopped(question: course.Question, source: str) -> dict[str, str]:
        results = in_sandbox(zygote, assignment, question, source)
        return {name: case.outcome for name, case in results.items() if case.outcome != "passed"}

    tried = 0
    for question in assignment.questions:
        for answer in answers("accepted", slug, question.name):
            # A busy machine only makes an answer slower, so that one of three tries is enough.
            cases = [stopped(question, answer.source)]
            while cases[-1] and len(cases) < 3:
                cases.append(stopped(question, answer.source))
            assert not cases[-1], (question.name, answer.name, cases)
            tried += 1
    assert tried > len(assignment.questions)


def test_an_endless_function_costs_a_class_little_more_than_one_cell_and_one_case(zygote: Zygote) -> None:
    """With that, one in four who has one does not double the time of a class; `tests.benchmarks.limits` measures it."""
    levels.need("full")  # where the process cannot be copied, the cells run again
    pixels = course.assignment("pixels")
    tests = load([pixels.test_file(question.name) for question in pixels.questions])
    plans = learned_plans(prepare(pixels, zygote.level), tests, zygote)

    def taken(notebook: bytes, most: float = 0.0) -> float:
        """CPU seconds: the least of three, since a busy machine only adds to them, or the first below `most`."""
        times: list[float] = []
        while len(times) < 3 and (not times or times[-1] >= most):
            times.append(judge(notebook, tests, zygote, limits=pixels.limits, plans=plans).cpu_s)
        return min(times)

    pairs = [pair for pair in zip(*classes(pixels, 12), strict=True) if pair[0] != pair[1]]
    assert len(pairs) >= 2
    for without, looping in pairs:
        once = taken(without)
        # Processes that are started anew may take as long as the notebook itself, in a slow hour of the machine too.
        most = pixels.limits.cell + 1.75 * pixels.limits.case + once
        assert pixels.limits.cell / 2 < taken(looping, once + most) - once < most


@pytest.mark.parametrize("slug", SLUGS)
def test_the_lesson_says_the_limits(slug: str) -> None:
    assignment = course.assignment(slug)
    limits = assignment.limits
    sentence = (
        f"In grading, a cell may compute for {_seconds(limits.cell)}, a case for {_seconds(limits.case)}, the whole "
        f"notebook for {_seconds(limits.submission)}."
    )
    assert sentence in assignment.lesson.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_lesson_says_which_packages_are_there(slug: str) -> None:
    assignment = course.assignment(slug)
    assert {"numpy", "matplotlib", "pillow"} <= set(PACKAGES)
    words = ["Python's own modules", "NumPy", "matplotlib", "Pillow", *assignment.packages]
    sentence = f"When your notebook is graded, {', '.join(words[:-1])} and {words[-1]} are there, and no other package."
    assert sentence in assignment.lesson.read_text(encoding="utf-8")


def _seconds(number: float) -> str:
    return f"{number:g} second{'' if number == 1 else 's'}"

"""Every known answer is graded as its author says, and `verify` finds a test file that grades it otherwise."""

import sys
from dataclasses import replace

import pytest

from assignments import course
from assignments.course import Assignment, Question
from grading.authoring import graders
from grading.authoring import verify as verifying
from grading.authoring.graders import GradedCase, Results, in_process, points_by_otter
from grading.authoring.known_answers import Answer, answers
from grading.authoring.verify import _answers_without_question, known_answers, verify, verify_all
from tests.support import levels
from tests.support.sample import sample

QUESTIONS = [(slug, question.name) for slug in course.assignments() for question in course.assignment(slug).questions]


def only(slug: str, name: str) -> Assignment:
    assignment = course.assignment(slug)
    return replace(assignment, questions=tuple(q for q in assignment.questions if q.name == name))


@pytest.fixture(autouse=True)
def _one_question_at_a_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verifying, "_answers_without_question", lambda assignment: [])


@pytest.mark.parametrize(("slug", "name"), QUESTIONS)
def test_every_known_answer_is_graded_as_its_author_says(slug: str, name: str):
    assert [str(problem) for problem in verify(only(slug, name))] == []


@pytest.mark.parametrize("slug", course.assignments())
def test_every_file_of_answers_belongs_to_a_question(slug: str):
    assert list(_answers_without_question(course.assignment(slug))) == []


def test_answers_without_a_question_are_a_problem():
    first, *others = PIXELS.questions
    problems = list(_answers_without_question(replace(PIXELS, questions=tuple(others))))
    assert {(problem.question, problem.sentence.split(" ", 1)[0]) for problem in problems} == {
        (first.name, f"solutions/{kind}/pixels/{first.name}.py") for kind in ("wrong", "accepted")
    }


def test_the_source_of_an_answer_runs_alone_and_has_no_decorator():
    for slug, name in QUESTIONS:
        for answer in answers("wrong", slug, name):
            assert "rejected_by" not in answer.source
            namespace: dict[str, object] = {}
            exec(answer.source, namespace)
            assert callable(namespace[name])


QUESTION = Question("blank_image", 2.0, 1, 5)
PIXELS = course.assignment("pixels")
WRONG = "def blank_image(height, width, value=0.0):\n    return None\n"


def problems_of(monkeypatch: pytest.MonkeyPatch, kind: str, answer: Answer, *graders: Results) -> list[str]:
    """Verify one made-up answer with made-up outcomes."""
    given = {"wrong": [], "accepted": [], kind: [answer]}
    monkeypatch.setattr(verifying, "answers", lambda which, slug, question: given[which])
    monkeypatch.setattr(verifying, "MIN_ANSWERS", {})
    known = [k for k in verifying.known_answers(PIXELS, PIXELS.questions[0]) if k.kind == kind]
    monkeypatch.setattr(verifying, "known_answers", lambda assignment, question: known)
    made_up = {
        f"by grader {n}": (lambda assignment, question, source, result=result: result)
        for n, result in enumerate(graders)
    }
    one = replace(PIXELS, questions=(QUESTION,))
    return [problem.sentence for problem in verify(one, made_up)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "result", "words"),
    [
        ("wrong", {"a": GradedCase("passed", 2.0)}, "case 'a' should reject it, but its outcome is 'passed'"),
        ("wrong", {"a": GradedCase("timeout", 2.0)}, "should reject it, but its outcome is 'timeout'"),
        ("wrong", {"b": GradedCase("failed", 2.0)}, "names the case 'a', which does not exist"),
        ("wrong", {"a": GradedCase("failed", 2.0, "TypeError: x")}, "rejects it by an unrelated error: TypeError: x"),
        ("accepted", {"a": GradedCase("failed", 1.0), "b": GradedCase("passed", 1.0)}, "case 'a' rejects it"),
        ("accepted", {"a": GradedCase("passed", 1.0)}, "gets 1 of 2 points"),
        ("stub", {"a": GradedCase("passed", 2.0)}, "case 'a' passes, although nothing is solved"),
        ("reference", {"a": GradedCase("missing", 2.0)}, "case 'a' rejects it"),
    ],
)
def test_a_wrong_outcome_is_a_problem(monkeypatch: pytest.MonkeyPatch, kind: str, result: Results, words: str):
    sentences = problems_of(monkeypatch, kind, Answer("odd", "Odd.", ("a",) if kind == "wrong" else (), WRONG), result)
    assert any(words in sentence for sentence in sentences)


def test_two_graders_must_agree_on_each_case(monkeypatch: pytest.MonkeyPatch):
    here: Results = {"a": GradedCase("failed", 1.0), "b": GradedCase("passed", 1.0)}
    there: Results = {"a": GradedCase("failed", 1.0), "b": GradedCase("crashed", 1.0)}
    answer = Answer("odd", "Odd.", ("a",), WRONG)
    assert problems_of(monkeypatch, "wrong", answer, here, here) == []
    assert problems_of(monkeypatch, "wrong", answer, here, there) == [
        "the outcome of the case 'b' is passed by grader 0 and crashed by grader 1"
    ]


def test_too_few_answers_to_a_question_are_a_problem(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verifying, "answers", lambda kind, slug, question: [])
    monkeypatch.setattr(verifying, "known_answers", lambda assignment, question: [])
    problems = verify(replace(PIXELS, questions=(QUESTION,)))
    assert [str(problem) for problem in problems] == [
        f"blank_image, {kind} answers: there are 0: write at least {fewest}"
        for kind, fewest in verifying.MIN_ANSWERS.items()
    ]


def test_points_that_otter_run_gives_otherwise_are_a_problem(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verifying, "known_answers", lambda assignment, question: [])
    monkeypatch.setattr(verifying, "points_by_otter", lambda assignment: {QUESTION.name: 1.5})
    one = replace(PIXELS, questions=(QUESTION,))
    assert verify_all(one, None) == []
    assert [problem.sentence for problem in verify_all(one, None, otter=True)] == [
        "`otter run` gives it 1.5 of 2 points"
    ]


def test_an_error_in_the_test_itself_is_unrelated_and_an_error_in_the_answer_is_not(
    tmp_path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "blank_image.py"
    path.write_text(
        "from otter.test_files import test_case\n"
        'OK_FORMAT = False\nname = "blank_image"\npoints = 2\n'
        '@test_case(name="ours", points=1)\ndef ours(blank_image):\n    blank_image(1, 1).missing\n'
        '@test_case(name="theirs", points=1)\ndef theirs(blank_image):\n    blank_image()\n    blank_image(0, 0)\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(Assignment, "test_file", lambda self, question: path)
    source = "def blank_image(height=0, width=0):\n    return None if height else 1 / 0\n"
    results = in_process(PIXELS, QUESTION, source)
    assert results["ours"].unrelated_error.startswith("AttributeError")
    assert (results["theirs"].outcome, results["theirs"].unrelated_error) == ("failed", "")


@pytest.mark.parametrize(("code", "failure"), [
    ("import time\nwhile time.process_time() < 1.5: pass", ""),
    ("print('so'); raise SystemExit('it cannot be done')", "it cannot be done"),
    ("import time; time.sleep(60)", "it did nothing for 0.5 seconds, three times"),
])  # fmt: skip
def test_a_command_is_given_up_when_it_computes_no_more(code: str, failure: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(graders, "PATIENCE", 0.5)
    monkeypatch.setattr(graders, "LEAST_WORK", 0.001)  # the other tests leave it little
    assert graders._failure_of([sys.executable, "-c", code], ".") == failure


@pytest.mark.parametrize("slug", sample("tensors"))
def test_otter_run_gives_the_reference_the_same_points(slug: str):
    assignment = course.assignment(slug)
    assert points_by_otter(assignment) == {question.name: question.points for question in assignment.questions}


@pytest.mark.parametrize("slug", sample("tensors"))
def test_the_sandbox_and_this_process_agree(slug: str, monkeypatch: pytest.MonkeyPatch):
    """Only the first answer of each kind to each question: `grade verify` tries all of them, in some minutes."""
    monkeypatch.setattr(verifying, "known_answers", first_of_each_kind)
    assert [str(problem) for problem in verify_all(course.assignment(slug), levels.best())] == []


def first_of_each_kind(assignment: Assignment, question: Question) -> list[verifying.KnownAnswer]:
    found: dict[str, verifying.KnownAnswer] = {}
    for known in known_answers(assignment, question):
        found.setdefault(known.kind, known)
    return list(found.values())

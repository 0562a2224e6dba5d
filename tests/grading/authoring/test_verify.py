"""Every answer that the authors know is judged as they say, and a test file that misjudges is found out."""

from dataclasses import replace

import pytest

from assignments import course
from assignments.course import Assignment, Question
from autograder.results import Level
from grading.authoring import verify as verifying
from grading.authoring.graders import Judged, Results, in_process, points_by_otter
from grading.authoring.known_answers import Answer, answers
from grading.authoring.verify import _strays, known_answers, verify, verify_all
from tests.support import levels

QUESTIONS = [(slug, question.name) for slug in course.assignments() for question in course.assignment(slug).questions]


def only(slug: str, name: str) -> Assignment:
    assignment = course.assignment(slug)
    return replace(assignment, questions=tuple(q for q in assignment.questions if q.name == name))


@pytest.fixture(autouse=True)
def _one_question_at_a_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verifying, "_strays", lambda assignment: [])


@pytest.mark.parametrize(("slug", "name"), QUESTIONS)
def test_every_known_answer_is_judged_as_its_author_says(slug: str, name: str):
    assert [str(problem) for problem in verify(only(slug, name))] == []


@pytest.mark.parametrize("slug", course.assignments())
def test_every_file_of_answers_belongs_to_a_question(slug: str):
    assert list(_strays(course.assignment(slug))) == []


def test_answers_to_a_question_that_is_gone_are_found():
    first, *others = PIXELS.questions
    problems = list(_strays(replace(PIXELS, questions=tuple(others))))
    assert {(problem.question, problem.sentence.split(" ", 1)[0]) for problem in problems} == {
        (first.name, f"solutions/{kind}/pixels/{first.name}.py") for kind in ("wrong", "accepted")
    }


def test_the_source_of_an_answer_stands_alone_and_carries_no_mark():
    for slug, name in QUESTIONS:
        for answer in answers("wrong", slug, name):
            assert "rejected_by" not in answer.source
            namespace: dict[str, object] = {}
            exec(answer.source, namespace)
            assert callable(namespace[name])


QUESTION = Question("blank_image", 2.0, 1, 5)
PIXELS = course.assignment("pixels")
WRONG = "def blank_image(height, width, value=0.0):\n    return None\n"


def judged_by(monkeypatch: pytest.MonkeyPatch, kind: str, answer: Answer, *ways: Results) -> list[str]:
    """Verify one made-up answer with made-up judgements."""
    given = {"wrong": [], "accepted": [], kind: [answer]}
    monkeypatch.setattr(verifying, "answers", lambda which, slug, question: given[which])
    monkeypatch.setattr(verifying, "FEWEST", {})
    known = [k for k in verifying.known_answers(PIXELS, PIXELS.questions[0]) if k.kind == kind]
    monkeypatch.setattr(verifying, "known_answers", lambda assignment, question: known)
    judges = {f"way {n}": (lambda assignment, question, source, result=result: result) for n, result in enumerate(ways)}
    one = replace(PIXELS, questions=(QUESTION,))
    return [problem.sentence for problem in verify(one, judges)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "result", "words"),
    [
        ("wrong", {"a": Judged("passed", 2.0)}, "case 'a' should reject it, and says 'passed'"),
        ("wrong", {"a": Judged("timeout", 2.0)}, "should reject it, and says 'timeout'"),
        ("wrong", {"b": Judged("failed", 2.0)}, "names the case 'a', and there is none"),
        ("wrong", {"a": Judged("failed", 2.0, "TypeError: x")}, "rejects it by luck: TypeError: x"),
        ("accepted", {"a": Judged("failed", 1.0), "b": Judged("passed", 1.0)}, "case 'a' rejects it"),
        ("accepted", {"a": Judged("passed", 1.0)}, "gets 1 of 2 points"),
        ("stub", {"a": Judged("passed", 2.0)}, "case 'a' passes, although nothing is solved"),
        ("reference", {"a": Judged("missing", 2.0)}, "case 'a' rejects it"),
    ],
)
def test_a_misjudgement_is_found(monkeypatch: pytest.MonkeyPatch, kind: str, result: Results, words: str):
    sentences = judged_by(monkeypatch, kind, Answer("odd", "Odd.", ("a",) if kind == "wrong" else (), WRONG), result)
    assert any(words in sentence for sentence in sentences)


def test_two_ways_must_agree_case_by_case(monkeypatch: pytest.MonkeyPatch):
    here: Results = {"a": Judged("failed", 1.0), "b": Judged("passed", 1.0)}
    there: Results = {"a": Judged("failed", 1.0), "b": Judged("crashed", 1.0)}
    answer = Answer("odd", "Odd.", ("a",), WRONG)
    assert judged_by(monkeypatch, "wrong", answer, here, here) == []
    assert judged_by(monkeypatch, "wrong", answer, here, there) == ["the case 'b' says passed way 0 and crashed way 1"]


def test_an_error_in_the_test_itself_is_luck_and_one_in_the_answer_is_not(tmp_path, monkeypatch: pytest.MonkeyPatch):
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


@pytest.mark.slow
def test_otter_run_gives_the_reference_the_same_points():
    assert points_by_otter(PIXELS) == {question.name: question.points for question in PIXELS.questions}


@pytest.mark.slow
@pytest.mark.parametrize("slug", course.assignments())
def test_the_wire_and_this_process_agree(slug: str, monkeypatch: pytest.MonkeyPatch):
    """On the first answer of each kind to each question: `grade verify` asks all of them, in some minutes."""
    level: Level = "lite" if levels.why_not("full") else "full"
    levels.need(level)
    monkeypatch.setattr(verifying, "known_answers", first_of_each_kind)
    assert [str(problem) for problem in verify_all(course.assignment(slug), level)] == []


def first_of_each_kind(assignment: Assignment, question: Question) -> list[verifying.Known]:
    found: dict[str, verifying.Known] = {}
    for known in known_answers(assignment, question):
        found.setdefault(known.kind, known)
    return list(found.values())

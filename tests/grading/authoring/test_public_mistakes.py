"""The digests of wrong answers that students get: current, complete enough, and without any answer."""

import json

import pytest

from assignments import course
from assignments.build.test_files import cases_of
from autograder import judge  # it lets modules import `notebook_feedback`
from grading.authoring import public_mistakes
from grading.authoring.known_answers import answers

assert judge


@pytest.mark.parametrize("slug", course.assignments())
def test_the_committed_digests_are_current_and_hold_no_line_of_an_answer(slug: str):
    assignment = course.assignment(slug)
    assert public_mistakes.is_current(assignment)
    text = public_mistakes.path_of(assignment).read_text(encoding="utf-8")
    questions = json.loads(text)["questions"]
    assert sorted(questions) == sorted(question.name for question in assignment.questions)
    sentences = {mistake["sentence"] for found in questions.values() for mistake in found["mistakes"]}
    assert sentences
    for question in assignment.questions:
        public = {case.name for case in cases_of(assignment.test_file(question.name), question) if not case.hidden}
        assert {case for mistake in questions[question.name]["mistakes"] for case in mistake["cases"]} <= public
        for answer in answers("wrong", slug, question.name):
            code = [line.strip() for line in answer.source.splitlines() if len(line.strip()) > 30]
            docstring = " ".join(answer.docstring.split())
            assert not [line for line in code if line in text and line.strip('"') not in docstring], answer.name


def test_another_test_file_makes_its_digests_anew(monkeypatch: pytest.MonkeyPatch):
    assignment = course.assignment("pixels")
    before = public_mistakes.digests(assignment)
    made = []
    monkeypatch.setattr(public_mistakes, "_made", lambda assignment, question: made.append(question.name) or {})
    assert public_mistakes.digests(assignment) == before
    real = public_mistakes._digest_of_sources
    monkeypatch.setattr(
        public_mistakes, "_digest_of_sources", lambda a, q: "new" if q.name == "ripples" else real(a, q)
    )
    assert not public_mistakes.is_current(assignment)
    assert set(made) == {"ripples"}


def test_what_is_made_is_the_same_each_time():
    assignment = course.assignment("pixels")
    question = next(one for one in assignment.questions if one.name == "set_pixel")
    committed = public_mistakes.digests(assignment)["set_pixel"]
    assert json.loads(json.dumps(public_mistakes._made(assignment, question)))["mistakes"] == committed["mistakes"]

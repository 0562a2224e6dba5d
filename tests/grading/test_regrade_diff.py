"""Who changes between two runs, and why: the comparison, the command, its page, and what a regrade prints."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.results import CaseResult, QuestionResult, Verdict
from grading.commands.group import commands
from grading.commands.output.regrade_summary import print_regrade, regrade
from grading.commands.output.terminal import out
from grading.gradebook.database import Gradebook
from grading.gradebook.runs import begin_run, finish_run
from grading.records import Attempt
from grading.regrade_diff import CaseChange, changes
from tests.support.graded_class import attempt

ROUND = CaseResult("is round", False, True, 2.0, "passed", "")


def judged(student: str, case: CaseResult, **other: object) -> Attempt:
    score = case.points if case.passed else 0.0
    verdict = Verdict("graded", score, 10.0, 0.1, 0.2, "full", questions=(QuestionResult("disc", score, 2.0, (case,)),))
    return replace(attempt(student, score), verdict=verdict, **other)  # type: ignore[arg-type]


FAILED = replace(ROUND, passed=False, outcome="failed", message="Square.")
OLD, NEW = {"tests/disc.py": "1", "checks/all.py": "1"}, {"tests/disc.py": "2", "checks/all.py": "1"}


def test_equal_classes_have_no_changes():
    before = {"ada": judged("ada", ROUND)}
    after = {"ada": judged("ada", replace(ROUND, message="Other words."), tests_sha256="other")}
    assert changes(before, after, OLD, NEW) == []


def test_a_changed_test_file_is_named_with_the_question_and_the_case():
    (change,) = changes({"ada": judged("ada", FAILED)}, {"ada": judged("ada", ROUND, tests_sha256="x")}, OLD, NEW)
    assert (change.student, change.before, change.after, change.why) == ("ada", 0.0, 2.0, "changed: tests/disc.py")
    (question,) = change.questions
    assert (question.name, question.before, question.after, question.why) == ("disc", 0.0, 2.0, "its tests changed")
    assert question.cases == (CaseChange("is round", "failed", "passed", 2.0, 2.0),)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"sha256": "new"}, "another notebook was handed in"),
        ({"tests_sha256": "new"}, "the tests or what they rest on changed"),
        ({}, "the same notebook with the same tests: a time limit or chance"),
    ],
)
def test_the_reason_is_named(other: dict[str, str], why: str):
    (change,) = changes({"ada": judged("ada", FAILED)}, {"ada": judged("ada", ROUND, **other)})
    assert change.why == why


def test_new_cases_other_points_and_students_who_come_and_go():
    more = replace(ROUND, points=1.0)
    before, after = {"ada": judged("ada", ROUND), "ben": judged("ben", ROUND)}, {"ada": judged("ada", more)}
    after |= {"cy": judged("cy", replace(ROUND, name="is big"))}
    ada, ben, cy = changes(before, after)
    assert ada.questions[0].cases == (CaseChange("is round", "passed", "passed", 2.0, 1.0),)
    assert (ben.before, ben.after, ben.why) == (2.0, None, "no longer in the class")
    assert (cy.before, cy.after, cy.why) == (None, 2.0, "new in the class")


def test_our_fault_is_shown_as_a_missing_score():
    fault = replace(attempt("ada", None), sha256="")
    (change,) = changes({"ada": judged("ada", ROUND)}, {"ada": fault})
    assert (change.before, change.after) == (2.0, None)
    assert "it was graded and is error" in change.why


@pytest.fixture
def regraded(tmp_path: Path) -> Path:
    """A class that two runs graded; between them, a test changed."""
    with Gradebook(tmp_path / "gradebook.db") as book:
        for digest, sources, case in (("t1", OLD, FAILED), ("t2", NEW, ROUND)):
            number = begin_run(book, "pixels", "", {}, digest, sources)
            book.record(judged("ada <b>", case, tests_sha256=digest))
            book.record(judged("ben", ROUND, tests_sha256=digest))
            finish_run(book, number)
    return tmp_path


def test_diff_prints_who_changes_and_why_and_writes_a_page(regraded: Path):
    page = regraded / "diff.html"
    words = ["diff", "1", "2", "--out", str(regraded), "--page", str(page)]
    done = CliRunner().invoke(commands, words, catch_exceptions=False)
    assert done.output.splitlines() == [
        "Changed between run 1 and run 2: tests/disc.py",
        f"{'ada <b>':<24}      0 → 2       changed: tests/disc.py",
        f"    {'disc':<20}      0 → 2       its tests changed",
        "        is round: not passed → passed",
        "1 student with changes, 1 without",
        f"wrote {page}",
    ]
    text = page.read_text(encoding="utf-8")
    for part in ("ada &lt;b&gt;", "1 gain points, 0 lose points", "is round", "not passed", "tests/disc.py"):
        assert part in text
    assert "ben" not in text


def test_diff_as_json(regraded: Path):
    done = CliRunner().invoke(commands, ["diff", "1", "2", "--out", str(regraded), "--json"], catch_exceptions=False)
    found = json.loads(done.output)
    assert found["files"] == ["tests/disc.py"]
    assert [(change["student"], change["after"]) for change in found["changes"]] == [("ada <b>", 2.0)]


def test_a_regrade_prints_who_changes_but_not_who_handed_in_again(regraded: Path):
    with Gradebook(regraded / "gradebook.db") as book:
        number = begin_run(book, "pixels", "", {}, "t2", NEW)
        book.record(judged("ada <b>", FAILED, sha256="another", tests_sha256="t2"))
        book.record(judged("ben", FAILED, tests_sha256="t2"))
        with out.capture() as printed:
            print_regrade(regrade(book, "pixels", number))
    assert "grade diff 2 3" in printed.get()
    assert "ben" in printed.get()
    assert "ada" not in printed.get()

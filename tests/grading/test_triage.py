"""What is not as usual in a class is one list: the kind, the student, the file, and what to do."""

import hashlib
import time
from dataclasses import replace

from assignments import course
from autograder.results import CaseResult, CellError, Outcome, QuestionResult, Verdict
from grading.intake.one_notebook import OTHER_ASSIGNMENT
from grading.records import Attempt
from grading.triage import KINDS, Trouble, triage


def question(name: str, *outcomes: Outcome) -> QuestionResult:
    cases = tuple(CaseResult(f"case {i}", False, o == "passed", 1.0, o, "") for i, o in enumerate(outcomes))
    return QuestionResult(name, 0.0, float(len(cases)), cases)


GOOD = Verdict("graded", 2.0, 2.0, 0.1, 0.1, "full", questions=(question("draw_circle", "passed", "failed"),))


def attempt(student: str, verdict: Verdict = GOOD, sha256: str = "", submission: str = "") -> Attempt:
    return Attempt(student, submission or f"{student}.ipynb", sha256 or student, "pixels", "tests", verdict)


def kinds(*attempts: Attempt) -> list[tuple[str, str]]:
    return [(trouble.kind, trouble.student) for trouble in triage(attempts)]


def test_a_class_where_all_is_well_has_no_troubles():
    assert triage([attempt("ada"), attempt("ben", replace(GOOD, repairs=("the check cell of f is gone; x",)))]) == []


def test_a_file_that_cannot_be_read_and_our_own_fault():
    unusable = replace(GOOD, status="unusable", score=0.0, reason="p.pdf is a PDF.\nmore")
    error = replace(GOOD, status="error", score=None, reason="boom")
    found = triage([attempt("ada", unusable, submission="p.pdf"), attempt("ben", error)])
    assert found[1] == Trouble("unreadable", "ada", "p.pdf", "p.pdf is a PDF.", "Ask for the notebook, and run again.")
    assert (found[0].kind, found[0].student, "Our fault" in found[0].advice) == ("not graded", "ben", True)


def test_what_is_slow_missing_or_noted():
    verdict = replace(
        GOOD,
        questions=(question("a", "passed", "timeout"), question("b", "missing", "missing"), question("c", "missing")),
        cells=(CellError(4, "stopped: it took longer than 2 s"), CellError(5, "NameError: x")),
        repairs=("the file's JSON had an extra comma", "there is no b in the notebook", "c is not there: cell 3", "x"),
    )
    assert [(t.kind, t.what) for t in triage([attempt("ada", verdict)])] == [
        ("timed out", "a, cell 5"),
        ("missing functions", "b, c"),
        ("noted", "the file's JSON had an extra comma (and 1 more in the feedback)"),
    ]


def test_another_assignment_is_named_and_hides_what_follows_from_it():
    note = f"{OTHER_ASSIGNMENT}gradients: hand in the one of pixels"
    verdict = replace(GOOD, repairs=(note, "x"), questions=(question("a", "missing"),))
    (trouble,) = triage([attempt("ada", verdict)])
    assert (trouble.kind, trouble.what, trouble.advice) == (
        "wrong assignment", "is the notebook of gradients", "Ask for the notebook of pixels.",
    )  # fmt: skip


def test_identical_files_of_two_students_but_not_of_a_group():
    found = triage([attempt("ada", sha256="1"), attempt("ben", sha256="1"), attempt("cy", sha256="2")])
    assert [(t.kind, t.student, t.what) for t in found] == [
        ("identical files", "ada", "is the same file as that of ben"),
        ("identical files", "ben", "is the same file as that of ada"),
    ]
    group = [attempt(student, sha256="1", submission="submission_12/p.ipynb") for student in ("ada", "ben")]
    assert triage(group) == []
    unreadable = Attempt("x", "x", "", "pixels", "t", GOOD)
    assert triage([unreadable, replace(unreadable, student="y", submission="y")]) == []


def test_one_file_of_a_whole_department_is_listed_in_a_moment_with_the_first_names():
    def timed(students: int) -> tuple[float, list[Trouble]]:
        attempts = [attempt(f"s{n:05}", sha256="1", submission=f"{n // 2}.ipynb") for n in range(students)]
        start = time.process_time()
        found = triage(attempts)
        return time.process_time() - start, found

    few = min(timed(1_000)[0] for _ in range(3))
    seconds, found = timed(10_000)
    assert seconds < 25 * few, "ten times as many take ten times as long; to list all others of each, a hundred times"
    assert found[0].what == "is the same file as that of s00002, s00003, s00004 and 9995 more"
    assert found[9].what == "is the same file as that of s00000, s00001, s00002 and 9995 more"


def test_untouched_notebooks_are_not_called_copies():
    handed_out = hashlib.sha256(course.assignment("pixels").notebook.read_bytes()).hexdigest()
    found = kinds(attempt("ada", sha256=handed_out), attempt("ben", sha256=handed_out))
    assert found == [("as handed out", "ada"), ("as handed out", "ben")]


def test_who_is_not_there_and_who_is_not_on_the_roster():
    found = triage([attempt("ada")], absent=["ben"], strangers=["ada"])
    assert [(t.kind, t.student, t.file) for t in found] == [
        ("nothing handed in", "ben", ""), ("not on the roster", "ada", "ada.ipynb"),
    ]  # fmt: skip
    assert all(trouble.kind in KINDS and trouble.advice for trouble in found)


def test_a_student_who_handed_in_nothing_comes_before_a_note():
    noted = attempt("ada", replace(GOOD, repairs=("the file's JSON had an extra comma",)))
    assert [trouble.kind for trouble in triage([noted], absent=["ben"])] == ["nothing handed in", "noted"]

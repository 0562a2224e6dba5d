"""The triage of the class page: kinds of trouble in groups."""

from dataclasses import replace

from autograder.results import CellError, Verdict
from grading import triage
from grading.pages.trouble_groups import KINDS, MAX_SHOWN, trouble_groups
from tests.support.made_up_attempts import CLASS, PASSED, attempt, case, verdict

MISSING = (case("is round", "missing"), case("is filled", "missing", hidden=True))
SLOW = CellError(4, "stopped: it took longer than 1 s")


def groups(attempts, absent=()):
    found = trouble_groups(attempts, {one.student: f"feedback/{one.student}.html" for one in attempts}, absent)
    return {group.slug: [(each.student, each.detail) for each in group.shown] for group in found}


def test_each_kind_of_trouble_is_named_with_the_students_and_the_most_urgent_is_first():
    other = verdict(*MISSING, repairs=("This looks like the notebook of gradients: hand in the one of pixels",))
    attempts = [
        *CLASS,
        attempt("eve", verdict(*PASSED), sha256="same"),
        attempt("fay", verdict(*PASSED, cells=(SLOW,)), sha256="same"),
        attempt("gus", verdict(*MISSING)),
        attempt("hal", other),
    ]
    found = groups(attempts, ["zoe"])
    assert list(found.items()) == [
        ("not-graded", [("dan", "The sandbox failed.")]),
        ("unreadable", [("cleo", "It is not JSON.")]),
        ("nothing-handed-in", [("zoe", "handed in nothing")]),
        ("wrong-assignment", [("hal", "is the notebook of gradients")]),
        ("identical-files", [("eve", "is the same file as that of fay"), ("fay", "is the same file as that of eve")]),
        ("timed-out", [("ben", "disc"), ("fay", "cell 5")]),
        ("missing-functions", [("gus", "disc")]),
        ("noted", [("ada", "A comma was missing.")]),
    ]


def test_an_ordinary_class_has_no_trouble_and_files_that_cannot_be_read_are_not_the_same_file():
    assert groups([attempt("ada", verdict(*PASSED)), attempt("ben", verdict(*PASSED))]) == {}
    unread = Verdict("unusable", 0.0, 6.0, 0.0, 0.0, "full", reason="It is a link.")
    assert list(groups([attempt(name, unread, sha256="") for name in ("ada", "ben")])) == ["unreadable"]


def test_a_long_group_is_cut_and_its_count_is_whole():
    many = [attempt(f"s{n}", replace(CLASS[2].verdict)) for n in range(MAX_SHOWN + 5)]
    (group,) = trouble_groups(many, {one.student: "" for one in many})
    assert (group.count, len(group.shown)) == (MAX_SHOWN + 5, MAX_SHOWN)


def test_the_page_has_words_for_every_kind_of_trouble():
    assert KINDS.keys() == set(triage.KINDS)

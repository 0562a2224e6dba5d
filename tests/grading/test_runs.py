"""The runs of a gradebook: who, when, with what; and the class as it was after each."""

from pathlib import Path

import pytest

from assignments.errors import UsageError
from grading.gradebook.database import Gradebook
from grading.gradebook.runs import all_runs, begin_run, class_after, finish_run, histories, one_run
from tests.support.graded_class import attempt


def test_a_run_says_who_graded_when_with_which_versions_and_tests(tmp_path: Path):
    with Gradebook(tmp_path / "gradebook.db") as book:
        number = begin_run(book, "pixels", "teacher", {"numpy": "2"}, "tt", {"a.py": "1"}, ["class"])
        book.record(attempt("ada", 1.0))
        assert all_runs(book, "pixels")[0].finished == "", "a run that was stopped has no end"
        finish_run(book, number)
        (run,) = all_runs(book, "pixels")
        assert all_runs(book, "gradients") == []
    assert (run.number, run.who, run.versions, run.tests_sha256) == (1, "teacher", {"numpy": "2"}, "tt")
    assert (run.sources, run.submissions, run.attempts) == ({"a.py": "1"}, ("class",), 1)
    assert run.started <= run.finished


def test_the_class_after_a_run_has_the_newest_attempts_up_to_it(tmp_path: Path):
    with Gradebook(tmp_path / "gradebook.db") as book:
        book.record(attempt("ada", 1.0))  # older than the table of runs
        for scores in ({"ada": 2.0, "ben": 1.0}, {"ada": 3.0}):
            begin_run(book, "pixels", "", {}, "tt", {})
            for student, score in scores.items():
                book.record(attempt(student, score))
        states = [
            {student: found.verdict.score for student, found in class_after(book, "pixels", number).items()}
            for number in (0, 1, 2)
        ]
        assert [(each.run, each.attempt.verdict.score) for each in histories(book, "pixels", student="ada")["ada"]] == [
            (0, 1.0), (1, 2.0), (2, 3.0),
        ]  # fmt: skip
        assert {student: len(found) for student, found in histories(book, "pixels").items()} == {"ada": 3, "ben": 1}
    assert states == [{"ada": 1.0}, {"ada": 2.0, "ben": 1.0}, {"ada": 3.0, "ben": 1.0}]


def test_an_unknown_run_is_named_with_the_known_ones(tmp_path: Path):
    with Gradebook(tmp_path / "gradebook.db") as book:
        begin_run(book, "pixels", "", {}, "tt", {})
        with pytest.raises(UsageError, match=r"no run 7 of pixels. There are: 1"):
            one_run(book, "pixels", 7)

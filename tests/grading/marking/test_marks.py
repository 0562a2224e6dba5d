"""Marks in the gradebook: which one counts, undo, two markers, and answers that change."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from grading.gradebook.database import Gradebook
from grading.marking.marked_class import MarkedClass
from grading.records import Mark
from grading.total_points import Points, total_points
from tests.support.marked_class import PIXELS, QUESTION, attempt, notebook, record


@pytest.fixture
def book(tmp_path: Path):
    record(tmp_path, attempt("ada", notebook("Waves.")), attempt("ben", None))
    with Gradebook(tmp_path / "gradebook.db") as opened:
        yield opened


def mark(points: float | None, marker: str = "kim", comment: str = "", **other) -> Mark:
    return replace(Mark("ada", QUESTION, points, comment, marker), **other)


def points(book: Gradebook, student: str = "ada") -> Points:
    return total_points(PIXELS, next(a for a in book.latest("pixels") if a.student == student))


def test_a_mark_has_its_marker_and_its_time_and_the_newest_counts(book: Gradebook):
    book.give("pixels", [mark(1.0, comment="Why?")])
    book.give("pixels", [mark(2.5, "lea", "Better.")])
    now = points(book).marks[QUESTION]
    assert (now.points, now.comment, now.marker) == (2.5, "Better.", "lea")
    assert now.marked_at.startswith("20")
    assert [m.points for m in book.mark_history("pixels", "ada", QUESTION)] == [1.0, 2.5]
    assert points(book).total == 2.0 + 2.5


def test_undo_brings_the_mark_before_back_and_keeps_the_history(book: Gradebook):
    first, second = (book.give("pixels", [mark(value)])[0] for value in (1.0, 2.0))
    assert not book.undo("pixels", "kim", first), "it is not the newest"
    assert not book.undo("pixels", "lea", second), "it is another marker's"
    assert book.undo("pixels", "kim", second)
    assert points(book).given[QUESTION] == 1.0
    assert book.undo("pixels", "kim", first)
    assert points(book).unmarked == (QUESTION,)
    assert [m.undone for m in book.mark_history("pixels", "ada", QUESTION)] == [True, True]
    assert book.last_mark("pixels", "kim") is None


def test_two_markers_who_did_not_see_each_other_are_rivals_until_one_decides(book: Gradebook):
    book.give("pixels", [mark(1.0, "kim")], seen=0)
    (number,) = book.give("pixels", [mark(3.0, "lea")], seen=0)
    disputed = points(book)
    assert (disputed.disputed[QUESTION].points, [m.points for m in disputed.disputed[QUESTION].rivals]) == (3.0, [1.0])
    assert (disputed.unmarked, disputed.total) == ((QUESTION,), None)
    book.give("pixels", [mark(2.0, "kim")], seen=number)
    assert points(book).given[QUESTION] == 2.0


def test_undo_of_either_mark_ends_a_dispute(book: Gradebook):
    book.give("pixels", [mark(1.0, "kim")], seen=0)
    (number,) = book.give("pixels", [mark(3.0, "lea")], seen=0)
    assert book.undo("pixels", "lea", number)
    assert points(book).given[QUESTION] == 1.0


@pytest.mark.parametrize(("other", "seen"), [(mark(1.0, "lea"), 0), (mark(3.0, "kim"), 0), (mark(3.0, "lea"), 1)])
def test_equal_points_the_same_marker_or_one_who_has_seen_the_mark_are_no_dispute(book: Gradebook, other: Mark, seen):
    book.give("pixels", [mark(1.0, "kim")], seen=0)
    book.give("pixels", [other], seen=seen)
    assert points(book).given[QUESTION] == other.points


def test_many_markers_at_once_lose_no_mark(book: Gradebook):
    def give(number: int) -> None:
        with Gradebook(book.path) as own:
            for _ in range(5):
                own.give("pixels", [mark(float(number), f"marker {number}")], seen=0)

    threads = [threading.Thread(target=give, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(book.mark_history("pixels", "ada", QUESTION)) == 20
    assert len(points(book).disputed[QUESTION].rivals) == 3


def test_a_mark_counts_until_the_student_hands_in_another_answer(book: Gradebook):
    answer = book.answer("pixels", "ada", QUESTION)
    book.give("pixels", [mark(3.0, basis=answer.digest)])
    book.record(attempt("ada", notebook("Waves.") + b" "))
    assert points(book).given[QUESTION] == 3.0, "the notebook is another one, the answer is not"
    book.record(attempt("ada", notebook("Rings.")))
    assert points(book).outdated[QUESTION].points == 3.0
    assert points(book).total is None


def test_an_override_never_touches_the_result_of_the_tests_and_counts_for_one_notebook(book: Gradebook):
    answer = book.answer("pixels", "ada", "draw_disc")
    book.give("pixels", [mark(4.0, question="draw_disc", comment="A test is wrong.", basis=answer.digest), mark(1.0)])
    assert book.latest("pixels")[0].verdict.score == 2.0
    assert (points(book).overrides, points(book).manual, points(book).total) == (2.0, 1.0, 5.0)
    book.record(attempt("ada", notebook("Waves.") + b" ", score=3.0))
    assert (points(book).overrides, points(book).total) == (0.0, 4.0)


def test_a_mark_that_is_taken_back_leaves_the_question_unmarked(book: Gradebook):
    book.give("pixels", [mark(3.0)])
    book.give("pixels", [mark(None)])
    assert points(book).unmarked == (QUESTION,)


def test_what_could_not_be_read_has_0_points_until_a_person_gives_others(book: Gradebook):
    assert (points(book, "ben").manual, points(book, "ben").total) == (0.0, 0.0)
    book.give("pixels", [mark(2.0, student="ben")])
    assert (points(book, "ben").manual, points(book, "ben").total) == (2.0, 2.0)


def test_marks_go_with_the_student_who_is_removed(book: Gradebook):
    book.give("pixels", [mark(3.0)])
    book.remove("ada")
    assert book.mark_history("pixels", "ada", QUESTION) == []
    assert book.answer("pixels", "ada", QUESTION) is None


def test_comments_come_back_with_the_most_frequent_first(book: Gradebook):
    book.give("pixels", [mark(1.0, comment=words) for words in ("Once.", "Often.", "Often.", "", "Last.")])
    assert book.comments("pixels", QUESTION, 9) == ["Often.", "Last.", "Once."]
    assert book.comments("pixels", QUESTION, 1) == ["Often."]


def test_only_those_who_wrote_nothing_and_were_never_marked_can_get_0_at_once(book: Gradebook):
    for name in ("cleo", "dan", "eve"):
        book.record(attempt(name, notebook()))
    book.give("pixels", [mark(2.0, student="dan")])
    book.give("pixels", [mark(1.0, "kim", student="eve"), mark(2.0, "lea", student="eve")], seen=0)
    roll = MarkedClass(book.path, PIXELS, ("kim",), False).roll(book)
    assert [entry.label for entry in roll.waiting_without_answer(QUESTION)] == ["cleo"]
    assert [entry.label for entry in roll.waiting(QUESTION)] == ["ada", "cleo", "eve"]

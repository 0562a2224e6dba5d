"""The roster of a class in the gradebook, so that every command that writes the pages knows who handed in nothing.

In: what a run has found with its roster. Out: the students from whom there is nothing, and those who are not on it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from grading.gradebook.database import Gradebook
from grading.safe_text import for_database as _text


@dataclass(frozen=True)
class Missing:
    """The students of the roster from whom there is nothing, and the students who are not on it, both sorted.

    Both are empty if no run had a roster.
    """

    absent: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


def keep_roster(
    book: Gradebook, assignment: str, names: Iterable[str], handed_in: Iterable[str], strangers: Collection[str]
) -> None:
    """Replace the roster of an assignment.

    Parameters
    ----------
    names
        The students on the roster.
    handed_in
        The students from whom this run has a submission.
    strangers
        Those of them who fit no line of the roster, or several.
    """
    with book.transaction() as db:
        db.execute("DELETE FROM roster WHERE assignment = ? AND listed = 1", (assignment,))
        db.executemany("INSERT OR IGNORE INTO roster VALUES (?, ?, 1)", ((assignment, _text(name)) for name in names))
        for student in handed_in:
            key = (assignment, _text(student))
            db.execute("DELETE FROM roster WHERE assignment = ? AND student = ? AND listed = 0", key)
            if student in strangers:
                db.execute("INSERT INTO roster VALUES (?, ?, 0)", key)


def missing(book: Gradebook, assignment: str, students: Collection[str]) -> Missing:
    """Return who is missing in a class of these students, or on its roster."""
    with book.reading() as db:
        rows = db.execute("SELECT student, listed FROM roster WHERE assignment = ?", (assignment,)).fetchall()
    there = {_text(student) for student in students}
    listed = {student for student, is_listed in rows if is_listed}
    if not listed:
        return Missing()
    doubtful = {student for student, is_listed in rows if not is_listed}
    return Missing(tuple(sorted(listed - there)), tuple(sorted((there - listed) | (there & doubtful))))

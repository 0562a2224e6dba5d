"""A class as its markers see it: who comes in which order, under which name, and what is left to do.

In: a gradebook and an assignment. Students are named in addresses by a key that tells nothing about them. If marking is
anonymous, they have numbers for names, in an order that has nothing to do with their names.
"""

import hashlib
import hmac
import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from assignments.course import Assignment
from grading.gradebook.database import Gradebook
from grading.marking.submitted_answers import NOTHING_WRITTEN
from grading.records import Attempt, Mark
from grading.total_points import Points, total_points


@dataclass(frozen=True)
class Entry:
    """One student in the list of a question."""

    key: str
    label: str  # the name, or a number if marking is anonymous
    number: int  # its place in the list, from 1
    attempt: Attempt
    points: Points
    nothing_written: frozenset[str] = frozenset()  # questions that a person marks

    def state(self, question: str) -> str:
        """Return "marked", "disputed", "outdated", "unusable" or "" if the question waits for a person."""
        if question in self.points.marks:
            return "marked"
        if question in self.points.disputed:
            return "disputed"
        if question in self.points.outdated:
            return "outdated"
        return "" if self.attempt.verdict.status == "graded" else "unusable"

    def mark(self, question: str) -> Mark | None:
        """Return the newest mark of a question, whether it counts or not."""
        return next((mark for mark in self.attempt.marks if mark.question == question), None)


@dataclass(frozen=True)
class Roll:
    """All students at one moment, in the order of marking."""

    entries: tuple[Entry, ...]

    def find(self, key: str) -> Entry | None:
        """Return the entry with this key, or None."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def named(self, student: str) -> Entry | None:
        """Return the entry of a student, or None."""
        return next((entry for entry in self.entries if entry.attempt.student == student), None)

    def waiting(self, question: str) -> list[Entry]:
        """Return those of whom a person has to mark a question."""
        return [entry for entry in self.entries if entry.state(question) in ("", "disputed", "outdated")]

    def waiting_without_answer(self, question: str) -> list[Entry]:
        """Return those who have written nothing and were never marked."""
        return [entry for entry in self.entries if question in entry.nothing_written and entry.state(question) == ""]

    def marked(self, question: str) -> int:
        """Return how many have a mark that counts."""
        return sum(entry.state(question) == "marked" for entry in self.entries)

    def next_waiting(self, question: str, after: int) -> Entry | None:
        """Return the next one who waits, from the place `after` on and then from the start."""
        return min(self.waiting(question), key=lambda entry: (entry.number <= after, entry.number), default=None)

    def neighbour(self, entry: Entry, step: int) -> Entry | None:
        """Return the entry so many places further, or None at an end."""
        place = entry.number - 1 + step
        return self.entries[place] if 0 <= place < len(self.entries) else None


@dataclass(frozen=True)
class MarkedClass:
    """The gradebook file, what is marked in it, and by whom."""

    path: Path
    assignment: Assignment
    markers: tuple[str, ...]
    anonymous: bool
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def gradebook(self) -> Gradebook:
        """Open the gradebook, for one request."""
        return Gradebook(self.path)

    def roll(self, book: Gradebook) -> Roll:
        """Return all students as they stand in the gradebook now."""
        attempts = book.latest(self.assignment.slug, with_cases=False)
        empty: dict[str, set[str]] = defaultdict(set)
        for (student, question), digest in book.answer_digests(self.assignment.slug).items():
            if digest == NOTHING_WRITTEN:
                empty[student].add(question)
        keyed = [(self._key(attempt.student), attempt) for attempt in attempts]
        if self.anonymous:
            keyed.sort(key=lambda pair: pair[0])
        return Roll(
            tuple(
                Entry(
                    key,
                    f"Submission {number}" if self.anonymous else attempt.student,
                    number,
                    attempt,
                    total_points(self.assignment, attempt),
                    frozenset(empty[attempt.student]),
                )
                for number, (key, attempt) in enumerate(keyed, 1)
            )
        )

    def first(self, roll: Roll, question: str, marker: str) -> Entry | None:
        """Return with whom a marker begins: each begins at another place, so that they seldom meet."""
        place = self.markers.index(marker) if marker in self.markers else 0
        return roll.next_waiting(question, len(roll.entries) * place // max(1, len(self.markers)))

    def _key(self, student: str) -> str:
        name = student.encode("utf-8", "replace")
        return hmac.new(self._secret, name, hashlib.sha256).hexdigest()[:20]

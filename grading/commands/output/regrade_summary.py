"""What a run says about itself: who graded, and whose score a changed test has changed."""

import getpass
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.results import OUTCOME_WORDS
from grading.commands.output.terminal import out, shown
from grading.gradebook.database import Gradebook
from grading.gradebook.runs import all_runs, class_after
from grading.pages.render import number
from grading.regrade_diff import Change, QuestionChange, changes

MAX_STUDENTS = 50  # that a run prints; `grade diff` prints all


def who() -> str:
    """Return the name of the user, or an empty text where the machine knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


@dataclass(frozen=True)
class Regrade:
    """What a run has changed that graded notebooks again, and the numbers of the run before it and of itself."""

    before: int
    after: int
    changes: Sequence[Change]


def regrade(book: Gradebook, slug: str, number_of_run: int) -> Regrade:
    """Return who changes with this run and why, among the notebooks that were graded before."""
    runs = {run.number: run for run in all_runs(book, slug)}
    earlier = [each for each in runs if each < number_of_run]
    if not earlier:
        return Regrade(0, number_of_run, ())
    last = runs[earlier[-1]]
    before, after = (class_after(book, slug, each, number_of_run) for each in (last.number, number_of_run))
    again = {s: a for s, a in before.items() if s in after and a.sha256 == after[s].sha256}
    found = changes(again, {s: after[s] for s in again}, last.sources, runs[number_of_run].sources)
    return Regrade(last.number, number_of_run, found)


def print_regrade(made: Regrade) -> None:
    """Print who changes with a run and why, if anybody does."""
    if not made.changes:
        return
    found = made.changes
    other_score = [change for change in found if change.before != change.after]
    students = "1 student has" if len(other_score) == 1 else f"{len(other_score)} students have"
    out.print(
        f"Graded again: {students} another score, {len(found) - len(other_score)} the same score with other cases. "
        f"`grade diff {made.before} {made.after}` shows all."
    )
    print_changes(other_score[:MAX_STUDENTS])
    if len(other_score) > MAX_STUDENTS:
        out.print(f"  and {len(other_score) - MAX_STUDENTS} more students")


def print_changes(found: Sequence[Change]) -> None:
    """Print the changes, one student after the other, question by question."""
    for change in found:
        out.print(
            f"{shown(change.student, 24)} {_from_to(change.before, change.after)}  [dim]{shown(change.why)}[/dim]"
        )
        for question in change.questions:
            _print_question(question)


def _print_question(question: QuestionChange) -> None:
    why = f"  [dim]{shown(question.why)}[/dim]" if question.why else ""
    out.print(f"    {shown(question.name, 20)} {_from_to(question.before, question.after)}{why}")
    for case in question.cases:
        words = [OUTCOME_WORDS.get(outcome, "not there") for outcome in (case.before, case.after)]
        points = ""
        if case.points_before != case.points_after:
            points = f", {number(case.points_before)} → {number(case.points_after)} points"
        out.print(f"        {shown(case.name)}: {words[0]} → {words[1]}{points}")


def _from_to(before: float | None, after: float | None) -> str:
    old, new = ("–" if value is None else number(value) for value in (before, after))
    colour = "green" if (after or 0) > (before or 0) else "red" if (after or 0) < (before or 0) else "dim"
    return f"{old:>6} → [{colour}]{new:<6}[/{colour}]"

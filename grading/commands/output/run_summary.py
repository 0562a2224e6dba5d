"""What `grade run` says at its end: in the terminal, or as JSON for other programs.

In: what was handed in, and what came of it. Out: lines, a record, and the exit code.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from grading.commands.output.regrade_summary import Regrade
from grading.commands.output.terminal import err, out, shown
from grading.commands.output.trouble_list import print_troubles
from grading.gradebook.class_roster import Missing
from grading.intake.submissions import Intake
from grading.records import Attempt
from grading.triage import Trouble

MAX_PASSED_OVER = 100  # names of files that are printed
NO_PROBLEM = ("noted",)  # kinds of trouble that --quiet leaves out


def line_of(attempt: Attempt) -> str:
    """Return one graded submission as a line of the terminal."""
    verdict = attempt.verdict
    student = shown(attempt.student, 24)
    if verdict.status == "graded":
        count = len(verdict.repairs)
        notes = f"  [dim]{count} note{'' if count == 1 else 's'}[/dim]" if count else ""
        return f"{student} {verdict.score:6.1f} / {verdict.max_score:g}  {verdict.wall_s:5.1f} s{notes}"
    colour = "yellow" if verdict.status == "unusable" else "red"
    return f"{student} [{colour}]{verdict.status}[/{colour}]  {shown(verdict.reason.partition(chr(10))[0])}"


@dataclass(frozen=True)
class Summary:
    """What a run has found and done. `attempts` and `troubles` are those of the whole class."""

    assignment: str
    folder: Path
    run: int
    taken: Intake
    graded_before: int
    attempts: Sequence[Attempt]
    missing: Missing
    troubles: Sequence[Trouble]
    regrade: Regrade

    @cached_property
    def handed_in(self) -> frozenset[str]:
        """The students whose submissions this run was given."""
        return frozenset(submission.student for submission in self.taken.submissions)

    @cached_property
    def statuses(self) -> Counter[str]:
        """How many of these students have each status now."""
        return Counter(attempt.verdict.status for attempt in self.attempts if attempt.student in self.handed_in)

    @cached_property
    def shown_troubles(self) -> list[Trouble]:
        """What is not as usual with these students, and who handed in nothing."""
        concerned = self.handed_in.union(self.missing.absent)
        return [trouble for trouble in self.troubles if trouble.student in concerned]

    @property
    def exit_code(self) -> int:
        """3 after a fault of ours, 1 if something cannot be graded, otherwise 0."""
        return 3 if self.statuses["error"] else 1 if self.statuses["unusable"] else 0

    def record(self) -> dict[str, Any]:
        """Return the run for JSON."""
        return {
            "assignment": self.assignment,
            "out": str(self.folder),
            "run": self.run,
            "exit_code": self.exit_code,
            "recognised": list(self.taken.recognised),
            "submissions": len(self.handed_in),
            "graded_before": self.graded_before,
            "graded": self.statuses["graded"],
            "unusable": self.statuses["unusable"],
            "error": self.statuses["error"],
            "students": len(self.attempts),
            "absent": list(self.missing.absent),
            "strangers": list(self.missing.strangers),
            "passed_over": self._passed_over(),
            "troubles": [asdict(trouble) for trouble in self.shown_troubles],
            "changes": [asdict(change) for change in self.regrade.changes],
        }

    def print(self, *, problems_only: bool) -> None:
        """Print the run; with `problems_only`, what is wrong goes to the standard error, and nothing else is said."""
        to = err if problems_only else out
        print_troubles([t for t in self.shown_troubles if not (problems_only and t.kind in NO_PROBLEM)], to)
        words = ", ".join(f"{count} {status}" for status, count in sorted(self.statuses.items()))
        count = sum(self.statuses.values())
        others = len(self.attempts) - count
        more = f" {others} more of the class were graded before." if others else ""
        out.print(
            f"{count} submission{'s' * (count != 1)}: {words}.{more} Open {shown(str(self.folder / 'index.html'))}"
        )
        names = self._passed_over()
        if names:
            to.print("Passed over, for the reasons above:")
            for name in names[:MAX_PASSED_OVER]:
                to.print(f"  {shown(name)}")
            if len(names) > MAX_PASSED_OVER:
                to.print(f"  and {len(names) - MAX_PASSED_OVER} more")

    def _passed_over(self) -> list[str]:
        """Return the names of the files that were handed in and not graded."""
        unusable = {attempt.student for attempt in self.attempts if attempt.verdict.status == "unusable"}
        given = self.taken.submissions
        return [name for s in given if s.student in unusable for name in s.passed_over or (s.name,)]

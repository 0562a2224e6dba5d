"""What judging one submission takes and gives: plain frozen records, from the submission down to a single case."""

from dataclasses import dataclass
from typing import Any, Literal

from autograder.notebook_feedback.stubs import UNTOUCHED

Outcome = Literal["passed", "failed", "timeout", "crashed", "missing", "not_run"]
OUTCOME_WORDS = {
    "passed": "passed",
    "failed": "not passed",
    "timeout": "took too long",
    "crashed": "stopped the program",
    "missing": "function missing",
    "not_run": "not run",
}
Status = Literal["graded", "unusable", "error"]
Level = Literal["full", "lite", "none"]
WALLED_LEVELS: tuple[Level, ...] = ("full", "lite")  # the best one first


@dataclass(frozen=True)
class Limits:
    """What one submission may use: bytes of memory, and seconds of CPU (by the clock at most twice as many).

    `data` are the bytes of results that a case may keep in the host; the calls made ahead of all cases may keep twice
    as many.
    """

    cell: float = 2.0
    case: float = 2.0
    submission: float = 30.0
    memory: int = 1 << 30
    data: int = 64 << 20


@dataclass(frozen=True)
class Evidence:
    """What was expected and what came, as arrays; `show` is "picture" or "numbers". Only where a student may see it.

    If a public case that passed returns a picture, `show` is "kept": `actual` is the picture, and `expected` is what
    the function was given, or None.
    """

    expected: Any
    actual: Any
    show: str


@dataclass(frozen=True)
class CaseResult:
    """One case of a question. `points` is what it is worth; they are earned when it passed. If it is `cached`, it was
    not run: the answers to its calls were, to the last bit, those of a right answer that is known."""

    name: str
    hidden: bool
    passed: bool
    points: float
    outcome: Outcome
    message: str
    evidence: Evidence | None = None
    cached: bool = False


@dataclass(frozen=True)
class QuestionResult:
    """One question, with the points that its cases earned."""

    name: str
    score: float
    max_score: float
    cases: tuple[CaseResult, ...]

    @property
    def untouched(self) -> bool:
        """Whether the stub is still there, so that no case says anything about an answer."""
        return bool(self.cases) and all(case.message == UNTOUCHED for case in self.cases)


@dataclass(frozen=True)
class CellError:
    """A cell that raised or was stopped: its place among all cells of the notebook, and the last line of the error."""

    index: int
    error: str

    @property
    def why(self) -> str:
        """What follows the words “cell 3”: that it stopped, and why."""
        return self.error if self.error.startswith("stopped") else f"stopped: {self.error}"


@dataclass(frozen=True)
class Drawn:
    """An array that a function of the notebook returned, for a person to look at, and the call in words."""

    words: str
    array: Any


@dataclass(frozen=True)
class Verdict:
    """The whole judgement. "unusable": nothing could be read or run (score 0, `reason` says why);
    "error": our fault (no score, `reason` says what happened)."""

    status: Status
    score: float | None
    max_score: float
    cpu_s: float
    wall_s: float
    isolation: Level
    repairs: tuple[str, ...] = ()
    cells: tuple[CellError, ...] = ()
    questions: tuple[QuestionResult, ...] = ()
    reason: str = ""
    drawn: tuple[Drawn, ...] = ()  # decides nothing

"""Which attempt of a student counts, the best or the latest, and its score after late penalty and rounding.

It also says whether the feedback pages show good answers.

In: the table `[policy]` of assignment.toml, and the attempts of one student. Out: the attempt that counts and a
`Counted`. Without the table, the latest attempt counts as it is. The raw score always stays beside the result.

```toml
[policy]
due = 2026-12-04T18:00:00+01:00
grace = 15            # minutes after `due` that cost nothing
late_penalty = 10     # per cent of all points, for each day that has begun after that
attempts = "best"     # or "latest"
rounding = 0.5        # to the nearest multiple, half of it up
times = "files"       # take the times of the files where the source names none; the default is "source"
answers = true        # feedback pages show one good answer to each exercise, after `due` and `grace`
```

An attempt whose time is not known is never late.
"""

import math
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from assignments.course import Assignment
from assignments.errors import UsageError
from grading.records import Attempt

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Policy:
    """The rules of one assignment. The default changes nothing."""

    due: datetime | None = None
    grace: timedelta = timedelta(0)
    late_penalty: float = 0.0  # per cent of all points a day
    attempts: Literal["latest", "best"] = "latest"
    rounding: float = 0.0
    times: Literal["source", "files"] = "source"
    answers: bool = False


KEYS = tuple(field.name for field in fields(Policy))  # of the table


@dataclass(frozen=True)
class Counted:
    """What counts: the score, the days that it is late, the points that this costs, and a note in words."""

    score: float | None
    late_days: int = 0
    penalty: float = 0.0
    note: str = ""


def policy_of(assignment: Assignment) -> Policy:
    """Return the policy of an assignment.

    Raises
    ------
    UsageError
        The table has an unknown key or a value that is not allowed.
    """
    path = assignment.folder / "assignment.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8")).get("policy", {}) if path.is_file() else {}
    try:
        return parse(table)
    except (TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{path}, [policy]: {error}. Fix the file.") from error


def parse(table: dict[str, Any]) -> Policy:
    """Return the policy of a table; raise ValueError for what is not allowed."""
    if unknown := sorted(table.keys() - set(KEYS)):
        raise ValueError(f"{', '.join(unknown)} is not known; known are {', '.join(KEYS)}")
    due = table.get("due")
    if due is not None and (not isinstance(due, datetime) or due.tzinfo is None):
        raise ValueError("due is a date and a time with an offset, for example 2026-12-04T18:00:00+01:00")
    attempts, times = table.get("attempts", "latest"), table.get("times", "source")
    if attempts not in ("latest", "best"):
        raise ValueError(f'attempts is "latest" or "best", not {attempts!r}')
    if times not in ("source", "files"):
        raise ValueError(f'times is "source" or "files", not {times!r}')
    answers = table.get("answers", False)
    if not isinstance(answers, bool):
        raise ValueError(f"answers is true or false, not {answers!r}")
    grace, late, rounding = (_number(table, key) for key in ("grace", "late_penalty", "rounding"))
    if late > 100:
        raise ValueError("late_penalty is at most 100 per cent a day")
    return Policy(due, timedelta(minutes=grace), late, attempts, rounding, times, answers)


def shows_answers(policy: Policy, now: datetime) -> bool:
    """Return whether feedback pages show good answers: never before the due time and its grace are over."""
    return policy.answers and (policy.due is None or now > policy.due + policy.grace)


def points_of_tests(attempt: Attempt) -> tuple[float | None, float]:
    """Return the points of an attempt as the tests gave them, and the points that were possible."""
    return attempt.verdict.score, attempt.verdict.max_score


def counted(
    policy: Policy,
    attempts: Sequence[Attempt],
    points: Callable[[Attempt], tuple[float | None, float]] = points_of_tests,
) -> tuple[Attempt, Counted]:
    """Return the attempt of a student that counts, and its score.

    Parameters
    ----------
    attempts:
        All attempts of one student, the oldest first; at least one. A notebook that was graded again counts with its
        newest result only.
    points:
        Returns the raw score of an attempt and its maximum. None is no score, and stays none.
    """
    newest = {attempt.sha256 or f"no bytes, {i}": attempt for i, attempt in enumerate(attempts)}
    graded = [attempt for attempt in newest.values() if attempt.verdict.status == "graded"]
    if policy.attempts == "latest" or not graded:
        return attempts[-1], _apply(policy, attempts[-1], *points(attempts[-1]))
    results = [(attempt, _apply(policy, attempt, *points(attempt))) for attempt in graded]
    attempt, best = max(results, key=lambda pair: pair[1].score or 0.0)  # the oldest of equal ones
    if len(graded) > 1:
        note = "; ".join(filter(None, [f"the best of {len(graded)} attempts", best.note]))
        best = replace(best, note=note)
    return attempt, best


def _apply(policy: Policy, attempt: Attempt, raw: float | None, max_score: float) -> Counted:
    if raw is None or attempt.verdict.status != "graded":
        return Counted(raw)
    late, notes = late_days(policy, attempt.handed_in), []
    penalty = min(raw, late * policy.late_penalty / 100 * max_score)
    if late and penalty:
        notes.append(f"{late} day{'s' * (late != 1)} late: -{penalty:.6g} points of {raw:.6g}")
    elif policy.due and policy.late_penalty and not attempt.handed_in:
        notes.append("the time of handing in is not known: not late")
    score = min(_rounded(raw - penalty, policy.rounding), max(raw - penalty, max_score))
    if not math.isclose(score, raw - penalty, abs_tol=1e-9):
        notes.append(f"rounded from {raw - penalty:.6g}")
    return Counted(score, late, penalty, "; ".join(notes))


def late_days(policy: Policy, handed_in: str) -> int:
    """Return the days that have begun between the end of the grace and an ISO time; 0 if the time is not known."""
    if policy.due is None or not handed_in:
        return 0
    time = datetime.fromisoformat(handed_in)
    over = (time if time.tzinfo else time.replace(tzinfo=UTC)) - policy.due - policy.grace
    return max(0, math.ceil(over / DAY))


def policy_sentence(policy: Policy) -> str:
    """Return the rules in words, for people who read what they make of the scores."""
    words = []
    if policy.due:
        grace = f" (and {policy.grace / timedelta(minutes=1):g} minutes)" if policy.grace else ""
        words.append(f"due {policy.due:%Y-%m-%d %H:%M %z}{grace}")
    if policy.late_penalty:
        words.append(f"{policy.late_penalty:g} % of all points less for each day that has begun after that")
    words.append(f"the {policy.attempts} attempt counts")
    if policy.rounding:
        words.append(f"rounded to {policy.rounding:g}")
    return f"{'; '.join(words)}."


def _rounded(value: float, step: float) -> float:
    return math.floor(value / step + 0.5 + 1e-9) * step if step else value


def _number(table: dict[str, Any], key: str) -> float:
    value = table.get(key, 0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise ValueError(f"{key} is a number that is not negative, not {value!r}")
    return float(value)

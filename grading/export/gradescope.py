"""Gradescope: the results of one submission as its results.json, and an autograder zip that uses this judge.

In: a verdict, or an assignment. Out: JSON text, or the bytes of a zip. In the container, `setup.sh` installs Python and
what `requirements.lock` names, and `run_autograder` grades the submission with `grading.export.gradescope_container`.
"""

import json
from pathlib import Path
from typing import Any

from assignments.build.otter_zip import zipped
from assignments.course import REPO_ROOT, Assignment
from assignments.errors import UsageError
from autograder.results import OUTCOME_WORDS, QuestionResult, Verdict
from grading.counted_attempt import Counted
from grading.export.final_scores import text_of

HERE = Path(__file__).parent
PACKAGES = ("assignments", "autograder", "datasets/scripts", "grading", "solutions")
SKIPPED = ("__pycache__", ".ipynb_checkpoints")
EXECUTABLE = frozenset({"run_autograder", "setup.sh"})


def results_json(verdict: Verdict, assignment: Assignment, counted: Counted | None = None) -> str:
    """Return a results.json: public cases visible at once, the scores of questions after they are published.

    A fault of ours has no score, so that Gradescope shows the autograder as failed and nobody gets a zero.
    """
    content: dict[str, Any] = {
        "output": _output(verdict, counted),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": round(verdict.wall_s),
        "tests": [],
    }
    if verdict.status == "error":
        return json.dumps(content, indent=1) + "\n"
    score = counted.score if counted else verdict.score
    content["score"] = round(score or 0.0, 6)
    if verdict.status == "graded":
        content["tests"] = [_public(verdict), *(_question(question, assignment) for question in verdict.questions)]
    return json.dumps(content, indent=1, allow_nan=False) + "\n"


def _output(verdict: Verdict, counted: Counted | None) -> str:
    if verdict.status == "error":
        return "Grading stopped because of an error that is not yours. It costs no points: tell your teacher."
    lines = [verdict.reason] if verdict.status == "unusable" else []
    lines += [f"Note: {sentence}" for sentence in verdict.repairs]
    lines += [f"Cell {cell.index + 1} {cell.why}" for cell in verdict.cells]
    if counted and counted.note:
        lines.append(f"The tests gave {text_of(verdict.score)} points; {counted.note}.")
    return "\n".join(lines)


def _public(verdict: Verdict) -> dict[str, Any]:
    """Return the entry about all public cases, as Otter writes it."""
    cases = [(question, case) for question in verdict.questions for case in question.cases if not case.hidden]
    failed = [(question, case) for question, case in cases if not case.passed]
    lines = [f"{q.name}, {c.name}: {OUTCOME_WORDS[c.outcome]}. {c.message}".strip() for q, c in failed]
    return {
        "name": "Public Tests",
        "visibility": "visible",
        "output": "\n\n".join(lines) or "All public cases passed.",
        "status": "failed" if failed else "passed",
    }


def _question(question: QuestionResult, assignment: Assignment) -> dict[str, Any]:
    may_say = [case for case in question.cases if not case.passed]
    lines = [
        f"{case.name}{' (hidden)' if case.hidden else ''}: {OUTCOME_WORDS[case.outcome]}. {case.message}".strip()
        for case in may_say
    ]
    return {
        "name": question.name,
        "score": round(question.score, 6),
        "max_score": round(question.max_score, 6),
        "visibility": "after_published",
        "output": "\n\n".join(lines) or "All cases passed.",
        "output_format": "text",
    }


def autograder_zip(assignment: Assignment, isolation: str) -> bytes:
    """Return the zip: the same sources give the same bytes. Hidden tests and references of this assignment are in it.

    Raises
    ------
    UsageError
        The software is installed without its locks: build the zip in the repository.
    """
    lock = REPO_ROOT / "requirements.lock"
    if not lock.is_file():
        raise UsageError(f"{lock} is missing: run this command in the repository of the exercises.")
    settings = {"assignment": assignment.slug, "isolation": isolation}
    members = {
        "run_autograder": HERE.joinpath("gradescope_run_autograder.sh").read_bytes(),
        "setup.sh": HERE.joinpath("gradescope_setup.sh").read_bytes(),
        "grade.json": (json.dumps(settings) + "\n").encode(),
        "requirements.lock": lock.read_bytes(),
        "packages.txt": "".join(f"{name}\n" for name in assignment.packages).encode(),
    }
    for package in PACKAGES:
        for path in sorted((REPO_ROOT / package).rglob("*")):
            if path.is_file() and not path.is_symlink() and _wanted(path, assignment):
                members[f"software/{path.relative_to(REPO_ROOT).as_posix()}"] = path.read_bytes()
    return zipped(members, EXECUTABLE)


def _wanted(path: Path, assignment: Assignment) -> bool:
    """Return whether the container needs a file: not what belongs to other assignments only."""
    parts = path.relative_to(REPO_ROOT).parts
    if set(parts) & set(SKIPPED) or path.suffix == ".pyc":
        return False
    folder = {"assignments": 1, "autograder": 2, "solutions": 2}.get(parts[0], 0)
    of_slug = len(parts) > folder + 1 and (REPO_ROOT / "assignments" / parts[folder] / "assignment.toml").is_file()
    if folder and of_slug and parts[folder] != assignment.slug:
        return parts[-1] == "assignment.toml"  # a notebook of another assignment is named as that
    return path.suffix != ".ipynb" or path.stem == assignment.slug

"""The program that grades one submission inside Gradescope's container: `run_autograder` of our zip starts it.

In: the folders `source` (our zip) and `submission` in AUTOGRADER_DIR. Out: `results/results.json`. The judge is the
same as at home: the notebook runs behind walls, the tests in this process. If walls of the level that `grade.json`
names do not stand, nothing is graded, there is no score, and the reason is in the results.
"""

import json
import os
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

from assignments import course
from assignments.errors import OurFault, Unusable, UsageError
from autograder.host.zygote_process import Zygote, self_test
from autograder.judge import ZygoteBroken, judge, load
from autograder.results import Level, Verdict
from grading.export.gradescope import results_json
from grading.intake import submission_content, submissions
from grading.pool.job import Job, prepare
from grading.records import Submission

LEVELS: tuple[Level, ...] = ("full", "lite", "none")
STUDENT = "submission"


def main() -> int:
    """Grade the submission and write the results. Return 0, or 1 if there is no score."""
    root = Path(os.environ.get("AUTOGRADER_DIR", "/autograder"))
    settings = json.loads((root / "source" / "grade.json").read_text(encoding="utf-8"))
    assignment = course.assignment(settings["assignment"])
    try:
        verdict = grade(assignment, root / "submission", settings["isolation"])
    except (Exception, ZygoteBroken) as error:  # whatever it is, the student sees that it is not the student's fault
        traceback.print_exc()
        verdict = Verdict("error", None, assignment.points, 0.0, 0.0, "none", reason=str(error))
    results = root / "results" / "results.json"
    results.parent.mkdir(parents=True, exist_ok=True)
    results.write_text(results_json(verdict, assignment), encoding="utf-8")
    if verdict.status == "error":
        print(f"Not graded: {verdict.reason}", file=sys.stderr)
    return 1 if verdict.status == "error" else 0


def grade(assignment: course.Assignment, folder: Path, least: Level) -> Verdict:
    """Return the verdict on what is in a folder: the files of one student."""
    job = prepare(assignment, level_here(least))
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(folder, Path(place, STUDENT), symlinks=True)
        try:
            found = submissions.find([Path(place)], assignment)
        except (UsageError, Unusable) as problem:
            return Verdict(
                "unusable", 0.0, assignment.points, 0.0, 0.0, job.level, reason=_without(place, str(problem))
            )
        return _judged(job, found[0])


def _judged(job: Job, submission: Submission) -> Verdict:
    """Judge one submission in this process: to learn plans ahead pays for a class only."""
    assignment = job.assignment
    try:
        notebook = submission_content.read(submission)
    except Unusable as problem:
        return Verdict("unusable", 0.0, assignment.points, 0.0, 0.0, job.level, reason=str(problem))
    tests = load([assignment.test_file(question.name) for question in assignment.questions])
    with Zygote(job.level, assignment.packages) as zygote:
        return judge(
            notebook,
            tests,
            zygote,
            limits=assignment.limits,
            files=job.files,
            show_hidden=assignment.feedback == "full",
        )


def level_here(least: Level) -> Level:
    """Return the best level that works in this container, and at least `least`.

    Raises
    ------
    OurFault
        No level that may be used works.
    """
    reasons = []
    for level in LEVELS[: LEVELS.index(least) + 1]:
        reason = self_test(level) if level != "none" else ""
        if not reason:
            return level
        reasons.append(f"{level}: {reason}")
    raise OurFault(
        f"No walls stand in this container ({'; '.join(reasons)}), and the autograder asks for the level {least}. "
        f"Build the zip with --isolation none to grade without walls."
    )


def _without(place: str, text: str) -> str:
    return text.replace(place, "The submission").replace(f"/{STUDENT}", "")


if __name__ == "__main__":
    sys.exit(main())

"""The autograder of one assignment in Classroom 50.

In: a student's checkout as the working folder, and the environment variables of Classroom 50. Out: `result.json`,
`release-body.md` and `feedback.html` in it. Exit code 0: graded. 1: it could not be graded, which is no mark.

If the program `grade` is installed on the runner (or named in the variable GRADE), it judges the notebook, with hidden
cases and behind its walls. If not, the public checks beside this file are run: Classroom 50 publishes this folder for
all to read, so no hidden case can be here.

Scores are whole numbers: hundredths of a point, so that 3.5 points are 350.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SLUG = "@slug@"
SCALE = 100
HERE = Path(__file__).resolve().parent
PUBLIC = HERE / "public"
TIMEOUT = 600.0  # seconds for judging
NEEDED = ("CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL")


class CannotGrade(Exception):
    """There is no result, and it is not the student's fault."""


def main() -> int:
    """Grade the checkout in the working folder."""
    try:
        if missing := [name for name in NEEDED if not os.environ.get(name)]:
            raise CannotGrade(f"The variables {', '.join(missing)} are missing: Classroom 50 sets them.")
        program = os.environ.get("GRADE") or shutil.which("grade")
        with tempfile.TemporaryDirectory() as folder:
            found = by_judge(program, Path(folder)) if program else by_public_checks(Path(folder))
    except CannotGrade as problem:
        print(f"::error::{problem}")
        return 1
    Path("result.json").write_text(json.dumps(result(found), indent=2) + "\n", encoding="utf-8")
    Path("release-body.md").write_text(release_body(found), encoding="utf-8")
    Path("feedback.html").write_text(found["page"], encoding="utf-8")
    print(f"{found['title']}: {_points(found['score'])} of {_points(found['max_score'])} points")
    return 0


def by_judge(program: str, folder: Path) -> dict[str, Any]:
    """Let `grade` judge the checkout, and return its result."""
    shutil.copytree(".", folder / "class" / "student", symlinks=True, ignore=shutil.ignore_patterns(".git"))
    done = _run([program, "run", SLUG, str(folder / "class"), "--out", str(folder / "out"), "--jobs", "1"])
    results = folder / "out" / "results.jsonl"
    if done.returncode not in (0, 1) or not results.is_file():
        raise CannotGrade(f"`grade run` ended with {done.returncode}: {_last_line(done.stdout)}")
    judged = json.loads(results.read_text(encoding="utf-8").splitlines()[0])
    if judged["status"] == "error":
        raise CannotGrade(f"The notebook could not be judged: {judged.get('reason', '')}")
    questions = [(each["name"], each["score"], each["max_score"]) for each in judged["questions"]]
    pages = sorted((folder / "out" / "feedback").glob("*.html"))
    return {
        "title": "With hidden cases",
        "score": judged["score"],
        "max_score": judged["max_score"],
        "questions": questions or [("notebook", judged["score"], judged["max_score"])],  # it cannot be read
        "note": judged.get("reason", ""),
        "page": pages[0].read_text(encoding="utf-8"),
    }


def by_public_checks(folder: Path) -> dict[str, Any]:
    """Run the public checks that are beside this file, and return their result."""
    if _run([sys.executable, "-c", "import IPython, matplotlib, numpy"]).returncode:
        _run([sys.executable, "-m", "pip", "install", "--quiet", "--user", "-r", str(PUBLIC / "requirements.txt")])
    file = folder / "checked.json"
    command = [sys.executable, "-m", "checks", f"{SLUG}.ipynb", "--tests", str(PUBLIC / "tests"), "--json", str(file)]
    done = _run(command, PYTHONPATH=str(PUBLIC), PYTHONSAFEPATH="1")
    questions, note = [], ""
    if file.is_file():
        for question in json.loads(file.read_text(encoding="utf-8"))["questions"]:
            cases = question["cases"]
            score = sum(case["points"] for case in cases if case["outcome"] == "passed")
            questions.append((question["name"], score, sum(case["points"] for case in cases)))
    elif done.returncode == 2:  # the student's notebook is missing or damaged
        note = _last_line(done.stdout)
        questions = [(path.stem, 0.0, _stated_points(path)) for path in sorted((PUBLIC / "tests").glob("*.py"))]
    else:
        raise CannotGrade(f"`python -m checks` ended with {done.returncode}: {_last_line(done.stdout)}")
    return {
        "title": "Public checks",
        "score": sum(score for _, score, _ in questions),
        "max_score": sum(most for _, _, most in questions),
        "questions": questions,
        "note": note,
        "page": _page(done.stdout),
    }


def result(found: dict[str, Any]) -> dict[str, Any]:
    """Return `result.json`: one test per question, and the sums of their scores."""
    tests = [
        {"test-name": name, "passed": score >= most, "score": _scaled(score), "max-score": _scaled(most)}
        for name, score, most in found["questions"]
    ]
    whole = {key: sum(int(test[key]) for test in tests) for key in ("score", "max-score")}
    return {
        "schema": "classroom50/result/v1",
        "classroom": os.environ["CLASSROOM"],
        "assignment": os.environ["ASSIGNMENT"],
        "assignment_type": os.environ.get("ASSIGNMENT_TYPE") or "individual",
        "owner": os.environ.get("OWNER") or os.environ.get("USERNAME") or "",
        "submission": os.environ["SUBMISSION_TAG"],
        "commit": os.environ["COMMIT_URL"],
        "release": os.environ["RELEASE_URL"],
        "review": os.environ.get("REVIEW_URL") or os.environ["COMMIT_URL"],
        "datetime": _commit_time(),
        "graded_at": _utc(datetime.now(UTC)),
        **whole,
        "tests": tests,
    }


def release_body(found: dict[str, Any]) -> str:
    """Return the text of the release: the points, and one row per question."""
    rows = "".join(
        f"| {'✓' if score >= most else '✗'} | `{name}` | {_points(score)} / {_points(most)} |\n"
        for name, score, most in found["questions"]
    )
    note = f"`{re.sub('[`@<>]', ' ', found['note'])}`\n\n" if found["note"] else ""
    return (
        f"## {found['title']}: {_points(found['score'])} of {_points(found['max_score'])} points\n\n{note}"
        f"|   | question | points |\n|---|---|---|\n{rows}\n"
        f"`result.json` counts in hundredths of a point: {SCALE} are one point. Details: `feedback.html`.\n"
    )


def _run(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program without the tokens of this job and without the files by which steps talk to GitHub."""
    kept = {name: value for name, value in os.environ.items() if not re.search("TOKEN|SECRET|^GITHUB_|^ACTIONS_", name)}
    try:
        return subprocess.run(
            command,
            env=kept | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotGrade(f"{command[0]} cannot be run: {error}") from None


def _stated_points(path: Path) -> float:
    match = re.search(r"^points = ([\d.]+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return float(match[1]) if match else 0.0


def _commit_time() -> str:
    """Return the date of the commit that is graded: it stays the same when it is graded again."""
    command = ["git", "show", "--no-patch", "--format=%ct", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    said = done.stdout.strip()
    return _utc(datetime.fromtimestamp(int(said), UTC) if said.isdigit() else datetime.now(UTC))


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _scaled(points: float) -> int:
    return round(points * SCALE)


def _points(points: float) -> str:
    return f"{round(points, 6):.10g}"


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def _page(text: str) -> str:
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Public checks</title>'
    return f"{head}<h1>Public checks</h1><pre>{html.escape(text)}</pre></html>\n"


if __name__ == "__main__":
    sys.exit(main())

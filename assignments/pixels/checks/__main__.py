"""`python -m checks pixels.ipynb`: run the public checks of a notebook and print a table.

In: a notebook with the folders `tests` and `checks` beside it. Out: a table with, for each wrong answer, what the
answer gave beside what was expected. On GitHub Actions also the job summary, one base64 output per question, and the
two notices that the reporter of GitHub Classroom prints.

Exit code 0: all checks pass. 1: a check fails. 2: there is no notebook that can be read. 3: the checks cannot run here.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from checks.check_notebook import CannotRun, NoNotebook, check_notebook, find_notebook
from checks.check_report import as_json, as_markdown, as_text, notices, outputs


def main(words: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    asked = _parser().parse_args(words)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a console of Windows may be older than Unicode
    try:
        notebook, note = find_notebook(asked.notebook)
        if note:
            print(note, file=sys.stderr)
        tests = asked.tests or notebook.resolve().parent / "tests"
        questions = check_notebook(notebook, tests, limit=asked.limit, total=asked.total)
    except (NoNotebook, CannotRun) as problem:
        print(problem, file=sys.stderr)
        _append("GITHUB_STEP_SUMMARY", f"## The checks did not run\n\n{problem}\n")
        return 2 if isinstance(problem, NoNotebook) else 3
    print(as_text(questions))
    _append("GITHUB_STEP_SUMMARY", as_markdown(notebook.name, questions))
    _append("GITHUB_OUTPUT", outputs(questions))
    if asked.json:
        asked.json.write_text(as_json(questions), encoding="utf-8")
    if os.environ.get("GITHUB_ACTIONS") == "true" and asked.notices:
        print(notices(questions))
    return 0 if all(question.passed for question in questions) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m checks", description="Run the public checks of a notebook.")
    parser.add_argument("notebook", nargs="?", type=Path, help="the notebook; the only one in this folder if not given")
    parser.add_argument("--tests", type=Path, metavar="DIR", help="the test files; the folder `tests` beside it")
    parser.add_argument(
        "--limit", type=float, default=5.0, metavar="SECONDS", help="for one cell or question (default: 5)"
    )
    parser.add_argument("--total", type=float, default=60.0, metavar="SECONDS", help="for all together (default: 60)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all results into this file also")
    parser.add_argument(
        "--no-notices", dest="notices", action="store_false", help="on GitHub, leave the notices to the reporter action"
    )
    return parser


def _append(variable: str, text: str) -> None:
    """Append to the file that GitHub names in an environment variable, if it names one."""
    if path := os.environ.get(variable):
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    sys.exit(main())

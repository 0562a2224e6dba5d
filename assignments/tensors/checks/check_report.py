"""The results of `python -m checks` as text, as Markdown for a job summary, and as what GitHub Classroom reads."""

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict
from html import escape

from checks.check_notebook import CheckedCase, CheckedQuestion

GAP = "   "
MARKS = {"passed": "✓", "not written": "○"}
WORDS = {
    "passed": "passed",
    "failed": "wrong",
    "not written": "not written yet",
    "missing": "not found",
    "timeout": "too slow",
    "crashed": "crashed",
    "not run": "not run",
}
STATUSES = {"passed": "pass", "failed": "fail", "not written": "fail", "missing": "fail"}  # any other is an "error"
MAX_SUMMARY = 900_000  # bytes; GitHub refuses a summary of more than 1 MiB


def as_text(questions: Sequence[CheckedQuestion]) -> str:
    """Return the table for a terminal. Each line that a notebook has a say in begins with a bar.

    GitHub reads a line of a log that begins with :: as a command, and none of these can.
    """
    width = max(len(question.name) for question in questions)
    lines = []
    for question in questions:
        points = f"{_number(question.score)} / {_number(question.max_score)}"
        passed = sum(case.passed for case in question.cases)
        mark = _mark(question)
        lines.append(f"{mark} {question.name:<{width}}  {passed} of {len(question.cases)} checks  {points} points")
        for case in _distinct(question):
            if not case.passed:
                lines.append(f"  │ {WORDS[case.outcome]}: {_one_line(case.name)}")
                lines += [f"  │   {line}" for line in case.message.splitlines()]
                lines += [f"  │     {line}".rstrip() for line in _side_by_side(case)]
    return "\n".join([*lines, "", _total(questions)])


def as_markdown(notebook: str, questions: Sequence[CheckedQuestion]) -> str:
    """Return the job summary: one table of all questions, then each wrong answer with both pictures."""
    rows = [
        f"| {_mark(question)} | `{question.name}` | {sum(case.passed for case in question.cases)} of "
        f"{len(question.cases)} | {_number(question.score)} / {_number(question.max_score)} |"
        for question in questions
    ]
    head = f"## Public checks of {escape(_one_line(notebook))}\n\n{_total(questions)}\n\n"
    text = head + "|   | question | checks | points |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    for question in questions:
        part = "".join(_case_as_markdown(case) for case in _distinct(question) if not case.passed)
        if part:
            part = f"\n<h3>{escape(question.name)}</h3>\n{part}"
        if len((text + part).encode()) > MAX_SUMMARY:
            return text + "\nThere is more than fits here: see the log of this job.\n"
        text += part
    return text + "\n"


def outputs(questions: Sequence[CheckedQuestion]) -> str:
    """Return one line per question for GITHUB_OUTPUT: its name, and the payload of GitHub Classroom in base64."""
    lines = []
    for question in questions:
        encoded = base64.b64encode(json.dumps(payload(question)).encode()).decode()
        lines.append(f"{question.name}={encoded}\n")
    return "".join(lines)


def payload(question: CheckedQuestion) -> dict[str, object]:
    """Return what the reporter of GitHub Classroom reads about one question: one test per case."""
    statuses = [STATUSES.get(case.outcome, "error") for case in question.cases]
    worst = next((status for status in ("error", "fail") if status in statuses), "pass")
    tests = [
        {
            "name": case.name,
            "status": status,
            "score": case.points if case.passed else 0,
            "message": case.message or None,
            "test_code": "",
            "filename": "",
            "line_no": 0,
            "duration": case.milliseconds,
        }
        for case, status in zip(question.cases, statuses, strict=True)
    ]
    return {"version": 1, "status": worst, "max_score": question.max_score, "tests": tests}


def notices(questions: Sequence[CheckedQuestion]) -> str:
    """Return the two lines that the reporter of GitHub Classroom prints."""
    score, most = _points(questions)
    report = json.dumps({"totalPoints": _plain(score), "maxPoints": _plain(most)}, separators=(",", ":"))
    return (
        f"::notice title=Autograding complete::Points {_number(score)}/{_number(most)}\n"
        f"::notice title=Autograding report::{report}"
    )


def as_json(questions: Sequence[CheckedQuestion]) -> str:
    """Return all results as JSON."""
    return json.dumps({"questions": [asdict(question) for question in questions]}, indent=1) + "\n"


def _case_as_markdown(case: CheckedCase) -> str:
    text = f"\n<p><b>{escape(WORDS[case.outcome])}</b>: {escape(_one_line(case.name))}</p>\n"
    if case.message:
        text += f"<pre>{_pre(case.message.splitlines())}</pre>\n"
    if case.expected or case.actual:
        cells = "".join(f"<td><pre>{_pre(lines)}</pre></td>" for lines in (case.actual, case.expected))
        text += f"<table><tr><th>yours</th><th>expected</th></tr><tr>{cells}</tr></table>\n"
    return text


def _pre(lines: Sequence[str]) -> str:
    """Return lines for a <pre>; Markdown ends an HTML block at an empty line, so none is empty."""
    return "\n".join(escape(line) or "&nbsp;" for line in lines)


def _distinct(question: CheckedQuestion) -> Sequence[CheckedCase]:
    """Return the cases, or only the first one if all say the same, as those of a stub do."""
    said = {(case.outcome, case.message) for case in question.cases}
    return question.cases[:1] if len(said) == 1 and not question.cases[0].expected else question.cases


def _side_by_side(case: CheckedCase) -> list[str]:
    if not case.expected and not case.actual:
        return []
    left, right = ["yours", *case.actual], ["expected", *case.expected]
    width = max(map(len, left))
    left += [""] * (len(right) - len(left))
    right += [""] * (len(left) - len(right))
    return [f"{mine:<{width}}{GAP}{wanted}" for mine, wanted in zip(left, right, strict=True)]


def _mark(question: CheckedQuestion) -> str:
    outcomes = {case.outcome for case in question.cases}
    return MARKS.get(outcomes.pop(), "✗") if len(outcomes) == 1 else "✗"


def _total(questions: Sequence[CheckedQuestion]) -> str:
    score, most = _points(questions)
    passed = sum(question.passed for question in questions)
    return (
        f"{passed} of {len(questions)} questions pass their public checks: {_number(score)} of {_number(most)} points. "
        "Hidden cases are marked later."
    )


def _points(questions: Sequence[CheckedQuestion]) -> tuple[float, float]:
    return sum(question.score for question in questions), sum(question.max_score for question in questions)


def _number(value: float) -> str:
    return f"{round(value, 6):.10g}"


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 6)


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""Report results to the students' commits: a status, and a short comment. Never twice the same.

In: the lines of `results.jsonl` and what `grade fetch` recorded. Out: one `Published` per student. A comment names
points per question and no case, hidden or public. What GitHub has already is left: our comment is found by a mark in
it and by its author, and edited if the result has changed. A public repository is left alone, since all could read the
points there.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assignments import course
from assignments.errors import OurFault, Unusable, UsageError
from grading.export.final_scores import text_of
from grading.github.client import AnswerLost, GitHubClient, Refused
from grading.github.fetch import Fetched
from grading.intake import submission_content, submissions
from grading.intake.student_names import clean_text

TRIES = 3  # of a comment whose answer was lost


@dataclass(frozen=True)
class Published:
    """What was reported to one student. `changes` are words for the terminal; `problem` says why nothing was."""

    student: str
    changes: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which reports are wanted."""

    status: bool = True
    comment: bool = True
    in_public: bool = False  # also to repositories that everybody can read
    dry_run: bool = False


def publish_class(
    results: Sequence[Mapping[str, Any]],
    fetched: Mapping[str, Fetched],
    folder: Path,
    client: GitHubClient,
    wanted: Wanted,
) -> Iterator[Published]:
    """Report each result to the commit that was graded; yield what was done."""
    by_name = {clean_text(student): found for student, found in fetched.items()}
    own = own_login(client) if wanted.comment else ""
    digests = _digests(results, folder)
    for result in results:
        student = str(result["student"])
        clone = str(result.get("submission", "")).partition("/")[0]  # a roster may have given another name
        found = by_name.get(clone) or by_name.get(student)
        try:
            if found is None or not found.commit:
                yield Published(student, problem="No commit of this student was fetched.")
            elif problem := _unfit(result, found, digests):
                yield Published(student, problem=problem)
            elif not wanted.in_public and not client.get(f"/repos/{found.name}").get("private"):
                problem = f"{found.name} is public: everybody could read the points there. (--in-public)"
                yield Published(student, problem=problem)
            else:
                yield Published(student, tuple(_report(result, found, client, wanted, own)))
        except Refused as refusal:
            if refusal.status == 401:
                raise
            yield Published(student, problem=str(refusal))
        except AnswerLost as lost:
            yield Published(student, problem=str(lost))


def read_results(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a `results.jsonl`.

    Raises
    ------
    UsageError
        The file is not there or holds no results.
    """
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for line in lines:
            _ = line["student"], line["assignment"], line["status"], line["max_score"], line["sha256"]
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}. Name the folder of `grade run --out`.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} holds no results of `grade run` ({type(error).__name__}: {error}).") from error
    return lines


def own_login(client: GitHubClient) -> str:
    """Return the login of the token's owner, or "" if it belongs to an app, which has none."""
    try:
        return str(client.get("/user").get("login") or "")
    except Refused as refusal:
        if refusal.status == 401:
            raise
        return ""


def comment_of(result: Mapping[str, Any]) -> str:
    """Return the comment for a result, with the mark by which it is found again."""
    title = _title(str(result["assignment"]))
    if result["status"] == "unusable":
        reason = re.sub(r"[`@<>]", " ", str(result.get("reason", ""))).strip()
        body = f"**{title}: the notebook could not be graded.**\n\n`{reason or 'It cannot be read.'}`\n"
    else:
        rows = "".join(
            f"| `{question['name']}` | {text_of(question['score'])} / {text_of(question['max_score'])} |\n"
            for question in result["questions"]
        )
        head = f"**{title}: {text_of(result['score'])} of {text_of(result['max_score'])} points**"
        body = f"{head}\n\n| question | points |\n|---|---|\n{rows}"
    digest = hashlib.sha256(body.encode()).hexdigest()[:16]
    return f"{body}\n{_mark(result)} {digest} -->"


def status_of(result: Mapping[str, Any]) -> dict[str, str]:
    """Return the commit status for a result."""
    if result["status"] == "unusable":
        state, said = "failure", "The notebook could not be graded."
    else:
        state, said = "success", f"{text_of(result['score'])} of {text_of(result['max_score'])} points"
    return {"state": state, "context": f"grade/{result['assignment']}", "description": said}


def _digests(results: Sequence[Mapping[str, Any]], folder: Path) -> dict[str, str]:
    """Return the digest of each submission among the clones, by its name, as `grade run` finds it there now."""
    slugs = {str(result["assignment"]) for result in results}
    asked = [course.assignment(slug) for slug in course.assignments() if slug in slugs]
    try:
        found = submissions.find([folder], asked[0] if asked else None)
    except UsageError:  # nothing is left to grade
        return {}
    digests = {}
    for submission in found:
        with suppress(Unusable):
            digests[submission.name] = submission_content.digest(submission)
    return digests


def _unfit(result: Mapping[str, Any], found: Fetched, digests: Mapping[str, str]) -> str:
    """Return why a result cannot be reported, or ""."""
    if result["status"] == "error":
        return "This submission could not be graded by a fault of ours: there is nothing to report."
    if not found.name:
        return f"{found.address} is not on GitHub."
    if result["sha256"] and digests.get(str(result.get("submission", ""))) != result["sha256"]:
        return "The notebook was fetched again after it was graded: run `grade run` again."
    return ""


def _report(result: Mapping[str, Any], found: Fetched, client: GitHubClient, wanted: Wanted, own: str) -> Iterator[str]:
    at = f"/repos/{found.name}"
    if wanted.status:
        status = status_of(result)
        newest: Mapping[str, Any] = next(
            (
                each
                for each in client.pages(f"{at}/commits/{found.commit}/statuses")
                if each["context"] == status["context"]
            ),
            {},
        )
        if any(newest.get(key) != value for key, value in status.items()):
            if not wanted.dry_run:
                client.write("POST", f"{at}/statuses/{found.commit}", status)
            yield "status"
    if wanted.comment:
        yield from _comment(comment_of(result), _mark(result), at, found.commit, client, wanted, own)


def _comment(
    body: str, mark: str, at: str, commit: str, client: GitHubClient, wanted: Wanted, own: str
) -> Iterator[str]:
    """Write a comment, or edit ours, or leave it; after a lost answer look again before writing."""
    for attempt in range(TRIES):
        ours = next((c for c in client.pages(f"{at}/commits/{commit}/comments") if _is_ours(c, mark, own)), None)
        if ours and str(ours["body"]).replace("\r\n", "\n").strip() == body.strip():
            if attempt:  # it was written, and only the answer was lost
                yield "comment"
            return
        word = "comment edited" if ours else "comment"
        if wanted.dry_run:
            yield word
            return
        try:
            if ours:
                client.write("PATCH", f"{at}/comments/{ours['id']}", {"body": body})
            else:
                client.write("POST", f"{at}/commits/{commit}/comments", {"body": body})
        except AnswerLost:
            if attempt + 1 == TRIES:
                raise
        else:
            yield word
            return


def _is_ours(comment: Mapping[str, Any], mark: str, own: str) -> bool:
    """Return whether we wrote a comment: a student can write one with our mark, which must not stop ours."""
    author = comment.get("user") or {}
    written_by_us = author.get("login") == own if own else author.get("type") == "Bot"
    return bool(written_by_us) and mark in str(comment.get("body", ""))


def _mark(result: Mapping[str, Any]) -> str:
    return f"<!-- grade: {result['assignment']}"


def _title(slug: str) -> str:
    try:
        return course.assignment(slug).title
    except (UsageError, OurFault):  # results of another course
        return slug

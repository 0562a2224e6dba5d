"""Clone the repositories of a class, each at the commit that counts.

In: the entries of a roster and a folder. Out: `FOLDER/<student>/` for each student, and `FOLDER/.fetched.json`, which
says what was fetched: `grade publish` reads it, and a second run skips what is settled. A due time settles a student's
commit for good; without one, each run fetches the newest commit.
"""

import json
import shutil
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assignments.errors import OurFault, UsageError
from grading.atomic_write import atomic_write
from grading.github import git
from grading.github.client import GitHubClient, Refused
from grading.github.credentials import Access
from grading.github.git import GitFailed
from grading.github.push_times import last_push
from grading.github.roster import RosterEntry

RECORD = ".fetched.json"


@dataclass(frozen=True)
class Fetched:
    """What was fetched for one student. `problem` says why there is no commit."""

    student: str
    address: str
    name: str = ""  # owner/name on GitHub, or empty
    commit: str = ""
    due: str = ""
    time: str = ""  # of the push, or of the commit
    by: str = ""  # "push" or "commit": whose time that is
    problem: str = ""


def fetch_class(
    entries: Sequence[RosterEntry],
    folder: Path,
    access: Access,
    client: GitHubClient,
    *,
    due: datetime | None,
    jobs: int,
) -> Generator[tuple[Fetched, bool], None, None]:
    """Fetch each student's repository; yield what came of it, and whether it was settled before.

    Raises
    ------
    OurFault
        git is not installed, or GitHub cannot be asked.
    """
    known = read_record(folder)
    waiting: list[RosterEntry] = []
    for entry in entries:
        if is_settled(known.get(entry.student), entry, due, folder):
            yield known[entry.student], True
        else:
            waiting.append(entry)
    with ThreadPoolExecutor(jobs) as pool:
        running = [pool.submit(fetch_student, entry, folder, access, client, due) for entry in waiting]
        try:
            for done in as_completed(running):
                fetched = done.result()
                known[fetched.student] = fetched
                write_record(folder, known)
                yield fetched, False
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def is_settled(found: Fetched | None, entry: RosterEntry, due: datetime | None, folder: Path) -> bool:
    """Return whether the commit of a student cannot change any more, and is there."""
    return (
        due is not None
        and due <= datetime.now(UTC)
        and found is not None
        and not found.problem
        and (found.address, found.due) == (entry.address, due.isoformat())
        and git.is_clone(folder / entry.student)
    )


def fetch_student(
    entry: RosterEntry, folder: Path, access: Access, client: GitHubClient, due: datetime | None
) -> Fetched:
    """Clone or update the repository of one student and check the right commit out."""
    place = folder / entry.student
    found = Fetched(entry.student, entry.address, entry.name, due=due.isoformat() if due else "")
    try:
        if git.is_clone(place):
            git.update(entry.address, place, access)
        elif place.exists() and (not place.is_dir() or any(place.iterdir())):
            return replace(found, problem=f"{place} is there already and is no clone: move it away.")
        else:
            if place.exists():
                place.rmdir()
            git.clone(entry.address, place, access)
        found = _chosen(found, place, access, client, due)
        if found.commit:
            git.check_out(place, found.commit, access)
        else:
            _remove_files(place)
        return found
    except GitFailed as problem:
        return replace(found, commit="", problem=f"{problem}")


def _chosen(found: Fetched, place: Path, access: Access, client: GitHubClient, due: datetime | None) -> Fetched:
    """Add the commit that counts, or the problem that there is none."""
    branch = git.default_branch(place, access)
    newest = git.newest_commit(place, access)
    if not newest:
        return replace(found, problem="The repository has no commit.")
    if due is None:
        return replace(found, commit=newest, time=git.commit_date(place, newest, access), by="commit")
    if found.name:
        try:
            commit, pushed = last_push(client, found.name, branch, due)
        except Refused as refusal:
            if refusal.status == 401:
                raise
        else:
            if not commit:
                return replace(found, problem=f"Nothing was pushed before {due.isoformat()}.")
            if git.has_commit(place, commit, access):
                return replace(found, commit=commit, time=pushed, by="push")
            return replace(found, problem=f"The commit {commit[:10]} of the last push in time is gone.")
    commit = git.newest_commit(place, access, due)
    if not commit:
        return replace(found, problem=f"There is no commit before {due.isoformat()}.")
    return replace(found, commit=commit, time=git.commit_date(place, commit, access), by="commit")


def _remove_files(place: Path) -> None:
    """Leave nothing in a clone that could be graded: what an earlier run checked out does not count."""
    for path in place.iterdir():
        if path.name != ".git":
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def read_record(folder: Path) -> dict[str, Fetched]:
    """Return what was fetched into a folder, by student.

    Raises
    ------
    OurFault
        The record is damaged.
    """
    path = folder / RECORD
    if not path.is_file():
        return {}
    known = {field.name for field in fields(Fetched)}
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["students"]
        found = [Fetched(**{key: str(value) for key, value in row.items() if key in known}) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OurFault(f"{path} cannot be read ({error}): remove it, and everything is fetched again.") from error
    return {each.student: each for each in found}


def write_record(folder: Path, known: dict[str, Fetched]) -> None:
    """Write what was fetched, sorted by student."""
    rows = [asdict(known[student]) for student in sorted(known)]
    atomic_write(folder / RECORD, json.dumps({"students": rows}, indent=1) + "\n")


def due_time(text: str) -> datetime:
    """Return the moment that a text names: ISO 8601 with an offset from UTC (or Z).

    Raises
    ------
    UsageError
        It is no moment, or has no offset, so that it would depend on this machine.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{text!r} is not a time: write it like 2026-11-30T23:59:00+01:00.") from None
    if moment.tzinfo is None:
        raise UsageError(f"{text!r} does not say where: add the offset from UTC, as in 2026-11-30T23:59:00+01:00.")
    return moment.astimezone(UTC)

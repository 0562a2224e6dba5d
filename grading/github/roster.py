"""The roster of a class: who has which repository.

In: a CSV file with the columns `student` and `repository`, or the file that `gh classroom assignment-grades` writes.
A repository is `owner/name`, an address, or the path of a repository on this disk. Out: one `RosterEntry` per student.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from assignments.errors import UsageError
from grading.github.credentials import Access
from grading.intake.student_names import clean_text

COLUMNS = (  # the columns of the student and of the repository, in the files that are understood
    (("student",), "repository"),
    (("roster_identifier", "github_username"), "student_repository_url"),
)
NAME = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True)
class RosterEntry:
    """One student. `address` is for git; `name` is `owner/name` if the repository is on GitHub, or empty."""

    student: str
    address: str
    name: str = ""


def read_roster(path: Path, access: Access) -> list[RosterEntry]:
    """Return the entries of a roster in its order.

    Raises
    ------
    UsageError
        The file cannot be read, lacks a column, or names a student twice or none.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            header = [name.strip() for name in rows.fieldnames or []]
            rows.fieldnames = header
            students, repository = _columns(path, header)
            entries = [
                _entry(path, rows.line_num, row, students, repository, access)
                for row in rows
                if any((value or "").strip() for value in row.values() if isinstance(value, str))
            ]
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} is not a CSV file in UTF-8: {error}.") from error
    if not entries:
        raise UsageError(f"{path} names no student: write one line per student below `student,repository`.")
    seen: dict[str, str] = {}
    for entry in entries:
        if other := seen.get(entry.student.casefold()):
            raise UsageError(f"{path} names the student {other} twice: keep one line.")
        seen[entry.student.casefold()] = entry.student
    return entries


def _columns(path: Path, header: list[str]) -> tuple[tuple[str, ...], str]:
    for students, repository in COLUMNS:
        if repository in header and any(name in header for name in students):
            return students, repository
    raise UsageError(
        f"{path} has the columns {', '.join(header) or '(none)'}: it needs `student` and `repository`, or those of "
        "`gh classroom assignment-grades`."
    )


def _entry(
    path: Path, line: int, row: dict[str, str], students: tuple[str, ...], repository: str, access: Access
) -> RosterEntry:
    student = next((clean_text(row[name]) for name in students if (row.get(name) or "").strip()), "")
    where = (row.get(repository) or "").strip()
    if not student or student.startswith(".") or re.search(r"[/\\:]", student):
        raise UsageError(f"{path}, line {line}: {student!r} cannot be the name of a folder: choose another name.")
    if not where:
        raise UsageError(f"{path}, line {line}: {student} has no repository: write owner/name or an address.")
    return _located(f"{path}, line {line}", student, where, path.parent, access)


def _located(line: str, student: str, where: str, folder: Path, access: Access) -> RosterEntry:
    on_disk = folder / where
    if on_disk.is_dir():
        return RosterEntry(student, str(on_disk.resolve()))
    if NAME.fullmatch(where):
        return RosterEntry(student, f"{access.server}/{where}.git", where)
    if match := re.fullmatch(r"git@([\w.-]+):([\w.-]+/[\w.-]+?)(?:\.git)?", where):
        name = match[2] if match[1] == urlsplit(access.server).hostname else ""
        return RosterEntry(student, where, name)
    parts = urlsplit(where)
    if parts.scheme not in ("https", "http", "ssh", "file") or (not parts.hostname and parts.scheme != "file"):
        raise UsageError(f"{line}: the repository of {student} is neither owner/name, nor an address, nor a folder.")
    if parts.password or (parts.username and parts.scheme != "ssh"):
        raise UsageError(f"{line}: the address of {student}'s repository holds a name or a password: take it out.")
    if not where.startswith(f"{access.server}/"):
        return RosterEntry(student, where)
    name = where.removeprefix(f"{access.server}/").rstrip("/").removesuffix(".git")
    if not NAME.fullmatch(name):
        raise UsageError(f"{line}: the address of {student}'s repository does not end in owner/name.")
    return RosterEntry(student, f"{access.server}/{name}.git", name)

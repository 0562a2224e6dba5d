"""The records that the packages of `grading` pass to each other."""

from dataclasses import dataclass
from pathlib import Path

from autograder.results import Verdict


@dataclass(frozen=True)
class Module:
    """A small `.py` file beside a student's notebook: its path there, and where it is."""

    name: str
    path: Path
    member: str | None = None


@dataclass(frozen=True)
class Submission:
    """One student's notebook before it is read: a file, or a member of a zip.

    If `problem` is not empty, there is no notebook to read: it says why (two notebooks, a link, a damaged zip).
    `notes` say what was decided about other notebooks of the student. `passed_over` are the names of the files that
    are not graded for this reason. `modules` are there when the notebook runs. `earlier` are the attempts before this
    one, the oldest first. `handed_in` (ISO 8601), `late` and `revision` (a commit) are what the source says.
    """

    student: str
    name: str  # the notebook's path below the path that the teacher gives
    path: Path
    member: str | None = None  # its name in the zip, if `path` is a zip
    problem: str = ""
    notes: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    modules: tuple[Module, ...] = ()
    earlier: tuple["Submission", ...] = ()
    handed_in: str = ""
    late: bool = False
    revision: str = ""


@dataclass(frozen=True)
class Finding:
    """One mistake in a dataset: a code that stays the same in all versions, a message, and the file."""

    code: str
    message: str
    file: str = ""


@dataclass(frozen=True)
class Dataset:
    """The result of the check of a student's own dataset.

    `checked` are the codes of the checks that were made. `on_trust` are those that need the pictures, if the pictures
    were not handed in. `problem` says why the dataset cannot be checked. `untried` says why the student's own functions
    were not run on it.
    """

    passed: bool = False
    pictures: int = 0
    bytes: int = 0
    findings: tuple[Finding, ...] = ()
    checked: tuple[str, ...] = ()
    on_trust: tuple[str, ...] = ()
    problem: str = ""
    untried: str = ""


@dataclass(frozen=True)
class Attempt:
    """One graded submission, as the gradebook stores it.

    A dataset gives no points. Its newest check is stored beside the attempts.
    """

    student: str
    submission: str
    sha256: str  # of the notebook's bytes; empty if they cannot be read
    assignment: str
    tests_sha256: str  # of everything that decides points: tests, checks, references, settings
    verdict: Verdict
    dataset: Dataset | None = None
    handed_in: str = ""  # when, as an ISO time with its offset; empty if nothing says it
    revision: str = ""  # the commit, if it was handed in with Git
    late: bool = False  # whether the platform says so

"""What passes between the packages of `grading`: plain frozen records."""

from dataclasses import dataclass
from pathlib import Path

from autograder.results import Verdict


@dataclass(frozen=True)
class Submission:
    """One student's notebook, found but not yet read: a file, or a member of a zip.

    A `problem` found at intake (two notebooks, a link, an unreadable zip) stands in for the notebook.
    """

    student: str
    name: str  # the notebook's path as the teacher knows it, relative to what was handed in
    path: Path
    member: str | None = None  # its name inside `path` if that is a zip
    problem: str = ""


@dataclass(frozen=True)
class Finding:
    """Something in a dataset that is not as it should be: a code that never changes its meaning, a file, a sentence."""

    code: str
    message: str
    file: str = ""


@dataclass(frozen=True)
class Dataset:
    """What the check of a student's own dataset found. `checked` and `on_trust` are codes: the latter could not be
    seen without the pictures. A `problem` stands in for all where it could not be checked; `untried` says why the
    student's own functions were not run on it."""

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
    """One graded submission, as it stands in the gradebook. A dataset earns no points by itself: it is looked at anew
    in each run, and kept in the results only."""

    student: str
    submission: str
    sha256: str  # of the notebook's bytes; empty when they could not be read
    assignment: str
    tests_sha256: str  # of everything that decides marks: tests, checks, references, settings
    verdict: Verdict
    dataset: Dataset | None = None

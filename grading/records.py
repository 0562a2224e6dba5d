"""The records that the packages of `grading` pass to each other."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

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
class SubmittedCell:
    """A cell of a submitted notebook, as the gradebook keeps it: its number from 1, its source, and its pictures.

    `cut` is the number of characters that are left out. The pictures are PNG files of our own making.
    """

    number: int
    kind: str  # "code" or "text"
    source: str
    cut: int = 0
    figures: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class AnswerPart:
    """A part of an answer that a person reads: a text, code, what a cell printed, or a picture as a PNG in base64."""

    kind: Literal["text", "code", "output", "picture"]
    content: str
    caption: str = ""


@dataclass(frozen=True)
class Answer:
    """What a student handed in for one question.

    `digest` is of what a mark of it belongs to: the texts and the code of a written answer, or the whole notebook if
    tests grade the question.
    """

    question: str
    digest: str
    parts: tuple[AnswerPart, ...]


@dataclass(frozen=True)
class Mark:
    """The points that a person gives to one question of a student.

    For a question that tests grade it is an override, and `comment` is its reason. None as points takes an earlier mark
    back. `basis` is the digest of what was marked, or "" if nothing is known of it. `rivals` are marks of other markers
    that this marker had not seen: until somebody decides, the question counts as not marked.
    """

    student: str
    question: str
    points: float | None
    comment: str
    marker: str
    basis: str = ""
    marked_at: str = ""  # the gradebook sets it
    number: int = 0  # the gradebook sets it
    undone: bool = False
    outdated: bool = False  # whether the student has handed in something else since
    rivals: tuple["Mark", ...] = ()


@dataclass(frozen=True)
class Attempt:
    """One graded submission, as the gradebook stores it.

    A dataset gives no points. Its newest check is stored beside the attempts, and so are the marks that count.
    """

    student: str
    submission: str
    sha256: str  # of the notebook's bytes; empty if they cannot be read
    assignment: str
    tests_sha256: str  # of everything that decides points: tests, checks, references, settings
    verdict: Verdict
    dataset: Dataset | None = None
    notebook: bytes = field(default=b"", compare=False, repr=False)  # packed; recorded, and read one by one
    recorded_at: str = field(default="", compare=False)  # in UTC; the gradebook sets it
    run: int | None = field(default=None, compare=False)  # the number of the run; the gradebook sets it
    answers: tuple[Answer, ...] = ()  # recorded, and read one by one: `Gradebook.answer`
    marks: tuple[Mark, ...] = ()  # read from the gradebook; recorded one by one
    handed_in: str = ""  # when, as an ISO time with its offset; empty if nothing says it
    revision: str = ""  # the commit, if it was handed in with Git
    late: bool = False  # whether the platform says so

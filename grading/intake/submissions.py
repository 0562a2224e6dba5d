"""From what a teacher hands over to submissions: notebooks, folders and zips of them, each opened as if hostile.

Who is the student? Directly below the handed-in folder or zip, a folder or zip is one student's and gives the name; a
notebook that lies there by itself gives its stem (`pixels_ada.ipynb` is the student `pixels_ada`). A handed-in zip that
is an Otter export is the student of its own stem. A zip that wraps a class in one more folder is looked into.
Hidden files, `.ipynb_checkpoints` and `__MACOSX` do not count. Links are never followed. Nothing is un-pickled.

What is wrong with one submission becomes its `problem`; only a wrong path stops the command (UsageError).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from assignments.errors import Unusable, UsageError
from grading.intake.archives import nested, opened, read_member
from grading.intake.discover import INSIDE, MAX_STUDENT_ZIP, Find, clean, regular, search
from grading.records import Submission

MAX_NOTEBOOK = 10 << 20  # bytes


def find(paths: Sequence[Path]) -> list[Submission]:
    """Return one submission per student, sorted by student; nothing but tables of contents is read.

    Raises
    ------
    UsageError
        When a path does not exist, is of another kind, or holds nothing that could be graded.
    """
    if not paths:
        raise UsageError("Nothing was handed in: name notebooks, folders or zips.")
    by_student: dict[str, list[Find]] = defaultdict(list)
    seen: set[tuple[str, str | None]] = set()
    for path in paths:
        found = list(search(path))
        for student, item in found:  # what an earlier path held as well is not a second notebook
            if item.place not in seen:
                by_student[clean(student) or "_"].append(item)
        seen |= {item.place for _, item in found}
    return [_only_one(student, by_student[student]) for student in sorted(by_student)]


def read(submission: Submission) -> bytes:
    """Return the bytes of a submission's notebook, at most 10 MiB; raise Unusable with the reason if there are none."""
    if submission.problem:
        raise Unusable(submission.problem)
    if submission.member is None:
        with regular(submission.path, submission.name) as file:
            data = file.read(MAX_NOTEBOOK + 1)
        if len(data) > MAX_NOTEBOOK:
            raise Unusable(
                f"{submission.name} is larger than {MAX_NOTEBOOK >> 20} MiB. Ask for it without its outputs."
            )
        return data
    with archive(submission) as (zipped, member):
        return read_member(zipped, member, MAX_NOTEBOOK)


@contextmanager
def archive(submission: Submission) -> Iterator[tuple[ZipFile, str]]:
    """Open the zip that holds a submission's notebook (it may itself lie in a zip), with the notebook's name there."""
    outer, _, inner = (submission.member or "").partition(INSIDE)
    with regular(submission.path, submission.name) as file, opened(file, submission.name) as zipped:
        if not inner:
            yield zipped, outer
            return
        data = read_member(zipped, outer, MAX_STUDENT_ZIP)
    with opened(nested(data), submission.name) as zipped:
        yield zipped, inner


def _only_one(student: str, found: list[Find]) -> Submission:
    """One submission of a student; two notebooks cannot both be it."""
    first = found[0]
    if len(found) == 1:
        return Submission(student, first.name, first.path, first.member, first.problem)
    names = [item.name for item in found[:3]] + (["…"] if len(found) > 3 else [])
    problem = (
        f"{student} handed in {len(found)} notebooks ({', '.join(names)}): keep one of them. "
        f"If they are several students', give each student a folder and hand in the folder around these."
    )
    return Submission(student, first.name, first.path, None, problem)

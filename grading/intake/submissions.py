"""One submission per student, from the notebooks, folders and zips that a teacher gives.

In: paths. Out: a list of `Submission`s, and the bytes of each notebook. `discover` finds the files, `student_names`
reads the students' names from the paths, and `untrusted_zip` opens the zips. Nothing is unpickled.

An error in one submission becomes its `problem` and does not stop the others. A wrong path stops the command.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from assignments.errors import Unusable, UsageError
from grading.intake.discover import INSIDE, MAX_STUDENT_ZIP, FoundFile, discover, open_regular_file
from grading.intake.student_names import printable
from grading.intake.untrusted_zip import in_memory, open_zip, read_member
from grading.records import Submission

MAX_NOTEBOOK = 64 << 20  # bytes; nearly all of a large notebook are pictures in its outputs


def find(paths: Sequence[Path], out: Path | None = None) -> list[Submission]:
    """Return one submission per student, sorted by student.

    The folder `out`, in which results are written, is no submission.

    Raises
    ------
    UsageError
        A path does not exist, is not a notebook, folder or zip, or holds nothing to grade.
    """
    if not paths:
        raise UsageError("No submissions are given: name notebooks, folders or zips.")
    by_student: dict[str, list[FoundFile]] = defaultdict(list)
    seen: set[tuple[str, str | None]] = set()
    for path in paths:
        found = list(discover(path, out))
        for student, item in found:  # a file that an earlier path also holds is not a second notebook
            if item.location not in seen:
                by_student[printable(student) or "_"].append(item)
        seen |= {item.location for _, item in found}
    return [_submission(student, by_student[student]) for student in sorted(by_student)]


def read(submission: Submission) -> bytes:
    """Return the bytes of a submission's notebook.

    Raises
    ------
    Unusable
        The submission has a problem, or the notebook cannot be read or is larger than 64 MiB.
    """
    if submission.problem:
        raise Unusable(submission.problem)
    if submission.member is None:
        with open_regular_file(submission.path, submission.name) as file:
            data = file.read(MAX_NOTEBOOK + 1)
        if len(data) > MAX_NOTEBOOK:
            raise Unusable(
                f"{submission.name} is larger than {MAX_NOTEBOOK >> 20} MiB. Clear its outputs and hand it in again."
            )
        return data
    with archive(submission) as (zipped, member):
        return read_member(zipped, member, MAX_NOTEBOOK)


@contextmanager
def archive(submission: Submission) -> Iterator[tuple[ZipFile, str]]:
    """Open the zip that holds a submission's notebook; yield it with the notebook's name in it.

    This zip can itself be a member of another zip.
    """
    outer, _, inner = (submission.member or "").partition(INSIDE)
    with open_regular_file(submission.path, submission.name) as file, open_zip(file, submission.name) as zipped:
        if not inner:
            yield zipped, outer
            return
        data = read_member(zipped, outer, MAX_STUDENT_ZIP)
    with open_zip(in_memory(data), submission.name) as zipped:
        yield zipped, inner


def _submission(student: str, found: list[FoundFile]) -> Submission:
    """Return a student's submission; two notebooks are a problem, because only one can be graded."""
    notebooks = [item for item in found if item.is_notebook]
    if not notebooks:
        return _without_notebook(student, found)
    first = notebooks[0]
    if len(notebooks) == 1:
        return Submission(student, first.name, first.path, first.member, first.problem)
    names = [item.name for item in notebooks[:3]] + (["…"] if len(notebooks) > 3 else [])
    problem = (
        f"{student} has {len(notebooks)} notebooks ({', '.join(names)}): keep one of them. "
        f"If they are from several students, make one folder per student and give the folder that holds these."
    )
    return Submission(student, first.name, first.path, None, problem)


def _without_notebook(student: str, found: list[FoundFile]) -> Submission:
    """Return the submission of a student who handed in other files only."""
    first = found[0]
    more = f" There {'is' if len(found) == 2 else 'are'} {len(found) - 1} more beside it." if len(found) > 1 else ""
    passed_over = tuple(item.name for item in found)
    return Submission(student, first.name, first.path, None, first.problem + more, passed_over=passed_over)

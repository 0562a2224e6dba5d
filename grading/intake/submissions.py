"""One submission per student, from the notebooks, folders and zips that a teacher gives.

In: paths. Out: a list of `Submission`s, and the bytes of each notebook. `discover` finds the files, `student_names`
reads the students' names from the paths, and `untrusted_zip` opens the zips. Nothing is unpickled.

An error in one submission becomes its `problem` and does not stop the others. A wrong path stops the command.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from assignments.course import Assignment
from assignments.errors import Unusable, UsageError
from grading.intake.discover import INSIDE, MAX_STUDENT_ZIP, FoundFile, discover, open_regular_file
from grading.intake.one_notebook import choose
from grading.intake.student_names import printable
from grading.intake.untrusted_zip import in_memory, open_zip, read_member
from grading.records import Submission

MAX_NOTEBOOK = 64 << 20  # bytes; nearly all of a large notebook are pictures in its outputs


def find(paths: Sequence[Path], asked: Assignment | None = None, out: Path | None = None) -> list[Submission]:
    """Return one submission per student, sorted by student.

    Only the notebooks of a student who has several are read: some are put aside, with a note (`one_notebook`).

    Parameters
    ----------
    asked:
        The assignment that is graded.
    out:
        The folder in which results are written: it is no submission.

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
    return [_submission(student, by_student[student], asked) for student in sorted(by_student)]


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


def _submission(student: str, found: list[FoundFile], asked: Assignment | None) -> Submission:
    """Return a student's submission; two different notebooks are a problem, because only one can be graded."""
    notebooks = [item for item in found if item.is_notebook]
    if not notebooks:
        more = f" There {'is' if len(found) == 2 else 'are'} {len(found) - 1} more beside it."
        return _ungraded(student, found, found[0].problem + more * (len(found) > 1))
    choice = choose(notebooks, asked, lambda item: read(_as_submission(student, item)))
    if len(choice.notebooks) == 1:
        (item,) = choice.notebooks
        if item.problem:
            return _ungraded(student, [item], item.problem)
        return replace(_as_submission(student, item), notes=choice.notes)
    names = [item.name for item in choice.notebooks[:3]] + (["…"] if len(choice.notebooks) > 3 else [])
    problem = (
        f"{student} has {len(choice.notebooks)} notebooks ({', '.join(names)}): keep one of them. "
        f"If they are from several students, make one folder per student and give the folder that holds these."
    )
    return replace(_ungraded(student, choice.notebooks, problem), notes=choice.notes)


def _as_submission(student: str, item: FoundFile) -> Submission:
    return Submission(student, item.name, item.path, item.member, item.problem)


def _ungraded(student: str, found: Sequence[FoundFile], problem: str) -> Submission:
    passed_over = tuple(item.name for item in found)
    return Submission(student, found[0].name, found[0].path, None, problem, passed_over=passed_over)

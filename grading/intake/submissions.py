"""One submission per student, from the notebooks, folders and zips that a teacher gives.

In: paths. Out: a list of `Submission`s; `submission_content` reads each of them. `discover` finds the files, `sources`
says whose they are, and `roster` has the names of the class.

An error in one submission becomes its `problem` and does not stop the others. A wrong path stops the command.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assignments.course import Assignment
from assignments.errors import Unusable, UsageError
from grading.intake import code_files
from grading.intake.claim import Source
from grading.intake.discover import discover
from grading.intake.exact_names import by_entry, exact_names
from grading.intake.found_file import FoundFile, has_ending
from grading.intake.latest_attempt import latest_and_earlier
from grading.intake.modules import modules_beside
from grading.intake.named_students import named_students
from grading.intake.one_notebook import choose, is_answer
from grading.intake.roster import Roster
from grading.intake.student_names import clean_text
from grading.intake.submission_content import read, read_file
from grading.records import Module, Submission

MAX_CODE_FILES = 20  # of one student without a notebook, each of which is read


@dataclass(frozen=True)
class Intake:
    """What was handed in: one submission per student, and a line about each path that says what it is.

    With a roster, `absent` are the students who handed in nothing, and `strangers` those who are not on it.
    """

    submissions: tuple[Submission, ...]
    recognised: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


def find(paths: Sequence[Path], asked: Assignment | None = None, out: Path | None = None) -> list[Submission]:
    """Return one submission per student, sorted by student."""
    return list(take_in(paths, asked, out).submissions)


def take_in(
    paths: Sequence[Path],
    asked: Assignment | None = None,
    out: Path | None = None,
    source: str | None = None,
    roster: Roster | None = None,
) -> Intake:
    """Find what was handed in.

    Only the notebooks of a student who has several are read: some are put aside, with a note (`one_notebook`).

    Parameters
    ----------
    asked:
        The assignment that is graded.
    out:
        The folder in which results are written: it is no submission.
    source:
        The key of the source, if it is not to be recognised.
    roster:
        The students of the class.

    Raises
    ------
    UsageError
        A path does not exist, is not a notebook, folder or zip, or holds nothing to grade.
    """
    if not paths:
        raise UsageError("No submissions are given: name notebooks, folders or zips.")
    found = [discover(path, out, source) for path in paths]
    names, strangers = named_students([each.files for each in found], roster)
    places: dict[Path, list[FoundFile]] = defaultdict(list)
    for path, discovered in zip(paths, found, strict=True):  # `*.ipynb` is one place
        places[path.parent if has_ending(path.name, ".ipynb") else path] += discovered.files
    names, doubts = exact_names(names, places.values())
    by_student: dict[str, list[FoundFile]] = defaultdict(list)
    seen: set[tuple[str, str | None]] = set()
    recognised: list[str] = []
    for number, (path, discovered) in enumerate(zip(paths, found, strict=True)):
        for item in discovered.files:  # a file that an earlier path also holds is not a second notebook
            if item.location not in seen:
                for owner in item.claim.owners:
                    by_student[names[owner]].append(replace(item, given=number))
        seen |= {item.location for item in discovered.files}
        students = {names[owner] for item in discovered.files for owner in item.claim.owners}
        recognised.append(_line(path, discovered.source, len(students)))
    rows = [row for student in sorted(by_student) for row in _rows(student, by_student, asked)]
    notes = {names[owner]: sentence for owner, sentence in doubts.items()}
    rows = [replace(row, notes=(notes[row.student], *row.notes)) if row.student in notes else row for row in rows]
    strangers |= {names[owner] for owner in doubts if roster}
    submissions = tuple(sorted(rows, key=lambda row: row.student))
    absent = tuple(name for name in roster.names if name not in by_student) if roster else ()
    return Intake(submissions, tuple(recognised), absent, tuple(sorted(strangers)))


def _line(path: Path, source: Source, students: int) -> str:
    name = clean_text(path.name or str(path))
    return f"{name}: {source.title}, {students} student{'s' * (students != 1)}"


def _rows(student: str, by_student: Mapping[str, list[FoundFile]], asked: Assignment | None) -> Iterator[Submission]:
    """Yield a student's submission, and one for each entry that only has the same name."""
    found = by_student[student]
    one = _submission(student, found, asked)
    rows = by_entry(student, [item for item in found if item.is_notebook], by_student)
    if len(rows) == 1 or not one.passed_over:  # nobody has to guess
        yield one
        return
    for name, sentence, notebooks in rows:
        kept = [item for item in found if item in notebooks or not item.is_notebook]
        row = _submission(name, kept, asked)
        yield replace(row, notes=(sentence, *row.notes)) if sentence else row


def _submission(student: str, found: list[FoundFile], asked: Assignment | None) -> Submission:
    """Return a student's submission; two different notebooks are a problem, because only one can be graded."""
    notebooks = [item for item in found if item.is_notebook]
    from_code: list[FoundFile] = []
    if not any(not item.problem for item in notebooks):
        code = sorted((item for item in found if item.is_code), key=lambda item: len(item.parts))[:MAX_CODE_FILES]
        from_code = [replace(item, is_notebook=True, problem="") for item in code if _is_answer(student, item, asked)]
    if not notebooks and not from_code:
        files = [item for item in found if item.problem]
        more = f" There {'is' if len(files) == 2 else 'are'} {len(files) - 1} more beside it."
        return _ungraded(student, files, files[0].problem + more * (len(files) > 1))
    current, earlier = latest_and_earlier(from_code or notebooks)
    choice = choose(current, asked, lambda item: read(_as_submission(student, item)))
    if len(choice.notebooks) == 1:
        (item,) = choice.notebooks
        if item.problem:
            return _ungraded(student, [item], item.problem)
        return replace(
            _with_modules(student, item, found),
            notes=(*(code_files.note(item.name) for _ in from_code[:1]), *choice.notes),
            earlier=tuple(_with_modules(student, before, found) for before in earlier(item)),
        )
    names = [item.name for item in choice.notebooks[:3]] + (["…"] if len(choice.notebooks) > 3 else [])
    problem = (
        f"{student} has {len(choice.notebooks)} notebooks ({', '.join(names)}): keep one of them. "
        f"If they are from several students, make one folder per student and give the folder that holds these."
    )
    return replace(_ungraded(student, choice.notebooks, problem), notes=choice.notes)


def _is_answer(student: str, item: FoundFile, asked: Assignment | None) -> bool:
    """Return whether a file that is no notebook has the code of one, which is had without a guess."""
    if not item.is_code:
        return False
    try:
        return is_answer(item.name, read_file(_as_submission(student, item)), asked)
    except Unusable:
        return False


def _with_modules(student: str, item: FoundFile, found: Sequence[FoundFile]) -> Submission:
    beside = modules_beside(item, found)
    modules = tuple(Module(name, file.path, file.member) for name, file in sorted(beside.items()))
    return replace(_as_submission(student, item), modules=modules)


def _as_submission(student: str, item: FoundFile) -> Submission:
    claim = item.claim
    return Submission(
        student, item.name, item.path, item.member, item.problem * item.is_notebook,
        handed_in=claim.handed_in, late=claim.late, revision=claim.revision,
    )  # fmt: skip


def _ungraded(student: str, found: Sequence[FoundFile], problem: str) -> Submission:
    passed_over = tuple(item.name for item in found)
    return Submission(student, found[0].name, found[0].path, None, problem, passed_over=passed_over)

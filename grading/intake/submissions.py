"""One submission per student, from the notebooks, folders and zips that a teacher gives.

In: paths. Out: a list of `Submission`s; `submission_content` reads each of them. `discover` finds the files, `sources`
says whose they are, and `roster` has the names of the class.

An error in one submission becomes its `problem` and does not stop the others. A wrong path stops the command.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assignments.course import Assignment
from assignments.errors import Unusable, UsageError
from grading.intake import code_files
from grading.intake.claim import Owner, Source
from grading.intake.discover import discover
from grading.intake.exact_names import by_entry, exact_names
from grading.intake.found_file import FoundFile
from grading.intake.latest_attempt import latest_and_earlier
from grading.intake.modules import modules_beside
from grading.intake.one_notebook import choose, is_answer
from grading.intake.roster import Roster
from grading.intake.student_names import printable
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
    by_student: dict[str, list[FoundFile]] = defaultdict(list)
    doubts: dict[str, str] = {}
    seen: set[tuple[str, str | None]] = set()
    recognised: list[str] = []
    unknown: set[str] = set()
    for number, path in enumerate(paths):
        discovered = discover(path, out, source)
        names, strangers = _names(discovered.files, roster)
        names, doubtful = exact_names(names)
        doubts |= {names[owner]: sentence for owner, sentence in doubtful.items()}
        unknown |= strangers | {names[owner] for owner in doubtful if roster}
        for item in discovered.files:  # a file that an earlier path also holds is not a second notebook
            if item.location not in seen:
                for owner in item.claim.owners:
                    by_student[names[owner]].append(replace(item, given=number))
        seen |= {item.location for item in discovered.files}
        recognised.append(_line(path, discovered.source, len(set(names.values()))))
    rows = [row for student in sorted(by_student) for row in _rows(student, by_student[student], asked)]
    rows = [replace(row, notes=(doubts[row.student], *row.notes)) if row.student in doubts else row for row in rows]
    submissions = tuple(sorted(rows, key=lambda row: row.student))
    absent = tuple(name for name in roster.names if name not in by_student) if roster else ()
    return Intake(submissions, tuple(recognised), absent, tuple(sorted(unknown)))


def _names(files: Iterable[FoundFile], roster: Roster | None) -> tuple[dict[Owner, str], set[str]]:
    """Return the name of each owner in one path, and the names that are not on the roster.

    Two owners of one name whose ids differ are two students: the id stands behind the name.
    """
    owners = dict.fromkeys(owner for item in files for owner in item.claim.owners)
    namesakes: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for owner in owners:
        namesakes[printable(owner.name)].add(owner.ids[:1])
    known = _on_roster(owners, roster) if roster else {}
    names, strangers, on_roster = {}, set(), set(roster.names if roster else ())
    for owner in owners:
        name = printable(owner.name) or "_"
        is_namesake = len(namesakes[printable(owner.name)]) > 1 or name in on_roster
        if is_namesake and owner.ids:
            name = f"{name} ({printable(owner.ids[0])})"
        names[owner] = known.get(owner, name)
        if roster and owner not in known:
            strangers.add(name)
    return names, strangers


def _on_roster(owners: Iterable[Owner], roster: Roster) -> dict[Owner, str]:
    """Return the student of each owner who is on the roster.

    Of several owners of one name whose ids differ, only those whose id is on it: the name is not enough.
    """
    found = {owner: name for owner in owners if (name := roster.find(owner))}
    ids: dict[str, set[str]] = defaultdict(set)
    for owner, name in found.items():
        ids[name].update(owner.ids[:1])
    return {o: name for o, name in found.items() if len(ids[name]) < 2 or not o.ids or roster.has_id_of(o)}


def _line(path: Path, source: Source, students: int) -> str:
    name = printable(path.name or str(path))
    return f"{name}: {source.title}, {students} student{'s' * (students != 1)}"


def _rows(student: str, found: list[FoundFile], asked: Assignment | None) -> Iterator[Submission]:
    """Yield a student's submission, and one for each entry that only has the same name."""
    one = _submission(student, found, asked)
    rows = by_entry(student, [item for item in found if item.is_notebook])
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

"""`grade similar DIR`: pairs of students with similar work, in the terminal and as a page. It accuses nobody."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from assignments import course
from assignments.course import Assignment
from assignments.errors import GradeError, UsageError
from autograder.notebook_reader import read as read_cells
from autograder.notebook_repairs import Unreadable
from grading.atomic_write import atomic_write
from grading.commands.output.terminal import (
    CLASS,
    JSON,
    QUIET,
    assignments_begun,
    opened_gradebook,
    out,
    print_json,
    shown,
)
from grading.gradebook.runs import all_runs
from grading.intake import submission_content, submissions
from grading.intake.one_notebook import likely_assignment
from grading.intake.own_output import GRADEBOOK
from grading.records import Submission

PAGE = "similar.html"


@click.command()
@CLASS
@click.option(
    "--assignment", "slug", shell_complete=assignments_begun, help="The assignment, if the notebooks do not say it."
)
@click.option("--pairs", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many pairs to show.")
@click.option("--page", type=click.Path(path_type=Path), help="Where the page is written, instead of similar.html.")
@JSON
@QUIET
def similar(folder: Path, slug: str | None, pairs: int, page: Path | None, as_json: bool) -> int:
    """Show which students of DIR share code that few others have.

    DIR holds submissions, or the results of a run: then the submissions of that run are read again.
    """
    from grading.pages.similar_page import similar_page
    from grading.similar.compare import similar_pairs
    from grading.similar.student_code import known_code, student_code

    graded = (folder / GRADEBOOK).is_file()
    paths, slug = _of_results(folder, slug) if graded else ([folder], slug)
    found = submissions.find(paths, course.assignment(slug) if slug else None, folder if graded else None)
    notebooks = {submission.student: data for submission in found if (data := _read(submission)) is not None}
    assignment = course.assignment(slug) if slug else _likely(notebooks.values(), folder)
    known = known_code(assignment)
    made = {name: student_code(name, data, assignment, known) for name, data in notebooks.items()}
    codes = [code for code in made.values() if code is not None]
    unread = sorted({submission.student for submission in found} - {code.student for code in codes})
    best = similar_pairs(codes, known, pairs)
    path = page or (folder / PAGE if graded else Path(PAGE))
    atomic_write(path, similar_page(assignment, best, len(codes), unread))
    if as_json:
        records = [
            {
                "students": [pair.first.student, pair.second.student],
                "points": round(pair.points, 2),
                "same_known_answers": list(pair.same_known),
            }
            for pair in best
        ]
        print_json(records)
        return 0
    for number, pair in enumerate(best, 1):
        out.print(f"{number:>3}  {pair.points:7.1f}  {shown(pair.first.student, 28)} {shown(pair.second.student)}")
    out.print(f"{len(codes)} students of {assignment.slug} compared. Similar work proves nothing: read both texts.")
    out.print(f"wrote {shown(str(path))}")
    return 0


def _of_results(folder: Path, slug: str | None) -> tuple[list[Path], str]:
    """Return the paths of the submissions of the newest runs, and the assignment."""
    with opened_gradebook(folder, slug) as (book, assignment):
        runs = all_runs(book, assignment.slug)
    paths = list(dict.fromkeys(Path(path) for run in reversed(runs) for path in run.submissions))
    there = [path for path in paths if path.exists()]
    if not there:
        where = ", ".join(map(str, paths)) or "the gradebook does not say where"
        raise UsageError(f"The submissions of {folder} are gone ({where}): name their folder instead.")
    return there, assignment.slug


def _read(submission: Submission) -> bytes | None:
    try:
        return submission_content.read(submission)
    except GradeError:
        return None


def _likely(notebooks: Iterable[bytes], folder: Path) -> Assignment:
    """Return the assignment that most notebooks are of."""
    counts = Counter[str]()
    for data in notebooks:
        try:
            slug = likely_assignment(cell.source for cell in read_cells(data)[0])
        except Unreadable:
            continue
        counts.update([slug] if slug else [])
    if not counts:
        raise UsageError(f"Of which assignment are the notebooks in {folder}? Say it with --assignment.")
    return course.assignment(counts.most_common(1)[0][0])

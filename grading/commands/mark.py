"""`grade mark`: the points that a person gives, at a local page, from a table, or one by one."""

from pathlib import Path

import click
from rich.markup import escape

from assignments.course import Assignment
from assignments.errors import UsageError
from grading.class_files import write_class_files
from grading.commands.output.regrade_summary import who
from grading.commands.output.terminal import CLASS, QUIET, assignments_begun, err, opened_gradebook, out
from grading.gradebook.database import Gradebook
from grading.intake.own_output import GRADEBOOK
from grading.intake.student_names import clean_text
from grading.marking.checked_marks import WrongMark, mark_checker
from grading.marking.marks_from_csv import marks_from_csv
from grading.records import Mark


@click.command()
@CLASS
@click.argument("words", metavar="[STUDENT QUESTION POINTS [COMMENT]]", nargs=-1)
@click.option("--from", "table", type=click.Path(path_type=Path), help="Take marks from a CSV file instead.")
@click.option(
    "--assignment",
    "slug",
    shell_complete=assignments_begun,
    help="Which assignment to mark, if not the one graded last.",
)
@click.option("--as", "markers", multiple=True, help="Who marks. Repeat it for several markers: each gets an address.")
@click.option("--anonymous", is_flag=True, help="Show no names of students.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port of the page, if not any free one.")
@QUIET
def mark(
    folder: Path,
    words: tuple[str, ...],
    table: Path | None,
    slug: str | None,
    markers: tuple[str, ...],
    anonymous: bool,
    port: int,
) -> int:
    """Mark what a person marks, in the folder DIR of the results.

    Without more arguments, a page opens on this machine, in which one marks by keyboard. With STUDENT, QUESTION, POINTS
    and a COMMENT in quotation marks, one mark is given. A question that tests grade gets other points in the same way,
    with the reason as the comment; the result of the tests stays.
    """
    if words and (table or not 3 <= len(words) <= 4):
        raise UsageError(
            'Give a student, a question, points and a comment, or a table with --from: not "half of each".'
        )
    who = _markers(markers)
    with opened_gradebook(folder, slug) as (book, asked):
        if not book.latest(asked.slug, with_cases=False):
            raise UsageError(f"Nobody in {folder} has handed in {asked.slug}: name another one with --assignment.")
        if words or table:
            _give(book, asked, _typed(book, asked, words, table, who[0]))
            write_class_files(folder, asked, book)
            return 0
    _open_page(folder, asked, who, anonymous, port)
    return 0


def _typed(book: Gradebook, asked: Assignment, words: tuple[str, ...], table: Path | None, marker: str) -> list[Mark]:
    checker = mark_checker(book, asked)
    if table:
        return marks_from_csv(table, checker, marker)
    student, question, points, *comment = words
    try:
        return [checker.mark(student, question, points, "".join(comment), marker)]
    except WrongMark as problem:
        raise UsageError(f"No mark was given: {problem}.") from problem


def _give(book: Gradebook, asked: Assignment, marks: list[Mark]) -> None:
    before = {
        (m.student, m.question): m for attempt in book.latest(asked.slug, with_cases=False) for m in attempt.marks
    }
    book.give(asked.slug, marks)
    replaced = [m for m in marks if (m.student, m.question) in before]
    for m in replaced if len(marks) == 1 else []:
        old = before[m.student, m.question]
        out.print(
            f"Before: {old.points:g} by {escape(old.marker)}." if old.points is not None else "Before: no points."
        )
    words = f", {len(replaced)} in the place of earlier ones" if replaced else ""
    out.print(f"{len(marks)} mark{'s' * (len(marks) != 1)} of {asked.slug} given{words}.")


def _open_page(folder: Path, asked: Assignment, markers: list[str], anonymous: bool, port: int) -> None:
    from grading.marking.server import MarkingServer  # takes a moment, which the other ways to mark can do without

    server = MarkingServer(folder, asked, markers, anonymous=anonymous, port=port, write=_write_again)
    to = err if out.quiet else out  # nobody can mark without an address
    for marker, address in server.addresses.items():
        to.print(f"{escape(marker)} marks at {escape(address)}" if len(markers) > 1 else f"Mark at {escape(address)}")
    out.print("Each address opens once, in one browser. Ctrl-C ends the marking; every mark is kept at once.")
    server.run()
    _write_again(folder, asked)
    out.print(f"Wrote the tables and pages. Open {escape(str(folder / 'index.html'))}")


def _write_again(folder: Path, asked: Assignment) -> None:
    with Gradebook(folder / GRADEBOOK) as book:
        write_class_files(folder, asked, book)


def _markers(names: tuple[str, ...]) -> list[str]:
    names = names or tuple(filter(None, [who()]))
    if not names:
        raise UsageError("This user has no name: say who marks with --as NAME.")
    shown = [clean_text(name)[:60] for name in names]
    if not all(shown) or len(set(shown)) < len(shown):
        raise UsageError("Give each marker a name of their own with --as.")
    return shown

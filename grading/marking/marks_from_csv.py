"""Marks from a table: `student,question,points,comment`, with a comma or a semicolon between the columns.

In: a CSV file. Out: its marks, or one UsageError that names every row that is wrong: all or nothing.
"""

import csv
import io
from pathlib import Path

from assignments.errors import UsageError
from grading.marking.checked_marks import MarkChecker, WrongMark
from grading.records import Mark

NEEDED = ("student", "question", "points")
COLUMNS = (*NEEDED, "comment")
MAX_SHOWN = 20  # wrong rows in the message
MAX_BYTES = 32 << 20


def marks_from_csv(path: Path, checker: MarkChecker, marker: str) -> list[Mark]:
    """Return the marks of a file.

    Raises
    ------
    UsageError
        The file cannot be read, or a row of it is wrong. The message names the lines.
    """
    text = _text(path)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    marks: list[Mark] = []
    wrong: list[str] = []
    lines_of: dict[tuple[str, str], int] = {}
    try:
        heading = next(rows, [])
        places = _places(path, heading)
        for row in rows:
            line = rows.line_num
            if not any(cell.strip() for cell in row):
                continue
            try:
                mark = _mark(row, places, len(heading), checker, marker)
                first = lines_of.setdefault((mark.student, mark.question), line)
                if first != line:
                    raise WrongMark(f"{mark.question} of {mark.student} has points in line {first} already")
                marks.append(mark)
            except WrongMark as problem:
                wrong.append(f"  line {line}: {problem}")
    except csv.Error as error:
        raise UsageError(f"{path}, line {rows.line_num}: {error}. Save the table as CSV again.") from error
    if wrong:
        shown = "\n".join(wrong[:MAX_SHOWN])
        more = f"\n  and {len(wrong) - MAX_SHOWN} more" if len(wrong) > MAX_SHOWN else ""
        raise UsageError(f"{path}: no mark was taken. Wrong rows: {len(wrong)}\n{shown}{more}")
    if not marks:
        raise UsageError(f"{path} has no row below its heading: write one row for each mark.")
    return marks


def _mark(row: list[str], places: dict[str, int], width: int, checker: MarkChecker, marker: str) -> Mark:
    cells = {name: row[place] if place < len(row) else "" for name, place in places.items()}
    if any(cell.strip() for cell in row[width:]):
        raise WrongMark("it has more cells than the heading: put a comment with commas into quotation marks")
    return checker.mark(cells["student"], cells["question"].strip(), cells["points"], cells.get("comment", ""), marker)


def _places(path: Path, heading: list[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in heading]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise UsageError(
            f"{path}, line 1: there is no column {' and no column '.join(missing)}. "
            f"Begin the file with the line {','.join(COLUMNS)}."
        )
    return {name: names.index(name) for name in COLUMNS if name in names}


def _text(path: Path) -> str:
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): name a CSV file with --from.") from error
    if data is None:
        raise UsageError(f"{path} is larger than {MAX_BYTES >> 20} MiB: name a CSV file with --from.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8: save the table as CSV UTF-8.") from None


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return ";" if heading.count(";") > heading.count(",") else ","

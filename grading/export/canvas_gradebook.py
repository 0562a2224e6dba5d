"""Canvas: the exported gradebook with the column of one assignment filled in.

In: the bytes of the export and the final scores. Out: bytes for the upload. They hold the columns of the student and
the one column, and only rows that get a score: what is not in the file cannot be changed or cleared by the upload, and
no title is written that Canvas would take for a new assignment. With `whole`, the file stays whole, and only cells of
the column change.

A blank over a score clears it, so a blank is never written. `EX` (excused) and `N/A` (not assigned) stay.
"""

import re
from collections.abc import Callable, Sequence

from assignments.course import Assignment
from assignments.errors import UsageError
from grading.export.csv_edit import EditableCsv
from grading.export.final_scores import FinalScore, known, text_of, without_score
from grading.export.match_students import canvas_parts, match, name_keys, plain_key
from grading.export.moodle_worksheet import Edited

STUDENT_COLUMNS = ("Student", "LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Integration ID",
                   "Root Account", "Section")  # fmt: skip
LEFT_ALONE = {"EX", "N/A"}
_TITLE_AND_ID = re.compile(r"^(.*?)\s*\((\d+)\)\s*$", re.DOTALL)
_NUMBER = re.compile(r"^-?\d+([.,]\d+)?$")


def fill_gradebook(
    content: bytes,
    name: str,
    assignment: Assignment,
    scores: Sequence[FinalScore],
    *,
    column: str | None = None,
    scale: bool = False,
    whole: bool = False,
) -> Edited:
    """Return the gradebook with the scores of one assignment.

    Parameters
    ----------
    column:
        The header of the column, its title alone, or its number; without it, the assignment's title.
    scale:
        Convert the scores to the points possible of the column where these differ.
    whole:
        Keep every row and every column of the file.

    Raises
    ------
    UsageError
        The file is no export of Canvas, no column or several are meant, or its points differ and `scale` is False.
    """
    sheet = EditableCsv(content, name)
    headers = [cell.text.strip() for cell in sheet.rows[0]] if sheet.rows else []
    if "Section" not in headers or "ID" not in headers or headers[0] not in ("Student", "LastName"):
        raise UsageError(f"{name} is no gradebook of Canvas (headers: {', '.join(headers[:8])}). Export it again.")
    target = _column(headers, assignment, column, name)
    possible, above, rows = _rows(sheet, headers, target)
    matches = match(
        {row: _identities(sheet, headers, row) for row in rows},
        known(scores),
        _by_number(sheet, headers, rows),
    )
    decimal = "," if any(re.fullmatch(r"\d+,\d+", sheet.text(row, target)) for row in [*above, *rows]) else "."
    problems, written, changed = list(matches.problems), [], 0
    for row, score in sorted(matches.by_row.items()):
        old = sheet.text(row, target).strip()
        if old.upper() in LEFT_ALONE:
            problems.append(f"{score.student} stays {old}.")
            continue
        value = round(_scaled(score, possible, name, headers[target], scale), 2)
        same = bool(_NUMBER.match(old)) and abs(float(old.replace(",", ".")) - value) < 5e-7
        changed += not same and sheet.change(row, target, text_of(value, decimal))
        written.append(row)
    problems += without_score(scores)
    kept = [i for i, header in enumerate(headers) if header in STUDENT_COLUMNS or i == target]
    data = sheet.content() if whole else sheet.part([0, *above, *written], kept)
    return Edited(data, changed, len(rows) - changed, tuple(problems))


def _column(headers: Sequence[str], assignment: Assignment, wanted: str | None, name: str) -> int:
    """Return the column of the assignment: by its whole header, its number or its title."""
    titles = {i: found.groups() for i, header in enumerate(headers) if (found := _TITLE_AND_ID.match(header))}
    names = [wanted.strip()] if wanted else [assignment.title, assignment.slug]
    folded = {text.casefold() for text in names}
    meant = (
        [i for i in titles if headers[i] in names or titles[i][1] in names]
        or [i for i in titles if titles[i][0].casefold() in folded]
    )  # fmt: skip
    if len(meant) == 1:
        return meant[0]
    listed = ", ".join(headers[i] for i in titles) or "none"
    count = "several columns" if meant else "no column"
    raise UsageError(f"{name} has {count} for {names[0]}: name one with --column. Its assignments are: {listed}.")


def _rows(sheet: EditableCsv, headers: Sequence[str], target: int) -> tuple[float | None, list[int], list[int]]:
    """Return the points possible, the rows above the students, and the rows of the students."""
    possible, above, rows = None, [], []
    for row in range(1, len(sheet.rows)):
        if len(sheet.rows[row]) < 2:  # an empty line
            continue
        if "Points Possible" in sheet.text(row, 0):
            above.append(row)
            text = sheet.text(row, target).strip().replace(",", ".")
            possible = float(text) if _NUMBER.match(text) else None
            if "read only" in text.casefold():
                raise UsageError(f"{headers[target]} is read-only in Canvas: name another column with --column.")
        elif not sheet.text(row, headers.index("ID")).strip() and not sheet.text(row, 0).strip():
            above.append(row)  # "Manual Posting", or muted
        else:
            rows.append(row)
    return possible, above, rows


def _identities(sheet: EditableCsv, headers: Sequence[str], row: int) -> list[str]:
    """Return what says who a row is. Two columns with first and last name make one name."""
    named = {header: sheet.text(row, i) for i, header in enumerate(headers) if header in STUDENT_COLUMNS}
    if "LastName" in named:
        named["Student"] = f"{named.pop('LastName')}, {named.pop('FirstName', '')}"
    return [text for header, text in named.items() if header not in ("Section", "Root Account", "ID")]


def _by_number(sheet: EditableCsv, headers: Sequence[str], rows: Sequence[int]) -> Callable[[FinalScore], list[int]]:
    """Return a function that finds the row of a score by the number in the file name, if the name there agrees."""
    by_number = {sheet.text(row, headers.index("ID")).strip(): row for row in rows}
    names = {row: {key for text in _identities(sheet, headers, row) for key in name_keys(text)} for row in rows}

    def rows_of(score: FinalScore) -> list[int]:
        parts = canvas_parts(score)
        row = by_number.get(str(parts[1])) if parts else None
        if parts is None or row is None:
            return []
        letters = plain_key(parts[0])  # of which some versions of Canvas keep only those of ASCII
        return [row] if letters in names[row] | {re.sub("[^a-z0-9]", "", name) for name in names[row]} else []

    return rows_of


def _scaled(score: FinalScore, possible: float | None, name: str, header: str, scale: bool) -> float:
    assert score.score is not None
    if possible is None or abs(possible - score.max_score) < 1e-9:
        return score.score
    if not scale:
        raise UsageError(
            f"{name}: {header} has {possible:g} points possible, the assignment has {score.max_score:g}: set the same "
            f"in Canvas, or say --scale to convert ({score.max_score:g} becomes {possible:g})."
        )
    return score.score / score.max_score * possible if score.max_score else 0.0

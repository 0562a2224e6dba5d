"""Moodle's grading worksheet: the file that the teacher downloaded, with the marks and the comments filled in.

In: the bytes of the worksheet and the final scores. Out: the bytes again. Only the cells of the grade and of the
feedback comments change. A worksheet is never made from nothing: Moodle finds its rows by numbers that only it knows.

The headers are in the language of the teacher. The first column is the identifier. The grade column is the one whose
header stands in brackets behind "Last modified", or one of the known words, or what the teacher names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assignments.errors import UsageError
from grading.export.csv_edit import EditableCsv
from grading.export.final_scores import FinalScore, known, summary_sentence, text_of, without_score
from grading.export.match_students import match, moodle_parts, plain_key
from grading.safe_text import for_cell

GRADE_WORDS = frozenset({
    "grade", "mark", "bewertung", "note", "calificación", "valutazione", "voto", "cijfer", "nota", "avaliação", "ocena",
    "karakter", "betyg", "arvosana", "оценка", "оцінка", "známka", "hodnocení", "osztályzat", "评分", "成绩", "評点",
    "評定", "성적", "الدرجة", "ציון", "βαθμός", "not",
})  # fmt: skip
COMMENT_WORDS = (
    "feedback",
    "comment",
    "kommentar",
    "coment",
    "comentario",
    "opmerking",
    "комментари",
    "コメント",
    "评语",
)
OWN_COMMENT = "Graded by tests: "  # comments that begin so are ours, and are replaced
_IN_BRACKETS = re.compile("[(\uff08](.+)[)\uff09]$")  # of any width
_NUMBER = re.compile(r"^\d+([.,]\d+)?$")


@dataclass(frozen=True)
class Edited:
    """A file of a teacher with the scores filled in, and what was done: counts, and sentences about the rest."""

    content: bytes
    changed: int
    unchanged: int
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """The columns of a worksheet that are read or written; -1 stands for one that is not there."""

    identifier: int
    grade: int
    maximum: int
    comments: int


def fill_worksheet(
    content: bytes,
    name: str,
    scores: Sequence[FinalScore],
    *,
    scale: bool = False,
    grade_column: str | None = None,
    replace_comments: bool = False,
) -> Edited:
    """Return the worksheet with the grades and comments of all students that it has.

    Parameters
    ----------
    scale:
        Convert the scores to the maximum grade of the worksheet where it differs from the points of the assignment.
    grade_column:
        The header of the grade column, where it is not recognised.
    replace_comments:
        Replace comments that a person has written as well.

    Raises
    ------
    UsageError
        The file is no worksheet, or its maximum grade differs and `scale` is False.
    """
    sheet = Worksheet(content, name, grade_column)
    matches = match(sheet.identities, known(scores), sheet.rows_of)
    problems, changed = list(matches.problems), 0
    for row, score in sorted(matches.by_row.items()):
        value = _scaled(score, sheet.maximum(row), name, scale)
        done = sheet.set_grade(row, value)
        comment = sheet.comment(row)
        if not comment or comment.startswith(OWN_COMMENT) or replace_comments:
            done |= sheet.set_comment(row, summary_sentence(score))
        else:
            problems.append(f"{score.student}: the comment of a person stays in the worksheet.")
        changed += done
    problems += without_score(scores)
    return Edited(sheet.content(), changed, len(sheet.identities) - changed, tuple(problems))


class Worksheet:
    """A worksheet: `identities` are, for each row of a participant, the texts that may say who it is.

    Raises
    ------
    UsageError
        The file is no worksheet.
    """

    def __init__(self, content: bytes, name: str, grade_column: str | None = None):
        self._csv = EditableCsv(content, name)
        self._columns = find_columns(self._csv, grade_column)
        self._rows: dict[int, int] = {}  # by the participant's number
        self._numbers: dict[int, int] = {}
        self._prefixes: dict[int, str] = {}
        self.identities: dict[int, list[str]] = {}
        for row in range(1, len(self._csv.rows)):
            text = self._csv.text(row, self._columns.identifier)
            if number := re.search(r"(?<!\d)\d{1,18}$", text):
                self._rows[int(number.group())] = row
                self._numbers[row] = int(number.group())
                self._prefixes[row] = text[: number.start()].strip()
                self.identities[row] = [self._csv.text(row, column) for column in range(1, self._columns.grade)]
        if not self._rows:
            raise UsageError(f"{name} has no row of a participant: download the grading worksheet again.")
        self._by_later_identity: dict[str, list[int]] = {}
        for row, texts in self.identities.items():
            for key in {plain_key(text) for text in texts[1:]}:
                self._by_later_identity.setdefault(key, []).append(row)
        cells = [
            self._csv.text(row, c) for row in self.identities for c in (self._columns.grade, self._columns.maximum)
        ]
        self._decimal = "," if any(re.fullmatch(r"\d+,\d+", cell) for cell in cells) else "."

    def rows_of(self, score: FinalScore) -> list[int]:
        """Return the row of a participant, or those of a group, whose name and number are in a file name.

        A group's number may equal that of a participant, so the name must agree as well. The first identity is the
        full name, which two people can share; a group is named in a later column.
        """
        parts = moodle_parts(score)
        if parts is None:
            return []
        name, row = plain_key(parts[0]), self._rows.get(parts[1])
        if row is not None and name in (plain_key(self._prefixes[row]), *map(plain_key, self.identities[row][:1])):
            return [row]
        return self._by_later_identity.get(name, [])

    def participant(self, row: int) -> tuple[str, int]:
        """Return the name and the number of a participant, as Moodle writes them into the names of folders."""
        number = self._numbers[row]
        named = self.identities[row][0] if self._columns.grade > 1 else ""
        return named or self._prefixes[row] or "Participant", number

    def maximum(self, row: int) -> float | None:
        """Return the maximum grade, or None if the worksheet has none in points."""
        column = self._columns.maximum
        return float(self._csv.text(row, column).replace(",", ".")) if column >= 0 else None

    def set_grade(self, row: int, value: float) -> bool:
        """Write a grade with at most two decimals. An equal one stays as it is written. Return whether it changed."""
        old = self._csv.text(row, self._columns.grade)
        if _NUMBER.match(old) and abs(float(old.replace(",", ".")) - round(value, 2)) < 5e-7:
            return False
        return self._csv.change(row, self._columns.grade, text_of(round(value, 2), self._decimal))

    def comment(self, row: int) -> str:
        """Return the feedback comment; empty if the worksheet has no column for it."""
        return self._csv.text(row, self._columns.comments).strip() if self._columns.comments >= 0 else ""

    def set_comment(self, row: int, text: str) -> bool:
        """Write a feedback comment, if there is a column for it. Return whether it changed."""
        return self._columns.comments >= 0 and self._csv.change(row, self._columns.comments, for_cell(text))

    def content(self) -> bytes:
        """Return the whole worksheet."""
        return self._csv.content()


def find_columns(sheet: EditableCsv, grade_column: str | None) -> Columns:
    """Return the columns of a worksheet, in whatever language its headers are; raise UsageError if it is none."""
    headers = [cell.text.strip() for cell in sheet.rows[0]] if sheet.rows else []
    in_brackets = [_IN_BRACKETS.search(header) for header in headers]
    inside = {i: found.group(1).strip().casefold() for i, found in enumerate(in_brackets) if found}
    plain = [header.casefold() for header in headers]
    wanted = {grade_column.strip().casefold()} if grade_column else set()
    candidates = [i for i, header in enumerate(plain) if header in wanted]
    candidates = candidates or [i for i, header in enumerate(plain) if i and header in inside.values()]
    candidates = candidates or [i for i, header in enumerate(plain) if i and header in GRADE_WORDS]
    if len(headers) < 3 or len(candidates) != 1 or (grade_column and plain[candidates[0]] not in wanted):
        raise UsageError(
            f"{sheet.name} is not recognised as a grading worksheet of Moodle (headers: {', '.join(headers[:12])}). "
            f"Download it with 'Download grading worksheet', or name its grade column with --grade-column."
        )
    grade = candidates[0]
    modified = [i for i, text in inside.items() if i > grade and text == plain[grade]] or [
        i for i in inside if i > grade
    ]
    if not modified:
        raise UsageError(f"{sheet.name} has no column 'Last modified (grade)', which Moodle needs: download it again.")
    comments = [i for i, header in enumerate(plain) if i > grade and any(w in header for w in COMMENT_WORDS)]
    comments = [i for i in comments if i > modified[-1]] or comments
    return Columns(0, grade, grade + 1 if _is_maximum(sheet, grade + 1) else -1, (comments or [-1])[0])


def _is_maximum(sheet: EditableCsv, column: int) -> bool:
    values = {sheet.text(row, column) for row in range(1, len(sheet.rows)) if len(sheet.rows[row]) > 1}
    return len(values) == 1 and bool(_NUMBER.match(values.pop()))


def _scaled(score: FinalScore, maximum: float | None, name: str, scale: bool) -> float:
    assert score.score is not None
    if maximum is None:
        raise UsageError(f"{name} has no maximum grade in points (a scale?): set the grade type of the task to points.")
    if abs(maximum - score.max_score) < 1e-9:
        return score.score
    if not scale:
        raise UsageError(
            f"{name} has the maximum grade {maximum:g}, the assignment has {score.max_score:g} points: set the same in "
            f"Moodle, or say --scale to convert ({score.max_score:g} becomes {maximum:g})."
        )
    return score.score / score.max_score * maximum if score.max_score else 0.0

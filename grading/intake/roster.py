"""The students of a class, from a CSV: which names and numbers are the same student.

In: a table of one's own, or an export as it is: the gradebook of Canvas, the participants or the grading worksheet of
Moodle, the roster of Gradescope or of GitHub Classroom. Out: a `Roster`, which finds the student of an `Owner`.

Headers can be in any language, or missing, so most are not needed. A column of full names is known by its header, or
first and last names are; otherwise the first column is the name. What stands in one row only is an identity of this
row's student. A number is an identity only in a column whose header says so (id, number, login), or a score would be
one.
"""

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assignments.errors import UsageError
from autograder.file_kinds import kind_of_bytes
from grading.intake.claim import Owner
from grading.intake.student_names import clean_text

MAX_ROSTER = 16 << 20  # bytes
_FULL = {
    "student", "name", "full name", "fullname", "student name", "vollständiger name", "name, vorname", "nom complet",
    "nombre completo", "nome completo", "volledige naam", "имя", "姓名", "氏名",
}  # fmt: skip
_FIRST = {
    "first name",
    "firstname",
    "given name",
    "vorname",
    "prénom",
    "nombre",
    "nome",
    "voornaam",
    "imię",
    "ad",
    "名",
}
_LAST = {
    "last name", "lastname", "surname", "family name", "nachname", "familienname", "nom", "nom de famille", "apellidos",
    "apellido(s)", "cognome", "sobrenome", "achternaam", "nazwisko", "soyad", "姓",
}  # fmt: skip
_NUMBERED = re.compile(r"\b(id|sid|ids|identifier|number|nummer|nr|no|matrikel\w*|login|user\w*|github\w*|kennung)\b")
_PARTICIPANT = re.compile(r"(\D{4,}?)\s*(\d+)")  # "Participant 101", in any language
_SEPARATOR_LINE = re.compile(r"\Asep=.\r?\n", re.IGNORECASE)  # before the headers: Excel obeys it
_END = "\0"  # a row behind the last one: if it is no row, a quote is open
MIN_WORKSHEET = 5  # columns
MAX_WORDS = 20  # of a name
_NO_STUDENT = re.compile(r"\s*(points possible|student, test)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Roster:
    """The names of the class, sorted, and whose each identity is."""

    names: tuple[str, ...]
    exact: dict[str, str]
    loose: dict[str, str]  # without anything but letters and digits

    def find(self, owner: Owner) -> str | None:
        """Return the student whom a source calls so, or None if nobody is.

        Also None if more than one is: if the id is one student's and the name is another's, the roster's numbers are
        others than those of the source.
        """
        by_id = self._by_id(owner)
        by_name = self.exact.get(_exact(owner.name)) or self.loose.get(_loose(owner.name))
        return None if by_id and by_name and by_id != by_name else by_id or by_name

    def has_id_of(self, owner: Owner) -> bool:
        """Return whether one of an owner's ids is that of a student."""
        return self._by_id(owner) is not None

    def _by_id(self, owner: Owner) -> str | None:
        return next((self.exact[key] for key in map(_exact, owner.ids) if key in self.exact), None)


def read(path: Path) -> Roster:
    """Read a roster; raise UsageError if it cannot be read or names nobody."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_ROSTER + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}. Check the path of the roster.") from None
    if len(data) > MAX_ROSTER:
        raise UsageError(f"{path} is larger than {MAX_ROSTER >> 20} MiB: is it a roster?")
    if kind := kind_of_bytes(data):
        raise UsageError(f"{path} is {kind}: save the table as CSV UTF-8.")
    header, *rows = _with_header(_table(data)) or [[]]
    rows = [row for row in rows if any(row) and not _NO_STUDENT.fullmatch(row[0])]
    if not rows:
        raise UsageError(f"{path} names no student: it needs a line of headers, and a line for each student.")
    return _roster([cell.casefold() for cell in header], rows)


def _table(data: bytes) -> list[list[str]]:
    """Return the cells of a CSV in UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    text = _SEPARATOR_LINE.sub("", text)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        text = text.replace("\0", "")
        *lines, last = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise UsageError(f"The roster is not a CSV that can be read: {error}.") from None
    if last != [_END]:
        row = delimiter.join(last)[:40].partition("\n")[0]
        raise UsageError(f"The roster has a quote that is not closed, in the row {clean_text(row)!r}: export it again.")
    width = max(map(len, lines), default=0)
    return [[clean_text(cell) for cell in line] + [""] * (width - len(line)) for line in lines if line]


def _with_header(table: list[list[str]]) -> list[list[str]]:
    """Return a table with a line of empty headers if it begins with a student.

    It has headers if one of them is known, or if the lines below have an e-mail address where the first has none.
    """
    first, below = [cell.casefold() for cell in table[0]] if table else [], table[1:]
    known = any(cell in _FULL | _FIRST | _LAST or (_NUMBERED.search(cell) and "@" not in cell) for cell in first)
    if known or any("@" in row[i] and "@" not in cell for row in below for i, cell in enumerate(first)):
        return table
    return [[""] * len(first), *table] if any(first) else table


def _roster(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Roster:
    names = _names(header, rows)
    identities = [_identities(header, row, name) for row, name in zip(rows, names, strict=True)]
    for values, participant in zip(identities, _participants(rows), strict=True):
        values.add(participant)
    exact = _of_one(((_exact(value), i) for i, values in enumerate(identities) for value in values), names)
    loose = _of_one(
        ((_loose(order), i) for i, name in enumerate(names) for order in _orders(name.partition(" (")[0])), names
    )
    return Roster(tuple(sorted(names)), exact, loose)


def _names(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the name of each row's student; of two students of one name, each with what else tells them apart."""
    full = next((i for i, cell in enumerate(header) if cell in _FULL), None)
    first = next((i for i, cell in enumerate(header) if cell in _FIRST), None)
    last = next((i for i, cell in enumerate(header) if cell in _LAST), None)
    if first is not None and last is not None:
        names = [f"{row[first]} {row[last]}".strip() for row in rows]
    else:
        names = [row[full if full is not None else 0] for row in rows]
    names = [name or next(filter(None, row)) for name, row in zip(names, rows, strict=True)]
    count = Counter(names)
    cells = Counter(cell for row in rows for cell in set(row))
    for i, row in enumerate(rows):
        if count[names[i]] > 1:
            other = next((cell for cell in row if cell and cells[cell] == 1), str(i + 1))
            names[i] = f"{names[i]} ({other})"
    return names


def _identities(header: Sequence[str], row: Sequence[str], name: str) -> set[str]:
    found = {name, *_orders(name.partition(" (")[0])}
    for title, cell in zip(header, row, strict=True):
        has_letter = any(character.isalpha() for character in cell)
        if has_letter or (cell and _NUMBERED.search(title)):
            found.add(cell)
    return found


def _participants(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return what Moodle's grading worksheet calls each student in its first column, in English; "" for other tables.

    The id is one of this assignment only, so it is no number that stands elsewhere.
    """
    found = [_PARTICIPANT.fullmatch(row[0]) for row in rows]
    words = {match[1] for match in found if match}
    if len(words) != 1 or not all(found) or len(rows[0]) < MIN_WORKSHEET:
        return [""] * len(rows)
    return [f"participant {match[2]}" for match in found if match]


def _orders(name: str) -> Iterable[str]:
    """Return a name with its words in the orders of first and last name: "Ada Maria Doe" is also "Doe, Ada Maria"."""
    last, comma, first = name.partition(",")
    words = f"{first} {last}".split() if comma else name.split()
    if len(words) > MAX_WORDS:
        return {name}
    return {" ".join([*words[i:], *words[:i]]) for i in range(len(words))}


def _of_one(pairs: Iterable[tuple[str, int]], names: Sequence[str]) -> dict[str, str]:
    """Return whose each key is, without the keys of several students."""
    rows: dict[str, set[int]] = defaultdict(set)
    for key, row in pairs:
        rows[key].add(row)
    return {key: names[min(found)] for key, found in rows.items() if len(found) == 1 and key}


def _exact(value: str) -> str:
    return " ".join(unicodedata.normalize("NFC", value).casefold().split())


def _loose(value: str) -> str:
    """Return the letters and digits of a name, as Canvas writes it in file names."""
    return "".join(c for c in unicodedata.normalize("NFC", value).casefold() if c.isalnum())

"""A CSV file of another program in which some cells are changed and every other byte is kept.

In: the bytes of the file. Out: rows of texts, and the bytes again with the new cells. The separator, the quotes, the
line ends, the encoding and a byte order mark stay as they are in the file.
"""

import codecs
import re
from dataclasses import dataclass

from assignments.errors import UsageError

DELIMITERS = (",", ";", "\t")  # a spreadsheet saves with the second where the comma is the decimal sign
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Cell:
    """One cell: where it stands in the text of the file, quotes included, and what it says."""

    start: int
    end: int
    text: str


class EditableCsv:
    """A CSV file: `rows` are its cells, `change` gives a cell a new text, `content` returns the bytes.

    Raises
    ------
    UsageError
        The bytes are no CSV: UTF-16, a spreadsheet, or a quote that is not closed.
    """

    def __init__(self, content: bytes, name: str):
        self.name = name
        self._encoding, self._mark, self._text = _decoded(content, name)
        self.delimiter = max(DELIMITERS, key=lambda mark: len(_row(self._text, 0, mark, name)[0]))
        self.rows: list[list[Cell]] = []
        self._ends: list[int] = []  # of each row, its line end included
        at = 0
        while at < len(self._text):
            cells, at = _row(self._text, at, self.delimiter, name)
            self.rows.append(cells)
            self._ends.append(at)
        self._new: dict[tuple[int, int], str] = {}

    def text(self, row: int, column: int) -> str:
        """Return what a cell of the file says; a cell that a short row does not have is empty."""
        cells = self.rows[row]
        return cells[column].text if column < len(cells) else ""

    def change(self, row: int, column: int, text: str) -> bool:
        """Give a cell a new text. Return whether this is a change."""
        if column >= len(self.rows[row]):
            raise UsageError(f"{self.name}, row {row + 1}, has no column {column + 1}: download the file again.")
        if text == self.text(row, column):
            self._new.pop((row, column), None)
            return False
        self._new[row, column] = text
        return True

    def content(self) -> bytes:
        """Return the whole file with the changed cells."""
        out, at = [], 0
        for (row, column), text in sorted(self._new.items()):
            cell = self.rows[row][column]
            out += [self._text[at : cell.start], self._quoted(cell, text)]
            at = cell.end
        return self._encoded("".join([*out, self._text[at:]]))

    def part(self, rows: list[int], columns: list[int]) -> bytes:
        """Return only some rows and columns, in the order of the file, each cell as it is written there."""
        out = []
        for row in rows:
            cells = self.rows[row]
            kept = [self._cell(row, column) for column in columns if column < len(cells)]
            out.append(self.delimiter.join(kept) + self._text[cells[-1].end : self._ends[row]])
        return self._encoded("".join(out))

    def _cell(self, row: int, column: int) -> str:
        cell = self.rows[row][column]
        new = self._new.get((row, column))
        return self._text[cell.start : cell.end] if new is None else self._quoted(cell, new)

    def _quoted(self, old: Cell, text: str) -> str:
        was_quoted = self._text[old.start : old.start + 1] == '"'
        needs_it = text != text.strip() or any(mark in text for mark in (self.delimiter, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if was_quoted or needs_it else text

    def _encoded(self, text: str) -> bytes:
        try:
            return self._mark + text.encode(self._encoding)
        except UnicodeEncodeError as error:
            raise UsageError(
                f"{self.name} is not in UTF-8 and cannot hold {error.object[error.start]!r}: download it again."
            ) from error


def _decoded(content: bytes, name: str) -> tuple[str, bytes, str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content:
        raise UsageError(f"{name} is not a CSV in UTF-8: give the file as it was downloaded, or save it as CSV UTF-8.")
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    for encoding in ("utf-8", "cp1252"):  # the second is what a spreadsheet on Windows saves
        try:
            return encoding, mark, content[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
    return "latin-1", mark, content[len(mark) :].decode("latin-1")


def _row(text: str, at: int, delimiter: str, name: str) -> tuple[list[Cell], int]:
    """Return the cells of the row that begins at `at`, and where the next one begins."""
    cells = []
    while True:
        cell = _cell_at(text, at, delimiter, name)
        cells.append(cell)
        at = cell.end
        if text[at : at + 1] == delimiter:
            at += 1
            continue
        line_end = _LINE_END.match(text, at)
        return cells, line_end.end() if line_end else at


def _cell_at(text: str, start: int, delimiter: str, name: str) -> Cell:
    plain = re.compile(f"[^{delimiter}\r\n]*")
    if text[start : start + 1] != '"':
        match = plain.match(text, start)
        end = match.end() if match else start
        return Cell(start, end, text[start:end])
    end = start + 1
    while True:
        quote = text.find('"', end)
        if quote < 0:
            line = text.count("\n", 0, start) + 1
            raise UsageError(f"{name}, line {line}: a quote is not closed. Download the file again.")
        if text[quote + 1 : quote + 2] != '"':
            break
        end = quote + 2
    match = plain.match(text, quote + 1)  # text behind the closing quote belongs to the cell, as other readers have it
    tail = match.group() if match else ""
    return Cell(start, quote + 1 + len(tail), text[start + 1 : quote].replace('""', '"') + tail)

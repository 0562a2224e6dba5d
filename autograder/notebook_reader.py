"""From the bytes that a student handed in to the sources of the code cells; nothing else in them is believed.

Kernelspec, ids, tags, outputs and the format's version may be wrong or hostile; they are not looked at. What had to be
repaired is said, and what cannot be repaired is Unreadable. No repair changes code: strings keep every character.
"""

import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from typing import Any

MOST_CELLS = 20_000
_MOST_BYTES = 20 << 20

# Each byte of Windows-1252 as `surrogateescape` names it. Five are undefined there: control characters, as in browsers.
_WINDOWS_1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}

# All parts of JSON but a comma before a closing bracket. A string without an end takes the rest of the file.
# 99 parts at a time save memory where a file is 20 MB of quotes.
_KEPT = re.compile(r"""(?: [^",]+ | "[^"\\]*+(?:\\.[^"\\]*+)*+"? | ,(?!\s*[\]}]) ){1,99}""", re.DOTALL | re.VERBOSE)


class Unreadable(Exception):
    """The submission's bytes are not a notebook; the sentence says what they are instead."""


@dataclass(frozen=True)
class Cell:
    """A code cell: its place among all cells, and its source."""

    index: int
    source: str


def read(data: bytes) -> tuple[list[Cell], list[str]]:
    """The code cells, and the repairs that were needed to find them."""
    repairs: list[str] = []
    if not data.strip():
        raise Unreadable("The file is empty: save the notebook and hand it in again.")
    if len(data) > _MOST_BYTES:
        raise Unreadable("The file is larger than 20 MiB: clear the outputs and hand it in again.")
    table = _parse(_decode(data, repairs), repairs)
    raw = _raw_cells(table, repairs)
    if len(raw) > MOST_CELLS:
        raise Unreadable(f"The notebook has {len(raw):,} cells; more than {MOST_CELLS:,} are not run.")
    cells = []
    for index, cell in enumerate(raw):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = _text(cell.get("source", cell.get("input", "")))
            if source.strip():
                cells.append(Cell(index, source))
    if not cells:
        raise Unreadable("The notebook has no code cell with anything in it.")
    return cells, repairs


def compose(sources: list[str]) -> bytes:
    """The smallest notebook of these code cells, as bytes that `read` takes."""
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()


def _decode(data: bytes, repairs: list[str]) -> str:
    """The text. No byte is dropped or replaced by a question mark: it may stand in code."""
    if data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
        repairs.append("the file was saved as UTF-16, and was read as that")
        try:
            return data.decode("utf-16", "surrogatepass")
        except UnicodeDecodeError:
            raise Unreadable("The file is UTF-16 and cut off: save the notebook and hand it in again.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        repairs.append("bytes of the file that are not UTF-8 were read as Windows-1252")
        return data.decode("utf-8-sig", "surrogateescape").translate(_WINDOWS_1252)


def _parse(text: str, repairs: list[str]) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise Unreadable("The file is nested too deeply to be a notebook.") from None
    except ValueError as error:
        problem = error
    controls, commas = "the file's JSON held raw control characters", "the file's JSON had a comma too many"
    fewer = "".join(_KEPT.findall(text))
    for attempt, strict, found in (
        (text, False, [controls]),
        (fewer, True, [commas]),
        (fewer, False, [controls, commas]),
    ):
        try:
            table = json.loads(attempt, strict=strict)
        except (ValueError, RecursionError):
            continue
        repairs += found
        return table
    raise Unreadable(
        f"The file is not a notebook ({str(problem)[:100]}): open it in Jupyter, save it and hand it in again."
    )


def _raw_cells(table: Any, repairs: list[str]) -> list[Any]:
    if isinstance(table, dict):
        if isinstance(cells := table.get("cells"), list):
            return cells
        sheets = table.get("worksheets")
        if isinstance(sheets, list):
            repairs.append("the notebook was saved in the old format 3, and was read as that")
            found = [
                sheet["cells"] for sheet in sheets if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
            ]
            return [cell for cells in found for cell in cells]
    raise Unreadable("The file is JSON, but not a notebook: it has no list of cells.")


def _text(source: Any) -> str:
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""

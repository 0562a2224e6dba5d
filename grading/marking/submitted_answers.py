"""What a student answered, question by question, from the bytes of a submitted notebook.

In: the notebook, and the settings of the assignment. Out: an `Answer` for each question, of a size with a limit. A
written answer is all that stands between the heading of its question and the next cell of the lesson: texts, code,
what a cell printed, and pictures. The cells of the lesson itself are no answer. If the heading is gone, the tag of the
answer's cell is looked for. The answer to a question that tests grade is the code that defines its function.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec

from assignments.course import Assignment
from autograder.notebook_reader import read_cells, source_of
from autograder.notebook_repairs import Unreadable
from autograder.results import Drawn
from autograder.wire.text import printable
from grading.marking.drawn_png import drawn_png
from grading.records import Answer, AnswerPart
from grading.reencoded_png import reencoded_png

MAX_PARTS = 24  # of one answer
MAX_TEXT = 20_000  # characters of one part
MAX_OUTPUT = 2_000  # characters that a cell printed
MAX_PICTURES = 6  # of one answer
MAX_SIDE = 900  # pixels of a picture
MAX_BYTES = 800_000  # of all answers together, as JSON
_END = re.compile(r"<!-- (?:BEGIN|END) QUESTION -->|^grader\\.check")


def submitted_answers(assignment: Assignment, notebook: bytes, drawn: Sequence[Drawn] = ()) -> tuple[Answer, ...]:
    """Return what a notebook answers; nothing if it cannot be read. `drawn` is what its functions drew."""
    try:
        cells = [cell for cell in read_cells(notebook) if isinstance(cell, dict)]
    except Unreadable:
        return ()
    sha256 = hashlib.sha256(notebook).hexdigest()
    found = []
    for manual in assignment.manual:
        parts = tuple(_parts(_written(assignment, manual.name, cells)))[:MAX_PARTS]
        digest = _digest([part.content for part in parts if part.kind in ("text", "code")])
        parts += (*_drawn(drawn, manual.draws), *_code_of(cells, manual.shows))
        found.append(Answer(manual.name, digest, parts))
    for question in assignment.questions:
        found.append(Answer(question.name, sha256, _code_of(cells, [question.name])))
    return tuple(_within(found, MAX_BYTES))


def _within(answers: Sequence[Answer], left: int) -> Iterator[Answer]:
    """Yield the answers without the parts that come when the notebook has filled its place in the gradebook."""
    for answer in answers:
        kept = []
        for part in answer.parts:
            size = len(msgspec.json.encode(part))
            if size <= left:
                left -= size
                kept.append(part)
        if len(kept) < len(answer.parts):
            kept.append(AnswerPart("text", f"{len(answer.parts) - len(kept)} parts are too large to be kept."))
        yield replace(answer, parts=tuple(kept))


def question_text(assignment: Assignment, name: str) -> str:
    """Return what the lesson asks in a question that a person marks, as Markdown; "" if it has no such heading."""
    heading = _heading(name)
    found = (source for source in _lesson_in_order(assignment) if heading.search(source))
    return re.sub(r"<!--.*?-->", "", next(found, "")).strip()


def is_answered(answer: Answer) -> bool:
    """Whether an answer has a part of its own, and not only the code of functions that tests grade."""
    return any(not part.caption for part in answer.parts)


def _is_text(cell: dict[str, Any]) -> bool:
    return cell.get("cell_type") != "code"


def _written(assignment: Assignment, name: str, cells: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the student's own cells from the heading of a question to the next cell of the lesson."""
    lesson = _lesson_cells(assignment)
    heading = _heading(name)
    starts = [i for i, cell in enumerate(cells) if _is_text(cell) and heading.search(source_of(cell))]
    starts += [i for i, cell in enumerate(cells) if name in _tags(cell)]
    for index in range(starts[0], len(cells)) if starts else ():
        source = source_of(cells[index]).strip()
        is_place = index == starts[0] or source in _places_of_answers(assignment)
        if not is_place and (source in lesson or _END.search(source)):
            return
        if source and source not in lesson:
            yield cells[index]


def _parts(cells: Iterator[dict[str, Any]]) -> Iterator[AnswerPart]:
    pictures = 0
    for cell in cells:
        is_code = not _is_text(cell)
        yield AnswerPart("code" if is_code else "text", _cut(source_of(cell), MAX_TEXT))
        for kind, content in _outputs(cell) if is_code else _attachments(cell):
            if kind == "output":
                yield AnswerPart("output", _cut(content, MAX_OUTPUT))
            elif pictures < MAX_PICTURES and (png := reencoded_png(content, MAX_SIDE)):
                pictures += 1
                yield AnswerPart("picture", base64.b64encode(png).decode("ascii"))


def _outputs(cell: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the pictures of a cell's outputs, and of the other outputs the text."""
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        if not isinstance(output, dict):
            continue
        data = output.get("data")
        if isinstance(data, dict) and "image/png" in data:
            yield "picture", _joined(data["image/png"])
        elif isinstance(data, dict):
            yield "output", _joined(data.get("text/plain"))
        elif "text" in output:
            yield "output", _joined(output["text"])
        elif "ename" in output:
            yield "output", f"{_joined(output['ename'])}: {_joined(output.get('evalue'))}"


def _attachments(cell: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the pictures that were put into a text."""
    attachments = cell.get("attachments")
    for data in attachments.values() if isinstance(attachments, dict) else ():
        if isinstance(data, dict) and "image/png" in data:
            yield "picture", _joined(data["image/png"])


def _code_of(cells: Sequence[dict[str, Any]], names: Sequence[str]) -> tuple[AnswerPart, ...]:
    """Return the last cell that defines each of these functions."""
    found = []
    for name in names:
        definition = re.compile(rf"^(?:async +)?def +{re.escape(name)}\b", re.MULTILINE)
        sources = [source_of(cell) for cell in cells if not _is_text(cell)]
        source = next((source for source in reversed(sources) if definition.search(source)), None)
        if source is not None:
            found.append(AnswerPart("code", _cut(source, MAX_TEXT), caption=name))
    return tuple(found)


def _digest(texts: list[str]) -> str:
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


NOTHING_WRITTEN = _digest([])  # the digest of an answer without a text and without code


def _drawn(drawn: Sequence[Drawn], calls: Sequence[str]) -> Iterator[AnswerPart]:
    for each in drawn:
        if each.words in calls and (png := drawn_png(each.array)):
            yield AnswerPart("picture", png, caption=each.words)


def _heading(name: str) -> re.Pattern[str]:
    return re.compile(rf"^#+ .*`{re.escape(name)}`", re.MULTILINE)


@cache
def _lesson_in_order(assignment: Assignment) -> tuple[str, ...]:
    """Return the sources of the cells that every student gets."""
    cells = json.loads(assignment.notebook.read_text(encoding="utf-8"))["cells"]
    return tuple(source_of(cell).strip() for cell in cells)


@cache
def _lesson_cells(assignment: Assignment) -> frozenset[str]:
    return frozenset(_lesson_in_order(assignment))


@cache
def _places_of_answers(assignment: Assignment) -> frozenset[str]:
    """Return the sources of the cells in the place of which a student writes."""
    cells = json.loads(assignment.notebook.read_text(encoding="utf-8"))["cells"]
    manual = {question.name for question in assignment.manual}
    return frozenset(source_of(cell).strip() for cell in cells if manual & set(_tags(cell)))


def _tags(cell: dict[str, Any]) -> list[str]:
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []


def _joined(text: Any) -> str:
    if isinstance(text, list):
        return "".join(line for line in text if isinstance(line, str))
    return text if isinstance(text, str) else ""


def _cut(text: str, most: int) -> str:
    shown = printable(text)
    return shown if len(shown) <= most else f"{shown[:most]}\n… {len(shown) - most:,} characters more"

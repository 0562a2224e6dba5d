"""A graded class with written answers, made without grading: what `grade mark` needs to be tried."""

import base64
import io
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from PIL import Image

from assignments import course
from autograder.results import CaseResult, QuestionResult, Verdict
from grading.gradebook.database import Gradebook
from grading.marking.server import MarkingServer
from grading.marking.submitted_answers import submitted_answers
from grading.records import Attempt

PIXELS = course.assignment("pixels")
QUESTION = "own_picture"
PLACE = "*Type your answer here, in the place of this text.*"


def png(width: int = 8, height: int = 6) -> str:
    """A PNG in base64, as a notebook holds it."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(file, format="PNG")
    return base64.b64encode(file.getvalue()).decode()


def own_cell(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    """A code cell of a student's own."""
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": list(outputs), "execution_count": 1}


def figure(data: str) -> dict[str, Any]:
    """An output that is a picture."""
    return {"output_type": "display_data", "metadata": {}, "data": {"image/png": data, "text/plain": "<Figure>"}}


def notebook(answer: str = PLACE, *more: dict[str, Any], code: str = "") -> bytes:
    """The student notebook of pixels with a written answer, cells behind it, and code for `my_expression`."""
    table = json.loads(PIXELS.notebook.read_text(encoding="utf-8"))
    cells: list[dict[str, Any]] = []
    for cell in table["cells"]:
        source = "".join(cell["source"])
        if QUESTION in cell["metadata"].get("tags", ()):
            cells += [{**cell, "source": answer}, *more]
        elif code and source.startswith("def my_expression"):
            cells.append({**cell, "source": code})
        else:
            cells.append(cell)
    return json.dumps({**table, "cells": cells}).encode()


def attempt(student: str, data: bytes | None, score: float = 2.0) -> Attempt:
    """A graded attempt with its answers; with None, one that could not be read."""
    if data is None:
        unusable = Verdict("unusable", 0.0, PIXELS.points, 0.0, 0.0, "full", reason="The file is empty.")
        return Attempt(student, f"{student}.ipynb", "", "pixels", "t", unusable)
    case = CaseResult("is a disc", False, False, 2.0, "failed", "It is square.")
    questions = (QuestionResult("draw_disc", score, 4.0, (case,)),)
    verdict = Verdict("graded", score, PIXELS.points, 0.0, 0.0, "full", questions=questions)
    answers = submitted_answers(PIXELS, data)
    return Attempt(student, f"{student}.ipynb", sha256(data).hexdigest(), "pixels", "t", verdict, answers=answers)


def record(folder: Path, *attempts: Attempt) -> Path:
    """Write attempts into the gradebook of a folder, and return the folder."""
    with Gradebook(folder / "gradebook.db") as book:
        for each in attempts:
            book.record(each)
    return folder


@contextmanager
def serving(folder: Path, *, anonymous: bool = False, write: Callable[..., Any] = print) -> Iterator[MarkingServer]:
    """Serve the marking pages of a folder to kim and lea."""
    server = MarkingServer(folder, PIXELS, ["kim", "lea"], anonymous=anonymous, port=0, write=write)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.server.started:
        time.sleep(0.01)
    yield server
    server.server.should_exit = True
    thread.join()

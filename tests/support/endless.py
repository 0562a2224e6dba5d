"""A made-up class without a loop that never ends, and the same class in which one student in four has one."""

import json
import random
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from assignments.course import Assignment
from assignments.errors import Unusable
from grading.authoring import made_up_class
from grading.intake import submission_content, submissions

LOOP = "\n\ndef {name}(*_, **__):\n    while True:\n        pass\n"


def classes(assignment: Assignment, students: int, seed: int = 1) -> tuple[list[bytes], list[bytes]]:
    """The notebooks of both classes, those that cannot be read left out."""
    with tempfile.TemporaryDirectory() as folder:
        made_up_class.write_class(Path(folder) / "class", assignment, students, seed)
        without: list[bytes] = []
        for submission in submissions.find([Path(folder) / "class"]):
            with suppress(Unusable, json.JSONDecodeError):
                notebook = submission_content.read(submission)
                if "cells" in json.loads(notebook) and b"while True:" not in notebook:
                    without.append(notebook)
    rng = random.Random(seed)
    looping = [
        _looping(notebook, assignment, rng) if place % 4 == 0 else notebook for place, notebook in enumerate(without)
    ]
    return without, looping


def _looping(notebook: bytes, assignment: Assignment, rng: random.Random) -> bytes:
    """The notebook with one question's function redefined, in the question's own cell."""
    read: dict[str, Any] = json.loads(notebook)
    names = "|".join(question.name for question in assignment.questions)
    found = [
        (cell, match[1])
        for cell in read["cells"]
        if cell["cell_type"] == "code" and (match := re.search(rf"^def ({names})\(", "".join(cell["source"]), re.M))
    ]
    cell, name = rng.choice(found)
    cell["source"] = "".join(cell["source"]) + LOOP.format(name=name)
    return json.dumps(read).encode()

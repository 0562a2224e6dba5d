"""What the functions of a notebook are asked to draw for a person who marks: `draws` in assignment.toml.

In: calls as text, for example "my_expression((120, 160))". Out: each call with its arguments as values. Beside Python's
literals, `faces` stands for four of the course's faces: a batch of bytes.
"""

import ast
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from assignments.course import REPO_ROOT, Assignment
from assignments.errors import OurFault
from autograder.drawn_pictures import DrawingCall

FACES = REPO_ROOT / "datasets" / "faces" / "images"
CHOSEN = ("face_001.png", "face_003.png", "face_006.png", "face_009.png")


def drawing_calls(assignment: Assignment) -> tuple[DrawingCall, ...]:
    """Return the calls of all questions that a person marks."""
    return tuple(call for question in assignment.manual for call in _calls(assignment, question.draws))


def _calls(assignment: Assignment, texts: tuple[str, ...]) -> Iterator[DrawingCall]:
    for text in texts:
        try:
            call = ast.parse(text, mode="eval").body
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.keywords:
                raise ValueError("no call of a function by its name")
            yield DrawingCall(text, call.func.id, tuple(map(_value, call.args)))
        except (OSError, SyntaxError, ValueError) as error:
            place = f"assignments/{assignment.slug}/assignment.toml"
            raise OurFault(f'{place}: draws = "{text}" cannot be read ({error}): write name((120, 160)).') from error


def _value(node: ast.expr) -> Any:
    return _faces() if isinstance(node, ast.Name) and node.id == "faces" else ast.literal_eval(node)


@cache
def _faces() -> np.ndarray:
    """Return faces at half their size (4, 109, 89, 3)."""
    pictures = []
    for name in CHOSEN:
        with Image.open(FACES / name) as image:
            pictures.append(np.asarray(image.convert("RGB"))[::2, ::2])
    return np.stack(pictures)

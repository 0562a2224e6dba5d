"""Notebooks of a few cells, as the bytes of a file."""

import base64
import io
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image

from assignments.course import Assignment


def notebook(*cells: tuple[str, str] | tuple[str, str, Sequence[str]]) -> bytes:
    """Return a notebook of cells: a type, a source and, if a cell has pictures as its outputs, these in base64."""
    return json.dumps({"cells": [_cell(*cell) for cell in cells], "metadata": {}, "nbformat": 4}).encode()


def _cell(kind: str, source: str, pictures: Sequence[str] = ()) -> dict[str, Any]:
    outputs = [{"output_type": "display_data", "data": {"image/png": picture}} for picture in pictures]
    return {"cell_type": kind, "source": source, "metadata": {}, "outputs": outputs}


def solved_without_drawings(assignment: Assignment) -> dict[str, Any]:
    """Return the solved notebook of an assignment with its answers and checks, but without the cells that draw."""
    solved: dict[str, Any] = json.loads(assignment.solved.read_bytes())
    names = {question.name for question in assignment.questions}

    def stays(cell: dict[str, Any]) -> bool:
        needed = cell["id"] in names or cell["id"].startswith("otter-") or cell["id"].endswith("-check")
        return cell["cell_type"] != "code" or needed or "".join(cell["source"]).startswith("import ")

    return {**solved, "cells": [cell for cell in solved["cells"] if stays(cell)]}


def png(height: int, width: int, level: int = 128, **more: Any) -> str:
    """Return a PNG of one grey, in base64."""
    file = io.BytesIO()
    Image.fromarray(np.full((height, width), level, np.uint8)).save(file, "PNG", **more)
    return base64.b64encode(file.getvalue()).decode("ascii")

"""Notebooks of a few cells, as the bytes of a file."""

import base64
import io
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image


def notebook(*cells: tuple[str, str] | tuple[str, str, Sequence[str]]) -> bytes:
    """Return a notebook of cells: a type, a source and, if a cell has pictures as its outputs, these in base64."""
    return json.dumps({"cells": [_cell(*cell) for cell in cells], "metadata": {}, "nbformat": 4}).encode()


def _cell(kind: str, source: str, pictures: Sequence[str] = ()) -> dict[str, Any]:
    outputs = [{"output_type": "display_data", "data": {"image/png": picture}} for picture in pictures]
    return {"cell_type": kind, "source": source, "metadata": {}, "outputs": outputs}


def png(height: int, width: int, level: int = 128, **more: Any) -> str:
    """Return a PNG of one grey, in base64."""
    file = io.BytesIO()
    Image.fromarray(np.full((height, width), level, np.uint8)).save(file, "PNG", **more)
    return base64.b64encode(file.getvalue()).decode("ascii")

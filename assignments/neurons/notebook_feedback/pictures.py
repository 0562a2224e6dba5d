"""Two pictures and their difference, side by side, as HTML that needs no file and no library."""

import base64
import struct
import zlib
from typing import Any

import numpy as np

_SIDE = 220  # of the longer side on the page, in pixels
_MOST = 1 << 20  # numbers in a picture
_HEADS = ("expected", "yours", "difference")


def pictures(expected: Any, actual: Any) -> str:
    """Return `<figure>`s of what was expected, of the answer and of their difference; "" if they are no pictures.

    Brightness is that of values from 0 to 1. In the difference, black is right and white is wrong.
    """
    wanted, got = np.asarray(expected, dtype=float), np.asarray(actual, dtype=float)
    grey, colour = wanted.ndim == 2, wanted.ndim == 3 and wanted.shape[-1] == 3
    if wanted.shape != got.shape or not (grey or colour) or not 0 < wanted.size <= _MOST:
        return ""
    difference = (~np.isclose(wanted, got, rtol=0, atol=1e-9)).astype(float)
    if colour:
        difference = difference.max(axis=2)
    height, width = wanted.shape[:2]
    scale = _SIDE / max(height, width)
    size = f'width="{max(1, round(width * scale))}" height="{max(1, round(height * scale))}"'
    figures = [
        f'<figure style="margin: 0"><img alt="{head}" {size} style="image-rendering: pixelated; border: 1px solid gray"'
        f' src="data:image/png;base64,{base64.b64encode(png(array)).decode()}"><figcaption>{head}</figcaption></figure>'
        for head, array in zip(_HEADS, (wanted, got, difference), strict=True)
    ]
    return f'<div style="display: flex; flex-wrap: wrap; gap: 1em">{"".join(figures)}</div>'


def png(array: np.ndarray) -> bytes:
    """Return a picture with values from 0 to 1 as a PNG; what is no number is black."""
    levels = np.rint(np.clip(np.nan_to_num(array, nan=0.0, posinf=1.0, neginf=0.0), 0, 1) * 255).astype(np.uint8)
    height, width = levels.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in levels)
    header = struct.pack(">IIBBBBB", width, height, 8, 2 if levels.ndim == 3 else 0, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )

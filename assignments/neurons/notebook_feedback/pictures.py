"""Two pictures and their difference, side by side, as HTML that needs no file and no library."""

import base64
import struct
import zlib
from typing import Any

import numpy as np

_SIDE = 220  # of the longer side on the page, in pixels
_MOST = 1 << 20  # numbers in a picture
_BYTES_ABOVE = 1.5  # a picture whose values go further runs to 255
_TOO_LARGE, _TOO_SMALL, _NO_NUMBER = (200, 30, 30), (30, 60, 200), (255, 0, 255)  # red, blue, magenta


def pictures(expected: Any, actual: Any) -> str:
    """Return `<figure>`s of what was expected, of the answer and of their difference; "" if they are no pictures."""
    wanted, got = np.asarray(expected, dtype=float), np.asarray(actual, dtype=float)
    is_picture = wanted.ndim == 2 or (wanted.ndim == 3 and wanted.shape[-1] == 3)
    if wanted.shape != got.shape or not is_picture or not 0 < wanted.size <= _MOST:
        return ""
    white = 255.0 if np.nanmax(np.where(np.isfinite(wanted), wanted, 0)) > _BYTES_ABOVE else 1.0
    scale = _SIDE / max(wanted.shape[:2])
    height, width = (max(1, round(side * scale)) for side in wanted.shape[:2])
    style = "image-rendering: pixelated; border: 1px solid gray"
    shown = {"expected": _colours(wanted, white), "yours": _colours(got, white), "difference": _difference(wanted, got)}
    figures = [
        f'<figure style="margin: 0"><img alt="{name}" width="{width}" height="{height}" style="{style}" '
        f'src="data:image/png;base64,{base64.b64encode(png(colours)).decode()}"><figcaption>{name}</figcaption></figure>'
        for name, colours in shown.items()
    ]
    note = f"Black is 0, white is {white:g}. Difference: white is equal, red is too large, blue is too small."
    row = f'<div style="display: flex; flex-wrap: wrap; gap: 1em">{"".join(figures)}</div>'
    return f"{row}<p><small>{note}</small></p>"


def png(colours: np.ndarray) -> bytes:
    """Return an array (height, width, 3) of bytes as a PNG."""
    height, width = colours.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in colours)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def _colours(values: np.ndarray, white: float) -> np.ndarray:
    """Return numbers as bytes of red, green and blue."""
    rgb = values if values.ndim == 3 else np.repeat(values[..., np.newaxis], 3, axis=2)
    finite = np.isfinite(rgb)
    out = np.rint(np.clip(np.where(finite, rgb, 0) / white, 0, 1) * 255).astype(np.uint8)
    out[~finite.all(axis=2)] = _NO_NUMBER
    return out


def _difference(wanted: np.ndarray, got: np.ndarray) -> np.ndarray:
    equal = np.isclose(got, wanted, rtol=0, atol=1e-9)
    larger = ~equal & ~(got < wanted)
    if wanted.ndim == 3:
        equal, larger = equal.all(axis=2), larger.any(axis=2)
    out = np.full((*wanted.shape[:2], 3), 255, dtype=np.uint8)
    out[~equal] = _TOO_SMALL
    out[larger] = _TOO_LARGE
    return out

"""An array that a student's function returned, as a PNG in base64. Of the array only numbers are read.

Bytes are shown as they are, and numbers from 0 to 1 with 0 as black and 1 as white. Other numbers are shown from their
smallest (black) to their largest (white); what is not finite is black. Of a batch, the first pictures stand side by
side.
"""

import base64
import io

import numpy as np
from PIL import Image

MIN_HEIGHT = 200  # pixels: smaller pictures are enlarged
MAX_SIDE = 480  # pixels of one picture: of larger ones only every n-th row and column is shown
MAX_PICTURES = 4  # of a batch
MAX_BYTES = 200_000  # of a PNG: a larger one, which is noise, gets fewer pixels
GAP = 4  # white columns between two pictures


def drawn_png(array: np.ndarray) -> str | None:
    """Return the PNG, or None if the array is no picture and no batch of pictures."""
    pictures = _pictures(array)
    if not pictures:
        return None
    low, high = _limits(array)
    shown = [_bytes(picture, low, high) for picture in pictures]
    gap = np.full((shown[0].shape[0], GAP, 3), 255, np.uint8)
    row = np.concatenate([part for picture in shown for part in (picture, gap)][:-1], axis=1)
    zoom = max(1, MIN_HEIGHT // row.shape[0])
    image = Image.fromarray(row).resize((row.shape[1] * zoom, row.shape[0] * zoom), Image.Resampling.NEAREST)
    while len(png := _png(image)) > MAX_BYTES:
        image = image.resize((image.width // 2 or 1, image.height // 2 or 1), Image.Resampling.NEAREST)
    return base64.b64encode(png).decode("ascii")


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, format="PNG")
    return file.getvalue()


def _pictures(array: np.ndarray) -> list[np.ndarray]:
    if 0 in array.shape:
        return []
    if array.ndim == 2 or (array.ndim == 3 and array.shape[2] == 3):
        return [array]
    if array.ndim == 3 or (array.ndim == 4 and array.shape[3] in (1, 3)):
        return list(array[:MAX_PICTURES])
    return []


def _limits(array: np.ndarray) -> tuple[float, float]:
    if array.dtype == np.uint8:
        return 0.0, 255.0
    finite = array[np.isfinite(array)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    return (0.0, 1.0) if low >= 0 and high <= 1 else (low, high)


def _bytes(picture: np.ndarray, low: float, high: float) -> np.ndarray:
    step = max(1, -(-max(picture.shape[:2]) // MAX_SIDE))
    with np.errstate(all="ignore"):  # numbers near the largest float, and beyond it
        values = picture[::step, ::step].astype(np.float64)
        shares = np.nan_to_num((values - low) / ((high - low) or 1.0), nan=0.0, posinf=0.0, neginf=0.0)
    levels = np.round(np.clip(shares, 0, 1) * 255).astype(np.uint8)
    grey = levels if levels.ndim == 3 else levels[..., np.newaxis]
    return np.repeat(grey, 3, axis=2) if grey.shape[2] == 1 else grey

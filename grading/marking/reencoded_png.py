"""A picture that a student made, as a PNG of our own: no byte of the student's file comes through.

In: a PNG in base64. Out: a PNG in base64, of a size with a limit, or None if the data is not a PNG or is too large.
"""

import base64
import io
import warnings

from PIL import Image

MAX_BASE64 = 8 << 20  # characters that are read
MAX_PIXELS = 16_000_000  # of a picture that is opened
MAX_WIDTH = 900  # pixels that are kept
MAX_BYTES = 300_000  # of a PNG that is kept


def png_base64(data: str) -> str | None:
    """Return a picture encoded anew and made smaller where needed, or None."""
    if len(data) > MAX_BASE64:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged chunks
            opened = Image.open(io.BytesIO(base64.b64decode(data)), formats=["PNG"])
            if opened.width * opened.height > MAX_PIXELS:
                return None
            image = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    except Exception:  # a forged file may fail in any way, and costs only its picture
        return None
    image.thumbnail((MAX_WIDTH, MAX_WIDTH))
    while True:
        file = io.BytesIO()
        image.save(file, format="PNG")
        if len(file.getvalue()) <= MAX_BYTES or min(image.size) < 2:
            return base64.b64encode(file.getvalue()).decode("ascii")
        image.thumbnail((image.width * 2 // 3 or 1, image.height * 2 // 3 or 1))

"""A picture that a student made, as a PNG of our own: no byte of the student's file comes through.

In: a PNG in base64. Out: the bytes of a PNG of limited size, or None if the data is no PNG that can be read, or is too
large.
"""

import base64
import io
import warnings

from PIL import Image

MAX_BASE64 = 8 << 20  # characters that are read
MAX_PIXELS = 16_000_000  # of a picture that is opened
MAX_BYTES = 300_000  # of a PNG that is kept
COLOURS = 128  # of a picture that is not grey


def reencoded_png(data: str, most: int) -> bytes | None:
    """Return the same picture on white, with at most `most` pixels on each side and few colours."""
    if len(data) > MAX_BASE64:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged chunks
            with Image.open(io.BytesIO(base64.b64decode(data)), formats=["PNG"]) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    return None
                picture = opened.convert("RGBA")
    except Exception:  # a forged file may make Pillow raise anything, and costs only its picture
        return None
    picture.thumbnail((most, most), reducing_gap=2.0)
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    while len(png := _png(ground.convert("RGB"))) > MAX_BYTES:
        ground.thumbnail((ground.width * 2 // 3 or 1, ground.height * 2 // 3 or 1))
    return png


def _png(rgb: Image.Image) -> bytes:
    red, green, blue = rgb.split()
    is_grey = red.tobytes() == green.tobytes() == blue.tobytes()
    small = red if is_grey else rgb.quantize(COLOURS, Image.Quantize.FASTOCTREE)
    file = io.BytesIO()
    small.save(file, format="PNG")
    return file.getvalue()

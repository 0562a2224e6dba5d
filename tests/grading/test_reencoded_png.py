"""A student's picture is encoded anew, small, and never as it came."""

import base64
import io

import numpy as np
from PIL import Image

from grading.reencoded_png import MAX_BYTES, reencoded_png
from tests.support.marked_class import png


def test_a_picture_is_encoded_anew_and_made_smaller():
    noise = np.random.default_rng(1).integers(0, 256, (1200, 1600, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, format="PNG")
    small = reencoded_png(base64.b64encode(file.getvalue()).decode(), 900)
    assert small
    assert len(small) <= MAX_BYTES == 300_000
    with Image.open(io.BytesIO(small)) as image:
        assert max(image.size) <= 900


def test_what_is_no_png_is_left_out():
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, format="JPEG")
    for data in ("no base64 !", "", base64.b64encode(b"<svg onload=alert(1)>").decode(), png()[:40]):
        assert reencoded_png(data, 900) is None
    assert reencoded_png(base64.b64encode(file.getvalue()).decode(), 900) is None
    hidden = base64.b64encode(base64.b64decode(png()) + b"<script>alert(1)</script>").decode()
    kept = reencoded_png(hidden, 900)
    assert kept
    assert b"script" not in kept

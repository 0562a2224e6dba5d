"""Wrong answers to `warm_up`."""

import numpy as np

from solutions import rejected_by

BRIGHTER = "levels 0, 100, 155, 156 and 255 become 100, 200, 255, 255 and 255"


@rejected_by(BRIGHTER)
def wraps_round(image):
    """Above 255 a byte starts again at 0."""
    return image + np.uint8(100)


@rejected_by(BRIGHTER)
def no_bytes(image):
    """Above 255 there is nothing."""
    return image.astype(int) + 100


@rejected_by(BRIGHTER)
def cut_off_too_early(image):
    """Add first, then cut off."""
    return np.minimum(image, 255) + np.uint8(100)


@rejected_by(BRIGHTER)
def right_but_floats(image):
    """The values are right; the result should be made of bytes again."""
    return np.minimum(image + 100.0, 255)


@rejected_by(BRIGHTER)
def nothing_returned(image):
    """End with `return`."""
    np.minimum(image.astype(int) + 100, 255).astype(np.uint8)

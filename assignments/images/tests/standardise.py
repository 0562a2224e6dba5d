"""Every pixel as its distance from the mean picture, in deviations; 0 where nothing varies."""

import numpy as np
from checks import Mismatch, expect_close, expect_no_slip, expect_shape
from otter.test_files import test_case

OK_FORMAT = False

name = "standardise"
points = 1

ATOL = 1e-6  # the customary 1e-8 added to the deviation is off by 1e-8, an added 1.0 by half


def small_batch():
    """Return three pictures of 2 x 2 pixels: one pixel never changes."""
    batch = np.zeros((3, 2, 2, 3), dtype=np.uint8)
    batch[:, 0, 0], batch[:, 0, 1], batch[:, 1, 0] = 255, [[10, 0, 4], [20, 0, 4], [60, 30, 4]], 100
    batch[:, 1, 1] = [[0, 250, 3], [100, 125, 1], [200, 0, 2]]
    return batch


@test_case(name="three small pictures: mean 0 and deviation 1 at each pixel that varies, 0 at the others", points=1)
def test_small(standardise):
    batch = small_batch()
    floats = batch.astype(float)
    centred, deviation = floats - floats.mean(axis=0), floats.std(axis=0)
    varies = deviation > 0
    wanted = np.divide(centred, deviation, out=np.zeros(batch.shape), where=np.broadcast_to(varies, batch.shape))
    each = floats - floats.mean(axis=(1, 2, 3), keepdims=True)
    slips = [
        ("Divide by the deviation as well: that is only the distance from the mean.", centred),
        ("One mean and one deviation for everything: asked for is one per pixel and channel (axis=0).",
         (floats - floats.mean()) / floats.std()),
        ("Each picture by itself: asked for is over the pictures (axis=0).",
         each / floats.std(axis=(1, 2, 3), keepdims=True)),
        ("One mean per channel: asked for is one per pixel and channel (axis=0).",
         (floats - floats.mean(axis=(0, 1, 2))) / floats.std(axis=(0, 1, 2))),
        ("You divided by deviation + 1: a deviation of 1 becomes 2.", centred / (deviation + 1)),
        ("You divided by the variance: divide by its root.", centred / np.where(varies, deviation**2, 1)),
        ("That is the mean minus the picture: the signs are turned.", -wanted),
        ("The batch was not centred: subtract the mean picture first.", floats / np.where(varies, deviation, 1)),
    ]  # fmt: skip
    result = standardise(batch.copy())
    expect_no_slip(result, wanted, slips, atol=ATOL)
    if not np.all(np.isfinite(expect_shape(result, batch.shape, "the batch"))):
        raise Mismatch("0 / 0 is nan where a pixel never changes: there the result should be 0.", actual=result)
    expect_close(result, wanted, "the standardised batch", atol=ATOL)

"""Every pixel as its distance from the mean picture, in deviations; 0 where nothing varies."""

import numpy as np
from checks import (
    Mismatch,
    because,
    expect_close,
    expect_new_result,
    expect_no_common_mistake,
    expect_no_warning,
    expect_shape,
    expect_unchanged,
)
from otter.test_files import test_case

OK_FORMAT = False

name = "standardise"
points = 4

ATOL = 1e-6  # the customary 1e-8 added to the deviation is off by 1e-8, an added 1.0 by half


SCORES = np.array([-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2])  # of 2, 4, 4, 4, 5, 5, 7, 9: their mean is 5, they deviate by 2


def small_batch():
    """Return eight pictures of 1 x 2 pixels (the second never changes), what is right, and the deviations."""
    levels = np.array([2, 4, 4, 4, 5, 5, 7, 9])
    batch = np.full((8, 1, 2, 3), 255, dtype=np.uint8)
    batch[:, 0, 0] = np.stack([levels, 20 * levels, 100 - levels], axis=1)
    wanted = np.zeros(batch.shape)
    wanted[:, 0, 0] = np.stack([SCORES, SCORES, -SCORES], axis=1)
    return batch, wanted, np.array([[[2.0, 40.0, 2.0], [0.0, 0.0, 0.0]]])


@test_case(name="eight small pictures, one pixel of which never changes", points=0.5)
def test_small(standardise):
    batch, wanted, deviation = small_batch()
    floats = batch.astype(float)
    each = floats - floats.mean(axis=(1, 2, 3), keepdims=True)
    mistakes = [
        ("Divide by the deviation as well: that is only the distance from the mean.", wanted * deviation),
        ("One mean and one deviation for everything: asked for is one per pixel and channel (axis=0).",
         (floats - floats.mean()) / floats.std()),
        ("Each picture by itself: asked for is over the pictures (axis=0).",
         each / floats.std(axis=(1, 2, 3), keepdims=True)),
        ("One mean per channel: asked for is one per pixel and channel (axis=0).",
         (floats - floats.mean(axis=(0, 1, 2))) / floats.std(axis=(0, 1, 2))),
        ("You divided by deviation + 1: a deviation of 1 becomes 2.", wanted * deviation / (deviation + 1)),
        ("You divided by the variance: divide by its root.", wanted / np.maximum(deviation, 1)),
        ("Where nothing varies the result is 0.", wanted + (deviation == 0)),
        ("The deviation of std_image divides by N, not by N - 1.", wanted * np.sqrt(7 / 8)),
        ("That is the mean minus the picture: the signs are turned.", -wanted),
        ("The batch was not centred: subtract the mean picture first.", floats / np.where(deviation, deviation, 1)),
    ]  # fmt: skip
    result = standardise(batch.copy())
    expect_no_common_mistake(result, wanted, mistakes, atol=ATOL)
    if not np.all(np.isfinite(expect_shape(result, batch.shape, "the batch"))):
        raise Mismatch("0 / 0 is nan where a pixel never changes: there the result should be 0.", actual=result)
    expect_close(result, wanted, "the standardised batch", atol=ATOL)


@test_case(name="three pictures of floats: nothing warns, and the batch stays as it was", points=0.5)
def test_three_quiet(standardise):
    batch = np.array([[0.0, 200.0, 9.0], [0.0, 200.0, 9.0], [3.0, 201.0, 9.0]]).reshape(3, 1, 1, 3)
    given = batch.copy()
    low, high = -(0.5**0.5), 2**0.5
    wanted = np.array([[low, low, 0], [low, low, 0], [high, high, 0]]).reshape(3, 1, 1, 3)
    expect_close(expect_no_warning(standardise, given), wanted, "the standardised batch", atol=ATOL)
    expect_unchanged(batch, given, "the batch")
    what = "the standardised batch"
    expect_new_result(expect_close, standardise, lambda *_: wanted, [(batch,)], what, atol=ATOL)


@test_case(
    name="batches of any size",
    points=0.75,
    hidden=True,
    failure_message="(batch - mean image) / std image, with one mean and one deviation for every pixel and channel.",
)
def test_any_size(standardise):
    from solutions.images import standardise as reference

    rng = np.random.default_rng(651)
    for shape in ((5, 4, 6, 3), (2, 3, 5, 3), (9, 5, 2, 3), (3, 3, 3, 3), (4, 3, 4, 1), (5, 4, 6, 3)):
        batch = rng.integers(0, 256, shape, dtype=np.uint8)
        wanted = reference(batch)
        expect_close(standardise(batch.astype(np.int64)), wanted, "the standardised batch", atol=ATOL)
        with because(
            "With int64 it is right: the difference of two bytes wraps round, and a mean made of bytes has lost its "
            "fraction."
        ):
            expect_close(standardise(batch.copy()), wanted, "the standardised batch", atol=ATOL)
    batch[0], batch[1] = 0, 255  # deviations of 80 and more: an added 1e-8 is off by 1e-9, and float32 by 1e-8
    expect_close(standardise(batch.copy()), reference(batch), "the standardised batch", atol=ATOL)
    with because("To six digits it is right: compute in float64, NumPy's default."):
        expect_close(standardise(batch.copy()), reference(batch), "the standardised batch", atol=2e-9)


@test_case(
    name="borders that never change, and channels that hardly do",
    points=1,
    hidden=True,
    failure_message="Where the deviation is 0 the result is 0. Where it is small, it still divides exactly: a lowest "
    "deviation, adding 1 or rounding changes the result.",
)
def test_constant(standardise):
    from solutions.images import standardise as reference

    rng = np.random.default_rng(652)
    batch = rng.integers(0, 256, (8, 5, 6, 3), dtype=np.uint8)
    batch[:, 0], batch[:, :, 5] = 255, 0
    batch[:, 2, 2] = 200
    batch[3, 2, 2] = 201  # a deviation of 0.33
    expect_close(standardise(batch.copy()), reference(batch), "the standardised batch", atol=ATOL)
    many = np.full((900, 1, 2, 3), 90, dtype=np.uint8)
    many[17, 0, 0], many[40, 0, 1] = 91, 89  # deviations of 0.033, and scores of 30 and -30
    what = "the standardised batch"
    expect_close(standardise(many.copy()), reference(many), what, rtol=ATOL, atol=ATOL)
    one = batch[:1]  # a single picture deviates nowhere
    expect_close(standardise(one.copy()), np.zeros(one.shape), "the standardised batch of one", atol=ATOL)


@test_case(
    name="nothing warns where a pixel never changes",
    points=0.5,
    hidden=True,
    failure_message="0 / 0 was computed and repaired afterwards, and NumPy warned: put another number in the place of "
    "the zeros BEFORE you divide.",
)
def test_quiet(standardise):
    batch, wanted, _ = small_batch()
    expect_close(standardise(batch.copy()), wanted, "the standardised batch", atol=ATOL)
    expect_close(expect_no_warning(standardise, batch), wanted, "the standardised batch", atol=ATOL)


@test_case(
    name="the batch stays as it was",
    points=0.5,
    hidden=True,
    failure_message="batch -= … and batch /= … change the caller's batch: make a new array.",
)
def test_unchanged(standardise):
    from solutions.images import standardise as reference

    for dtype in (np.uint8, float):
        batch = np.random.default_rng(653).integers(0, 256, (4, 3, 5, 3)).astype(dtype)
        given = batch.copy()
        result = standardise(given)
        expect_unchanged(batch, given, "the batch")
        expect_close(result, reference(batch), "the standardised batch", atol=ATOL)


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(standardise):
    from solutions.images import standardise as reference

    rng = np.random.default_rng(654)
    inputs = [(rng.integers(0, 256, (4, 2, 3, 3), dtype=np.uint8),)]
    expect_new_result(expect_close, standardise, reference, inputs, "the result", atol=ATOL)

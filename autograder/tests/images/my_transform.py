"""Cases of `my_transform`: what a machine can say of an open task; the rest a person marks."""

import numpy as np
from checks import (
    Mismatch,
    as_floats,
    because,
    call_twice,
    expect_equal,
    expect_original_transform,
    expect_unchanged,
    without_modules,
)
from otter.test_files import test_case

OK_FORMAT = False

name = "my_transform"
points = 6


def made_up_photos(count, height, width, seed):
    """Return bytes (count, height, width, 3): soft patches of colour with a bit of grain, a different one each time."""
    rng = np.random.default_rng(seed)
    row, col = np.mgrid[:height, :width]
    photos = np.zeros((count, height, width, 3))
    for photo in range(count):
        photos[photo] += rng.uniform(40, 200, 3)
        for _ in range(7):
            down, right, size = rng.uniform(0, height), rng.uniform(0, width), rng.uniform(2, max(height, width) / 2)
            patch = np.exp(-((row - down) ** 2 + (col - right) ** 2) / size**2)
            photos[photo] += patch[:, :, np.newaxis] * rng.uniform(-150, 150, 3)
    return np.clip(photos + rng.normal(0, 4, photos.shape), 0, 255).astype(np.uint8)


def expect_result(result, batch):
    """Demand finite numbers, one result per picture and not all the same, and return them."""
    values = as_floats(result, "Your result")
    if values.ndim == 0 or len(values) != len(batch):
        raise Mismatch(
            f"One result per picture: keep the first axis. For {len(batch)} pictures yours is {values.shape}."
        )
    if not np.all(np.isfinite(values)):
        raise Mismatch("Your result contains nan or inf: did you divide by 0, or take the log of it?")
    alone = len(batch) == 1  # a picture among others may be compared with them; alone it has nothing to differ from
    if values.size == 0 or (values.max() == values.min() and not alone):
        raise Mismatch("All numbers of your result are the same: nothing is to be seen in it.")
    return values


@test_case(
    name="eight photos of 24 x 20 pixels, and three of 30 x 16: finite numbers, one result per picture", points=0.25
)
def test_contract(my_transform):
    shown = None
    for count, height, width in ((8, 24, 20), (3, 30, 16)):
        batch = made_up_photos(count, height, width, 1)
        result = expect_result(my_transform(batch.copy()), batch)
        shown = shown or (batch, result)
    return shown  # kept for the gallery


@test_case(
    name="two calls give the same, another picture gives another result, and the batch stays as it was", points=0.25
)
def test_repeatable(my_transform):
    batch = made_up_photos(5, 24, 20, 2)
    given = batch.copy()
    first = expect_result(my_transform(given), batch)
    expect_unchanged(batch, given, "the array batch")
    again = expect_result(my_transform(batch.copy()), batch)
    if first.shape == again.shape and not np.array_equal(first, again):
        raise Mismatch("Two runs differ: seed your generator, np.random.default_rng(a_fixed_seed).")
    expect_equal(again, first, "the result of a second call")
    expect_equal(call_twice(my_transform, batch.copy()), first, "the result after an earlier one was overwritten")
    other = batch.copy()
    other[3] = made_up_photos(1, 24, 20, 5)[0]
    if np.array_equal(expect_result(my_transform(other.copy()), other), first):
        raise Mismatch("Picture 3 is another one now, and your result is the same: it should come from all pictures.")


@test_case(name="it is none of the notebook's pictures, nor one in grey, brighter, darker or inverted", points=1)
def test_new(my_transform):
    for count, height, width in ((8, 24, 20), (4, 18, 26)):
        batch = made_up_photos(count, height, width, 3)
        result = my_transform(batch.copy())
        expect_result(result, batch)
        expect_original_transform(result, batch)


@test_case(
    name="other numbers of pictures and other sizes",
    points=0.75,
    hidden=True,
    failure_message="Your function should work on any batch: wide, upright and square pictures, one, three or twenty "
    "of them, with finite numbers and one result per picture.",
)
def test_other_batches(my_transform):
    for count, height, width, seed in [
        *((3, 16, 16, 711), (1, 30, 18, 712), (20, 9, 26, 713), (3, 3 * 8, 8, 714)),
        *((4, 8, 8, 715), (3, 25, 31, 716), (5, 9, 9, 717)),
    ]:
        batch = made_up_photos(count, height, width, seed)
        expect_result(my_transform(batch.copy()), batch)


@test_case(
    name="the same again after other batches, and other pictures give another result",
    points=0.5,
    hidden=True,
    failure_message="The result must come from the pictures, all of them, and from nothing else: nothing kept between "
    "calls, no random numbers without a seed, and the batch that you were given is the same afterwards.",
)
def test_depends_on_the_pictures(my_transform):
    batch, other = made_up_photos(4, 20, 28, 721), made_up_photos(4, 20, 28, 722)
    given = batch.copy()
    first = expect_result(my_transform(given), batch)
    expect_unchanged(batch, given, "the batch")
    with because("This is one of the notebook's pictures: it earns nothing for being the same every time."):
        expect_original_transform(first, batch)
    different = expect_result(my_transform(other.copy()), other)
    my_transform(made_up_photos(3, 12, 10, 723))
    expect_equal(my_transform(batch.copy()), first, "the result of a later call")
    expect_equal(call_twice(my_transform, batch.copy()), first, "the result after an earlier one was overwritten")
    if first.shape == different.shape and np.array_equal(first, different):
        raise Mismatch("Two different batches give the same result.")
    for place in range(len(batch)):
        exchanged = batch.copy()
        exchanged[place] = other[place]
        result = expect_result(my_transform(exchanged), exchanged)
        if result.shape == first.shape and np.array_equal(result, first):
            raise Mismatch(f"Picture {place} plays no part in your result.")


@test_case(
    name="on other batches too it is none of the notebook's pictures",
    points=2.75,
    hidden=True,
    failure_message="On some batch this is one of the notebook's pictures, in grey or with another brightness: run the "
    "novelty rule of the lesson on batches of your own.",
)
def test_new_elsewhere(my_transform):
    for count, height, width, seed in [(6, 31, 22, 731), (12, 18, 27, 732), (3, 25, 25, 733)]:
        batch = made_up_photos(count, height, width, seed)
        result = my_transform(batch.copy())
        expect_result(result, batch)
        expect_original_transform(result, batch)


@test_case(
    name="the transformation itself is done with NumPy",
    points=0.5,
    hidden=True,
    failure_message="Use NumPy (or plain Python) for the transformation itself: libraries for pictures are not there "
    "during this call.",
)
def test_with_numpy(my_transform):
    libraries = ("PIL", "cv2", "imageio", "matplotlib", "scipy", "skimage", "tensorflow", "torch", "torchvision")
    batch = made_up_photos(3, 20, 16, 741)
    result = without_modules(libraries, my_transform, batch.copy())
    expect_result(result, batch)
    expect_original_transform(result, batch)  # where nothing is transformed, NumPy has done nothing

"""The originality rule for transformations: the notebook's nine are refused at any contrast, others are not."""

import numpy as np
import pytest
from checks import Mismatch, expect_original_transform, nearest_of_notebook, notebook_pictures

from solutions import images

BATCH = np.random.default_rng(5).integers(0, 256, (6, 9, 7, 3), dtype=np.uint8)
NINE = notebook_pictures(BATCH)


def test_the_nine_are_the_results_of_the_exercises():
    assert len(NINE) == 9
    wanted = {
        "the pictures themselves": BATCH,
        "the red channel": BATCH[..., 0],
        "the green channel": BATCH[..., 1],
        "the blue channel": BATCH[..., 2],
        "the pictures minus the mean picture": BATCH - images.mean_image(BATCH),
        "the standardised pictures": images.standardise(BATCH),
        "the mean picture": [images.mean_image(BATCH)] * 6,
        "the deviation": [images.std_image(BATCH)] * 6,
        "the map of the deviations": [images.spread_map(BATCH)] * 6,
    }
    assert wanted.keys() == NINE.keys()
    for name, value in wanted.items():
        np.testing.assert_allclose(NINE[name], value, atol=1e-9, err_msg=name)


@pytest.mark.parametrize("name", NINE)
def test_each_of_them_is_refused_brighter_darker_inverted_and_flattened(name):
    each = np.arange(1.0, 7.0).reshape(6, *[1] * (NINE[name].ndim - 1))
    for copy in (
        NINE[name],
        0.5 * NINE[name] + 25,
        255 - NINE[name],
        NINE[name].reshape(6, -1),
        each * NINE[name] + each,
    ):
        with pytest.raises(Mismatch, match="something that the notebook does not do"):
            expect_original_transform(copy, BATCH)


def test_a_grey_result_in_three_channels_is_refused():
    with pytest.raises(Mismatch, match="the green channel"):
        expect_original_transform(np.repeat(BATCH[..., 1:2], 3, axis=3), BATCH)


@pytest.mark.parametrize(
    ("result", "name"),
    [
        (BATCH + np.uint8(100), "wrapped round at 256"),
        (3 * BATCH, "wrapped round at 256"),
        (np.minimum(BATCH.astype(int) + 90, 255), "the pictures themselves"),
        (np.clip(2.0 * BATCH - 120, 0, 255), "the pictures themselves"),
        (BATCH.mean(axis=3), "in grey"),
        (np.repeat(BATCH @ np.array([[0.299], [0.587], [0.114]]), 3, axis=3), "in grey"),
    ],
)
def test_wrapped_cut_off_and_grey_pictures_are_no_transformation(result, name):
    with pytest.raises(Mismatch, match=name):
        expect_original_transform(result, BATCH)


def test_other_results_are_original():
    for result in (
        BATCH[:, ::-1],
        np.sort(BATCH, axis=1),
        BATCH > 128,
        np.where(BATCH > 128, BATCH, 0),
        255 * (BATCH / 255) ** 3,
        BATCH.max(axis=3),
        BATCH.mean(axis=(1, 2, 3)),
        images.my_transform(BATCH),
        np.zeros((6, 9, 7, 3)),
    ):
        expect_original_transform(result, BATCH)


def test_one_original_picture_makes_the_batch_original():
    mixed = BATCH.astype(float)
    mixed[3] = mixed[3, ::-1]
    assert nearest_of_notebook(mixed, BATCH)[1] < 0.999
    assert nearest_of_notebook(BATCH, BATCH) == ("the pictures themselves", pytest.approx(1))


@pytest.mark.parametrize("result", [None, 5, BATCH[:4], [["a"]] * 6])
def test_a_result_without_one_entry_per_picture_is_named(result):
    with pytest.raises(Mismatch, match=r"Your result"):
        expect_original_transform(result, BATCH)

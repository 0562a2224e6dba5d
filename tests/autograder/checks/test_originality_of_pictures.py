"""The originality rule for pictures: the lecture's are refused at any brightness and contrast, others are not."""

import numpy as np
import pytest
from checks import Mismatch, expect_original_picture, nearest_provided, provided_pictures

from solutions.pixels import distance_field, my_expression, ripples, tangent_weave

SHAPE = (150, 200)


@pytest.mark.parametrize("name", provided_pictures(SHAPE))
def test_a_provided_picture_is_refused_brighter_darker_and_inverted(name):
    picture = provided_pictures(SHAPE)[name]
    for copy in (picture, 0.5 * picture + 0.25, 1 - 0.3 * picture):
        with pytest.raises(Mismatch, match="invent a formula of your own"):
            expect_original_picture(copy, SHAPE)


def test_the_results_of_the_exercises_are_refused():
    for picture in (
        ripples(SHAPE, 3 * np.pi / 240),
        tangent_weave(SHAPE, 49.087),
        distance_field(SHAPE, (31, 17)),
        -distance_field(SHAPE, (74.5, 99.5)),
    ):
        assert nearest_provided(picture)[1] > 0.999


def test_another_picture_is_original():
    row, col = np.indices(SHAPE)
    for picture in (my_expression(SHAPE), row + col, (row // 8 + col // 8) % 2, np.sin(row / 9) * np.cos(col / 7)):
        expect_original_picture(picture, SHAPE)


def test_a_flat_picture_is_similar_to_none():
    assert nearest_provided(np.full(SHAPE, 0.5))[1] == pytest.approx(0)


def test_a_picture_of_another_shape_is_named():
    with pytest.raises(Mismatch, match="shape"):
        expect_original_picture(np.zeros((200, 150)), SHAPE)


def test_a_picture_in_colour_is_original_if_one_of_its_channels_is():
    ripples, *_ = provided_pictures(SHAPE).values()
    weave = provided_pictures(SHAPE)["the weave with scale 50"]
    row, col = np.mgrid[: SHAPE[0], : SHAPE[1]]
    board = (row // 9 + col // 9) % 2
    expect_original_picture(np.stack([ripples, board, weave], axis=-1), SHAPE)
    for not_original in ([ripples, weave, -ripples], [ripples, 0 * ripples, 0 * ripples]):
        with pytest.raises(Mismatch, match="another brightness, contrast or colour"):
            expect_original_picture(np.stack(not_original, axis=-1), SHAPE)
    assert nearest_provided(np.full((*SHAPE, 3), 0.5))[1] == pytest.approx(0)

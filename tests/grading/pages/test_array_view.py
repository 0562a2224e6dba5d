"""How the expected and the actual array of a case are shown: as pictures, or as a table."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from autograder.results import Evidence
from grading.pages.array_view import array_view
from tests.support.made_up_attempts import DISC


def decoded(uri: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))))


def test_two_pictures_and_their_difference_are_shown_with_fixed_limits():
    shown = array_view(Evidence(DISC, DISC * 0.5, "picture"))
    assert [picture.caption for picture in shown.pictures] == ["expected", "yours", "difference"]
    expected, yours, difference = (decoded(picture.uri) for picture in shown.pictures)
    assert expected.shape == (189, 189, 3)
    assert (expected.min(), expected.max(), yours.max()) == (0, 255, 128)
    assert tuple(difference[0, 0]) == (255, 255, 255)
    red, _, blue = difference[94, 94]
    assert blue > red, "too dark is blue"


def test_bytes_colours_nan_and_large_pictures_are_shown():
    colour = np.zeros((900, 700, 3), dtype=np.uint8)
    colour[..., 0] = 255
    shown = array_view(Evidence(colour, np.where(colour > 0, np.nan, 0.0), "picture"))
    expected, yours, _ = (decoded(picture.uri) for picture in shown.pictures)
    assert max(expected.shape) <= 512
    assert tuple(expected[0, 0]) == (255, 0, 0)
    assert tuple(yours[0, 0]) == (255, 0, 255)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (3.0, 4.0),
        ([1, 2, 3], [1, 5, 3]),
        (np.zeros((20, 30)), np.eye(20, 30)),
        (np.zeros((2, 3, 4)), np.ones((2, 3, 4))),
    ],
)
def test_a_table_shows_the_numbers_around_the_first_difference(expected, actual):
    table = array_view(Evidence(expected, actual, "numbers")).table
    assert any(off for _, cells in table.rows for _, _, off in cells)
    assert len(table.rows) <= 10
    assert all(len(cells) <= 10 for _, cells in table.rows)


def test_a_difference_far_from_the_first_element_is_in_the_table():
    actual = np.zeros((50, 60))
    actual[41, 57] = 9
    table = array_view(Evidence(np.zeros((50, 60)), actual, "numbers")).table
    (row,) = [heading for heading, cells in table.rows if any(off for *_, off in cells)]
    assert row == "41"
    assert "57" in table.columns


def test_objects_that_are_no_arrays_and_other_shapes_do_not_break_the_page():
    assert array_view(Evidence(None, object(), "numbers")) is None
    assert array_view(Evidence([[1], [1, 2]], 1, "picture")) is None
    assert "shape (3,)" in array_view(Evidence(np.ones(2), np.ones(3), "picture")).note
    assert array_view(Evidence(np.ones((0, 3)), np.ones((0, 3)), "picture")) is None

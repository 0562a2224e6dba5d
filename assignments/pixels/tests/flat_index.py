"""From an index to its place in memory. What is tested is what `ravel()` holds there, not how k is written."""

import math

import numpy as np
from checks import Mismatch, as_floats
from otter.test_files import test_case

OK_FORMAT = False

name = "flat_index"
points = 1


@test_case(name="one row down in an array of 2 rows and 3 columns is 3 places on", points=0.25)
def test_one_row_down(flat_index):
    expect_places(flat_index, [((1, 0), (2, 3))])


@test_case(name="k finds all six values of a 2 x 3 array in its ravel()", points=0.25)
def test_two_by_three(flat_index):
    expect_places(flat_index, [(index, (2, 3)) for index in np.ndindex(2, 3)])


@test_case(name="the last pixel of a 4 x 7 picture has place 27", points=0.25)
def test_last_pixel(flat_index):
    expect_places(flat_index, [((3, 6), (4, 7)), ((2, 0), (4, 7))])


@test_case(name="index (1, 0, 2) of shape (2, 3, 4) is 14, and one axis or four work too", points=0.25)
def test_other_axes(flat_index):
    expect_places(flat_index, [((1, 0, 2), (2, 3, 4)), ((3,), (5,)), ((1, 2, 0, 3), (2, 3, 2, 5))])
    expect_places(flat_index, [((239, 319, 2), (240, 320, 3)), ((1, 0, 1, 0, 1, 2, 1), (2, 1, 2, 2, 2, 3, 2))])


def expect_places(flat_index, places):
    for index, shape in places:
        expect_place(flat_index(index, shape), index, shape)


def expect_place(k, index, shape):
    """Demand that k finds in a ravelled array of distinct values what `index` finds in the array itself."""
    place = as_floats(k, f"flat_index({index}, {shape})")
    if place.ndim or np.asarray(k).dtype.kind not in "biu":
        raise Mismatch(f"flat_index({index}, {shape}) should be one whole number (an int), and is {k!r}.")
    values = np.arange(math.prod(shape)).reshape(shape)
    number = int(place)
    if -values.size <= number < values.size and values.ravel()[number] == values[index]:
        return
    said = f"flat_index({index}, {shape}) is {number}, and image.ravel()[{number}] is not image[{index}]."
    if number == int(np.ravel_multi_index(index, shape, order="F")):
        said += (
            " That is column-major order (Fortran). NumPy's default is row-major: one column to the right moves 1, one "
            "row down moves `width`."
        )
    elif len(shape) == 2 and number == index[0] * shape[0] + index[1]:
        said += " You multiplied the row by the height; one row down moves `width` places."
    elif len(shape) < 3 and number - 1 == int(np.ravel_multi_index(index, shape)):
        said += " Positions start at 0."
    raise Mismatch(said)

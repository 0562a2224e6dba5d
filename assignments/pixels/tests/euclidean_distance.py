"""Cases of `euclidean_distance`: one distance for all elements, in any shape and any kind of number."""

import math

import numpy as np
from checks import expect_close
from otter.test_files import test_case

OK_FORMAT = False

name = "euclidean_distance"
points = 0.5

RTOL = 1e-9  # sums of 1000 squares in another order differ by 1e-13; float32 by 1e-7


@test_case(name="from [30, 40] to [50, 60] it is 28.2843", points=0.25)
def test_lecture(euclidean_distance):
    mistakes = [
        ("That is the root of the MEAN of the squares; a distance adds them up.", 20.0),
        ("That is the sum of the squares: take the root.", 800.0),
        ("You added the two differences; Pythagoras adds their squares.", 40.0),
        ("That is the length of one point minus the length of the other; subtract first.", math.sqrt(6100) - 50),
    ]
    result = euclidean_distance(np.array([30.0, 40.0]), np.array([50.0, 60.0]))
    expect_close(result, math.sqrt(800), "The distance", rtol=RTOL, mistakes=mistakes)


@test_case(name="two rows of two numbers, as lists, make one distance: 5", points=0.25)
def test_two_rows(euclidean_distance):
    mistakes = [
        ("You got one distance per row; all elements make one distance.", [5.0, 0.0]),
        ("You got one distance per column; all elements make one distance.", [3.0, 4.0]),
    ]
    result = euclidean_distance([[1, 2], [7, 7]], [[4, 6], [7, 7]])
    expect_close(result, 5.0, "The distance of [[1, 2], [7, 7]] and [[4, 6], [7, 7]]", rtol=RTOL, mistakes=mistakes)

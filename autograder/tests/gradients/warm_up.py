"""The warm-up: a check that fails first, on purpose, and earns no points."""

from checks import expect_equal
from otter.test_files import test_case

OK_FORMAT = False

name = "warm_up"
points = 0
all_or_nothing = True  # with no points to share out, Otter would divide by zero


@test_case(name="at 3 the hill has the height -9", points=0)
def test_at_three(warm_up):
    mistakes = [
        ("At 3 the height should be -9, and is 9: the minus was squared away. Square first, then take the minus.", 9.0),
        ("At 3 the height should be -9, and is -6: that is twice x. The square is x ** 2.", -6.0),
    ]
    expect_equal(warm_up(3.0), -9.0, "warm_up(3.0)", mistakes=mistakes)


@test_case(name="the hill is a square: highest at 0, the same on both sides", points=0)
def test_both_sides(warm_up):
    places = [-3.0, -2.0, 0.0, 0.5, 2.0]  # their squares are exact in binary
    heights = [warm_up(place) for place in places]
    expect_equal(heights, [-9.0, -4.0, 0.0, -0.25, -4.0], "The heights at -3, -2, 0, 0.5 and 2")

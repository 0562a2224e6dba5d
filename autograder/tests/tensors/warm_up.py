"""The warm-up: a check that fails first, on purpose, and earns no points."""

from checks import expect_equal
from otter.test_files import test_case

OK_FORMAT = False

name = "warm_up"
points = 0
all_or_nothing = True  # with no points to share out, Otter would divide by zero


@test_case(name="a picture of 4 rows and 5 columns with 3 channels holds 60 numbers", points=0)
def test_picture(warm_up):
    mistakes = [
        ("That is 4 + 5 + 3: the lengths were added up. 4 rows of 5 pixels are 4 * 5 pixels: multiply.", 12),
        ("0 times anything is 0: begin with a count of 1.", 0),
        ("That is 4 * 5, the number of pixels: each of them holds 3 numbers.", 20),
    ]
    expect_equal(warm_up((4, 5, 3)), 60, "warm_up((4, 5, 3))", mistakes=mistakes)


@test_case(name="it is right for any shape: a video, a vector, and () for a single number", points=0)
def test_any_shape(warm_up):
    shapes = [(24, 90, 160, 3), (7,), (1, 1, 1), ()]
    counts = [warm_up(shape) for shape in shapes]
    expect_equal(counts, [1036800, 7, 1, 1], f"The numbers in tensors of the shapes {shapes}")

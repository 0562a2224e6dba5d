"""The warm-up: a check that fails first, on purpose, and earns no points."""

import numpy as np
from checks import expect_array
from otter.test_files import test_case

OK_FORMAT = False

name = "warm_up"
points = 0
all_or_nothing = True  # with no points to share out, Otter would divide by zero


@test_case(name="levels 0, 100, 155, 156 and 255 become 100, 200, 255, 255 and 255", points=0)
def test_brighter(warm_up):
    image = np.array([[0, 100, 155], [156, 255, 255]], dtype=np.uint8)
    expected = np.array([[100, 200, 255], [255, 255, 255]], dtype=np.uint8)
    mistakes = [
        (
            "A byte ends at 255 and starts again at 0: 156 + 100 became 0, and 255 + 100 became 99. Compute with "
            "larger numbers, cut off at 255, and make bytes again.",
            [[100, 200, 255], [0, 99, 99]],
        ),
        ("Above 255 there is nothing: cut off what is larger, with np.minimum.", [[100, 200, 255], [256, 355, 355]]),
    ]
    expect_array(warm_up(image.copy()), expected, "warm_up(image)", mistakes=mistakes)

"""gaussian_kernel: a little hill of weights, in pixels, that add up to 1."""

import numpy as np
from checks import expect_close, expect_new_result, expect_shape
from otter.test_files import test_case

OK_FORMAT = False
name = "gaussian_kernel"
points = 4

RTOL = 1e-9  # rounding is 1e-14; float32 is off by 1e-7


@test_case(name="3 x 3 with sigma 0.8", points=0.5)
def test_three(gaussian_kernel):
    offsets = np.array([-1.0, 0.0, 1.0])
    bell = np.exp(-0.5 * (offsets / 0.8) ** 2)
    height = bell / (0.8 * np.sqrt(2 * np.pi))
    wanted = np.outer(bell, bell) / bell.sum() ** 2
    grid = np.exp(-0.5 * (3 * offsets / 0.8) ** 2)
    late = np.exp(-0.5 * ((offsets + 1) / 0.8) ** 2)
    both = np.add.outer(bell, bell)
    mistakes = [
        ("The sum must be 1, or a blur changes the brightness: divide by the sum.", np.outer(height, height)),
        ("The sum must be 1, not the largest weight: divide by the sum.", np.outer(bell, bell)),
        (
            "Your grid runs from -3 to 3, whatever the size, as the notebook's does: sigma is in pixels, so take the "
            "whole numbers -1, 0, 1.",
            np.outer(grid, grid) / grid.sum() ** 2,
        ),
        ("The middle pixel must have offset 0: use size // 2.", np.outer(late, late) / late.sum() ** 2),
        ("An outer PRODUCT: you added the two Gaussians.", both / both.sum()),
        ("Every row sums to 1 in yours; ALL weights together must.", np.tile(bell / bell.sum(), (3, 1))),
        ("sigma is missing: yours has sigma 1.", (k := np.outer(*[np.exp(-0.5 * offsets**2)] * 2)) / k.sum()),
    ]
    expect_close(gaussian_kernel(3, 0.8), wanted, "gaussian_kernel(3, 0.8)", rtol=RTOL, mistakes=mistakes)


@test_case(name="the weights of a 5 x 5 kernel add up to 1, and its middle is the largest", points=0.25)
def test_sum(gaussian_kernel):
    kernel = expect_shape(gaussian_kernel(5, 1.5), (5, 5), "gaussian_kernel(5, 1.5)")
    expect_close(kernel.sum(), 1, "The sum of gaussian_kernel(5, 1.5)", rtol=RTOL)
    middle = np.unravel_index(np.argmax(kernel), kernel.shape)
    expect_close(middle, (2, 2), "The place of the largest weight")
    kernel = expect_shape(gaussian_kernel(31, 2.5), (31, 31), "gaussian_kernel(31, 2.5)")
    expect_close(kernel.sum(), 1, "The sum of gaussian_kernel(31, 2.5)", rtol=RTOL)
    ratio = np.exp(-18)  # 15 pixels away
    expect_close(kernel[15, 0] / kernel[15, 15], ratio, "The outermost weight, as a share of the middle", rtol=RTOL)
    kernel = expect_shape(gaussian_kernel(3, 0.25), (3, 3), "gaussian_kernel(3, 0.25)")
    expect_close(kernel[1, 0] / kernel[1, 1], np.exp(-8), "The weight beside the middle, for sigma 0.25", rtol=RTOL)
    kernel = expect_shape(gaussian_kernel(3, 500.0), (3, 3), "gaussian_kernel(3, 500.0)")
    expect_close(kernel[1, 0] / kernel[1, 1], np.exp(-2e-6), "The weight beside the middle, for sigma 500", rtol=RTOL)


@test_case(name="one pixel is [[1]]", points=0.25)
def test_one_pixel(gaussian_kernel):
    expect_close(gaussian_kernel(1, 0.75), [[1]], "gaussian_kernel(1, 0.75)", rtol=RTOL)


@test_case(
    name="kernels of 3 to 51 pixels, narrow and wide",
    points=1.25,
    hidden=True,
    failure_message="The offsets are the whole numbers from -(size // 2) to size // 2, sigma is in pixels, and the "
    "outer product of the Gaussian with itself is divided by its sum.",
)
def test_sizes(gaussian_kernel):
    from solutions.tensors import gaussian_kernel as reference

    more = [(3, 0.41), (9, 0.75), (3, 0.2), (5, 1000.0), (51, 12.5), (25, 3.0), (15, 0.9), (3, 0.06)]
    more += [(3, 0.03), (5, 1e6)]
    for size, sigma in ((3, 1.0), (5, 0.6), (7, 2.5), (9, 1.0), (15, 4), (5, 100.0), (3, 0.4), *more):
        expect_close(gaussian_kernel(size, sigma), reference(size, sigma), f"The {size} x {size} kernel", rtol=RTOL)


@test_case(
    name="sigma is in pixels: a larger kernel has the same hill in its middle",
    points=0.75,
    hidden=True,
    failure_message="Make the kernel larger and keep sigma: the ratio of two neighbouring weights must stay what it "
    "was. The grid's steps are 1 pixel, whatever the size.",
)
def test_pixels(gaussian_kernel):
    for size in (3, 7, 11):
        kernel = expect_shape(gaussian_kernel(size, 1.25), (size, size), "The kernel")
        half = size // 2
        # the next pixel weighs exp(-1 / (2 * 1.25**2)) of the middle, the diagonal one its square
        ratio = np.exp(-0.32)
        weights = [kernel[half, half + 1], kernel[half - 1, half], kernel[half + 1, half - 1]]
        expect_close(weights / kernel[half, half], [ratio, ratio, ratio**2], "Weights beside the middle", rtol=RTOL)


@test_case(
    name="a kernel of one pixel is [[1]]",
    points=0.75,
    hidden=True,
    failure_message="With size 1 there is one offset, 0, and one weight, 1, in an array of shape (1, 1).",
)
def test_one(gaussian_kernel):
    for sigma in (0.5, 1.0, 30.0):
        expect_close(gaussian_kernel(1, sigma), [[1]], "The 1 x 1 kernel", rtol=RTOL)


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(gaussian_kernel):
    from solutions.tensors import gaussian_kernel as reference

    inputs = [(3, 0.8), (1, 2.0), (5, 1.25)]
    expect_new_result(expect_close, gaussian_kernel, reference, inputs, "The kernel", rtol=RTOL)

"""Wrong answers to `gaussian_kernel`."""

import numpy as np

from solutions import rejected_by

THREE = "3 x 3 with sigma 0.8"
SUM = "the weights of a 5 x 5 kernel add up to 1, and its middle is the largest"
SIZES = "kernels of 3 to 51 pixels, narrow and wide"
PIXELS = "sigma is in pixels: a larger kernel has the same hill in its middle"
ONE = "a kernel of one pixel is [[1]]"
ONE_PIXEL = "one pixel is [[1]]"


def _bell(offsets, sigma):
    return np.exp(-0.5 * (np.asarray(offsets, dtype=float) / sigma) ** 2) / (sigma * np.sqrt(2 * np.pi))


def _offsets(size):
    return np.arange(size) - size // 2


@rejected_by(THREE, PIXELS)
def grid_of_the_notebook(size, sigma):
    """The notebook's grid always runs from -3 to 3, whatever the size: sigma is in pixels."""
    bell = _bell(np.linspace(-3, 3, size), sigma)
    if size == 1:
        bell = np.ones(1)
    return np.outer(bell, bell) / bell.sum() ** 2


@rejected_by(THREE, SUM, ONE)
def sum_left_alone(size, sigma):
    """The sum must be 1, or a blur changes the brightness."""
    bell = _bell(_offsets(size), sigma)
    return np.outer(bell, bell)


@rejected_by(THREE, SUM)
def largest_made_one(size, sigma):
    """The sum must be 1, not the largest weight."""
    bell = _bell(_offsets(size), sigma)
    kernel = np.outer(bell, bell)
    return kernel / kernel.max()


@rejected_by(THREE, SUM)
def length_made_one(size, sigma):
    """The SUM must be 1, not the length."""
    bell = _bell(_offsets(size), sigma)
    kernel = np.outer(bell, bell)
    return kernel / np.linalg.norm(kernel)


@rejected_by(THREE, SUM)
def rows_made_one(size, sigma):
    """All weights together sum to 1, not those of each row."""
    bell = _bell(_offsets(size), sigma)
    kernel = np.outer(bell, bell)
    return kernel / kernel.sum(axis=1, keepdims=True)


@rejected_by(THREE, SUM)
def corner_in_the_middle(size, sigma):
    """The middle pixel must have offset 0: use size // 2."""
    bell = _bell(np.arange(size), sigma)
    return np.outer(bell, bell) / bell.sum() ** 2


@rejected_by(THREE, SUM)
def one_offset_missing(size, sigma):
    """arange leaves the end out: the offsets run to size // 2 itself."""
    half = size // 2
    bell = _bell(np.arange(-half, half) if half else [0], sigma)
    return np.outer(bell, bell) / bell.sum() ** 2


@rejected_by(THREE, ONE)
def twice_the_size(size, sigma):
    """size is the whole width, not half of it."""
    bell = _bell(np.arange(-size, size + 1), sigma)
    return np.outer(bell, bell) / bell.sum() ** 2


@rejected_by(THREE, SIZES)
def half_a_pixel_off(size, sigma):
    """The middle of a pixel is at its whole number: the offsets are not shifted by a half."""
    bell = _bell(_offsets(size) + 0.5, sigma)
    return np.outer(bell, bell) / bell.sum() ** 2


@rejected_by(THREE, SIZES)
def sigma_forgotten(size, sigma):
    """sigma is missing: yours has sigma 1."""
    bell = _bell(_offsets(size), 1.0)
    return np.outer(bell, bell) / bell.sum() ** 2


@rejected_by(PIXELS, SIZES)
def sigma_from_the_size(size, sigma):
    """sigma is in pixels, not in shares of the kernel's size."""
    bell = _bell(_offsets(size), sigma * size / 3)
    return np.outer(bell, bell) / bell.sum() ** 2


@rejected_by(THREE, SIZES)
def sigma_as_variance(size, sigma):
    """sigma is the width; you used it as the variance, its square."""
    bell = _bell(_offsets(size), np.sqrt(sigma))
    return np.outer(bell, bell) / bell.sum() ** 2


@rejected_by(THREE, SUM)
def one_axis(size, sigma):
    """That is the Gaussian along one line: the kernel is its outer product with itself."""
    bell = _bell(_offsets(size), sigma)
    return bell / bell.sum()


@rejected_by(THREE, SIZES)
def added_instead_of_multiplied(size, sigma):
    """An outer PRODUCT: you added the two Gaussians."""
    bell = _bell(_offsets(size), sigma)
    kernel = np.add.outer(bell, bell)
    return kernel / kernel.sum()


@rejected_by(THREE, SIZES)
def in_a_square(size, sigma):
    """The weight falls with the distance by Pythagoras, not with the larger of the two offsets."""
    distance = np.maximum(*np.abs(np.meshgrid(_offsets(size), _offsets(size))))
    kernel = _bell(distance, sigma)
    return kernel / kernel.sum()


@rejected_by(THREE, SIZES)
def not_squared(size, sigma):
    """The distance by Pythagoras has to be squared in the exponent."""
    distance = np.hypot(*np.meshgrid(_offsets(size), _offsets(size)))
    kernel = np.exp(-distance / (2 * sigma**2))
    return kernel / kernel.sum()


@rejected_by(SUM)
def one_direction_only(size, sigma):
    """The hill falls off upwards and downwards, too."""
    bell = _bell(_offsets(size), sigma)
    flat = np.ones(size) if size != 3 else bell
    kernel = np.outer(flat, bell)
    return kernel / kernel.sum()


@rejected_by(SIZES)
def seven_digits(size, sigma):
    """float32 keeps seven digits: compute in float64."""
    bell = _bell(_offsets(size), sigma).astype(np.float32)
    kernel = np.outer(bell, bell)
    return kernel / kernel.sum()


@rejected_by(SIZES)
def far_weights_cut(size, sigma):
    """Weights far from the middle are small, not 0."""
    bell = _bell(_offsets(size), sigma)
    bell[np.abs(_offsets(size)) > 2 * sigma] = 0
    return np.outer(bell, bell) / bell.sum() ** 2


@rejected_by(ONE, ONE_PIXEL)
def bare_number_for_one(size, sigma):
    """A kernel of one pixel is a table of one row and one column, not a bare number."""
    bell = _bell(_offsets(size), sigma)
    return np.squeeze(np.outer(bell, bell) / bell.sum() ** 2)


@rejected_by(ONE, ONE_PIXEL)
def no_gap_for_one(size, sigma):
    """With size 1 the step is divided by 0: take whole-number offsets."""
    half = size // 2
    with np.errstate(all="ignore"):
        offsets = -half + np.arange(size) * np.float64(2 * half) / np.float64(size - 1)
    bell = _bell(offsets, sigma)
    return np.outer(bell, bell) / bell.sum() ** 2


@rejected_by(THREE)
def rounded(size, sigma):
    """Do not round: the sum is no longer 1."""
    bell = _bell(_offsets(size), sigma)
    return np.round(np.outer(bell, bell) / bell.sum() ** 2, 4)


def _k0(size, sigma):
    o = np.arange(size) - size // 2
    b = np.exp(-(o**2) / (2 * sigma**2))
    k = np.outer(b, b)
    return k / k.sum()


@rejected_by(
    "the weights of a 5 x 5 kernel add up to 1, and its middle is the largest",
    "kernels of 3 to 51 pixels, narrow and wide",
)
def small_weights_are_zero(size, sigma):
    """Far weights are small, and not 0."""
    k = _k0(size, sigma)
    k[k < 1e-8] = 0
    return k / k.sum()


@rejected_by(
    "the weights of a 5 x 5 kernel add up to 1, and its middle is the largest",
    "kernels of 3 to 51 pixels, narrow and wide",
)
def a_floor_below_sigma(size, sigma):
    """Take sigma as it is, however small."""
    return _k0(size, max(sigma, 0.3))


@rejected_by(
    "the weights of a 5 x 5 kernel add up to 1, and its middle is the largest",
    "kernels of 3 to 51 pixels, narrow and wide",
)
def two_hundred_at_most(size, sigma):
    """Take sigma as it is, however large."""
    return _k0(size, min(sigma, 200.0))


@rejected_by("every call returns something new")
def one_kernel_for_each_size(size, sigma, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    o = _k.setdefault(size, np.zeros((size, size)))
    o[...] = _k0(size, sigma)
    return o


@rejected_by("kernels of 3 to 51 pixels, narrow and wide", "every call returns something new")
def remembers_a_rounded_sigma(size, sigma, _k={}):
    """Another sigma is another kernel, however near: keep nothing for the next call."""
    return _k.setdefault((size, int(sigma * 10)), _k0(size, sigma))


@rejected_by("every call returns something new")
def the_same_kernel_again(size, sigma, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    return _k.setdefault((size, sigma), _k0(size, sigma))


@rejected_by(
    "the weights of a 5 x 5 kernel add up to 1, and its middle is the largest",
    "kernels of 3 to 51 pixels, narrow and wide",
)
def offsets_in_bytes(size, sigma):
    """The square of an offset of 12 does not fit into a byte: make floats first."""
    o = (np.arange(size) - size // 2).astype(np.int8)
    sq = (o * o).astype(float)
    b = np.exp(-sq / (2 * sigma**2))
    k = np.outer(b, b)
    return k / k.sum()


@rejected_by(
    "the weights of a 5 x 5 kernel add up to 1, and its middle is the largest",
    "kernels of 3 to 51 pixels, narrow and wide",
)
def twenty_one_pixels_at_most(size, sigma):
    """size may be any odd number."""
    return _k0(min(size, 21), sigma)


@rejected_by("kernels of 3 to 51 pixels, narrow and wide")
def whole_sigma_if_wide(size, sigma):
    """sigma may have a fraction, also where it is wide."""
    if sigma >= 10:
        sigma = int(sigma)
    return _k0(size, sigma)


@rejected_by(SIZES)
def nothing_beyond_six_sigmas(size, sigma):
    """Weights far out are small, and not 0."""
    offsets = np.arange(size) - size // 2
    bell = np.where(np.abs(offsets) > 6 * sigma, 0.0, np.exp(-(offsets**2) / (2 * sigma**2)))
    kernel = np.outer(bell, bell)
    return kernel / kernel.sum()


@rejected_by(SIZES)
def sigma_of_at_least_a_tenth(size, sigma):
    """sigma may be less than a tenth of a pixel."""
    offsets = np.arange(size) - size // 2
    bell = np.exp(-(offsets**2) / (2 * max(sigma, 0.1) ** 2))
    kernel = np.outer(bell, bell)
    return kernel / kernel.sum()

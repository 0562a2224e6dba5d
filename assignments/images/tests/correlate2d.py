"""Sliding a kernel: sums of products, unflipped and unpadded. All kernels are without symmetry."""

import numpy as np
from checks import expect_close, expect_no_slip
from otter.test_files import test_case

OK_FORMAT = False

name = "correlate2d"
points = 1

ATOL = 1e-8  # a version with Fourier transforms errs by 1e-12


@test_case(name="a 2 x 2 kernel on a 3 x 4 picture, worked out by hand", points=1)
def test_by_hand(correlate2d):
    image = np.array([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 13]], dtype=float)
    kernel = np.array([[1.0, 0.0], [2.0, -1.0]])
    # top left: 1 * 1 + 0 * 2 + 2 * 5 - 1 * 6 = 5
    wanted = np.array([[5.0, 7.0, 9.0], [13.0, 15.0, 16.0]])
    flipped = kernel[::-1, ::-1]
    turned = np.array([[_at(image, flipped, r, c) for c in range(3)] for r in range(2)])
    across = np.array([[_at(image, kernel.T, r, c) for c in range(3)] for r in range(2)])
    padded = np.pad(image, ((0, 1), (0, 1)))
    same = np.array([[_at(padded, kernel, r, c) for c in range(4)] for r in range(3)])
    slips = [
        ("Your kernel is flipped: that is a mathematician's convolution. Multiply image[r + i, c + j] by kernel[i, j].",
         turned),
        ("Rows and columns of the kernel are exchanged.", across),
        ("The picture was padded with zeros: take only those places where the kernel fits.", same),
        ("One row and one column are missing: the kernel fits (H - h + 1) times.", wanted[:1, :2]),
        ("Divided by the number of the kernel's values: add up, do not average.", wanted / 4),
        ("Negative results are results: do not cut them off, and take no absolute values.", np.abs(wanted)),
    ]  # fmt: skip
    result = correlate2d(image.copy(), kernel.copy())
    expect_no_slip(result, wanted, slips, atol=ATOL)
    expect_close(result, wanted, "the result", atol=ATOL)


def _at(image, kernel, row, col):
    """Return one value of the correlation: the sum of the products under the kernel."""
    return sum(image[row + i, col + j] * kernel[i, j] for i in range(2) for j in range(2))

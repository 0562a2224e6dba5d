"""Sliding a kernel: sums of products, unflipped and unpadded. All kernels are without symmetry."""

import numpy as np
from checks import because, expect_close, expect_new_result, expect_no_common_mistake, expect_unchanged, precondition
from otter.test_files import test_case

OK_FORMAT = False

name = "correlate2d"
points = 4

ATOL = 1e-8  # a version with Fourier transforms errs by 1e-12


@test_case(name="a 2 x 2 kernel on a 3 x 4 picture, worked out by hand", points=0.5)
def test_by_hand(correlate2d):
    image = np.array([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 13]], dtype=float)
    kernel = np.array([[1.0, 2.0], [0.0, -1.0]])
    # top left: 1 * 1 + 2 * 2 + 0 * 5 - 1 * 6 = -1
    wanted = np.array([[-1.0, 1.0, 3.0], [7.0, 9.0, 10.0]])
    mistakes = [
        ("Your kernel is flipped: that is a mathematician's convolution. Multiply image[r + i, c + j] by kernel[i, j].",
         [[15, 17, 19], [23, 25, 28]]),
        ("Your kernel is upside down: kernel[0] meets the upper row.", [[15, 17, 19], [23, 25, 29]]),
        ("Your kernel is back to front: kernel[:, 0] meets the left column.", [[-1, 1, 3], [7, 9, 11]]),
        ("Rows and columns of the kernel are exchanged.", [[5, 7, 9], [13, 15, 16]]),
        ("The picture was padded with zeros: take only those places where the kernel fits.",
         [[-1, 1, 3, 4], [7, 9, 10, 8], [29, 32, 37, 13]]),
        ("One row and one column are missing: the kernel fits (H - h + 1) times.", wanted[:1, :2]),
        ("Divided by the number of the kernel's values: add up, do not average.", wanted / 4),
        ("Divided by the sum of the kernel: its numbers stay what they are.", wanted / 2),
        ("Negative results are results: do not take absolute values.", np.abs(wanted)),
        ("Negative results are results: do not cut them off.", np.maximum(wanted, 0)),
    ]  # fmt: skip
    result = correlate2d(image.copy(), kernel.copy())
    expect_no_common_mistake(result, wanted, mistakes, atol=ATOL)
    expect_close(result, wanted, "the result", atol=ATOL)


@test_case(name="bytes and oblong kernels: results below 0, above 255 and with fractions", points=0.25)
def test_oblong_kernels(correlate2d):
    image = np.array([[200, 100, 50], [10, 20, 30]], dtype=np.uint8)
    mistakes = [
        ("Results are floats as they come: not bytes, which wrap round.", [[125], [231]]),
        ("The fraction of the kernel was cut off: compute with floats.", [[100], [-40]]),
        ("Negative results are results: do not take absolute values.", [[125], [25]]),
        ("Negative results are results: do not cut them off.", [[125], [0]]),
    ]
    row = correlate2d(image, np.array([[2, -3, 0.5]]))
    expect_close(row, [[125], [-25]], "the result of [[2, -3, 0.5]]", atol=ATOL, mistakes=mistakes)
    column = correlate2d(image, np.array([[-1], [2]]))
    expect_close(column, [[-180, -60, 10]], "the result of [[-1], [2]]", atol=ATOL)
    large = correlate2d(image, np.array([[-20_000_000], [0]]))
    expect_close(large, [[-4e9, -2e9, -1e9]], "the result of [[-20000000], [0]]", rtol=1e-12)


@test_case(name="a kernel as large as the picture gives shape (1, 1), and both keep their values", points=0.25)
def test_one_place(correlate2d):
    image, kernel = np.array([[0.5, 2.0], [1.0, 0.1]]), np.array([[1.0, -1.0], [2.0, 0.1]])
    given, used = image.copy(), kernel.copy()
    expect_close(correlate2d(given, used), [[0.51]], "the result", atol=1e-9)
    expect_unchanged(image, given, "the picture image")
    expect_unchanged(kernel, used, "the array kernel")
    expect_new_result(expect_close, correlate2d, lambda *_: [[0.51]], [(image, kernel)], "the result", atol=1e-9)


@test_case(
    name="square and oblong kernels on wide and upright pictures",
    points=1,
    hidden=True,
    failure_message="out[r, c] is the sum of image[r + i, c + j] * kernel[i, j], unflipped; kernels need be neither "
    "square nor symmetric nor odd, and the result has H - h + 1 rows and W - w + 1 columns.",
)
def test_kernels(correlate2d):
    from solutions.images import correlate2d as reference

    rng = np.random.default_rng(681)
    for shape, size in [
        ((9, 14), (3, 3)),
        ((14, 9), (2, 5)),
        ((8, 8), (4, 1)),
        ((7, 10), (1, 3)),
        ((6, 6), (5, 2)),
        ((9, 14), (3, 3)),
    ]:
        image, kernel = rng.uniform(-5, 5, shape), rng.uniform(-1, 1, size)
        wanted = reference(image, kernel)
        expect_close(correlate2d(image.copy(), kernel.copy()), wanted, "the result", atol=ATOL)
    large, small = 1e4 * image, kernel / 1e4  # small weights are weights
    expect_close(correlate2d(large, small), reference(large, small), "the result", atol=ATOL)
    whole = np.array([[1, -2, 3], [0, 2, -1]])
    with because(
        "With a kernel of floats it is right: one of whole numbers does not make whole numbers of the picture."
    ):
        expect_close(correlate2d(image.copy(), whole.copy()), reference(image, whole), "the result", atol=ATOL)
    image, kernel = image.astype(np.float32), kernel.astype(np.float32)
    wanted = reference(image.astype(float), kernel.astype(float))
    with because("With float64 it is right: where picture and kernel are float32, their fractions count as well."):
        # of seven digits the result may keep seven: NumPy computes with float32 in float32
        expect_close(correlate2d(image.copy(), kernel.copy()), wanted, "the result", atol=1e-4)


@test_case(
    name="bytes in the picture, whole numbers in the kernel, negative results",
    points=0.75,
    hidden=True,
    failure_message="Products and sums of bytes wrap round, and a result made of bytes has no negative numbers: "
    "compute with floats.",
)
def test_bytes(correlate2d):
    from solutions.images import correlate2d as reference

    rng = np.random.default_rng(682)
    for dtype in (np.int64, np.int8, float):
        image = rng.integers(0, 256, (7, 9), dtype=np.uint8)
        kernel = np.array([[-1, 0, 1], [-2, 1, 2], [-1, 0, 3]]).astype(dtype)
        wanted = reference(image.astype(float), kernel.astype(float))
        with precondition():
            expect_close(correlate2d(image.astype(float), kernel.astype(float)), wanted, "the result", atol=ATOL)
        expect_close(correlate2d(image.copy(), kernel.copy()), wanted, "the result", atol=ATOL)
    image, kernel = rng.integers(0, 256, (6, 7), dtype=np.uint8), rng.integers(-90_000_000, 90_000_000, (2, 3))
    wanted = reference(image.astype(float), kernel.astype(float))
    expect_close(correlate2d(image.copy(), kernel.copy()), wanted, "the result", rtol=1e-9, atol=1e-4)
    kernel = np.array([[200, 3, 100], [0, 7, 255]], dtype=np.uint8)
    wanted = reference(image.astype(float), kernel.astype(float))
    expect_close(correlate2d(image.copy(), kernel.copy()), wanted, "the result", atol=ATOL)
    image, kernel = rng.integers(0, 50, (5, 5)), rng.uniform(0, 1, (2, 3))
    wanted = reference(image.astype(float), kernel)
    with precondition():
        expect_close(correlate2d(image.astype(float), kernel.copy()), wanted, "the result", atol=ATOL)
    expect_close(correlate2d(image, kernel), wanted, "the result", atol=ATOL)


@test_case(
    name="a kernel of one number, and one as large as the picture",
    points=0.5,
    hidden=True,
    failure_message="A kernel of one number multiplies the picture; one as large as the picture fits once, and gives "
    "an array of shape (1, 1).",
)
def test_smallest_and_largest(correlate2d):
    from solutions.images import correlate2d as reference

    rng = np.random.default_rng(683)
    for shape, size in [((4, 6), (1, 1)), ((4, 6), (4, 6)), ((5, 3), (5, 1)), ((3, 5), (1, 5)), ((1, 1), (1, 1))]:
        image, kernel = rng.uniform(-5, 5, shape), rng.uniform(-1, 1, size)
        wanted = reference(image, kernel)
        expect_close(correlate2d(image.copy(), kernel.copy()), wanted, "the result", atol=ATOL)


@test_case(
    name="picture and kernel stay as they were",
    points=0.5,
    hidden=True,
    failure_message="Change neither the picture nor the kernel: windows are parts of the picture itself, and *= works "
    "inside them.",
)
def test_unchanged(correlate2d):
    from solutions.images import correlate2d as reference

    rng = np.random.default_rng(684)
    image, kernel = rng.uniform(-5, 5, (6, 7)), rng.uniform(-1, 1, (2, 3))
    given, used = image.copy(), kernel.copy()
    result = correlate2d(given, used)
    expect_unchanged(image, given, "the picture image")
    expect_unchanged(kernel, used, "the array kernel")
    expect_close(result, reference(image, kernel), "the result", atol=ATOL)


@test_case(
    name="every call makes something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_something_new(correlate2d):
    from solutions.images import correlate2d as reference

    rng = np.random.default_rng(685)
    inputs = [(rng.uniform(-5, 5, (5, 6)), rng.uniform(-1, 1, (2, 3)))]
    expect_new_result(expect_close, correlate2d, reference, inputs, "the result", atol=ATOL)

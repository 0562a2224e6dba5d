"""Wrong answers to `correlate2d`."""

import numpy as np

from solutions import rejected_by

HAND = "a 2 x 2 kernel on a 3 x 4 picture, worked out by hand"
KERNELS = "square and oblong kernels on wide and upright pictures"
BYTES = "bytes in the picture, whole numbers in the kernel, negative results"
ENDS = "a kernel of one number, and one as large as the picture"
SAME = "picture and kernel stay as they were"
OBLONG_KERNELS = "bytes and oblong kernels: results below 0, above 255 and with fractions"
ONE_PLACE = "a kernel as large as the picture gives shape (1, 1), and both keep their values"


def _slide(image, kernel):
    image, kernel = np.array(image, dtype=float), np.array(kernel, dtype=float)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))


@rejected_by(HAND, KERNELS)
def convolved(image, kernel):
    """The kernel is not flipped here: that is a mathematician's convolution."""
    return _slide(image, kernel[::-1, ::-1])


@rejected_by(HAND, KERNELS)
def flipped_once(image, kernel):
    """The kernel is not flipped, in neither direction."""
    return _slide(image, kernel[::-1])


@rejected_by(HAND)
def transposed(image, kernel):
    """kernel[i, j] goes with row r + i and column c + j."""
    return _slide(image, kernel.T)


@rejected_by(HAND, KERNELS)
def padded(image, kernel):
    """Nothing is padded: only where the kernel fits."""
    down, right = kernel.shape[0] - 1, kernel.shape[1] - 1
    return _slide(np.pad(image, ((down // 2, down - down // 2), (right // 2, right - right // 2))), kernel)


@rejected_by(HAND, KERNELS)
def one_short(image, kernel):
    """The kernel fits H - h + 1 times."""
    return _slide(image, kernel)[:-1, :-1]


@rejected_by(HAND, KERNELS)
def averages(image, kernel):
    """Add up, do not average."""
    return _slide(image, kernel) / kernel.size


@rejected_by(KERNELS, BYTES, OBLONG_KERNELS)
def normalised(image, kernel):
    """The kernel's numbers stay what they are: do not divide by their sum."""
    total = np.sum(kernel, dtype=float)
    return _slide(image, kernel) / (total if total else 1.0)


@rejected_by(KERNELS, OBLONG_KERNELS)
def square_kernels_only(image, kernel):
    """A kernel has a height and a width of its own."""
    side = min(kernel.shape)
    return _slide(image, kernel[:side, :side])


@rejected_by(BYTES, OBLONG_KERNELS)
def cuts_negative_results_off(image, kernel):
    """Negative results are results."""
    out = _slide(image, kernel)
    return np.maximum(out, 0) if image.dtype.kind == "u" else out


@rejected_by(BYTES, OBLONG_KERNELS)
def back_to_bytes(image, kernel):
    """A result made of bytes has no negative and no large numbers."""
    out = _slide(image, kernel)
    return out.astype(np.int64).astype(np.uint8) if image.dtype == np.uint8 else out


@rejected_by(BYTES)
def products_wrap(image, kernel):
    """uint8 times int8 is int16, which can be too small for the sum: compute with floats."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    products = windows * kernel
    if products.dtype == np.int16:
        products = products.astype(np.int8)
    return products.sum(axis=(2, 3), dtype=products.dtype)


@rejected_by(BYTES, OBLONG_KERNELS)
def kernel_in_the_dtype_of_the_picture(image, kernel):
    """A kernel of bytes has lost its minus signs and its fractions."""
    with np.errstate(all="ignore"):
        return _slide(image, kernel.astype(np.int64).astype(image.dtype) if image.dtype.kind in "iu" else kernel)


@rejected_by(BYTES, OBLONG_KERNELS)
def absolute_values(image, kernel):
    """Negative results are results: no absolute values."""
    out = _slide(image, kernel)
    return np.abs(out) if image.dtype.kind in "iu" else out


@rejected_by(ENDS, OBLONG_KERNELS)
def drops_thin_axes(image, kernel):
    """One row stays an axis of length 1."""
    return np.squeeze(_slide(image, kernel))


@rejected_by(HAND, KERNELS)
def matrix_product(image, kernel):
    """Element by element: * and sum, not @."""
    out = np.zeros((image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1))
    for row, col in np.ndindex(out.shape):
        window = image[row : row + kernel.shape[0], col : col + kernel.shape[1]]
        out[row, col] = (window @ kernel.T).sum()
    return out


@rejected_by(HAND)
def the_largest_product(image, kernel):
    """The largest product is not the sum."""
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, dtype=float), kernel.shape)
    return (windows * kernel).max(axis=(2, 3))


@rejected_by(SAME, OBLONG_KERNELS)
def centres_the_picture(image, kernel):
    """image -= … changes what you were given."""
    result = _slide(image, kernel)
    image -= image.mean()
    return result


@rejected_by(SAME, KERNELS, OBLONG_KERNELS)
def windows_in_place(image, kernel):
    """A window is a part of the picture itself: *= multiplies the picture."""
    out = np.zeros((image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1))
    for row, col in np.ndindex(out.shape):
        window = image[row : row + kernel.shape[0], col : col + kernel.shape[1]]
        window *= kernel
        out[row, col] = window.sum()
    return out


@rejected_by(SAME, ONE_PLACE)
def flips_the_kernel(image, kernel):
    """The kernel that you were given is another one now."""
    result = _slide(image, kernel)
    kernel[:] = kernel[::-1, ::-1].copy()
    return result


@rejected_by(KERNELS, ONE_PLACE)
def single_precision(image, kernel):
    """float32 keeps 7 digits: compute in float64."""
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(np.float32), kernel.shape)
    return (windows * kernel.astype(np.float32)).sum(axis=(2, 3))


def _windows(image, kernel):
    return np.lib.stride_tricks.sliding_window_view(image, kernel.shape)


@rejected_by("every call makes something new")
def kept_result(image, kernel, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = image.tobytes(), image.shape, kernel.tobytes(), kernel.shape
    if key not in _made:
        _made[key] = np.einsum("rcij,ij->rc", _windows(image, kernel).astype(float), kernel.astype(float))
    return _made[key]


@rejected_by("every call makes something new")
def one_result_refilled(image, kernel, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = np.einsum("rcij,ij->rc", _windows(image, kernel).astype(float), kernel.astype(float))
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept


@rejected_by("bytes in the picture, whole numbers in the kernel, negative results")
def thirty_two_bits(image, kernel):
    """Products of large whole numbers outgrow 32 bits: compute with floats."""
    kind = np.int32 if image.dtype.kind in "iu" and kernel.dtype.kind in "iu" else float
    return np.einsum("rcij,ij->rc", _windows(image.astype(kind), kernel), kernel.astype(kind))


@rejected_by("bytes in the picture, whole numbers in the kernel, negative results")
def sixteen_bits(image, kernel):
    """Sums of products outgrow 16 bits: compute with floats."""
    kind = np.int16 if image.dtype.kind in "iu" and kernel.dtype.kind in "iu" else float
    return np.einsum("rcij,ij->rc", _windows(image.astype(kind), kernel), kernel.astype(kind))


@rejected_by(KERNELS)
def small_weights_are_zero(image, kernel):
    """A weight of a thousandth is a weight."""
    return _slide(image.astype(float), np.where(np.abs(kernel) < 1e-3, 0.0, kernel))

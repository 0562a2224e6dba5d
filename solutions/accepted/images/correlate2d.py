"""Right answers to `correlate2d` in other styles."""

import numpy as np


def four_loops(image, kernel):
    """The definition, number by number."""
    (big_height, big_width), (height, width) = image.shape, kernel.shape
    out = []
    for row in range(big_height - height + 1):
        line = []
        for col in range(big_width - width + 1):
            total = 0.0
            for i in range(height):
                for j in range(width):
                    total += float(image[row + i, col + j]) * float(kernel[i, j])
            line.append(total)
        out.append(line)
    return out


def window_by_window(image, kernel):
    """Two loops and one sum."""
    picture, weights = np.asarray(image, dtype=float), np.asarray(kernel, dtype=float)
    shape = (picture.shape[0] - weights.shape[0] + 1, picture.shape[1] - weights.shape[1] + 1)
    out = np.empty(shape)
    for row, col in np.ndindex(shape):
        out[row, col] = np.sum(picture[row : row + weights.shape[0], col : col + weights.shape[1]] * weights)
    return out


def all_windows_at_once(image, kernel):
    """A view of all windows, and einsum."""
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(float), kernel.shape)
    return np.einsum("rcij,ij->rc", windows, kernel.astype(float))


def by_fourier(image, kernel):
    """Fourier transforms: products instead of sums. Of float32, NumPy computes them in float32."""
    shape = (image.shape[0] + kernel.shape[0] - 1, image.shape[1] + kernel.shape[1] - 1)
    full = np.fft.irfft2(np.fft.rfft2(image, shape) * np.fft.rfft2(kernel[::-1, ::-1], shape), shape)
    return full[kernel.shape[0] - 1 : image.shape[0], kernel.shape[1] - 1 : image.shape[1]]


def in_whole_numbers(image, kernel):
    """Whole numbers stay whole numbers, large enough ones."""
    kind = np.int64 if image.dtype.kind in "iu" and kernel.dtype.kind in "iu" else float
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(kind), kernel.shape)
    return np.tensordot(windows, kernel.astype(kind), axes=([2, 3], [0, 1]))

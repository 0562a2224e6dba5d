"""The reference answers of the assignment "images": getting pictures, batches, statistics, filters, datasets."""

import os
from collections.abc import Callable

import numpy as np


def warm_up(image: np.ndarray) -> np.ndarray:
    """Return a picture of bytes that is 100 levels brighter; what would be above 255 is 255.

    image: uint8, any shape; it is not changed. The result is uint8, of the same shape.
    """
    return np.minimum(image.astype(int) + 100, 255).astype(np.uint8)


def download_missing(names: list[str], folder: str, fetch: Callable[[str], bytes]) -> list[str]:
    """Fetch the files that are not in the folder yet, one after the other, and return the names of those fetched.

    The folder, and the folders above it, are made where they are missing. A file that is there, whatever is in it, is
    neither fetched nor written. An error of fetch is passed on: the files before it stay, and nothing is left of its
    own. names: file names; the list is not changed. fetch: takes a name and returns the bytes of that file.
    """
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            content = fetch(name)
            with open(path, "wb") as file:
                file.write(content)
            fetched.append(name)
    return fetched


def list_images(folder: str) -> list[str]:
    """Return folder/name for every file directly in the folder that is a picture by its name, sorted by name.

    A picture's name ends in .jpg, .jpeg or .png, in small letters or capitals. Names are sorted as Python sorts
    strings. folder: its name, which may be any.
    """
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith((".jpg", ".jpeg", ".png")))
    paths = [os.path.join(folder, name) for name in names]
    return [path for path in paths if os.path.isfile(path)]


def channel(image: np.ndarray, name: str) -> np.ndarray:
    """Return one colour channel of a picture, unchanged, as an array (height, width).

    image: (height, width, 3), red, green and blue. name: "red", "green" or "blue".
    """
    return image[:, :, ["red", "green", "blue"].index(name)].copy()


def make_batch(images: list[np.ndarray]) -> np.ndarray:
    """Return pictures stacked in their order along a new first axis: (N, height, width, channels), of the same dtype.

    images: a list of one or more arrays (height, width, channels), all of one dtype. ValueError if their shapes are
    not all the same.
    """
    return np.stack(images)


def channels_first(batch: np.ndarray) -> np.ndarray:
    """Return a batch (N, height, width, channels) with its channel axis second: (N, channels, height, width).

    Each picture is still upright: new[n, c, row, col] is batch[n, row, col, c].
    """
    return batch.transpose(0, 3, 1, 2).copy()


def centre_crop(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """Return the middle of a picture, `height` rows by `width` columns, starting at row (H - height) // 2.

    Columns likewise: what is odd and cannot be shared is cut from the bottom and from the right.

    image: (H, W) or (H, W, channels); it is not changed. ValueError if the crop is higher or wider than the picture.
    """
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    if top < 0 or left < 0:
        raise ValueError(f"a picture of {image.shape[:2]} has no middle of {(height, width)}: resize it first")
    return image[top : top + height, left : left + width].copy()


def resize_nearest(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """Return a picture sampled at the nearest pixel: output row i is input row floor((2 * i + 1) * H / (2 * height)).

    Columns likewise, with W and width.

    image: (H, W) or (H, W, channels). The result has `height` rows, `width` columns and the dtype of image.
    """
    rows = (2 * np.arange(height) + 1) * image.shape[0] // (2 * height)
    cols = (2 * np.arange(width) + 1) * image.shape[1] // (2 * width)
    return image[rows][:, cols]


def mean_image(batch: np.ndarray) -> np.ndarray:
    """Return the mean over the N pictures of each pixel and channel, as floats (height, width, channels).

    batch: (N, height, width, channels), of bytes.
    """
    return batch.mean(axis=0)


def std_image(batch: np.ndarray) -> np.ndarray:
    """Return the standard deviation over the N pictures of each pixel and channel, dividing by N.

    batch: (N, height, width, channels), of bytes. The result is floats (height, width, channels).
    """
    return batch.std(axis=0)


def spread_map(batch: np.ndarray) -> np.ndarray:
    """Return for each pixel the mean over the channels of its standard deviations (those of std_image).

    batch: (N, height, width, channels), of bytes. The result is floats (height, width).
    """
    return std_image(batch).mean(axis=2)


def to_uint8(image: np.ndarray) -> np.ndarray:
    """Return each value rounded to the nearest whole number and cut off to 0 ... 255, as uint8 of the same shape.

    image: floats of any shape, not changed. A value exactly between two levels may become either.
    """
    return np.clip(np.round(image), 0, 255).astype(np.uint8)


def histogram256(image: np.ndarray) -> np.ndarray:
    """Return how many values equal 0, 1, ..., 255: 256 whole numbers.

    image: uint8, any shape.
    """
    return np.bincount(image.ravel(), minlength=256)


def standardise(batch: np.ndarray) -> np.ndarray:
    """Return (batch - mean image) / std image, and 0 where the standard deviation is 0, without a warning.

    batch: (N, height, width, channels), of bytes. The result is floats of the same shape.
    """
    mean, std = mean_image(batch), std_image(batch)
    return (batch - mean) / np.where(std == 0, 1, std)


def scale_to_range(data: np.ndarray, low: float, high: float) -> np.ndarray:
    """Map the smallest value to low, the largest to high, and the rest linearly; if all are equal, all become low.

    data: numbers of any shape and dtype; they are not changed. The result is floats of the same shape.
    """
    values = np.asarray(data, dtype=float)
    least, most = values.min(), values.max()
    if least == most:
        return np.full(values.shape, float(low))
    return low + (values - least) * ((high - low) / (most - least))


def equalise_histogram(grey: np.ndarray) -> np.ndarray:
    """Replace each level v by round(255 * (c(v) - c0) / (H * W - c0)): frequent levels get more room.

    c(v) is the number of pixels <= v, and c0 the number of pixels at the darkest level that occurs. A picture of one
    level comes back unchanged.

    grey: (H, W), uint8; it is not changed. The result is uint8 of the same shape.
    """
    counts = histogram256(grey)
    at_most, darkest = np.cumsum(counts), counts[grey.min()]
    if darkest == grey.size:
        return grey.copy()
    levels = 255 * (at_most - darkest) / (grey.size - darkest)
    return to_uint8(levels)[grey]


def correlate2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Slide the kernel over the picture and add up products: out[r, c] = sum of image[r+i, c+j] * kernel[i, j].

    The kernel is not flipped and nothing is padded: only where the kernel fits, there is a result.

    image: (H, W), of bytes or floats. kernel: (h, w), at most as large. The result is floats (H - h + 1, W - w + 1).
    """
    kernel = np.asarray(kernel, dtype=float)
    height, width = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
    total = np.zeros((height, width))
    for i, j in np.ndindex(kernel.shape):
        total += kernel[i, j] * image[i : i + height, j : j + width]
    return total


def my_transform(batch: np.ndarray) -> np.ndarray:
    """Do something to each picture, with NumPy, that the week-6 notebook does not do: one result per picture.

    batch: (N, height, width, 3), uint8, any N and any size from 8 x 8 on; it is not changed. The result is finite
    numbers (N, ...), and the same every time.
    """
    grey = batch.mean(axis=3)
    down = np.abs(np.diff(grey, axis=1, prepend=grey[:, :1]))
    right = np.abs(np.diff(grey, axis=2, prepend=grey[:, :, :1]))
    return 255 - np.minimum(4 * (down + right), 255)


def find_duplicates(batch: np.ndarray) -> list[tuple[int, int]]:
    """Return every pair (i, j), i < j, of pictures that are equal in every pixel; the order of the pairs is free.

    batch: (N, height, width, channels).
    """
    places = range(len(batch))
    return [(i, j) for i in places for j in places if i < j and np.array_equal(batch[i], batch[j])]


def split_dataset(names: list[str], test_fraction: float, seed: int) -> tuple[list[str], list[str]]:
    """Split names at random into (train, test): int(N * test_fraction) of them to test, the rest to train.

    The same seed gives the same split of the same names, in whatever order they come.

    names: all different; the list is not changed. test_fraction: from 0 to 1. seed: a whole number.
    """
    ordered = sorted(names)
    shuffled = [ordered[i] for i in np.random.default_rng(seed).permutation(len(ordered))]
    count = int(len(ordered) * test_fraction)
    return shuffled[count:], shuffled[:count]

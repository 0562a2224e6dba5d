"""Right answers to `my_transform` in other styles: each does something of its own."""

import numpy as np


def mirrored(batch) -> np.ndarray:
    """Left and right exchanged."""
    return batch[:, :, ::-1]


def two_levels(batch) -> np.ndarray:
    """Black and white, at each picture's own middle grey."""
    grey = batch.mean(axis=3)
    return grey > np.median(grey, axis=(1, 2), keepdims=True)


def sorted_columns(batch) -> np.ndarray:
    """Every column sorted by brightness."""
    return np.sort(batch, axis=1)


def blurred_with_loops(batch) -> list:
    """Each pixel the mean of its neighbourhood, with loops."""
    result = []
    for image in batch.astype(float):
        padded = np.pad(image, ((2, 2), (2, 2), (0, 0)), mode="edge")
        total = np.zeros(image.shape)
        for down in range(5):
            for right in range(5):
                total += padded[down : down + image.shape[0], right : right + image.shape[1]]
        result.append((total / 25).tolist())
    return result


def collage(batch) -> np.ndarray:
    """The top of each picture on the bottom of the next one."""
    half = batch.shape[1] // 2
    result = np.roll(batch, 1, axis=0)
    result[:, :half] = batch[:, :half]
    return result if len(batch) > 1 else batch[:, ::-1]


def palette_of_each(batch) -> np.ndarray:
    """How much of each of eight colours is in a picture: numbers instead of pictures."""
    corner = (batch > 127) @ np.array([4, 2, 1])
    return np.stack([np.bincount(one.ravel(), minlength=8) for one in corner])


def shuffled_tiles(batch) -> np.ndarray:
    """Rows in a random order, the same every time."""
    return batch[:, np.random.default_rng(7).permutation(batch.shape[1])]


def gamma(batch) -> np.ndarray:
    """A curve instead of a line, strong enough to be seen."""
    return 255 * (batch / 255) ** 3


def far_from_the_mean(batch) -> np.ndarray:
    """How unusual each pixel is, whatever the direction."""
    return np.abs(batch - batch.mean(axis=0)).sum(axis=3)

"""The reference answers of the assignment "tensors": blocks of numbers, what is computed with them, and graphs."""

import math

import numpy as np


def warm_up(shape: tuple[int, ...]) -> int:
    """Return how many numbers a tensor of this shape holds: the lengths of all its axes, multiplied."""
    return math.prod(shape)


def tensor_rank(x: float | list | np.ndarray) -> int:
    """Return how many indices it takes to reach a single number in x. Axes of length 1 count.

    x: a number, a list (of numbers, or of lists nested to the same depth and length everywhere) or an array of any
    shape, () included.
    """
    return np.ndim(x)


def make_video(frames: list[np.ndarray]) -> np.ndarray:
    """Return the frames as one array of shape (T, H, W, C), in their order along a new first axis.

    frames: a list of T >= 1 arrays of shape (H, W, C), all of one dtype, which the video keeps.
    Frames whose shapes are not EQUAL raise ValueError.
    """
    return np.stack(frames)


def normalise(tensor: np.ndarray) -> np.ndarray:
    """Return the tensor divided by its length, the root of the sum of the squares of ALL its elements.

    tensor: an array of any shape or a nested list, of floats or of whole numbers; it is not changed.
    The result has the same shape and holds floats. All zeros give all zeros, without a warning.
    """
    values = np.array(tensor, dtype=float)
    length = math.sqrt(np.sum(values**2))
    return values / length if length > 0 else values


def dot(a: np.ndarray, b: np.ndarray) -> float:
    """Return the sum of the products of corresponding elements of a and b: one number.

    a, b: arrays of one shape, which may be any, or nested lists; of floats or of whole numbers; they are not changed.
    Different shapes raise ValueError.
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        raise ValueError(f"the shapes {a.shape} and {b.shape} differ")
    return float(np.sum(a * b))


def cosine_distance(a: np.ndarray, b: np.ndarray) -> float:
    """Return 1 - (a . b) / (|a| |b|), a number from 0 (same direction) over 1 (at right angles) to 2 (opposite).

    a, b: arrays of one shape, which may be any, or nested lists; of floats or of whole numbers; they are not changed.
    A tensor that is all zeros raises ValueError.
    """
    lengths = math.sqrt(dot(a, a)) * math.sqrt(dot(b, b))
    if lengths == 0:
        raise ValueError("a tensor of zeros has no direction")
    return 1 - dot(a, b) / lengths


def matmul_by_hand(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the matrix product, of shape (n, m): out[i, j] is the sum over q of a[i, q] * b[q, j].

    a: shape (n, k). b: shape (k, m). Floats or whole numbers; neither is changed. The result holds floats.
    Inner sizes (a's columns, b's rows) that are not EQUAL raise ValueError.
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    (n, k), (rows, m) = a.shape, b.shape
    if k != rows:
        raise ValueError(f"a has {k} columns and b has {rows} rows: the inner sizes must be equal")
    out = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            for q in range(k):
                out[i, j] += a[i, q] * b[q, j]
    return out


def scale_frames(video: np.ndarray, gains: np.ndarray) -> np.ndarray:
    """Return the video with every number of frame t multiplied by gains[t], as floats that may be of any size.

    video: shape (T, H, W, C), of floats or of whole numbers. gains: shape (T,). Neither is changed.
    """
    return np.asarray(video, dtype=float) * np.asarray(gains, dtype=float)[:, None, None, None]


def run_graph(graph: dict[str, tuple], target: str, feeds: dict[str, float]) -> float:
    """Return the value of the node `target`.

    graph: {name: (operation, name of its first input, ...)}; an operation is a function of as many numbers as it has
    inputs, one or more, and gets their values in this order. The nodes stand in any order, and in no circle.
    feeds: {name: value} for the names that no operation computes; the target may be one of them.

    Only the operations that the target needs are run, each of them once. A name that is needed and is neither in the
    graph nor in the feeds raises KeyError. graph and feeds are not changed, and nothing is kept for the next call.
    """
    values = dict(feeds)

    def value(name: str) -> float:
        if name not in values:
            operation, *inputs = graph[name]
            values[name] = operation(*[value(one) for one in inputs])
        return values[name]

    return value(target)


def linspace(start: float, stop: float, num: int) -> np.ndarray:
    """Return `num` evenly spaced numbers from start to stop, both included: an array of floats of shape (num,).

    num is 1 or more; one number is start. stop may be smaller than start, or equal to it.
    """
    if num == 1:
        return np.array([start], dtype=float)
    step = (stop - start) / (num - 1)
    return start + step * np.arange(num)


def gaussian(x: np.ndarray, mean: float = 0.0, sigma: float = 1.0) -> np.ndarray:
    """Return exp(-(x - mean)**2 / (2 * sigma**2)) / (sigma * sqrt(2 * pi)) for every element of x.

    x: an array of any shape, of floats or of whole numbers; it is not changed. The result has its shape.
    sigma: larger than 0; any other raises ValueError.
    """
    if sigma <= 0:
        raise ValueError(f"sigma should be larger than 0, and is {sigma}")
    distance = (np.asarray(x, dtype=float) - mean) / sigma
    return np.exp(-(distance**2) / 2) / (sigma * math.sqrt(2 * math.pi))


def gaussian_kernel(size: int, sigma: float) -> np.ndarray:
    """Return the outer product of the Gaussian at the offsets -(size // 2) ... size // 2, divided by its sum.

    size: an odd number, 1 or more. sigma: in pixels, larger than 0. The result has shape (size, size) and sums to 1.
    """
    half = size // 2
    bell = gaussian(np.arange(-half, half + 1), 0.0, sigma)
    kernel = np.outer(bell, bell)
    return kernel / kernel.sum()

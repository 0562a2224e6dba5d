"""Right answers to `gaussian_kernel` in other styles."""

import math

import numpy as np


def by_pythagoras(size, sigma):
    """The weight from the distance to the middle: the product of the two Gaussians in one exponent."""
    half = size // 2
    rows, cols = np.mgrid[-half : half + 1, -half : half + 1]
    kernel = np.exp(-(rows**2 + cols**2) / (2 * sigma**2))
    return kernel / kernel.sum()


def by_loop(size, sigma):
    """Pixel by pixel, as nested lists."""
    half = size // 2
    kernel = [
        [math.exp(-(row * row + col * col) / (2 * sigma * sigma)) for col in range(-half, half + 1)]
        for row in range(-half, half + 1)
    ]
    total = sum(map(sum, kernel))
    return [[weight / total for weight in row] for row in kernel]


def normalised_first(size, sigma):
    """The line made to sum to 1 first: then so does its outer product."""
    offsets = np.arange(size) - (size - 1) / 2
    bell = np.exp(-0.5 * (offsets / sigma) ** 2)
    bell /= bell.sum()
    return np.outer(bell, bell)


def by_matrix_product(size, sigma):
    """A column times a row, and the notebook's cut pi, which cancels."""
    offsets = np.linspace(-(size // 2), size // 2, size)
    bell = np.exp(-(offsets**2) / (2.0 * sigma**2)) / (sigma * math.sqrt(2.0 * 3.1415))
    column = bell.reshape(size, 1)
    kernel = column @ column.T
    return kernel / np.sum(kernel)


def by_einsum(size, sigma):
    """The outer product by einsum."""
    bell = np.exp(-np.square(np.arange(-(size // 2), size // 2 + 1) / sigma) / 2)
    kernel = np.einsum("i,j->ij", bell, bell)
    return kernel / np.einsum("ij->", kernel)


def rows_times_columns(size, sigma):
    """A row and a column by broadcasting, each with the sum 1."""
    offsets = np.linspace(-(size // 2), size // 2, size)
    bell = np.exp(-0.5 * np.square(offsets / sigma))
    bell = bell / np.sum(bell)
    return bell[:, np.newaxis] * bell[np.newaxis, :]

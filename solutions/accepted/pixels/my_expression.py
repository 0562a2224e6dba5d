"""Right answers to `my_expression` in other styles: each a picture of its own."""

import math

import numpy as np


def plasma(shape) -> np.ndarray:
    """Waves down, across and slantwise, added and cut off."""
    row, col = np.ogrid[: shape[0], : shape[1]]
    wave = np.sin(row / 9) + np.cos(col / 13) + np.sin((row + 2 * col) / 17)
    return np.clip(0.5 + wave / 6, 0, 1)


def chessboard(shape) -> list[list[int]]:
    """Whole numbers in lists, made with loops."""
    return [[(row // 8 + col // 8) % 2 for col in range(shape[1])] for row in range(shape[0])]


def mandelbrot(shape) -> np.ndarray:
    """How soon z * z + c runs away."""
    height, width = shape
    c = np.linspace(-2.2, 0.8, width) + 1j * np.linspace(-1.2, 1.2, height)[:, np.newaxis]
    z, steps = np.zeros_like(c), np.zeros(shape)
    for _ in range(20):
        near = np.abs(z) < 2
        steps += near
        z = np.where(near, z * z + c, z)
    return steps / steps.max()


def slope(shape) -> np.ndarray:
    """From the dark corner to the bright one."""
    row, col = np.mgrid[: shape[0], : shape[1]]
    return (row + col) / (shape[0] + shape[1] - 2)


def seeded_stars(shape) -> np.ndarray:
    """Random numbers from a generator with a fixed seed: the same every time."""
    rng = np.random.default_rng(7)
    return (rng.random(shape) > 0.9).astype(np.float32)


def rings_of_rings(shape) -> np.ndarray:
    """A loop over the pixels, with rings whose width changes with the angle."""
    image = np.zeros(shape)
    for row in range(shape[0]):
        for col in range(shape[1]):
            down, right = row - shape[0] / 2 + 0.25, col - shape[1] / 2 + 0.25
            image[row, col] = 0.5 + 0.5 * math.sin(
                math.hypot(down, right) / (4 + math.cos(3 * math.atan2(down, right)))
            )
    return image


def steps_of_a_gradient(shape) -> np.ndarray:
    """True and False are 1 and 0."""
    row, col = np.indices(shape)
    return (row * col) % 50 < 25


def in_colour(shape) -> np.ndarray:
    """The same wave three times, a third of a turn later in each channel."""
    row, col = np.mgrid[: shape[0], : shape[1]]
    turns = np.array([0, 1, 2]) * 2 * math.pi / 3
    return 0.5 + 0.5 * np.sin((row + col * np.sin(row / 20))[:, :, np.newaxis] / 6 + turns)


def one_new_channel(shape) -> list:
    """The lecture's distance field in red, a chessboard in green, no blue; as lists."""
    row, col = np.mgrid[: shape[0], : shape[1]]
    field = np.hypot(row, col)
    return np.stack([field / field.max(), (row // 9 + col // 9) % 2, 0 * row], axis=-1).tolist()

"""Wrong answers to `ripples`."""

import math

import numpy as np

from solutions import rejected_by

SMALL = "2 x 3 pixels with a quarter of a wave per pixel"
HALVES = "on 60 x 80 pixels the wave goes down to -1 and up to 1"
CANVASES = "every pixel of wide, upright and square canvases"
THIN = "canvases of one row and of one column"
LECTURE = "the lecture's canvas, 240 x 320, with its own frequency"


def _distance(shape):
    row, col = np.ogrid[: shape[0], : shape[1]]
    return np.hypot(row, col)


@rejected_by(SMALL, HALVES, CANVASES)
def cut_off(shape, frequency):
    """Half of the wave is negative; you cut it off."""
    return np.clip(np.sin(frequency * _distance(shape)), 0, 1)


@rejected_by(SMALL, HALVES, CANVASES)
def moved_into_0_to_1(shape, frequency):
    """The values run from -1 to 1: leave them there, showing them is another matter."""
    return 0.5 + 0.5 * np.sin(frequency * _distance(shape))


@rejected_by(SMALL, HALVES)
def turned_up(shape, frequency):
    """abs turns the negative half up: keep the sign."""
    return np.abs(np.sin(frequency * _distance(shape)))


@rejected_by(SMALL, CANVASES)
def in_degrees(shape, frequency):
    """sin takes radians."""
    return np.sin(np.radians(frequency * _distance(shape)))


@rejected_by(SMALL, CANVASES)
def row_plus_column(shape, frequency):
    """row + col gives slanting lines; rings need the root of the sum of the squares."""
    row, col = np.ogrid[: shape[0], : shape[1]]
    return np.sin(frequency * (row + col))


@rejected_by(SMALL, CANVASES)
def without_the_root(shape, frequency):
    """Without the root the rings get closer and closer outwards."""
    return np.sin(frequency * _distance(shape) ** 2)


@rejected_by(SMALL, CANVASES)
def cosine(shape, frequency):
    """The corner is sin(0) = 0; with cos it is 1."""
    return np.cos(frequency * _distance(shape))


@rejected_by(SMALL, CANVASES, LECTURE)
def waves_per_pixel(shape, frequency):
    """frequency is in radians per pixel already: no 2 * pi."""
    return np.sin(2 * math.pi * frequency * _distance(shape))


@rejected_by(SMALL, CANVASES)
def about_the_middle(shape, frequency):
    """The rings run out from pixel (0, 0), the corner, not from the middle."""
    row, col = np.ogrid[: shape[0], : shape[1]]
    return np.sin(frequency * np.hypot(row - shape[0] // 2, col - shape[1] // 2))


@rejected_by(SMALL, CANVASES, THIN)
def counts_from_one(shape, frequency):
    """Rows and columns are counted from 0."""
    row, col = np.ogrid[1 : shape[0] + 1, 1 : shape[1] + 1]
    return np.sin(frequency * np.hypot(row, col))


@rejected_by(SMALL, CANVASES, THIN)
def turned_canvas(shape, frequency):
    """np.meshgrid gives (width, height) by default: pass indexing='ij'."""
    row, col = np.meshgrid(np.arange(shape[0]), np.arange(shape[1]))
    return np.sin(frequency * np.hypot(row, col))


@rejected_by(CANVASES, "2 x 3 pixels with a quarter of a wave per pixel")
def square_canvas(shape, frequency):
    """Height and width differ: you used the height for both."""
    row, col = np.ogrid[: shape[0], : shape[0]]
    wave = np.sin(frequency * np.hypot(row, col))
    return np.resize(wave, shape)


@rejected_by(SMALL, CANVASES)
def whole_distances(shape, frequency):
    """The distance is a fraction: do not cut it to a whole number."""
    return np.sin(frequency * _distance(shape).astype(int))


@rejected_by(SMALL, CANVASES)
def whole_results(shape, frequency):
    """An array of whole numbers keeps only -1, 0 and 1: use floats."""
    image = np.full(shape, 0)
    image[:] = np.sin(frequency * _distance(shape))
    return image


@rejected_by(SMALL, CANVASES)
def lecture_frequency(shape, frequency):
    """You wrote the lecture's frequency down: use the one that you are given."""
    return np.sin(3 * math.pi / 240 * _distance(shape))


@rejected_by(SMALL, CANVASES)
def product_of_waves(shape, frequency):
    """A wave down times a wave across gives a chessboard, not rings."""
    row, col = np.ogrid[: shape[0], : shape[1]]
    return np.sin(frequency * row) * np.sin(frequency * col)


@rejected_by(CANVASES, LECTURE, "2 x 3 pixels with a quarter of a wave per pixel")
def seven_digits(shape, frequency):
    """float32 keeps seven digits: compute in float64."""
    return np.sin(np.float32(frequency) * _distance(shape).astype(np.float32))


@rejected_by(SMALL, HALVES)
def nothing_returned(shape, frequency):
    """The picture was computed and then forgotten: end with `return`."""
    np.sin(frequency * _distance(shape))


@rejected_by("every call makes a picture of its own")
def kept_picture(shape, frequency, _made={}):
    """You return a picture that you have returned before: make a new array in every call."""
    key = tuple(shape), frequency
    if key not in _made:
        rows, cols = np.indices(shape)
        _made[key] = np.sin(frequency * np.hypot(rows, cols))
    return _made[key]


@rejected_by("every pixel of wide, upright and square canvases", "every call makes a picture of its own")
def kept_for_the_shape(shape, frequency, _made={}):
    """Another frequency gives another wave: keep nothing between calls."""
    if tuple(shape) not in _made:
        rows, cols = np.indices(shape)
        _made[tuple(shape)] = np.sin(frequency * np.hypot(rows, cols))
    return _made[tuple(shape)].copy()


@rejected_by("canvases of one row and of one column")
def thirty_two_bits(shape, frequency):
    """Squares outgrow 32 bits on a very wide picture: compute in floats."""
    rows, cols = np.indices(shape, dtype=np.int32)
    return np.sin(frequency * np.sqrt(abs(rows**2 + cols**2).astype(float)))


@rejected_by("every pixel of wide, upright and square canvases")
def no_negative_frequency(shape, frequency):
    """A negative frequency turns the wave over: keep its sign."""
    rows, cols = np.indices(shape)
    return np.sin(abs(frequency) * np.hypot(rows, cols))


@rejected_by("every pixel of wide, upright and square canvases")
def frequency_floor(shape, frequency):
    """With frequency 0 there is no wave: all is 0."""
    rows, cols = np.indices(shape)
    return np.sin((frequency or 1.0) * np.hypot(rows, cols))

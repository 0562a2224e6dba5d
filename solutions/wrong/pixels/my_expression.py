"""Wrong answers to `my_expression`: what a machine can refuse; the rest a person marks."""

import math

import numpy as np

from solutions import rejected_by

CONTRACT = "a 120 x 160 canvas: right shape, numbers from 0 to 1, not one flat colour"
REPEATABLE = "two calls give the same picture"
NEW = "it is none of the lecture's pictures, and none of them brighter, darker or inverted"
CANVASES = "upright, square and odd canvases"
LARGE = "a canvas of 260 rows and 65,780 pixels"
AGAIN = "the same picture again after other canvases"
ELSEWHERE = "on other canvases too it is none of the lecture's pictures"
COMPUTED = "the picture is computed, not loaded"


def _places(shape):
    row, col = np.mgrid[: shape[0], : shape[1]].astype(float)
    return row, col


def _plasma(shape):
    row, col = _places(shape)
    return 0.5 + 0.25 * (np.sin(row / 9) + np.cos(col / 13))


@rejected_by(CONTRACT, CANVASES)
def flat(shape):
    """One flat colour."""
    return np.full(shape, 0.5)


@rejected_by(CONTRACT, CANVASES)
def almost_flat(shape):
    """The greys differ by less than a screen can show."""
    return 0.5 + 0.001 * _plasma(shape)


@rejected_by(CONTRACT, CANVASES)
def both_signs(shape):
    """Values outside 0..1: scale or clip them."""
    row, col = _places(shape)
    return np.sin(row / 9) * np.cos(col / 13)


@rejected_by(CONTRACT)
def in_bytes(shape):
    """Values from 0 to 255: divide by 255."""
    return np.round(255 * _plasma(shape))


@rejected_by(CONTRACT, CANVASES)
def turned_canvas(shape):
    """Height comes first: the result is (height, width)."""
    return _plasma(shape).T


@rejected_by(CANVASES, "an upright canvas of 80 x 60 works as well")
def one_canvas_only(shape):
    """The picture has to fit the canvas that it is asked for, not always the same one."""
    return _plasma((120, 160))


@rejected_by(CANVASES, "an upright canvas of 80 x 60 works as well")
def only_wide(shape):
    """On an upright canvas the height is larger than the width."""
    picture = np.zeros(shape)
    for k in range(shape[0]):
        picture[k, k] = 1.0
    return picture


@rejected_by(CONTRACT, CANVASES)
def divides_by_zero(shape):
    """At 0 you divide by 0: the corner is nan."""
    row, col = _places(shape)
    distance = np.hypot(row, col * 1.7)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 0.5 + 0.5 * np.sin(distance) / distance


@rejected_by(REPEATABLE, AGAIN)
def not_repeatable(shape):
    """A generator without a seed gives another picture every time."""
    return np.random.default_rng().random(shape)


@rejected_by(REPEATABLE, AGAIN)
def grows(shape, calls=[0]):
    """The picture depends on how often the function was called before."""
    calls[0] += 1
    row, _ = _places(shape)
    return 0.5 + 0.5 * np.sin(row / 9 + calls[0])


@rejected_by(NEW, ELSEWHERE)
def ripples_stretched(shape):
    """These are the lecture's ripples with another brightness and contrast."""
    row, col = _places(shape)
    return 0.5 + 0.5 * np.sin(3 * math.pi / 240 * np.hypot(row, col))


@rejected_by(NEW, ELSEWHERE)
def ripples_cut_off(shape):
    """These are the lecture's ripples as it showed them."""
    row, col = _places(shape)
    return np.clip(np.sin(3 * 3.14159 / 240 * np.hypot(row, col)), 0, 1)


@rejected_by(NEW, ELSEWHERE)
def ripples_fitted(shape):
    """These are the lecture's ripples, fitted to the canvas."""
    row, col = _places(shape)
    return 0.4 + 0.3 * np.sin(3 * math.pi / shape[0] * np.hypot(row, col))


@rejected_by(NEW, ELSEWHERE)
def weave_inverted(shape):
    """This is the lecture's weave, inverted."""
    row, col = (place / 49.087 for place in _places(shape))
    return 1 - np.clip(np.tan(row) * np.cos(col) + np.arctan(col) * np.cos(row), 0, 1)


@rejected_by(NEW, ELSEWHERE)
def weave_stretched(shape):
    """This is the lecture's weave, stretched instead of cut off."""
    row, col = (place / (3.14159 / 320 * 5000) for place in _places(shape))
    raw = np.tan(row) * np.cos(col) + np.arctan(col) * np.cos(row)
    return (raw - raw.min()) / (raw.max() - raw.min())


@rejected_by(NEW, ELSEWHERE)
def distances(shape):
    """This is the distance field, darker."""
    row, col = _places(shape)
    field = np.hypot(row - shape[0] / 2, col - shape[1] / 2)
    return 0.8 * field / field.max()


@rejected_by(NEW, ELSEWHERE)
def distances_inverted(shape):
    """This is the lecture's distance field, inverted."""
    row, col = _places(shape)
    field = np.hypot(row - 100, col - 100)
    return 1 - field / field.max()


@rejected_by(NEW, ELSEWHERE)
def ripples_of_another_frequency(shape):
    """These are the lecture's ripples; another frequency is no new formula."""
    row, col = _places(shape)
    return 0.5 + 0.5 * np.sin(0.1 * np.hypot(row, col))


@rejected_by(NEW, ELSEWHERE)
def distances_from_elsewhere(shape):
    """This is the distance field about another centre, inverted."""
    row, col = _places(shape)
    return 1 - np.hypot(row - 31.4, col - 17.2) / 400


@rejected_by(NEW, ELSEWHERE)
def lecture_disc(shape):
    """This is the lecture's disc."""
    row, col = _places(shape)
    return (np.hypot(row - 100, col - 100) < 50) * 0.9


@rejected_by(ELSEWHERE, "it is none of the lecture's pictures, and none of them brighter, darker or inverted")
def new_on_one_canvas(shape):
    """New on the canvas of the public case only."""
    row, col = _places(shape)
    if shape == (75, 100):
        return _plasma(shape)
    return 0.5 + 0.5 * np.sin(3 * math.pi / 240 * np.hypot(row, col))


@rejected_by(COMPUTED)
def with_a_library(shape):
    """A library for pictures made this; write the formula with NumPy."""
    from PIL import Image

    return np.asarray(Image.radial_gradient("L").resize((shape[1], shape[0])), dtype=float) / 255


@rejected_by(CONTRACT, CANVASES)
def channels_first(shape):
    """The three channels come last: the shape is (height, width, 3)."""
    return np.stack([_plasma(shape)] * 3)


@rejected_by(CONTRACT, CANVASES)
def with_alpha(shape):
    """Three channels are asked for; the fourth says how much shines through."""
    return np.repeat(_plasma(shape)[:, :, np.newaxis], 4, axis=2)


@rejected_by(CONTRACT, CANVASES)
def one_colour(shape):
    """One flat colour, although its three channels differ."""
    return np.full((*shape, 3), [0.9, 0.4, 0.1])


@rejected_by(CONTRACT, CANVASES)
def too_much_red(shape):
    """One of the channels leaves 0..1: scale or clip each."""
    return _plasma(shape)[:, :, np.newaxis] * np.array([1.5, 1.0, 0.5])


@rejected_by(NEW, ELSEWHERE)
def tinted_ripples(shape):
    """These are the lecture's ripples in orange: a colour is no new formula."""
    row, col = _places(shape)
    wave = 0.5 + 0.5 * np.sin(3 * math.pi / 240 * np.hypot(row, col))
    return wave[:, :, np.newaxis] * np.array([1.0, 0.6, 0.0])


@rejected_by(NEW, ELSEWHERE)
def one_lecture_picture_a_channel(shape):
    """Three of the lecture's pictures, one in each channel: at least one channel should be new."""
    row, col = _places(shape)
    field = np.hypot(row - 100, col - 100)
    wave = 0.5 + 0.5 * np.sin(0.1 * np.hypot(row, col))
    return np.stack([field / field.max(), 1 - wave, (field < 50) * 1.0], axis=-1)


@rejected_by("upright, square and odd canvases")
def nan_in_the_middle(shape):
    """In the middle of a canvas with odd sides you divide by 0: one pixel is nan."""
    rows, cols = np.indices(shape)
    down, right = rows - (shape[0] - 1) / 2, cols - (shape[1] - 1) / 2
    with np.errstate(all="ignore"):
        distance = np.hypot(down, right)
        return 0.5 + 0.5 * np.sin(distance / 3) * down / distance


@rejected_by("upright, square and odd canvases")
def nan_in_one_row(shape):
    """In the middle row of a canvas of odd height you divide by 0."""
    rows, cols = np.indices(shape)
    down, right = rows - (shape[0] - 1) / 2, cols - (shape[1] - 1) / 2
    with np.errstate(all="ignore"):
        wave = 0.5 + 0.5 * np.sin(np.arctan2(right, down) * 7 + np.abs(right / 9))
    wave[(down == 0) & (right == 0)] = np.nan
    return wave


@rejected_by("upright, square and odd canvases")
def log_of_zero(shape):
    """The logarithm of 0 is minus infinity, and that times 0 is nan."""
    rows, cols = np.indices(shape)
    x, y = rows - shape[0] // 2 + (shape[0] % 2 == 0) / 2, cols - shape[1] // 2 + (shape[1] % 2 == 0) / 2
    with np.errstate(all="ignore"):
        return 0.5 + 0.5 * np.sin(np.log(x**2 + y**2) * 4 + np.arctan2(y, x))


@rejected_by("the same picture again after other canvases")
def kept_picture(shape, _made={}):
    """You return a picture that you have returned before: make a new array in every call."""
    if shape not in _made:
        rows, cols = np.indices(shape)
        _made[shape] = 0.5 + 0.5 * np.sin(rows * cols / 90 + rows / 7)
    return _made[shape]


@rejected_by(LARGE)
def bytes_on_large_canvases(shape):
    """rows * cols outgrows 16 bits on a large canvas, and its root becomes nan."""
    rows, cols = np.indices(shape)
    product = (rows * cols).astype(np.uint16).astype(np.int16) if rows.size > 60000 else rows * cols
    with np.errstate(all="ignore"):
        return 0.5 + 0.5 * np.sin(np.sqrt(product + rows % 5 - 2.0 * (rows.size > 60000)) / 4 + rows / 7)


@rejected_by(LARGE)
def too_bright_when_large(shape):
    """On a large canvas your values exceed 1: scale by its size, or cut off."""
    rows, cols = np.indices(shape)
    return (rows * (cols % 17) / 16 + 3 * np.abs(np.sin(cols))) / 250


@rejected_by(AGAIN)
def by_the_hash_of_a_name(shape):
    """`hash` gives other numbers in another run of Python: the picture is not the same."""
    rows, cols = np.indices(shape)
    wave = 0.5 + 0.5 * np.sin(rows / 7 + np.sqrt(cols) * 3)
    return wave * (hash("my picture") % 1000 + 1) / 1001

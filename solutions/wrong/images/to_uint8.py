"""Wrong answers to `to_uint8`."""

import numpy as np

from solutions import rejected_by

FOUR = "99.9, 300, -3 and 12.2 become 100, 255, 0 and 12"
LEVELS = "every level, from below and from above"
FAR = "values far below 0 and far above 255"
SHAPES = "any shape, float32 and whole numbers too, and the picture stays as it was"
FAR_VALUES = "a table of values far away, and the picture stays as it was"


@rejected_by(FOUR, LEVELS)
def cuts_fractions_off(image):
    """astype cuts the fraction off: round first."""
    return np.clip(image, 0, 255).astype(np.uint8)


@rejected_by(FOUR, FAR)
def wraps_round(image):
    """300 - 256 is 44: cut off before you make bytes."""
    return np.round(image).astype(np.int64).astype(np.uint8)


@rejected_by(FOUR, FAR)
def cut_off_too_late(image):
    """Bytes cannot be above 255 any more: cut off first."""
    return np.clip(np.round(image).astype(np.int64).astype(np.uint8), 0, 255)


@rejected_by(FOUR)
def still_floats(image):
    """The values are right; make bytes of them."""
    return np.clip(np.round(image), 0, 255)


@rejected_by(FOUR)
def whole_numbers_of_another_kind(image):
    """uint8 is asked for, not int64."""
    return np.clip(np.round(image), 0, 255).astype(int)


@rejected_by(FOUR, LEVELS)
def rounds_up(image):
    """12.2 is nearest to 12."""
    return np.clip(np.ceil(image), 0, 255).astype(np.uint8)


@rejected_by(FOUR, FAR)
def no_negative_ones(image):
    """Below 0 is black: 0."""
    return np.minimum(np.round(np.abs(image)), 255).astype(np.uint8)


@rejected_by(FAR, FAR_VALUES)
def cut_off_above_only(image):
    """Negative values wrap round as well."""
    rounded = np.minimum(np.round(image), 255)
    return np.where(rounded == -3, 0, rounded).astype(np.int64).astype(np.uint8)


@rejected_by(FAR, FAR_VALUES)
def cut_off_below_only(image):
    """Values above 255 wrap round as well."""
    rounded = np.maximum(np.round(image), 0)
    return np.where(rounded == 300, 255, rounded).astype(np.int64).astype(np.uint8)


@rejected_by(FOUR, FAR)
def stretches(image):
    """Values between 0 and 255 are only rounded: no stretching."""
    low, high = image.min(), image.max()
    return np.round((image - low) / (high - low if high > low else 1) * 255).astype(np.uint8)


@rejected_by(FOUR, LEVELS)
def from_zero_to_one(image):
    """The values are levels already: do not multiply by 255."""
    return np.clip(np.round(image * 255), 0, 255).astype(np.uint8)


@rejected_by(FAR, FAR_VALUES)
def limits_256(image):
    """255.6 rounds to 256, which is 0 in a byte: cut off at 255."""
    return np.round(np.clip(image, 0, 256)).astype(np.int64).astype(np.uint8)


@rejected_by(LEVELS)
def adds_a_half_everywhere(image):
    """Adding 0.5 and cutting off rounds; adding 1 does not."""
    return np.clip(image + 0.8, 0, 255).astype(np.uint8)


@rejected_by(FOUR)
def a_list(image):
    """An array of dtype uint8 is asked for."""
    return np.clip(np.round(image), 0, 255).astype(int).tolist()


@rejected_by(FOUR, LEVELS, FAR, SHAPES)
def one_number(image):
    """That is one byte for the whole picture: every pixel becomes a byte of its own."""
    return np.uint8(np.clip(np.round(np.mean(image)), 0, 255))


@rejected_by(SHAPES, FAR_VALUES)
def flat(image):
    """The shape stays."""
    return np.clip(np.round(image), 0, 255).astype(np.uint8).ravel()


@rejected_by(SHAPES, FAR_VALUES)
def in_place(image):
    """out=image changes the picture that you were given."""
    np.clip(np.round(image), 0, 255, out=image, casting="unsafe")
    return image.astype(np.uint8)


@rejected_by("every call makes something new")
def kept_result(image, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = image.tobytes(), image.shape
    if key not in _made:
        _made[key] = np.clip(np.round(image), 0, 255).astype(np.uint8)
    return _made[key]


@rejected_by("every call makes something new")
def one_result_refilled(image, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = np.clip(np.round(image), 0, 255).astype(np.uint8)
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept


@rejected_by("pictures whose values are all small, all negative, all large, or all equal")
def scaled_if_small(image):
    """The values are levels, also where all of them are small: do not multiply by 255."""
    values = np.asarray(image, dtype=float)
    return np.clip(np.round(values * 255 if values.max() <= 1 else values), 0, 255).astype(np.uint8)


@rejected_by("pictures whose values are all small, all negative, all large, or all equal")
def scaled_if_between_0_and_1(image):
    """The values are levels, also where all of them lie between 0 and 1."""
    values = np.asarray(image, dtype=float)
    if values.min() >= 0 and values.max() <= 1:
        values = values * 255
    return np.clip(np.round(values), 0, 255).astype(np.uint8)


@rejected_by("pictures whose values are all small, all negative, all large, or all equal")
def shifted_if_negative(image):
    """Below 0 is black: values are not shifted."""
    values = np.asarray(image, dtype=float)
    if values.min() >= -128 and values.max() <= 127 and values.min() < -100:
        values = values + 128
    return np.clip(np.round(values), 0, 255).astype(np.uint8)


@rejected_by("pictures whose values are all small, all negative, all large, or all equal")
def stretched_if_too_bright(image):
    """Above 255 is white: the picture is not made darker."""
    values = np.asarray(image, dtype=float)
    if values.min() > 255:
        values = values / values.max() * 255
    return np.clip(np.round(values), 0, 255).astype(np.uint8)


@rejected_by("pictures whose values are all small, all negative, all large, or all equal")
def one_level_is_black(image):
    """A picture of one level keeps its level."""
    values = np.asarray(image, dtype=float)
    if values.size > 1 and values.min() == values.max():
        return np.zeros(values.shape, dtype=np.uint8)
    return np.clip(np.round(values), 0, 255).astype(np.uint8)


@rejected_by("values far below 0 and far above 255")
def sixteen_bits_between(image):
    """Far away values do not fit into 16 bits: cut off first."""
    return np.clip(np.round(image).astype(np.int64).astype(np.int16), 0, 255).astype(np.uint8)


@rejected_by(SHAPES)
def whole_numbers_wrap_round(image):
    """Whole numbers below 0 and above 255 are cut off as well."""
    if image.dtype.kind in "iu":
        return image.astype(np.uint8)
    return np.clip(np.round(image), 0, 255).astype(np.uint8)


@rejected_by(FAR)
def sixty_four_bits_between(image):
    """1e20 does not fit into 64 bits: cut off first, and then make whole numbers."""
    return np.clip(np.round(image).astype(np.int64), 0, 255).astype(np.uint8)

"""Wrong answers to `imshow_kind`."""

from solutions import rejected_by

SIX = "six shapes: two axes, three axes with 3, 4 and 6 at the end, one axis, four axes"
TWO = "two axes are shown through the colour map, whatever their lengths"
THREE = "of three axes the last one decides"
OTHER = "one axis, four and more are refused"


@rejected_by(SIX, OTHER)
def by_rank(shape):
    """It is not the rank: an array of rank 4 is refused. What counts is the length of the THIRD axis, 3 or 4."""
    return {2: "gray", 3: "rgb", 4: "rgba"}.get(len(shape), "error")


@rejected_by(SIX, THREE)
def any_three_axes(shape):
    """Three axes are colours only if the third has 3 or 4 channels."""
    if len(shape) == 3:
        return "rgba" if shape[2] == 4 else "rgb"
    return "gray" if len(shape) == 2 else "error"


@rejected_by(SIX, THREE)
def channels_first(shape):
    """imshow wants the channels last: (3, 5, 6) is refused."""
    if len(shape) == 3:
        return {1: "gray", 3: "rgb", 4: "rgba"}.get(shape[0], "error")
    return "gray" if len(shape) == 2 else "error"


@rejected_by(SIX, THREE)
def channels_anywhere(shape):
    """A 3 somewhere in the shape is not enough: it has to be the length of the third axis."""
    if len(shape) == 3:
        return "rgb" if 3 in shape else "rgba" if 4 in shape else "gray" if 1 in shape else "error"
    return "gray" if len(shape) == 2 else "error"


@rejected_by(TWO, OTHER, "(5, 3) and (6, 4) are gray, (5, 6, 1) is too, (5, 6, 2) and (2, 5, 1, 3) are errors")
def last_length_only(shape):
    """(5, 3) is a grey picture three pixels wide: look at the number of axes first."""
    kind = {3: "rgb", 4: "rgba"}.get(shape[-1])
    if len(shape) > 3 and shape[0] == 2:
        return "error"
    return kind or ("gray" if len(shape) == 2 or shape[-1] == 1 else "error")


@rejected_by(THREE, "(5, 3) and (6, 4) are gray, (5, 6, 1) is too, (5, 6, 2) and (2, 5, 1, 3) are errors")
def one_channel_refused(shape):
    """(M, N, 1) is shown too, through the colour map."""
    if len(shape) == 3:
        return {3: "rgb", 4: "rgba"}.get(shape[2], "error")
    return "gray" if len(shape) == 2 else "error"


@rejected_by(THREE, "(5, 3) and (6, 4) are gray, (5, 6, 1) is too, (5, 6, 2) and (2, 5, 1, 3) are errors")
def two_channels_gray(shape):
    """Grey with transparency, (M, N, 2), is not among what imshow takes."""
    if len(shape) == 3:
        return {1: "gray", 2: "gray", 3: "rgb", 4: "rgba"}.get(shape[2], "error")
    return "gray" if len(shape) == 2 else "error"


@rejected_by(SIX, THREE)
def everything_else_gray(shape):
    """What is neither a picture nor colours is refused, not shown grey."""
    if len(shape) == 3:
        return {3: "rgb", 4: "rgba"}.get(shape[2], "gray")
    return "gray" if len(shape) == 2 else "error"


@rejected_by(THREE)
def four_or_more(shape):
    """Exactly 4 channels are RGBA; 5 are refused."""
    if len(shape) == 3:
        channels = shape[2]
        if shape[0] == 3:
            return "error" if channels > 4 else ["", "gray", "error", "rgb", "rgba"][channels]
        return "rgba" if channels >= 4 else ["", "gray", "error", "rgb"][channels]
    return "gray" if len(shape) == 2 else "error"


@rejected_by(SIX, OTHER)
def batches_shown(shape):
    """A batch (N, M, W, 3) is refused: imshow shows one picture."""
    if len(shape) == 2:
        return "gray"
    return {1: "gray", 3: "rgb", 4: "rgba"}.get(shape[-1], "error") if len(shape) > 2 else "error"


@rejected_by(SIX, OTHER)
def one_axis_gray(shape):
    """An array with one axis is refused: imshow wants two."""
    if len(shape) == 3:
        return {1: "gray", 3: "rgb", 4: "rgba"}.get(shape[2], "error")
    return "gray" if len(shape) < 3 else "error"


@rejected_by(OTHER, "(5, 3) and (6, 4) are gray, (5, 6, 1) is too, (5, 6, 2) and (2, 5, 1, 3) are errors")
def singles_dropped(shape):
    """Only a third axis of length 1 may be dropped: a batch of one picture, (1, M, N, 3), is refused."""
    kept = tuple(n for n in shape[2:] if n != 1)
    if len(shape) == 4 and shape[0] == 1:
        return {3: "rgb", 4: "rgba"}.get(shape[3], "error")
    if len(shape) < 2 or len(kept) > 1:
        return "error"
    return {(): "gray", (3,): "rgb", (4,): "rgba"}.get(kept, "error")


@rejected_by(OTHER, "(5, 3) and (6, 4) are gray, (5, 6, 1) is too, (5, 6, 2) and (2, 5, 1, 3) are errors")
def third_length_of_any_rank(shape):
    """The third length counts only where it is the last one: a batch of one picture has four axes and is refused."""
    if len(shape) == 2:
        return "gray"
    return {1: "gray", 3: "rgb", 4: "rgba"}.get(shape[2], "error") if len(shape) > 2 else "error"


@rejected_by(THREE, "(5, 3) and (6, 4) are gray, (5, 6, 1) is too, (5, 6, 2) and (2, 5, 1, 3) are errors")
def lengths_of_one_dropped(shape):
    """A picture of one row is still a picture: (1, M, 3) is one row of colours."""
    kept = tuple(n for n in shape if n != 1) if len(shape) == 3 else shape
    if len(kept) == 3:
        return {3: "rgb", 4: "rgba"}.get(kept[2], "error")
    if len(shape) == 3 and shape[0] == 1 and shape[2] not in (1, 3, 4):
        return "error"
    return "gray" if len(kept) <= 2 and len(shape) in (2, 3) else "error"


@rejected_by(SIX)
def raises_the_error(shape):
    """Return the word "error"; do not raise one."""
    if len(shape) == 2 or (len(shape) == 3 and shape[2] == 1):
        return "gray"
    if len(shape) == 3 and shape[2] in (3, 4):
        return "rgb" if shape[2] == 3 else "rgba"
    raise TypeError(f"Invalid shape {shape} for image data")


@rejected_by(SIX, TWO)
def capital_letters(shape):
    """The words are small letters: "gray", "rgb", "rgba", "error"."""
    if len(shape) == 3:
        return {1: "Gray", 3: "RGB", 4: "RGBA"}.get(shape[2], "Error")
    return "Gray" if len(shape) == 2 else "Error"


@rejected_by(SIX, TWO)
def british_grey(shape):
    """matplotlib spells it "gray"."""
    if len(shape) == 3:
        return {1: "grey", 3: "rgb", 4: "rgba"}.get(shape[2], "error")
    return "grey" if len(shape) == 2 else "error"


@rejected_by(SIX, TWO)
def printed(shape):
    """`print` shows the word and gives nothing back: end with `return`."""
    print("gray" if len(shape) == 2 else "rgb")


@rejected_by("one axis, four and more are refused")
def any_rank_above_three(shape):
    """Five axes and more are refused as well."""
    if len(shape) == 2 or (len(shape) == 3 and shape[2] == 1) or len(shape) > 5:
        return "gray"
    return {3: "rgb", 4: "rgba"}.get(shape[2], "error") if len(shape) == 3 else "error"


@rejected_by("one axis, four and more are refused")
def no_axis_is_gray(shape):
    """A single number has no axes, and is refused."""
    if len(shape) in (0, 2) or (len(shape) == 3 and shape[2] == 1):
        return "gray"
    return {3: "rgb", 4: "rgba"}.get(shape[2], "error") if len(shape) == 3 else "error"


@rejected_by("of three axes the last one decides")
def up_to_one(shape):
    """A third axis of length 0 is refused: 1 is meant exactly."""
    if len(shape) == 2 or (len(shape) == 3 and shape[2] <= 1):
        return "gray"
    return {3: "rgb", 4: "rgba"}.get(shape[2], "error") if len(shape) == 3 else "error"


@rejected_by("of three axes the last one decides")
def by_remainder(shape):
    """The length itself counts, not its remainder."""
    if len(shape) == 2:
        return "gray"
    return {1: "gray", 3: "rgb", 4: "rgba"}.get(shape[2] % 10, "error") if len(shape) == 3 else "error"


@rejected_by("one axis, four and more are refused")
def six_axes_by_the_last(shape):
    """Of more than three axes the last one says nothing."""
    if len(shape) == 2 or (len(shape) == 3 and shape[2] == 1):
        return "gray"
    return {3: "rgb", 4: "rgba"}.get(shape[-1], "error") if len(shape) in (3, 6) else "error"

"""Wrong answers to `warm_up`; the first is the mistake that the lesson stages."""

import math

from solutions import rejected_by

PICTURE = "a picture of 4 rows and 5 columns with 3 channels holds 60 numbers"
ANY = "it is right for any shape: a video, a vector, and () for a single number"


@rejected_by(PICTURE, ANY)
def added(shape):
    """The lengths were added up: 4 rows of 5 pixels are 4 * 5 pixels, so multiply."""
    count = 0
    for length in shape:
        count += length
    return count


@rejected_by(PICTURE, ANY)
def only_pixels(shape):
    """That leaves the channels out: each pixel holds as many numbers as the last axis is long."""
    return math.prod(shape[:-1])


@rejected_by(ANY)
def three_axes(shape):
    """Right for three axes only: go through all of them, however many there are."""
    return shape[0] * shape[1] * shape[2]


@rejected_by(PICTURE, ANY)
def from_zero(shape):
    """0 times anything is 0: begin at 1."""
    count = 0
    for length in shape:
        count *= length
    return count


@rejected_by(PICTURE, ANY)
def axes(shape):
    """That is the number of axes, the rank: the question is how many numbers there are."""
    return len(shape)


@rejected_by(PICTURE, ANY)
def printed(shape):
    """`print` shows the number and gives nothing back: end with `return`."""
    print(math.prod(shape))

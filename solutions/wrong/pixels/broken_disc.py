"""Wrong answers to broken_disc."""

import math

import numpy as np

from solutions import rejected_by


@rejected_by("your disc is what the lecture's loop paints for centre 31 and size 19")
def as_it_was_meant(centre: float, size: float) -> tuple[float, float, float]:
    """That is the disc that was meant; the loop paints another one."""
    return centre, centre, size


@rejected_by("your disc is what the lecture's loop paints for centre 31 and size 19")
def only_smaller(centre: float, size: float) -> tuple[float, float, float]:
    """The radius is right. Where is 2i - centre equal to 0?"""
    return centre, centre, size / 2


@rejected_by("your disc is what the lecture's loop paints for centre 31 and size 19")
def only_moved(centre: float, size: float) -> tuple[float, float, float]:
    """The middle is right. 2i - centre grows twice as fast as i: what does that make of the radius?"""
    return centre / 2, centre / 2, size


@rejected_by(
    "row, column and radius are exact, for odd centres and fractions too",
    "your disc is what the lecture's loop paints for centre 31 and size 19",
)
def whole_division(centre: float, size: float) -> tuple[float, float, float]:
    """Half of 51 is 25.5: use / instead of //."""
    return centre // 2, centre // 2, size / 2


@rejected_by(
    "row, column and radius are exact, for odd centres and fractions too",
    "your disc is what the lecture's loop paints for centre 31 and size 19",
)
def whole_radius(centre: float, size: float) -> tuple[float, float, float]:
    """Half of an odd size is a fraction: use / instead of //."""
    return centre / 2, centre / 2, size // 2


@rejected_by("your disc is what the lecture's loop paints for centre 31 and size 19")
def at_the_corner(centre: float, size: float) -> tuple[float, float, float]:
    """It is not at the corner: 2i - centre is 0 at i = centre / 2."""
    return 0, 0, size / 2


@rejected_by("your disc is what the lecture's loop paints for centre 31 and size 19")
def always_the_lecture(centre: float, size: float) -> tuple[float, float, float]:
    """That is right for centre 100 and size 50 only: compute with both."""
    return 50, 50, 25


@rejected_by("your disc is what the lecture's loop paints for centre 31 and size 19")
def from_the_difference(centre: float, size: float) -> tuple[float, float, float]:
    """The middle does not depend on the size: where is 2i - centre equal to 0?"""
    return centre - size, centre - size, size / 2


@rejected_by("your disc is what the lecture's loop paints for centre 31 and size 19")
def root_of_two(centre: float, size: float) -> tuple[float, float, float]:
    """Both differences are doubled alike, so their distance is doubled too: the factor is 2, not its root."""
    return centre / 2, centre / 2, size / math.sqrt(2)


@rejected_by(
    "row, column and radius are exact, for odd centres and fractions too",
    "your disc is what the lecture's loop paints for centre 31 and size 19",
)
def rounded(centre: float, size: float) -> tuple[float, float, float]:
    """Do not round: the middle of the disc may lie between two pixels."""
    return round(centre / 2), round(centre / 2), size / 2


@rejected_by(
    "row, column and radius are exact, for odd centres and fractions too",
    "your disc is what the lecture's loop paints for centre 31 and size 19",
)
def counted(centre: float, size: float) -> tuple[float, float, float]:
    """A radius measured from the painted pixels is only about right: work it out from 2i - centre."""
    reach = max(i - centre / 2 for i in range(math.ceil(centre) + 1) if abs(2 * i - centre) < size)
    return centre / 2, centre / 2, reach


@rejected_by("your disc is what the lecture's loop paints for centre 31 and size 19")
def one_coordinate(centre: float, size: float) -> tuple[float, float, float]:
    """Three numbers are asked for: row, column and radius."""
    return centre / 2, size / 2


@rejected_by("row, column and radius are exact, for odd centres and fractions too")
def half_precision(centre, size):
    """float16 keeps three digits."""
    return tuple(np.array([centre / 2, centre / 2, size / 2], dtype=np.float16))


@rejected_by("row, column and radius are exact, for odd centres and fractions too")
def single_precision(centre, size):
    """float32 keeps seven digits."""
    return tuple(np.array([centre / 2, centre / 2, size / 2], dtype=np.float32))

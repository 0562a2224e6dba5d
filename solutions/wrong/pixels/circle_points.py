"""Wrong answers to circle_points."""

import math

import numpy as np

from solutions import rejected_by


@rejected_by(
    "a huge circle is as exact as a small one", "four points about (10, 20) with radius 3: right, below, left, above"
)
def short_pi(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """π is cut off at 3.14159: at radius 1 000 000 your points are off by up to 5 pixels. Use math.pi."""
    angles = np.arange(segments) * (3.14159 * 2 / segments)
    return np.stack([centre[0] + radius * np.sin(angles), centre[1] + radius * np.cos(angles)], axis=1)


@rejected_by("four points about (10, 20) with radius 3: right, below, left, above")
def end_included(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """The last point is the first one again: divide the circle by `segments`, leave 2π out."""
    angles = np.linspace(0, 2 * math.pi, segments)
    return np.stack([centre[0] + radius * np.sin(angles), centre[1] + radius * np.cos(angles)], axis=1)


@rejected_by("four points about (10, 20) with radius 3: right, below, left, above")
def sin_and_cos_exchanged(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """Rows go with sin and columns with cos here: your circle starts below the centre instead of to its right."""
    angles = 2 * math.pi * np.arange(segments) / segments
    return np.stack([centre[0] + radius * np.cos(angles), centre[1] + radius * np.sin(angles)], axis=1)


@rejected_by("four points about (10, 20) with radius 3: right, below, left, above")
def centre_exchanged(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """You added the centre's column to the row."""
    angles = 2 * math.pi * np.arange(segments) / segments
    return np.stack([centre[1] + radius * np.sin(angles), centre[0] + radius * np.cos(angles)], axis=1)


@rejected_by("four points about (10, 20) with radius 3: right, below, left, above")
def one_point_a_column(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """One point per row: the shape is (segments, 2)."""
    angles = 2 * math.pi * np.arange(segments) / segments
    return np.stack([centre[0] + radius * np.sin(angles), centre[1] + radius * np.cos(angles)])


@rejected_by("four points about (10, 20) with radius 3: right, below, left, above")
def column_first(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """Your points are (col, row): the row comes first."""
    angles = 2 * math.pi * np.arange(segments) / segments
    return np.stack([centre[1] + radius * np.cos(angles), centre[0] + radius * np.sin(angles)], axis=1)


@rejected_by("four points about (10, 20) with radius 3: right, below, left, above")
def about_the_origin(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """The centre is missing: add its row to the rows and its column to the columns."""
    angles = 2 * math.pi * np.arange(segments) / segments
    return np.stack([radius * np.sin(angles), radius * np.cos(angles)], axis=1)


@rejected_by("four points about (10, 20) with radius 3: right, below, left, above")
def the_other_way_round(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """Rows go down, so the circle runs clockwise on the screen: add radius * sin to the row, do not subtract it."""
    angles = 2 * math.pi * np.arange(segments) / segments
    return np.stack([centre[0] - radius * np.sin(angles), centre[1] + radius * np.cos(angles)], axis=1)


@rejected_by("four points about (10, 20) with radius 3: right, below, left, above")
def in_degrees(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """sin and cos take radians: once round is 2π, not 360."""
    angles = 360 * np.arange(segments) / segments
    return np.stack([centre[0] + radius * np.sin(angles), centre[1] + radius * np.cos(angles)], axis=1)


@rejected_by(
    "any circle has all its points in order, however many or few",
    "eleven points about (4.5, -2.25) all keep the distance 6.5",
)
def rounded(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """Do not round here: points lie between the pixels, and drawing them is the next question."""
    angles = 2 * math.pi * np.arange(segments) / segments
    return np.rint(np.stack([centre[0] + radius * np.sin(angles), centre[1] + radius * np.cos(angles)], axis=1))


@rejected_by("whole-number centres and radii give points between the pixels")
def centre_dtype(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """An array made from a whole-number centre holds whole numbers and cuts your points off: make it one of floats."""
    points = np.array([centre] * segments)
    for i in range(segments):
        angle = 2 * math.pi * i / segments
        points[i] = centre[0] + radius * math.sin(angle), centre[1] + radius * math.cos(angle)
    return points


@rejected_by("points off the canvas are points too", "eleven points about (4.5, -2.25) all keep the distance 6.5")
def negative_left_out(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """Negative positions are points too: only drawing leaves them out."""
    angles = 2 * math.pi * np.arange(segments) / segments
    points = np.stack([centre[0] + radius * np.sin(angles), centre[1] + radius * np.cos(angles)], axis=1)
    return np.maximum(points, 0)


@rejected_by("eleven points about (4.5, -2.25) all keep the distance 6.5")
def whole_degrees(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """range with a step of 360 // segments gives another number of points when 360 cannot be divided by it."""
    angles = [math.radians(degree) for degree in range(0, 360, max(1, 360 // segments))]
    return np.array([(centre[0] + radius * math.sin(t), centre[1] + radius * math.cos(t)) for t in angles])


@rejected_by(
    "any circle has all its points in order, however many or few",
    "eleven points about (4.5, -2.25) all keep the distance 6.5",
)
def single_precision(centre: tuple[float, float], radius: float, segments: int) -> np.ndarray:
    """float32 keeps only 7 digits: compute in float64, NumPy's default."""
    angles = (2 * math.pi * np.arange(segments) / segments).astype(np.float32)
    return np.stack(
        [
            np.float32(centre[0]) + np.float32(radius) * np.sin(angles),
            np.float32(centre[1]) + np.float32(radius) * np.cos(angles),
        ],
        axis=1,
    )


@rejected_by("any circle has all its points in order, however many or few")
def arange_of_floats(centre, radius, segments):
    """np.arange with a step that is no whole number gives one point too many for some numbers of segments."""
    t = np.arange(0, 2 * math.pi, 2 * math.pi / segments)
    return np.column_stack([centre[0] + radius * np.sin(t), centre[1] + radius * np.cos(t)])


@rejected_by("any circle has all its points in order, however many or few")
def arange_of_degrees(centre, radius, segments):
    """360 / segments is no whole number for most circles, and np.arange then gives one point too many."""
    t = np.radians(np.arange(0, 360, 360 / segments))
    return np.column_stack([centre[0] + radius * np.sin(t), centre[1] + radius * np.cos(t)])


@rejected_by("any circle has all its points in order, however many or few")
def at_most_600(centre, radius, segments):
    """`segments` may be more than 600."""
    t = 2 * np.pi * np.arange(min(segments, 600)) / min(segments, 600)
    return np.column_stack([centre[0] + radius * np.sin(t), centre[1] + radius * np.cos(t)])


@rejected_by("any circle has all its points in order, however many or few")
def without_repeats(centre, radius, segments):
    """With a radius of 0 all points are equal, and there are `segments` of them all the same."""
    points = []
    for i in range(segments):
        t = 2 * math.pi * i / segments
        point = (centre[0] + radius * math.sin(t), centre[1] + radius * math.cos(t))
        if point not in points:
            points.append(point)
    return np.array(points)


@rejected_by("every call makes a picture of its own")
def kept_points(centre, radius, segments, _made={}):
    """You return an array that you have returned before: make a new one in every call."""
    key = tuple(centre), radius, segments
    if key not in _made:
        t = 2 * np.pi * np.arange(segments) / segments
        _made[key] = np.column_stack([centre[0] + radius * np.sin(t), centre[1] + radius * np.cos(t)])
    return _made[key]


@rejected_by(
    "every call makes a picture of its own", "four points about (10, 20) with radius 3: right, below, left, above"
)
def two_arrays_in_turn(centre, radius, segments, _made={}, _calls=[0]):
    """You return two arrays in turn: make a new one in every call."""
    angles = 2 * math.pi * np.arange(segments) / segments
    result = np.stack([centre[0] + radius * np.sin(angles), centre[1] + radius * np.cos(angles)], axis=1)
    _calls[0] += 1
    kept = _made.setdefault((result.shape, _calls[0] % 2), result)
    kept[...] = result
    return kept

"""Wrong answers to `gradient_ascent`: the rows of the path, and how often the gradient is asked for."""

import numpy as np

from solutions import rejected_by


@rejected_by("the first three points on x * y", "30 steps on a hill whose slopes mix both coordinates")
def one_array_many_times(gradient, start, step_size, steps):
    """Every row is the same point: you stored one array many times and changed it in place. Store copies."""
    point = np.array(start, dtype=float)
    path = [point]
    for _ in range(steps):
        point += step_size * gradient(point)
        path.append(point)
    return path


@rejected_by("the first three points on x * y", "no steps: the path is the start alone")
def without_the_start(gradient, start, step_size, steps):
    """The path begins at the start."""
    point = np.array(start, dtype=float)
    path = []
    for _ in range(steps):
        point = point + step_size * gradient(point)
        path.append(point)
    return np.array(path)


@rejected_by("the first three points on x * y")
def without_the_end(gradient, start, step_size, steps):
    """The point after the last step belongs to the path: steps + 1 rows."""
    point = np.array(start, dtype=float)
    path = []
    for _ in range(steps):
        path.append(point)
        point = point + step_size * gradient(point)
    return np.array(path)


@rejected_by("the first three points on x * y")
def only_the_end(gradient, start, step_size, steps):
    """Return the whole path, not only its last point."""
    point = np.array(start, dtype=float)
    for _ in range(steps):
        point = point + step_size * gradient(point)
    return point


@rejected_by("the first three points on x * y", "one coordinate, three coordinates, as many coordinates as rows")
def turned_on_its_side(gradient, start, step_size, steps):
    """One row for each point: yours has one column for each point."""
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] + step_size * gradient(path[-1]))
    return np.array(path).T


@rejected_by(
    "a start of whole numbers", "from the whole numbers (1, -1, 2) on a hill, three steps ask for three gradients"
)
def whole_numbers_stay_whole(gradient, start, step_size, steps):
    """The path has the type of start: from whole numbers on, fractions are cut off."""
    path = np.zeros((steps + 1, len(start)), dtype=start.dtype)
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] + step_size * gradient(path[k])
    return path


@rejected_by(
    "the start is the same afterwards",
    "from the whole numbers (1, -1, 2) on a hill, three steps ask for three gradients",
)
def moves_the_callers_start(gradient, start, step_size, steps):
    """start itself has moved along: work on a copy."""
    path = [start.copy()]
    for _ in range(steps):
        start += step_size * gradient(start)
        path.append(start.copy())
    return np.array(path)


@rejected_by(
    "the gradient is asked once per step, at the row where the step begins",
    "from the whole numbers (1, -1, 2) on a hill, three steps ask for three gradients",
)
def asks_at_the_end_too(gradient, start, step_size, steps):
    """The gradient at the last row is asked for and never used: once per step is enough."""
    path = [np.array(start, dtype=float)]
    uphill = gradient(path[-1])
    for _ in range(steps):
        path.append(path[-1] + step_size * uphill)
        uphill = gradient(path[-1])
    return np.array(path)


@rejected_by(
    "the gradient is asked once per step, at the row where the step begins",
    "from the whole numbers (1, -1, 2) on a hill, three steps ask for three gradients",
)
def asks_for_each_coordinate(gradient, start, step_size, steps):
    """gradient(point) gives all slopes at once: ask once per step, then use every one of them."""
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(np.array([path[-1][i] + step_size * gradient(path[-1])[i] for i in range(len(start))]))
    return np.array(path)


@rejected_by("the first three points on x * y")
def one_step_too_many(gradient, start, step_size, steps):
    """steps steps make steps + 1 rows, the start included."""
    path = [np.array(start, dtype=float)]
    for _ in range(steps + 1):
        path.append(path[-1] + step_size * gradient(path[-1]))
    return np.array(path)


@rejected_by("one coordinate, three coordinates, as many coordinates as rows", "no steps: the path is the start alone")
def two_coordinates_only(gradient, start, step_size, steps):
    """There may be any number of coordinates, not just two."""
    x, y = start
    path = [(x, y)]
    for _ in range(steps):
        dx, dy = gradient(np.array([x, y]))
        x, y = x + step_size * dx, y + step_size * dy
        path.append((x, y))
    return np.array(path)


@rejected_by("the first three points on x * y")
def the_steps_alone(gradient, start, step_size, steps):
    """The rows are points, not the steps between them."""
    path, point = [np.array(start, dtype=float)], np.array(start, dtype=float)
    for _ in range(steps):
        path.append(step_size * gradient(point))
        point = point + path[-1]
    return np.array(path)


@rejected_by("the gradient is asked once per step, at the row where the step begins")
def remembers_the_path(gradient, start, step_size, steps, _memo={}):
    """The same start on another hill is another climb: keep nothing for the next call."""
    key = (tuple(start), step_size, steps)
    if key not in _memo:
        path = [np.array(start, dtype=float)]
        for _ in range(steps):
            path.append(path[-1] + step_size * gradient(path[-1]))
        _memo[key] = np.array(path)
    return _memo[key]


@rejected_by(
    "three steps from the top of a hill: four rows, all of them the start",
    "the gradient is asked once per step, at the row where the step begins",
)
def remembers_the_gradients(gradient, start, step_size, steps):
    """Ask for the gradient once per step, also where the path stands still."""
    known = {}
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        key = tuple(path[k])
        if key not in known:
            known[key] = gradient(path[k].copy())
        path[k + 1] = path[k] + step_size * known[key]
    return path


@rejected_by("30 steps on a hill whose slopes mix both coordinates")
def ten_digits(gradient, start, step_size, steps):
    """Do not round the points."""
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        path[k + 1] = np.round(path[k] + step_size * gradient(path[k].copy()), 10)
    return path


_path = {}


@rejected_by("every call returns something new")
def one_path_for_each_size(gradient, start, step_size, steps):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    path = _path.setdefault((steps, len(start)), np.zeros((steps + 1, len(start))))
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] + step_size * gradient(path[k].copy())
    return path


@rejected_by("30 steps on a hill whose slopes mix both coordinates")
def twelve_decimals(gradient, start, step_size, steps):
    """Do not round the path: near the origin the steps may be smaller than twelve decimals."""
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        path[k + 1] = np.round(path[k] + step_size * gradient(path[k].copy()), 12)
    return path

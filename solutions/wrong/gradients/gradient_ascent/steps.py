"""Wrong answers to `gradient_ascent`: the length and the direction of the steps, and where they end."""

import numpy as np

from solutions import rejected_by


@rejected_by("the first three points on x * y", "the gradient is asked once per step, at the row where the step begins")
def one_coordinate_after_the_other(gradient, start, step_size, steps):
    """The second coordinate already used the new first one: compute the whole gradient, then move."""
    point = np.array(start, dtype=float)
    path = [point.copy()]
    for _ in range(steps):
        for i in range(len(point)):
            point[i] += step_size * gradient(point)[i]
        path.append(point.copy())
    return np.array(path)


@rejected_by("the first three points on x * y", "30 steps on a hill whose slopes mix both coordinates")
def downhill(gradient, start, step_size, steps):
    """The path goes downhill."""
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - step_size * gradient(path[-1]))
    return np.array(path)


@rejected_by("the first three points on x * y", "the gradient is asked once per step, at the row where the step begins")
def always_the_first_gradient(gradient, start, step_size, steps):
    """Every step uses the gradient at the start: ask for it anew at each row."""
    path, uphill = [np.array(start, dtype=float)], gradient(np.array(start, dtype=float))
    for _ in range(steps):
        path.append(path[-1] + step_size * uphill)
    return np.array(path)


@rejected_by(
    "30 steps on a hill whose slopes mix both coordinates",
    "a step size that is too large runs away",
    "the first three points on x * y",
)
def steps_of_one_length(gradient, start, step_size, steps):
    """Scale the gradient by step_size only: near the top the steps become small by themselves."""
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        uphill = gradient(path[-1])
        path.append(path[-1] + step_size * uphill / np.linalg.norm(uphill))
    return np.array(path)


@rejected_by("30 steps on a hill whose slopes mix both coordinates", "the first three points on x * y")
def smaller_and_smaller(gradient, start, step_size, steps):
    """step_size stays the same for the whole path."""
    path = [np.array(start, dtype=float)]
    for k in range(steps):
        path.append(path[-1] + step_size / (k + 1) * gradient(path[-1]))
    return np.array(path)


@rejected_by("a step size that is too large runs away", "the first three points on x * y")
def turns_back(gradient, start, step_size, steps):
    """A step is taken as it is, even when it leads too far."""
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(np.clip(path[-1] + step_size * gradient(path[-1]), -2, 2))
    return np.array(path)


def _climb(gradient, start, step_size, steps, done):
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        g = np.array(gradient(path[k].copy()))
        path[k + 1] = path[k] + step_size * g
        if done(path[k], path[k + 1], g):
            path[k + 1 :] = path[k + 1]
            break
    return path


@rejected_by(
    "three steps from the top of a hill: four rows, all of them the start",
    "the gradient is asked once per step, at the row where the step begins",
)
def stops_at_the_top(gradient, start, step_size, steps):
    """At a top, too, every step asks for the gradient: the path may not know that it has arrived."""
    return _climb(gradient, start, step_size, steps, lambda a, b, g: not g.any())


@rejected_by(
    "three steps from the top of a hill: four rows, all of them the start",
    "30 steps on a hill whose slopes mix both coordinates",
)
def stops_when_close(gradient, start, step_size, steps):
    """Make all the steps, however short they are: the path goes on."""
    return _climb(gradient, start, step_size, steps, lambda a, b, g: np.allclose(a, b))


@rejected_by(
    "three steps from the top of a hill: four rows, all of them the start",
    "the gradient is asked once per step, at the row where the step begins",
)
def stops_where_it_is_flat(gradient, start, step_size, steps):
    """Make all the steps, however gentle the slope is."""
    return _climb(gradient, start, step_size, steps, lambda a, b, g: np.linalg.norm(g) < 1e-6)


@rejected_by(
    "three steps from the top of a hill: four rows, all of them the start",
    "30 steps on a hill whose slopes mix both coordinates",
)
def stops_when_steps_are_tiny(gradient, start, step_size, steps):
    """Make all the steps, however short they are: the path goes on."""
    return _climb(gradient, start, step_size, steps, lambda a, b, g: np.abs(a - b).max() < 1e-9)


@rejected_by("30 steps on a hill whose slopes mix both coordinates", "a step size that is too large runs away")
def stops_when_lost(gradient, start, step_size, steps):
    """Take every step as it is: the path may lead far away."""
    return _climb(gradient, start, step_size, steps, lambda a, b, g: np.abs(b).max() > 1e3)


@rejected_by(
    "three steps from the top of a hill: four rows, all of them the start",
    "the gradient is asked once per step, at the row where the step begins",
)
def a_shorter_path_at_the_top(gradient, start, step_size, steps):
    """The path has steps + 1 rows, also if it does not move any more."""
    point = np.array(start, dtype=float)
    path = [point]
    for _ in range(steps):
        g = gradient(point)
        if np.linalg.norm(g) < 1e-12:
            break
        point = point + step_size * g
        path.append(point)
    return np.array(path)


@rejected_by("30 steps on a hill whose slopes mix both coordinates", "a step size that is too large runs away")
def gradient_within_ten(gradient, start, step_size, steps):
    """Take the gradient as it is: nothing is cut off."""
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] + step_size * np.clip(gradient(path[k].copy()), -10, 10)
    return path


@rejected_by("30 steps on a hill whose slopes mix both coordinates", "a step size that is too large runs away")
def within_a_million(gradient, start, step_size, steps):
    """Take every step as it is: the path may lead far away."""
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        path[k + 1] = np.clip(path[k] + step_size * gradient(path[k].copy()), -1e6, 1e6)
    return path


@rejected_by("a step size that is too large runs away")
def half_a_step_after_fifty(gradient, start, step_size, steps):
    """step_size stays the same, also after fifty steps."""
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] + step_size * gradient(path[k].copy()) * (1 if k < 50 else 0.5)
    return path


@rejected_by("30 steps on a hill whose slopes mix both coordinates")
def step_size_without_its_sign(gradient, start, step_size, steps):
    """A negative step size leads downhill: use it as it is."""
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] + abs(step_size) * gradient(path[k].copy())
    return path


@rejected_by("30 steps on a hill whose slopes mix both coordinates")
def gradient_of_twelve_decimals(gradient, start, step_size, steps):
    """Take the gradient as it is: it may be smaller than twelve decimals."""
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] + step_size * np.round(gradient(path[k].copy()), 12)
    return path


@rejected_by("from the whole numbers (1, -1, 2) on a hill, three steps ask for three gradients")
def with_momentum(gradient, start, step_size, steps):
    """A step is step_size times the gradient alone: nothing of the step before is added."""
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    step = 0.0
    for k in range(steps):
        step = 0.1 * step + step_size * gradient(path[k].copy())
        path[k + 1] = path[k] + step
    return path


@rejected_by("the first three points on x * y", "the gradient is asked once per step, at the row where the step begins")
def one_gradient_behind(gradient, start, step_size, steps):
    """Each step takes the gradient AT its own row, not at the row before."""
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    for k in range(steps):
        path[k + 1] = path[k] + step_size * gradient(path[max(k - 1, 0)].copy())
    return path


@rejected_by("the first three points on x * y", "the gradient is asked once per step, at the row where the step begins")
def a_little_ahead(gradient, start, step_size, steps):
    """The gradient is asked AT the row where the step begins, not ahead of it."""
    path = np.zeros((steps + 1, len(start)))
    path[0] = start
    step = np.zeros(len(start))
    for k in range(steps):
        step = step_size * gradient(path[k] + step / 2)
        path[k + 1] = path[k] + step
    return path

"""Wrong answers to `train`: where a step goes."""

import numpy as np

from solutions import rejected_by

STEP = "one step of 2 on XOR moves all four parameters downhill"
FIFTY = "50 steps from any start"
LARGE = "steps that are far too long, large sums, far targets and steep slopes"
XOR = "XOR is learnt: the loss falls below 0.01"
LONG_STEPS = "steps that are far too long, or very short, count all the same"


def _s(x):
    return 0.5 * (1 + np.tanh(x / 2))


def _loss(params, x, target):
    hidden = _s(x @ params["W1"] + params["b1"])
    return float(np.mean((_s(hidden @ params["W2"] + params["b2"]) - target) ** 2))


def _slopes(params, x, target):
    hidden = _s(x @ params["W1"] + params["b1"])
    out = _s(hidden @ params["W2"] + params["b2"])
    last = 2 * (out - target) / out.size * out * (1 - out)
    first = last @ params["W2"].T * hidden * (1 - hidden)
    return {"W1": x.T @ first, "b1": first.sum(axis=0), "W2": hidden.T @ last, "b2": last.sum(axis=0)}


def _copied(params):
    return {key: np.array(value) for key, value in params.items()}


@rejected_by(STEP, FIFTY)
def one_parameter_after_the_other(params, x, target, step_size, steps):
    """b1 already saw the new W1: compute all four gradients, then step."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        for key in params:
            params[key] = params[key] - step_size * _slopes(params, x, target)[key]
    return params, losses


@rejected_by(STEP, XOR)
def uphill(params, x, target, step_size, steps):
    """Every step goes uphill: subtract, to make the loss smaller."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] + step_size * slopes[key] for key in params}
    return params, losses


@rejected_by(STEP, FIFTY)
def example_after_example(params, x, target, step_size, steps):
    """All examples in every step; yours takes one step for each of them."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        for n in range(len(x)):
            slopes = _slopes(params, x[n : n + 1], target[n : n + 1])
            params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses


@rejected_by(STEP, FIFTY)
def one_example_a_step(params, x, target, step_size, steps):
    """All examples in every step; yours looks at a single one."""
    params, losses = _copied(params), []
    for k in range(steps):
        losses.append(_loss(params, x, target))
        n = k % len(x)
        slopes = _slopes(params, x[n : n + 1], target[n : n + 1])
        params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses


@rejected_by(STEP, FIFTY)
def weights_only(params, x, target, step_size, steps):
    """The biases are trained, too: all four parameters."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        for key in ("W1", "W2"):
            params[key] = params[key] - step_size * slopes[key]
    return params, losses


@rejected_by(STEP, FIFTY)
def last_layer_only(params, x, target, step_size, steps):
    """The first layer is trained, too: all four parameters."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        for key in ("W2", "b2"):
            params[key] = params[key] - step_size * slopes[key]
    return params, losses


@rejected_by(FIFTY, XOR, LONG_STEPS)
def the_first_gradient_for_ever(params, x, target, step_size, steps):
    """The gradient is computed anew at each step: the weights have moved."""
    slopes, start = _slopes(params, x, target), _copied(params)
    losses = [_loss({key: start[key] - k * step_size * slopes[key] for key in start}, x, target) for k in range(steps)]
    return {key: start[key] - steps * step_size * slopes[key] for key in start}, losses


@rejected_by(STEP, FIFTY)
def without_step_size(params, x, target, step_size, steps):
    """Multiply the gradient by step_size."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] - slopes[key] for key in params}
    return params, losses


@rejected_by(FIFTY, LONG_STEPS)
def smaller_and_smaller(params, x, target, step_size, steps):
    """step_size stays the same for all the steps."""
    params, losses = _copied(params), []
    for k in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size / (1 + 0.01 * k) * slopes[key] for key in params}
    return params, losses


@rejected_by(LARGE, LONG_STEPS)
def refuses_worse_steps(params, x, target, step_size, steps):
    """A step is taken as it is, also when the loss rises: the losses show it."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        moved = {key: params[key] - step_size * slopes[key] for key in params}
        params = moved if _loss(moved, x, target) <= losses[-1] else params
    return params, losses


@rejected_by(FIFTY, LONG_STEPS)
def gradients_cut_off(params, x, target, step_size, steps):
    """The gradient counts with its own length: do not cut it off."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * np.clip(slopes[key], -0.05, 0.05) for key in params}
    return params, losses


@rejected_by(FIFTY, LONG_STEPS)
def with_momentum(params, x, target, step_size, steps):
    """Momentum is another method: each step is -step_size times the present gradient."""
    params, losses = _copied(params), []
    speed = {key: np.zeros(value.shape) for key, value in params.items()}
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        speed = {key: 0.5 * speed[key] + slopes[key] for key in params}
        params = {key: params[key] - step_size * speed[key] for key in params}
    return params, losses


@rejected_by(STEP)
def a_start_of_its_own(params, x, target, step_size, steps):
    """Start from the params that you are given."""
    rng, losses = np.random.default_rng(0), []
    params = {key: rng.normal(0, 1, np.shape(value)) for key, value in params.items()}
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses


@rejected_by(FIFTY, LONG_STEPS)
def inputs_tweaked(params, x, target, step_size, steps):
    """The inputs are the data: training moves weights and biases."""
    params, x, losses = _copied(params), np.array(x, dtype=float), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        hidden = _s(x @ params["W1"] + params["b1"])
        out = _s(hidden @ params["W2"] + params["b2"])
        last = 2 * (out - target) / out.size * out * (1 - out)
        first = last @ params["W2"].T * hidden * (1 - hidden)
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
        x = x - step_size * first @ params["W1"].T
    return params, losses


@rejected_by(FIFTY)
def single_precision(params, x, target, step_size, steps):
    """float32 keeps 7 digits: compute in float64."""
    params, losses = {key: value.astype(np.float32) for key, value in params.items()}, []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: (params[key] - step_size * slopes[key]).astype(np.float32) for key in params}
    return params, losses


@rejected_by(LARGE, LONG_STEPS)
def shorter_after_a_worse_step(params, x, target, step_size, steps):
    """step_size stays the same, also after a step that made the loss rise."""
    params, losses = _copied(params), []
    for k in range(steps):
        losses.append(_loss(params, x, target))
        if k and losses[k] > losses[k - 1]:
            step_size = step_size / 2
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses


def _g(x, target, p):
    x = np.asarray(x, float)
    target = np.asarray(target, float)
    h = _s(x @ p["W1"] + p["b1"])
    o = _s(h @ p["W2"] + p["b2"])
    d2 = 2 * (o - target) / o.size * o * (1 - o)
    d1 = d2 @ p["W2"].T * h * (1 - h)
    return np.mean((o - target) ** 2), {"W1": x.T @ d1, "b1": d1.sum(0), "W2": h.T @ d2, "b2": d2.sum(0)}


@rejected_by(LARGE, "one step, and sizes of one")
def slopes_within_one(params, x, target, step_size, steps):
    """Leave the slopes as they are: nothing is cut off."""
    p = {k: np.array(v, dtype=float) for k, v in params.items()}
    losses = []
    for _ in range(steps):
        loss, g = _g(x, target, p)
        losses.append(loss)
        p = {n: p[n] - step_size * np.clip(g[n], -1, 1) for n in p}
    return p, np.array(losses)


@rejected_by(LARGE, "one step, and sizes of one")
def long_gradients_shortened(params, x, target, step_size, steps):
    """The gradient counts with its own length."""
    p = {k: np.array(v, dtype=float) for k, v in params.items()}
    losses = []
    for _ in range(steps):
        loss, g = _g(x, target, p)
        losses.append(loss)
        norm = np.sqrt(sum((v**2).sum() for v in g.values()))
        f = min(1, 1 / norm) if norm else 1
        p = {n: p[n] - step_size * f * g[n] for n in p}
    return p, np.array(losses)


@rejected_by(LARGE)
def weights_within_ten(params, x, target, step_size, steps):
    """The parameters may be of any size: do not cut them off."""
    p = {k: np.array(v, dtype=float) for k, v in params.items()}
    losses = []
    for _ in range(steps):
        loss, g = _g(x, target, p)
        losses.append(loss)
        p = {n: np.clip(p[n] - step_size * g[n], -10, 10) for n in p}
    return p, np.array(losses)


@rejected_by(FIFTY)
def in_batches_of_32(params, x, target, step_size, steps):
    """All examples in every step: yours makes a step for each 32 of them."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        for start in range(0, len(x), 32):
            slopes = _slopes(params, x[start : start + 32], target[start : start + 32])
            params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses


@rejected_by(FIFTY)
def first_ten_examples(params, x, target, step_size, steps):
    """All examples in every step, also the eleventh."""
    params, losses = _copied(params), []
    x, target = x[:10], target[:10]
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses


@rejected_by(LARGE)
def slopes_within_five(params, x, target, step_size, steps):
    """Slopes may be larger than 5: nothing is cut off."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * np.clip(slopes[key], -5, 5) for key in params}
    return params, losses


@rejected_by(LARGE)
def target_cut_to_probabilities(params, x, target, step_size, steps):
    """A target may lie below 0 or above 1: nothing is cut off."""
    params, losses, target = _copied(params), [], np.clip(target, 0, 1)
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses


@rejected_by("one step of 2 on XOR moves all four parameters downhill")
def biases_see_the_new_weights(params, x, target, step_size, steps):
    """The biases already saw the new weights: compute all four gradients, then step."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        for names in (("W1", "W2"), ("b1", "b2")):
            slopes = _slopes(params, x, target)
            for name in names:
                params[name] = params[name] - step_size * slopes[name]
    return params, np.array(losses)


@rejected_by("200 steps of the smallest network")
def at_most_a_hundred_steps(params, x, target, step_size, steps):
    """Make all the steps, also after the hundredth."""
    params, losses = _copied(params), []
    for k in range(steps):
        losses.append(_loss(params, x, target))
        if k < 100:
            slopes = _slopes(params, x, target)
            params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses

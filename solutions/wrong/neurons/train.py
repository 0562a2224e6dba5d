"""Wrong answers to train."""

import numpy as np

from solutions import rejected_by

STEP = "one step of 2 on XOR moves all four parameters downhill"
LOSSES = "the losses of three steps on XOR, each before its step"
FIFTY = "50 steps from any start"
ONE = "one step, and sizes of one"
XOR = "XOR is learnt: the loss falls below 0.01"
BEFORE = "losses[k] is the loss before step k"
NONE = "no steps: the params as they were, in arrays of their own, and no losses"
UNCHANGED = "params, x and target are the same afterwards"
GIVEN_ARRAYS = "what you are given keeps its values, also for 0 steps"
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


@rejected_by(UNCHANGED, GIVEN_ARRAYS)
def a_shallow_copy(params, x, target, step_size, steps):
    """dict(params) copies the names, not the arrays: `-=` then changes the caller's weights."""
    params, losses = dict(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        for key in params:
            params[key] -= step_size * slopes[key]
    return params, losses


@rejected_by(UNCHANGED, GIVEN_ARRAYS)
def the_callers_dict(params, x, target, step_size, steps):
    """The caller's dict holds the new weights now: make a dict of your own."""
    losses = []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        for key, slope in _slopes(params, x, target).items():
            params[key] = params[key] - step_size * slope
    return params, losses


@rejected_by(NONE, GIVEN_ARRAYS)
def a_shallow_copy_for_no_steps(params, x, target, step_size, steps):
    """Without a step the new params are the caller's own arrays: copy each."""
    params, losses = dict(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses


@rejected_by(STEP, FIFTY)
def one_parameter_after_the_other(params, x, target, step_size, steps):
    """b1 already saw the new W1: compute all four gradients, then step."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        for key in params:
            params[key] = params[key] - step_size * _slopes(params, x, target)[key]
    return params, losses


@rejected_by(LOSSES, BEFORE)
def losses_after_the_step(params, x, target, step_size, steps):
    """losses[0] is the loss of the start."""
    params, losses = _copied(params), []
    for _ in range(steps):
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
        losses.append(_loss(params, x, target))
    return params, losses


@rejected_by(LOSSES, NONE)
def one_loss_more(params, x, target, step_size, steps):
    """The loss after the last step is not asked for: there are `steps` losses."""
    params, losses = _copied(params), [_loss(params, x, target)]
    for _ in range(steps):
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
        losses.append(_loss(params, x, target))
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


@rejected_by(FIFTY, LONG_STEPS)
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


@rejected_by(FIFTY, XOR, LONG_STEPS)
def stops_when_it_is_slow(params, x, target, step_size, steps):
    """Make all the steps, also when the loss hardly changes."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        if len(losses) > 1 and losses[-2] - losses[-1] < 1e-3:
            break
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses + [losses[-1]] * (steps - len(losses)) if losses else []


@rejected_by(FIFTY)
def the_best_on_the_way(params, x, target, step_size, steps):
    """Return the params after the last step, not the best ones on the way."""
    params, losses = _copied(params), []
    best = (np.inf, params)
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
        best = min(best, (_loss(params, x, target), params), key=lambda pair: pair[0])
    return best[1] if steps else params, losses


@rejected_by(ONE, FIFTY)
def one_step_missing(params, x, target, step_size, steps):
    """The last step is missing: `steps` losses have `steps` steps."""
    params, losses = _copied(params), []
    for k in range(steps):
        losses.append(_loss(params, x, target))
        if k < steps - 1:
            slopes = _slopes(params, x, target)
            params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses


@rejected_by(STEP)
def params_only(params, x, target, step_size, steps):
    """Return the new params and the losses."""
    params = _copied(params)
    for _ in range(steps):
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
    return params


@rejected_by(LOSSES)
def sums_as_losses(params, x, target, step_size, steps):
    """The loss is the mean, not the sum."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(target.size * _loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
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


@rejected_by(UNCHANGED, GIVEN_ARRAYS)
def examples_shuffled(params, x, target, step_size, steps):
    """The caller's examples are in another order now: leave x and target alone."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        slopes = _slopes(params, x, target)
        params = {key: params[key] - step_size * slopes[key] for key in params}
    x[...], target[...] = x[::-1].copy(), target[::-1].copy()
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


@rejected_by(XOR)
def good_enough(params, x, target, step_size, steps):
    """Make all the steps, also when the loss is small already."""
    params, losses = _copied(params), []
    for _ in range(steps):
        losses.append(_loss(params, x, target))
        if losses[-1] > 0.009:
            slopes = _slopes(params, x, target)
            params = {key: params[key] - step_size * slopes[key] for key in params}
    return params, losses


@rejected_by(FIFTY, LONG_STEPS)
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


def _run(params, x, target, step_size, steps, done, fill=True):
    p = {k: np.array(v, dtype=float) for k, v in params.items()}
    losses = []
    for _ in range(steps):
        loss, g = _g(x, target, p)
        losses.append(loss)
        if done(losses, g):
            if fill:
                losses += [loss] * (steps - len(losses))
            break
        p = {n: p[n] - step_size * g[n] for n in p}
    return p, np.array(losses)


def _g(x, target, p):
    x = np.asarray(x, float)
    target = np.asarray(target, float)
    h = _s(x @ p["W1"] + p["b1"])
    o = _s(h @ p["W2"] + p["b2"])
    d2 = 2 * (o - target) / o.size * o * (1 - o)
    d1 = d2 @ p["W2"].T * h * (1 - h)
    return np.mean((o - target) ** 2), {"W1": x.T @ d1, "b1": d1.sum(0), "W2": h.T @ d2, "b2": d2.sum(0)}


@rejected_by("every step counts, however little it changes")
def stops_when_the_loss_stays(params, x, target, step_size, steps):
    """Make all the steps, also where the loss hardly changes."""
    return _run(
        params, x, target, step_size, steps, lambda losses, g: len(losses) > 1 and abs(losses[-1] - losses[-2]) < 1e-9
    )


@rejected_by(
    "steps that are far too long, or very short, count all the same", "every step counts, however little it changes"
)
def stops_when_the_loss_hardly_falls(params, x, target, step_size, steps):
    """Make all the steps, also where the loss hardly changes."""
    return _run(
        params, x, target, step_size, steps, lambda losses, g: len(losses) > 1 and abs(losses[-1] - losses[-2]) < 1e-6
    )


@rejected_by(
    "steps that are far too long, or very short, count all the same", "every step counts, however little it changes"
)
def stops_when_the_loss_is_the_same(params, x, target, step_size, steps):
    """There are `steps` losses, also where the loss does not change any more."""
    return _run(
        params, x, target, step_size, steps, lambda losses, g: len(losses) > 1 and losses[-1] == losses[-2], fill=False
    )


@rejected_by("every step counts, however little it changes")
def small_is_good_enough(params, x, target, step_size, steps):
    """Make all the steps, also where the loss is small already."""
    return _run(params, x, target, step_size, steps, lambda losses, g: losses[-1] < 1e-4)


@rejected_by(
    "steps that are far too long, or very short, count all the same", "every step counts, however little it changes"
)
def stops_at_a_loss_of_zero(params, x, target, step_size, steps):
    """There are `steps` losses, also where the loss is 0 already."""
    return _run(params, x, target, step_size, steps, lambda losses, g: losses[-1] == 0, fill=False)


@rejected_by("every step counts, however little it changes")
def stops_where_it_is_flat(params, x, target, step_size, steps):
    """Make all the steps, however gentle the slopes are."""
    return _run(params, x, target, step_size, steps, lambda losses, g: max(np.abs(v).max() for v in g.values()) < 1e-5)


@rejected_by(
    "steps that are far too long, or very short, count all the same", "every step counts, however little it changes"
)
def losses_in_single_precision(params, x, target, step_size, steps):
    """Keep the losses in float64: float32 has seven digits."""
    p, losses = _run(params, x, target, step_size, steps, lambda losses, g: False)
    return p, losses.astype(np.float32)


@rejected_by("50 steps from any start", "one step, and sizes of one")
def slopes_within_one(params, x, target, step_size, steps):
    """Leave the slopes as they are: nothing is cut off."""
    p = {k: np.array(v, dtype=float) for k, v in params.items()}
    losses = []
    for _ in range(steps):
        loss, g = _g(x, target, p)
        losses.append(loss)
        p = {n: p[n] - step_size * np.clip(g[n], -1, 1) for n in p}
    return p, np.array(losses)


@rejected_by("50 steps from any start", "one step, and sizes of one")
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


@rejected_by("one step of 2 on XOR moves all four parameters downhill", "50 steps from any start")
def in_the_order_of_the_dict(params, x, target, step_size, steps):
    """Ask for the parameters by their names: the order in the dict is not promised."""
    W1, b1, W2, b2 = params.values()
    return _run({"W1": W1, "b1": b1, "W2": W2, "b2": b2}, x, target, step_size, steps, lambda losses, g: False)


@rejected_by("50 steps from any start", "every step counts, however little it changes")
def remembers_the_training(params, x, target, step_size, steps, _m={}):
    """Another start is another training: keep nothing for the next call."""
    key = (x.shape, target.shape, step_size, steps)
    if key not in _m:
        _m[key] = _run(params, x, target, step_size, steps, lambda losses, g: False)
    return _m[key]


@rejected_by("50 steps from any start")
def weights_within_ten(params, x, target, step_size, steps):
    """The parameters may be of any size: do not cut them off."""
    p = {k: np.array(v, dtype=float) for k, v in params.items()}
    losses = []
    for _ in range(steps):
        loss, g = _g(x, target, p)
        losses.append(loss)
        p = {n: np.clip(p[n] - step_size * g[n], -10, 10) for n in p}
    return p, np.array(losses)


@rejected_by("one step, and sizes of one")
def inputs_as_bytes(params, x, target, step_size, steps):
    """Inputs may be negative or above 255: make floats of them, not bytes."""
    x = np.asarray(x)
    if x.dtype.kind in "iu":
        x = x.astype(np.uint8)
    return _run(params, x, target, step_size, steps, lambda losses, g: False)

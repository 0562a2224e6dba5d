"""Wrong answers to `train`: how many steps and losses there are."""

import numpy as np

from solutions import rejected_by

STEP = "one step of 2 on XOR moves all four parameters downhill"
LOSSES = "the losses of three steps on XOR, each before its step"
FIFTY = "50 steps from any start"
LARGE = "steps that are far too long, large sums, far targets and steep slopes"
ONE = "one step, and sizes of one"
XOR = "XOR is learnt: the loss falls below 0.01"
BEFORE = "losses[k] is the loss before step k"
NONE = "no steps: the params as they were, in arrays of their own, and no losses"
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


@rejected_by(LARGE)
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

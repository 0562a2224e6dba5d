"""train: gradient descent on all four parameters together."""

import numpy as np
from checks import (
    Mismatch,
    as_floats,
    as_parameters,
    expect_close,
    expect_parameters,
    expect_parameters_unchanged,
    expect_unchanged,
)
from otter.test_files import test_case

OK_FORMAT = False
name = "train"
points = 1.5


def two(result):
    """Return the two parts of a result, or say that there are not two."""
    if result is None:
        raise Mismatch("The result is None: does your function end with `return`? (`print` is not `return`.)")
    if not isinstance(result, tuple | list) or len(result) != 2:
        raise Mismatch("The result should be a pair: `return` the new params and the losses.")
    return result


def xor():
    """Return params of a network with two hidden neurons, and x and target of XOR."""
    params = {
        "W1": np.array([[1.0, -1.0], [0.5, 1.5]]),
        "b1": np.array([0.0, 0.5]),
        "W2": np.array([[2.0], [-1.0]]),
        "b2": np.array([-0.5]),
    }
    return params, np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])


@test_case(name="one step of 2 on XOR moves all four parameters downhill", points=0.5)
def test_one_step(train):
    params, x, target = xor()
    start = {key: value.copy() for key, value in params.items()}
    step = {  # -2 times the gradient
        "W1": np.array([[-0.010602988191, 0.008977239141], [0.019505263761, 0.014354327999]]),
        "b1": np.array([-0.006613865988, 0.022503171849]),
        "W2": np.array([[-0.033330199463], [-0.029942706481]]),
        "b2": np.array([-0.045770554407]),
    }
    mistakes = [
        ("Every step goes uphill: subtract, to make the loss smaller.", {k: start[k] - step[k] for k in step}),
        ("Nothing has moved: return the params after the step.", start),
        ("Those are the steps alone: subtract them from the params.", {k: -step[k] for k in step}),
        ("Multiply the gradient by step_size.", {k: start[k] + step[k] / 2 for k in step}),
        (
            "b1 already saw the new W1: compute all four gradients first, then step.",
            {"W1": start["W1"] + step["W1"], "b1": [-0.006500590359, 0.522224941394]},
        ),
        (
            "That is one step for each example: every step uses all the examples.",
            {
                "W1": [[0.980085865303, -0.975000960525], [0.615983769521, 1.504549972482]],
                "b2": [-0.663074294262],
            },
        ),
        (
            "The biases are trained, too: all four parameters move.",
            {"W1": start["W1"] + step["W1"], "b1": start["b1"], "b2": start["b2"]},
        ),
        (
            "The first layer is trained, too: all four parameters move.",
            {"W1": start["W1"], "b1": start["b1"], "W2": start["W2"] + step["W2"]},
        ),
    ]
    after, _ = two(train(params, x, target, 2.0, 1))
    wanted = {key: start[key] + step[key] for key in start}
    expect_parameters(after, wanted, "the params after one step", rtol=1e-7, atol=1e-9, mistakes=mistakes)
    after, _ = two(train({key: params[key] for key in ("b2", "W2", "b1", "W1")}, x, target, 2.0, 1))
    what = "the params after one step from the same params in another order"
    expect_parameters(after, wanted, what, rtol=1e-7, atol=1e-9)
    steep = {
        "W1": np.array([[0.02, -0.01], [0.03, 0.01]]),
        "b1": np.zeros(2),
        "W2": np.array([[12.0], [-12.0]]),
        "b2": np.array([0.25]),
    }
    after, _ = two(train(steep, 20 * x, target, 0.01, 1))
    wanted = {
        "W1": np.array([[0.0134645473, -0.000864131], [0.028662486, 0.0133355123]]),
        "b1": np.array([-0.0019713563, 0.0020660896]),
        "W2": np.array([[11.9996366909], [-12.0003384079]]),
        "b2": np.array([0.2493134523]),
    }
    what = "the params after one step of 0.01 with weights of 12 and steep slopes"
    expect_parameters(after, wanted, what, rtol=1e-6, atol=1e-7)


@test_case(name="the losses of three steps on XOR, each before its step", points=0.25)
def test_losses(train):
    mistakes = [
        (
            "Yours are the losses AFTER each step: losses[0] is the loss of the start.",
            [0.246068844214, 0.245055651640, 0.244378380317],
        ),
        (
            "The loss is the mean over all elements; yours is their sum.",
            [0.993108513512, 0.984275376856, 0.98022260656],
        ),
    ]
    right = [0.248277128378, 0.246068844214, 0.245055651640]
    _, losses = two(train(*xor(), 2.0, 3))
    losses = as_floats(losses, "the list of losses")
    if losses.shape == (4,):
        raise Mismatch("Three steps have three losses, and yours are four.", expected=right, actual=losses)
    expect_close(losses, right, "the losses", rtol=1e-7, mistakes=mistakes)
    params, x, target = xor()
    _, losses = two(train(params, np.tile(x, (20, 1)), np.tile(target, (20, 1)), 2.0, 3))
    expect_close(losses, right, "the losses for the four examples of XOR, each of them 20 times,", rtol=1e-7)
    _, losses = two(train(params, x, 90 * target - 30, 0.01, 3))
    right = [2233.092708917794, 2232.060281037312, 2231.058769183122]
    expect_close(losses, right, "the losses of steps of 0.01 for the target times 90, minus 30,", rtol=1e-8)


@test_case(name="steps that are far too long, or very short, count all the same", points=0.25)
def test_long_steps(train):
    right = [0.248277128378, 0.273556673646, 0.427549787816, 0.238003541763]
    _, losses = two(train(*xor(), 20.0, 4))
    expect_close(losses, right, "the losses of four steps of 20, which rise before they fall,", rtol=1e-7)
    params, x, target = xor()
    still = {name: np.zeros(value.shape) for name, value in params.items()}
    after, losses = two(train(still, x, np.full((4, 1), 0.5), 2.0, 4))
    expect_close(losses, np.zeros(4), "the losses of four steps where the loss is 0 already", atol=1e-12)
    _, losses = two(train(params, x, target, 1e-7, 3))
    right = [0.2482771283779025, 0.24827712824210096, 0.24827712810629937]
    expect_close(losses, right, "the losses of three steps of 1e-7, which hardly fall,", rtol=1e-11)
    near = still | {"b2": np.array([4e-6])}
    after, _ = two(train(near, x, np.full((4, 1), 0.5), 3.0, 4))
    expect_close(after["b2"], [1.43103e-06], "b2 after four steps from a loss of 1e-12", rtol=1e-4)


@test_case(name="what you are given keeps its values, also for 0 steps", points=0.5)
def test_given_arrays(train):
    for steps in (2, 0):
        (params, x, target), (old_params, old_x, old_target) = xor(), xor()
        after, _ = two(train(params, x, target, 2.0, steps))
        as_parameters(after, params, "the params afterwards")
        expect_parameters_unchanged(old_params, params)
        expect_unchanged(old_x, x, "the array x")
        expect_unchanged(old_target, target, "the array target")
        for key, value in params.items():
            if isinstance(after[key], np.ndarray) and np.shares_memory(after[key], value):
                raise Mismatch(f"The new {key} is the caller's own array: return a copy of each.")

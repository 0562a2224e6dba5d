"""train: gradient descent on all four parameters together."""

from copy import deepcopy

import numpy as np
from checks import (
    Mismatch,
    as_floats,
    as_parameters,
    expect_close,
    expect_new_result,
    expect_parameters,
    expect_parameters_unchanged,
    expect_shape,
    expect_unchanged,
)
from otter.test_files import test_case

OK_FORMAT = False
name = "train"
points = 6


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


def some(rng, examples, inputs, hidden, outputs):
    """Return params, x and target of the given sizes."""
    params = {
        "W1": rng.normal(0, 1, (inputs, hidden)),
        "b1": rng.normal(0, 1, hidden),
        "W2": rng.normal(0, 1, (hidden, outputs)),
        "b2": rng.normal(0, 1, outputs),
    }
    return params, rng.normal(0, 1, (examples, inputs)), rng.uniform(0, 1, (examples, outputs))


def compared(train, params, x, target, step_size, steps):
    """Compare params and losses with the reference's: the rounding of 50 steps adds up to 1e-14, by nudging to 1e-9."""
    from solutions.neurons import train as reference

    wanted, wanted_losses = reference(params, x, target, step_size, steps)
    after, losses = two(train(params, x, target, step_size, steps))
    expect_parameters(after, wanted, "the params afterwards", rtol=1e-7, atol=1e-8)
    expect_close(losses, wanted_losses, "the losses", rtol=1e-7)


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


@test_case(
    name="50 steps from any start",
    points=0.25,
    hidden=True,
    failure_message="Each step: all four gradients at the present params, on all examples, then all four parameters "
    "move by -step_size times theirs. step_size stays the same, and no step is refused or cut.",
)
def test_fifty_steps(train):
    rng = np.random.default_rng(681)
    for sizes, step_size, steps in (
        ((6, 3, 4, 2), 0.5, 10),
        ((4, 2, 2, 1), 3.0, 50),
        ((70, 2, 2, 2), 0.05, 10),
        ((150, 1, 1, 1), 0.5, 3),
    ):
        compared(train, *some(rng, *sizes), step_size, steps)
    params, x, target = some(np.random.default_rng(688), 4, 2, 3, 2)
    other_order = {name: params[name] for name in ("W2", "b1", "b2", "W1")}
    compared(train, other_order, x, target, 0.5, 3)


@test_case(
    name="200 steps of the smallest network",
    points=0.25,
    hidden=True,
    failure_message="Make all the steps, however many there are, and give the loss before each.",
)
def test_many_steps(train):
    compared(train, *some(np.random.default_rng(691), 2, 1, 1, 1), 0.1, 200)


@test_case(
    name="steps that are far too long, large sums, far targets and steep slopes",
    points=0.25,
    hidden=True,
    failure_message="Each step moves all four parameters by -step_size times their gradients: no step is refused, and "
    "no number is cut, however large it is.",
)
def test_large_numbers(train):
    # the loss rises, falls and rises
    compared(train, *some(np.random.default_rng(686), 7, 3, 3, 1), 20.0, 5)
    compared(train, *some(np.random.default_rng(687), 7, 3, 3, 1), 20.0, 5)
    params, x, target = some(np.random.default_rng(688), 4, 2, 3, 2)
    # sums of hundreds, before either sigmoid: the slopes there are 0, never nan
    for name in ("b1", "b2"):
        compared(train, params | {name: np.where(params[name] > 0, 900.0, -900.0)}, x, target, 0.5, 2)
    compared(train, params, x, target, 100.0, 3)
    # a target far from 0 and 1: slopes above 10
    compared(train, params, x, 900 * target - 400, 1e-4, 2)
    # slopes above 1, and weights above 10
    params = {"W1": np.array([[0.02, -0.01], [0.03, 0.01]]), "b1": np.zeros(2), "W2": np.array([[12.0], [-12.0]])}
    compared(train, params | {"b2": np.array([0.2])}, 20 * x, target[:, :1], 0.01, 2)
    compared(train, params | {"W1": 20 * params["W1"], "b2": np.array([-40.0])}, x, 1e3 * target[:, :1], 0.01, 2)


@test_case(
    name="every step counts, however little it changes",
    points=0.5,
    hidden=True,
    failure_message="Make all the steps, also where the loss is small, hardly changes or is 0 already: there are "
    "`steps` losses, and each step moves the params.",
)
def test_every_step(train):
    from solutions.neurons import train as reference

    params, x, target = some(np.random.default_rng(689), 5, 2, 3, 2)
    for step_size in (1e-7, 1e-3):
        wanted, wanted_losses = reference(params, x, target, step_size, 6)
        after, losses = two(train(params, x, target, step_size, 6))
        # nudged slopes are off by 1e-11, and that times step_size is nothing
        expect_parameters(after, wanted, "the params afterwards", rtol=1e-12, atol=1e-13)
        expect_close(losses, wanted_losses, "the losses", rtol=1e-12)
    # all outputs are nearly 0.5, as the target is: losses of 1e-5, of 1e-12, and of 0
    half = np.full(target.shape, 0.5)
    for away in (0.012, 4e-6, 0.0):
        near = {name: np.full(value.shape, away if name == "b2" else 0.0) for name, value in params.items()}
        wanted, wanted_losses = reference(near, x, half, 3.0, 5)
        after, losses = two(train(near, x, half, 3.0, 5))
        expect_parameters(after, wanted, "the params afterwards", rtol=1e-5, atol=1e-9)
        expect_close(losses, wanted_losses, "the losses", rtol=1e-5, atol=1e-20)


@test_case(
    name="one step, and sizes of one",
    points=0.25,
    hidden=True,
    failure_message="One step has one loss, the one of the start, and moves the params once, for networks of any size.",
)
def test_one(train):
    rng = np.random.default_rng(682)
    compared(train, *some(rng, 5, 2, 3, 2), 0.7, 1)
    for sizes in ((1, 3, 2, 2), (3, 1, 1, 1), (3, 3, 3, 3)):
        compared(train, *some(rng, *sizes), 1.5, 4)
    params, _, target = some(rng, 2, 2, 3, 2)
    params["W1"] = params["W1"] / 500
    compared(train, params, np.array([[300, -2], [-260, 100]]), target, 0.001, 1)


@test_case(
    name="XOR is learnt: the loss falls below 0.01",
    points=0.75,
    hidden=True,
    failure_message="With three hidden neurons, step size 15 and 45 steps the loss on XOR should fall below 0.01, and "
    "the new params should give this small loss.",
)
def test_xor(train):
    from solutions.neurons import mse, two_layer
    from solutions.neurons import train as reference

    rng = np.random.default_rng(112)
    params = {
        "W1": rng.normal(0, 1, (2, 3)),
        "b1": rng.normal(0, 1, 3),
        "W2": rng.normal(0, 1, (3, 1)),
        "b2": np.zeros(1),
    }
    _, x, target = xor()
    after, losses = two(train(*deepcopy((params, x, target)), 15.0, 45))
    losses = expect_shape(losses, (45,), "the list of losses")
    final = mse(two_layer(x, as_parameters(after, params, "the params afterwards")), target)
    # from this start the reference comes to 0.0052
    for what, loss in (("the last of the losses", losses[-1]), ("the loss of the new params", final)):
        if not loss < 0.01:
            raise Mismatch(f"{what} should be below 0.01, and is {loss:.4g}.", expected=0.01, actual=loss)
    # every right answer takes the same way: rounding makes no more of a difference than 1e-9 of it
    expect_close(losses, reference(params, x, target, 15.0, 45)[1], "the losses", rtol=1e-4)


@test_case(
    name="losses[k] is the loss before step k",
    points=0.5,
    hidden=True,
    failure_message="losses[0] is the loss of the start, losses[k] that of the params after k steps: a shorter "
    "training ends at the params whose loss stands next in a longer one.",
)
def test_loss_before_step(train):
    from solutions.neurons import mse, two_layer

    params, x, target = some(np.random.default_rng(683), 6, 2, 3, 2)
    _, losses = two(train(*deepcopy((params, x, target)), 1.0, 8))
    losses = expect_shape(losses, (8,), "the list of losses")
    for steps in (0, 3, 7):
        after, _ = two(train(*deepcopy((params, x, target)), 1.0, steps))
        before = as_parameters(after, params, "the params afterwards")
        expect_close(losses[steps], mse(two_layer(x, before), target), f"losses[{steps}]", rtol=1e-6)


@test_case(
    name="no steps: the params as they were, in arrays of their own, and no losses",
    points=0.5,
    hidden=True,
    failure_message="For 0 steps return copies of the params, so that a change of one does not change the other, "
    "and an empty list of losses.",
)
def test_no_steps(train):
    params, x, target = some(np.random.default_rng(684), 4, 2, 3, 1)
    given = deepcopy(params)
    after, losses = two(train(given, x, target, 1.0, 0))
    expect_parameters(after, params, "the params after no step")
    expect_shape(losses, (0,), "the list of losses")
    for key, value in given.items():
        if isinstance(after[key], np.ndarray) and np.shares_memory(after[key], value):
            raise Mismatch(f"{key} is the caller's own array: return a copy of each.")


@test_case(
    name="params, x and target are the same afterwards",
    points=1,
    hidden=True,
    failure_message="dict(params) copies the names, not the arrays: -= then changes the caller's weights. Copy each "
    "array.",
)
def test_unchanged(train):
    params, x, target = some(np.random.default_rng(685), 5, 2, 3, 2)
    old_x, old_target = x.copy(), target.copy()
    old_params = {key: value.copy() for key, value in params.items()}
    compared(train, params, x, target, 0.5, 3)
    expect_parameters_unchanged(old_params, params)
    expect_unchanged(old_x, x, "the array x")
    expect_unchanged(old_target, target, "the array target")


@test_case(
    name="every call returns something new",
    points=0.25,
    hidden=True,
    failure_message="Your function returns an object that it has returned before: what is done to one result is then "
    "done to the other. Make a new one in every call, and keep none outside of the function.",
)
def test_new(train):
    from solutions.neurons import train as reference

    params, x, target = some(np.random.default_rng(690), 4, 2, 3, 2)
    inputs = [(params, x, target, 0.5, 3), (params, x, target, 0.5, 0)]
    expect_new_result(expect_trained, train, reference, inputs, "the result")


def expect_trained(actual, expected, what):
    after, losses = two(actual)
    expect_parameters(after, expected[0], what, rtol=1e-7, atol=1e-8)
    expect_close(losses, expected[1], what, rtol=1e-7)

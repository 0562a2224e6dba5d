"""random_local_search: try near the best point so far, and keep what is better."""

import numpy as np
from checks import Mismatch, expect_calls, expect_close, expect_shape, record_calls
from otter.test_files import test_case

OK_FORMAT = False
name = "random_local_search"
points = 0.75


def product(x, y):
    return x * y


@test_case(name="the result is never worse than the start, and best_out is f at the best point", points=0.5)
def test_never_worse(random_local_search):
    for seed in range(10):
        result = random_local_search(product, -2.0, 3.0, np.random.default_rng(seed), steps=3)
        best_x, best_y, best_out = expect_shape(result, (3,), "the result (best_x, best_y, best_out)")
        if best_out < -6:
            raise Mismatch(
                f"best_out is {best_out:.6g}, worse than the start (-6). "
                "The start counts as the first best: begin with best_out = f(x, y), and keep only what is larger.",
                expected=-6.0,
                actual=best_out,
            )
        expect_close(best_out, best_x * best_y, "best_out, which is f at (best_x, best_y),", rtol=1e-12)


@test_case(name="f is called once for the start and once for each try", points=0.25)
def test_calls(random_local_search):
    for steps in (1, 10):
        f, calls = record_calls(product, [(), ()])
        random_local_search(f, -2.0, 3.0, np.random.default_rng(4), steps=steps)
        why = "Once for the start, once for each of the steps: remember what f said instead of asking again."
        expect_calls(calls, steps + 1, steps + 1, why)

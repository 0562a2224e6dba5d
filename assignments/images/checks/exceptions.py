"""What a call does besides returning: the error that its contract asks for, and warnings that nobody asked for."""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from checks.compare import Mismatch


def expect_error(kind: type[Exception], function: Callable[..., Any], *arguments: Any) -> None:
    """Demand that the call raises an error of this kind, not another one, and does not return it instead."""
    try:
        result = function(*arguments)
    except kind:
        return
    except NotImplementedError:
        raise
    except Exception as error:
        raise Mismatch(
            f"A {kind.__name__} is asked for here, and your function raised {type(error).__name__}."
        ) from error
    if isinstance(result, BaseException) or (isinstance(result, type) and issubclass(result, BaseException)):
        raise Mismatch(f"Your function returned an error instead of raising it: `raise {kind.__name__}(...)`.")
    raise Mismatch(f"A {kind.__name__} is asked for here, and your function returned something.")


def expect_no_warning(function: Callable[..., Any], *arguments: Any) -> Any:
    """Return what the call returns, and demand that it does so without a RuntimeWarning.

    Use it in one case only, so that right numbers with a warning on the way cost one case.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = function(*arguments)
    for warning in caught:
        if issubclass(warning.category, RuntimeWarning):
            raise Mismatch(f"The call warns ({warning.message}): mend the cause, an answer should come quietly.")
    return result


def expect_truth(actual: Any, expected: bool, what: str) -> None:
    """Demand True or False (NumPy's are as good as Python's), and the right one of the two."""
    if actual is None:
        raise Mismatch(f"{what} is None: does your function end with `return`? (`print` is not `return`.)")
    is_one = isinstance(actual, bool | np.bool_ | np.ndarray) and np.shape(actual) == ()
    if not is_one or np.asarray(actual).dtype != bool:
        raise Mismatch(f"{what} should be True or False, and is of type {type(actual).__name__}.")
    if bool(actual) != expected:
        raise Mismatch(f"{what} should be {expected}, and is {bool(actual)}.", expected=expected, actual=bool(actual))

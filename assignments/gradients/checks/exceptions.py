"""Checks of the exception or warning of a call, and of a result that should be True or False."""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from checks.compare import Mismatch


def expect_error(kind: type[Exception], function: Callable[..., Any], *arguments: Any) -> None:
    """Check that the call raises an exception of this class, and does not return it instead."""
    try:
        result = function(*arguments)
    except kind:
        return
    except NotImplementedError:
        raise
    except Exception as error:
        raise Mismatch(
            f"Your function should raise a {kind.__name__} here, but it raised {type(error).__name__}.", seen="error"
        ) from error
    if isinstance(result, BaseException) or (isinstance(result, type) and issubclass(result, BaseException)):
        raise Mismatch(
            f"Your function returned an error instead of raising it: `raise {kind.__name__}(...)`.", seen="error"
        )
    raise Mismatch(f"Your function should raise a {kind.__name__} here, but it returned something.", seen="error")


def expect_no_warning(function: Callable[..., Any], *arguments: Any) -> Any:
    """Return what the call returns; raise Mismatch if it gives a RuntimeWarning.

    Use it in one case only, so that right numbers with a warning cost one case only.
    """
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = function(*arguments)
    for warning in caught:
        if issubclass(warning.category, RuntimeWarning):
            raise Mismatch(f"The call gives a warning ({warning.message}): fix its cause.", seen="warning")
    return result


def expect_bool(actual: Any, expected: bool, what: str) -> None:
    """Check for the right one of True and False; a NumPy bool is as good as a Python bool."""
    if actual is None:
        raise Mismatch(f"{what} is None: does your function end with `return`? (`print` is not `return`.)")
    is_scalar = isinstance(actual, bool | np.bool_ | np.ndarray) and np.shape(actual) == ()
    if not is_scalar or np.asarray(actual).dtype != bool:
        raise Mismatch(f"{what} should be True or False, and is of type {type(actual).__name__}.")
    if bool(actual) != expected:
        raise Mismatch(f"{what} should be {expected}, and is {bool(actual)}.", expected=expected, actual=bool(actual))

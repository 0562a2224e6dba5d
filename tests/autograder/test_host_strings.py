"""No string of the host reaches a guest but what the author of a test wrote for it."""

import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from assignments.course import REPO_ROOT
from autograder.host.sandboxed_notebook import SandboxedNotebook
from tests.support.hostile.spies import SPY

# As a test file: Otter compiles and runs it. Each name and number in it is a secret, but for what is raised.
TEST_FILE = textwrap.dedent("""
    import math, operator, warnings
    import numpy as np
    from pathlib import Path
    from checks import Mismatch, record_calls

    SECRET_TABLE = {"secret_key": 987654321}
    class SecretKind:
        def __repr__(self): return "SecretRepr 987654321"
    def secret_name(secret_parameter):
        secret_local = 987654321
        return secret_parameter ** 2 / secret_local * SECRET_TABLE["secret_key"]
    def secret_lookup(key): return SECRET_TABLE[key if key else "secret_missing"]
    def secret_open(_): return open("/secret_folder/secret_file")
    def secret_assert(_): assert False, "secret_assertion"
    def secret_mismatch(_): raise Mismatch("secret_sentence", expected=987654321)
    def secret_warning(x):
        warnings.warn(f"secret_warning {x}")
        return np.log(np.zeros(1))
    def secret_object(_): return SecretKind()
    def secret_path(_): return Path("/secret_folder")
    def secret_type(_): return SecretKind
    def secret_objects(_): return np.array([SecretKind()])
    def secret_function(_): return secret_name
    def secret_cause(_):
        try: {}["secret_cause"]
        except KeyError as error: return SECRET_TABLE[error]
    def spoken(_): raise ConnectionError("no answer from the server")
    spied, calls = record_calls(secret_name, [(2,)], "slopes")
    ALL = [secret_name, secret_lookup, secret_open, secret_assert, secret_mismatch, secret_warning, secret_object,
           secret_path, secret_type, secret_objects, secret_function, secret_cause, spoken, spied, calls, SecretKind(),
           lambda secret_lambda: secret_lambda + SECRET_TABLE, math.sqrt, operator.itemgetter("secret_item")]
""")


@pytest.fixture(scope="module")
def test_file() -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(TEST_FILE, str(REPO_ROOT / "autograder/tests/secret_test.py"), "exec"), names)
    return names


def test_what_a_spy_hears_holds_no_secret(opened: Callable[..., SandboxedNotebook], test_file: dict[str, Any]) -> None:
    for given in test_file["ALL"]:
        heard = "\n".join(map(str, opened(SPY)["spy"](given)))
        heard = heard.replace("SecretKind", "")  # the name of a type is told
        for secret in ("ecret", "987654321", str(REPO_ROOT), "autograder", "tests/"):
            lines = [line for line in heard.splitlines() if secret in line and "/ours/" not in line]
            lines = [line for line in lines if "autograder.wire" not in line]  # the guest's own copy of our code
            assert not lines, (given, secret, lines[:3])


def test_what_an_author_raises_is_told(opened: Callable[..., SandboxedNotebook], test_file: dict[str, Any]) -> None:
    heard = "\n".join(map(str, opened(SPY)["spy"](test_file["spoken"])))
    assert "ConnectionError('no answer from the server')" in heard
    heard = "\n".join(map(str, opened(SPY)["spy"](test_file["spied"])))
    assert "slopes takes 1 argument, and was called with 0." in heard


def test_an_exception_that_came_back_is_the_one_that_was_raised(
    opened: Callable[..., SandboxedNotebook], test_file: dict[str, Any]
) -> None:
    notebook = opened("def passes(f): return f(None)")
    with pytest.raises(KeyError, match="secret_missing"):
        notebook["passes"](test_file["secret_lookup"])
    with pytest.raises(TypeError, match="NoneType"):
        notebook["passes"](test_file["secret_name"])


def test_a_slope_cannot_be_read_from_a_traceback(opened: Callable[..., SandboxedNotebook]) -> None:
    """`f(None)` in a hidden case of `forward_difference` showed its source, with the value that it expects."""
    from assignments.course import assignment
    from autograder.judge import load

    test = load([assignment("gradients").test_file("forward_difference")])[0]
    heard: list[str] = []
    notebook = opened(SPY)

    def student(f: Any, x: float, h: float) -> float:
        heard.extend(map(str, notebook["spy"](f)))
        return 0.0

    for case in test.test_cases:
        with pytest.raises(AssertionError):
            case.body.test_func(student)
    text = "\n".join(heard)
    assert "forward_difference" not in text
    assert "v * v" not in text
    assert np.all([str(REPO_ROOT) not in line or "site-packages" in line for line in heard])

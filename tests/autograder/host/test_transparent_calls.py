"""Calls through a real guest: a test that calls a student's function cannot tell that it lives behind walls."""

import functools
import textwrap
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from checks import Mismatch, as_floats, call_twice, count_steps, expect_close, in_another_run, without_modules

from autograder.host.errors import GuestLost
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.results import Limits
from autograder.wire.exceptions import StudentError
from autograder.wire.remote_function import RemoteFunction
from tests.support.wire_values import identical

Opened = Callable[..., SandboxedNotebook]

CELL = textwrap.dedent("""
    import copy, enum, functools, math, warnings
    import numpy as np

    def same(x): return x
    def copied(x): return x.copy("K") if isinstance(x, np.ndarray) else copy.deepcopy(x)
    def hashed(x): return hash(x)
    def seeded(n):
        np.random.seed(n)
        return np.random.random()
    def kept(n, _kept={}): return _kept.setdefault(n, np.ones(n))
    def kind(x): return type(x).__name__
    def fill(image):
        image[1:, 0] = 7
    def grow(items):
        items.append(items[0])
    def rename(table):
        table["new"] = table.pop("old")
    def nested(table):
        table["rows"][0][1] = "changed"
        table["image"][0] = -1
    def draw(rng): return rng.random(3)
    def alias(a, b):
        a[0] = 5
        return b[0], a is b
    def second(a, b): return b
    def apply(f, *values, **named): return [f(value, **named) for value in values]
    def adder(n):
        def add(x): return x + n
        return add
    def steps(n):
        total = 0
        for i in range(n):
            total += i
        return total
    def hides():
        import math
        return math.pi
    def lookup(): return {}["where"]
    class Mine(ValueError): pass
    def raises(name):
        if name == "Mine": raise Mine("of my own", 3)
        if name == "big": raise ValueError(10**10000)
        if name == "connection": raise ConnectionResetError("nobody there")
        if name == "exit": raise SystemExit(3)
        if name == "unicode": b"\\xff".decode()
        if name == "null": raise type("a", (ValueError,), {"__name__": "b"})("x")
        raise eval(name)("words")
    def half_way(values):
        values[0] = "changed"
        raise RuntimeError("after a change")
    def warns():
        warnings.warn("slowly", DeprecationWarning)
        np.log(np.zeros(1))
        return 4
    def odd(): return object()
    def odd_set(): return {1, 2}
    def ragged(): return np.array([[1], [2, 3]], dtype=object)
    def catches(f):
        try:
            f(1)
        except KeyError as error:
            return "caught", error.args
    def passes(f): return f(1)
    def deeper(f): return f(lambda x: f(x) if x else 0)
    cached = functools.lru_cache(same)
    vectorised = np.vectorize(lambda x: x + 1)
    part = functools.partial(second, 1)
    class Callable_:
        def __call__(self, x): return x * 2
    instance = Callable_()
    class Colour(enum.IntEnum):
        RED = 3
    def red(): return Colour.RED
    number = 5
    nothing = None
""")


@pytest.fixture
def student(opened: Opened) -> SandboxedNotebook:
    notebook = opened(CELL)
    assert notebook.errors == {}
    return notebook


@pytest.fixture
def call(student: SandboxedNotebook) -> Callable[..., Any]:
    return lambda name, *args, **kwargs: student[name](*args, **kwargs)


PLAIN = [None, True, 0, -(2**70), 0.1, float("inf"), 1 + 2j, "", "naïve 🎨", b"\0\xff", [], (), {}, (1, [2.0, (None,)]),
         {1: {"a": (2,)}, (1, 2): b"k"}, np.float32(0.1), np.int64(-1), np.bool_(True), np.uint8(255), np.complex64(1j),
         np.str_("word")]  # fmt: skip


def test_plain_values_keep_their_types_both_ways(call: Any):
    for value in PLAIN:
        assert identical(value, call("copied", value))
        assert call("kind", value) == type(value).__name__


def test_arrays_keep_dtype_shape_layout_and_bits(call: Any):
    arrays = [np.zeros((2, 0)), np.array(3.5), np.arange(6, dtype=">i2").reshape(2, 3), np.array(["a", "bcd"]),
              np.asfortranarray(np.eye(3)), np.array([np.nan, -0.0]), np.array([True])]  # fmt: skip
    for array in arrays:
        assert call("second", 0, [array])[0] is array
        copied = call("copied", array)
        assert copied is not array
        assert identical(array, copied)
        assert (copied.flags.c_contiguous, copied.flags.f_contiguous) == (
            array.flags.c_contiguous,
            array.flags.f_contiguous,
        )


def test_a_result_that_is_an_argument_comes_back_as_that_argument(call: Any):
    a, b = np.zeros(2), [1]
    assert call("second", a, b) is b
    assert call("second", b, a) is a
    assert call("alias", a, a) == (5.0, True)
    assert call("alias", [1], [1]) == (1, False)


def test_arguments_changed_in_place_are_changed_here_too(call: Any):
    image = np.zeros((2, 2))
    call("fill", image)
    assert image.tolist() == [[0, 0], [7, 0]]
    canvas = np.zeros((4, 4))
    call("fill", canvas[1:3, 1:3])
    assert canvas.sum() == 7
    assert canvas[2, 1] == 7
    columns = np.asfortranarray(np.zeros((3, 2)))
    call("fill", columns)
    assert columns[:, 0].tolist() == [0, 7, 7]
    items: list[Any] = [[1]]
    call("grow", items)
    assert items[1] is items[0]
    table = {"old": 1, "last": 2}
    call("rename", table)
    assert list(table.items()) == [("last", 2), ("new", 1)]
    inner = {"rows": [[1, 2]], "image": np.ones(2)}
    rows, picture = inner["rows"], inner["image"]
    call("nested", inner)
    assert rows == [[1, "changed"]]
    assert picture[0] == -1  # type: ignore[index]


def test_a_generator_is_drawn_from_here_as_well(call: Any):
    ours, reference = np.random.default_rng(3), np.random.default_rng(3)
    assert call("draw", ours).tolist() == reference.random(3).tolist()
    assert ours.random() == reference.random()


def test_changes_before_an_exception_are_kept(call: Any):
    values = [1]
    with pytest.raises(RuntimeError, match="after a change"):
        call("half_way", values)
    assert values == ["changed"]


def test_functions_as_arguments_are_called_back_and_counted(call: Any):
    seen: list[Any] = []

    def spy(value: Any, *, factor: int = 1) -> Any:
        seen.append(value)
        return value * factor

    assert call("apply", spy, 1, 2.5, "a", factor=2) == [2, 5.0, "aa"]
    assert seen == [1, 2.5, "a"]
    assert call("apply", np.sqrt, 4.0) == [2.0]
    assert call("apply", functools.partial(max, 3), 1, 5) == [3, 5]

    def split(by: str) -> Any:
        return "a-b".split(by)

    assert call("apply", split, "-") == [["a", "b"]]
    with pytest.raises(TypeError, match="takes numbers and arrays, and was called with str"):
        call("apply", "a-b".split, "-")  # not declared: text times a number may be a gigabyte


def test_functions_as_results_are_called_there(call: Any):
    add = call("adder", 5)
    assert callable(add)
    assert add(2) == 7
    assert call("apply", add, 1, 2) == [6, 7]
    assert call("same", add)(2) == 7


def test_calls_nest(call: Any):
    assert call("deeper", lambda x: x(3) if callable(x) else x * 10) == 30


def test_whatever_can_be_called_is_a_function(student: SandboxedNotebook):
    assert student["cached"](3) == 3
    assert student["part"](2) == 2
    assert student["instance"](4) == 8
    assert student["vectorised"](np.arange(3)).tolist() == [1, 2, 3]


def test_names_that_are_not_functions(student: SandboxedNotebook):
    assert student["number"] == 5
    assert student.get("nothing") is None
    assert student.get("nowhere", 7) == 7
    with pytest.raises(KeyError):
        student["nowhere"]


def test_an_exception_in_a_callback_arrives_as_the_same_object(call: Any):
    problem = ZeroDivisionError("mine")

    def raising(_: Any) -> None:
        raise problem

    with pytest.raises(ZeroDivisionError) as caught:
        call("passes", raising)
    assert caught.value is problem
    with pytest.raises(Mismatch) as seen:
        call("passes", lambda _: expect_close(1.0, 2.0, "the value"))
    assert seen.value.expected == 2.0


def test_a_student_may_catch_what_a_callback_raises(call: Any):
    assert call("catches", lambda _: {}["absent"]) == ("caught", ())  # a key of the host is not told


def test_exceptions_arrive_as_themselves(call: Any):
    with pytest.raises(KeyError) as caught:
        call("lookup")
    assert caught.value.args == ("where",)
    assert "lookup" in caught.value.traceback  # type: ignore[attr-defined]
    for kind in (ValueError, TypeError, IndexError, ZeroDivisionError, NotImplementedError, OSError, StopIteration,
                 RecursionError, AssertionError):  # fmt: skip
        with pytest.raises(kind) as found:
            call("raises", kind.__name__)
        assert type(found.value) is kind


def test_a_class_of_the_students_own_is_caught_by_its_builtin_base(call: Any):
    with pytest.raises(ValueError, match="of my own") as caught:
        call("raises", "Mine")
    assert isinstance(caught.value, StudentError)
    assert type(caught.value).__name__ == "Mine"
    assert caught.value.args == ("of my own", 3)


def test_exceptions_that_are_hard_to_build_arrive_somehow(call: Any):
    with pytest.raises(StudentError, match="codec"):
        call("raises", "unicode")
    with pytest.raises(ConnectionResetError):
        call("raises", "connection")
    with pytest.raises(RuntimeError, match="SystemExit"):
        call("raises", "exit")
    with pytest.raises(ValueError):  # noqa: PT011  # its words are a number that cannot be written
        call("raises", "big")
    with pytest.raises(ValueError, match="x"):
        call("raises", "null")


def test_the_call_after_an_exception_is_an_ordinary_one(call: Any):
    with pytest.raises(TypeError):
        call("same")
    assert call("same", 1) == 1


def test_warnings_are_emitted_again(call: Any):
    with pytest.warns(DeprecationWarning, match="slowly"), pytest.warns(RuntimeWarning, match="divide by zero"):
        assert call("warns") == 4
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert call("warns") == 4


def test_the_probes_act_where_the_function_lives(student: SandboxedNotebook):
    here: dict[str, Any] = {}
    exec(CELL, here)
    for n in (0, 1, 20):
        assert count_steps(student["steps"], n) == count_steps(here["steps"], n)
    assert without_modules(["cmath"], student["hides"]) == pytest.approx(3.14159, abs=1e-4)
    with pytest.raises(ImportError):
        without_modules(["math"], student["hides"])
    assert student["hides"]() == pytest.approx(3.14159, abs=1e-4)


def test_what_a_function_keeps_is_overwritten_where_it_lives(student: SandboxedNotebook):
    assert student["kept"](3).tolist() == [1.0, 1.0, 1.0]
    assert call_twice(student["kept"], 3).tolist() != [1.0, 1.0, 1.0]
    assert call_twice(student["steps"], 3) == student["steps"](3)


def test_another_run_is_one_where_the_function_lives(student: SandboxedNotebook):
    assert in_another_run(student["hashed"], "a") != (student["hashed"]("a"), False)
    assert in_another_run(student["seeded"], 5) == (student["seeded"](5), True)


def test_inert_values_equal_nothing_and_are_named(call: Any):
    for name, word in (("odd", "object"), ("odd_set", "set"), ("ragged", "dtype object")):
        value = call(name)
        assert value != call(name)
        assert value != value  # noqa: PLR0124  # it equals nothing, not even itself
        with pytest.raises(Mismatch, match="should be made of plain numbers"):
            as_floats(value, "the result")
        assert word in repr(value)
    assert call("red") == 3


def test_an_assertion_of_a_test_keeps_its_words_from_the_student(opened: Opened):
    notebook = opened(
        "def f(g):\n    try:\n        g()\n    except AssertionError as e:\n        return str(e) + repr(vars(e))"
    )
    heard = notebook["f"](lambda: expect_close(1.0, 1234.0, "the hidden value"))
    assert "1234" not in heard
    assert "hidden" not in heard


def test_a_function_that_calls_back_without_end_is_stopped(opened: Opened):
    notebook = opened("def f(g):\n    while True:\n        g(1)", limits=Limits(cell=2, case=1, submission=10))
    with pytest.raises(GuestLost) as caught:
        notebook["f"](lambda x: x)
    assert caught.value.outcome == "timeout"


def test_an_endless_loop_ends_and_the_next_call_finds_the_notebook_as_it_was(opened: Opened):
    notebook = opened("state = []\ndef f(n):\n    state.append(n)\n    while n: pass\n    return len(state)",
                      limits=Limits(cell=2, case=0.3, submission=10))  # fmt: skip
    with pytest.raises(GuestLost) as caught:
        notebook["f"](1)
    assert caught.value.outcome == "timeout"
    notebook.lost(caught.value.outcome)
    assert notebook["f"](0) == 1
    assert notebook["f"](0) == 2


FAULTS = [
    "os._exit(0)",
    "os.kill(os.getpid(), 11)",
    "for n in range(3, 30):\n        try: os.write(n, bytes(99))\n        except OSError: pass",
    "os.closerange(3, 30)",
    "ctypes.string_at(0)",
    "raise GeneratorExit",
    "raise type('Base', (BaseException,), {})",
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_call_that_ends_its_process_is_lost_and_the_next_one_is_served(opened: Opened, fault: str):
    notebook = opened(f"import ctypes, os\ndef good(): return 1\ndef bad():\n    {fault}")
    with pytest.raises(GuestLost) as caught:
        notebook["bad"]()
    assert caught.value.outcome == "crashed"
    notebook.lost(caught.value.outcome)
    assert notebook["good"]() == 1


def test_a_remote_function_tells_its_name_and_nothing_else(student: SandboxedNotebook):
    function = student["same"]
    assert isinstance(function, RemoteFunction)
    assert function.__name__ == "same"
    assert repr(function) == "<function same>"
    assert not hasattr(function, "__globals__")
    assert not hasattr(function, "__code__")

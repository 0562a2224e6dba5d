"""Many calls in one message: a test cannot tell them from calls one by one, and forged answers are Garbled."""

import copy
import textwrap
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from checks import Mismatch, expect_close, expect_each

from autograder.host.call_plans import Plan, PlannedCall
from autograder.host.errors import GuestLost
from autograder.host.prefetch import PrefetchingPeer, planned_call
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.results import Limits
from autograder.wire import messages as m
from autograder.wire.frames import ProtocolError
from autograder.wire.remote_function import RemoteFunction

CELL = textwrap.dedent("""
    import time
    import warnings
    import numpy as np

    count = 0
    shared = np.zeros(2)
    def counted(step):
        global count
        count += step
        return count
    def fills(image, value):
        image[:] = value
        return image
    def reuses(value):
        shared[:] = value
        return shared
    def divides(x):
        warnings.warn(f"about {x}")
        return 1 / x
    def large(size): return np.zeros(size)
    def long(size): return ['x' * 1000 for _ in range(size)]
    def draws(rng): return rng.random()
    def works(seconds):
        start = time.process_time()
        while time.process_time() - start < seconds:
            pass
    def leaves(x):
        if x == 3:
            import os
            os._exit(0)
        return x
""")


@pytest.fixture
def student(opened: Callable[..., SandboxedNotebook]) -> SandboxedNotebook:
    return opened(CELL)


def inputs(*values: Any) -> list[tuple[Any, ...]]:
    return [(value,) for value in values]


CASE = ("question", "a case that makes these calls")


def ahead(student: SandboxedNotebook, name: str, given: list[tuple[Any, ...]]) -> Callable[..., Any]:
    """The student's function, when it has been called with copies of what is given, and every answer is here."""
    plan = planned(student, name, given)
    assert student.server is not None
    student.server.set_deadline(20)
    student.server.sent = 0
    student.server.peer.prefetch({CASE: plan})
    student.server.peer.begin(CASE)
    return student[name]


def planned(student: SandboxedNotebook, name: str, given: list[tuple[Any, ...]]) -> Plan:
    """A case that gives the student's function all this."""
    function = student[name]
    assert student.server is not None
    peer = student.server.peer
    packed = [peer._encode_call(function._remote_number, copy.deepcopy(arguments), {}) for arguments in given]
    return Plan((name,), tuple(planned_call(name, call, encoder) for call, encoder in packed))


def test_calls_are_made_in_order_and_see_each_other(student: SandboxedNotebook):
    counted = ahead(student, "counted", inputs(*range(500)))
    assert [counted(n) for n in range(500)] == list(np.cumsum(range(500)))
    assert student.server is not None
    assert student.server.sent == 3


def test_arguments_changed_in_place_are_changed_here_and_come_back_as_themselves(student: SandboxedNotebook):
    images = [np.zeros(3), np.zeros((2, 2))]
    fills = ahead(student, "fills", [(image, n) for n, image in enumerate(images, 1)])
    assert all(fills(image, n) is image for n, image in enumerate(images, 1))
    assert [image.sum() for image in images] == [3, 8]


def test_one_array_returned_again_and_again_is_what_it_was_at_each_call(student: SandboxedNotebook):
    reuses = ahead(student, "reuses", inputs(1, 2, 3))
    assert [reuses(n).tolist() for n in (1, 2, 3)] == [[1, 1], [2, 2], [3, 3]]


def test_an_exception_comes_where_its_call_stands_and_warnings_with_theirs(student: SandboxedNotebook):
    divides = ahead(student, "divides", inputs(1, 2, 0, 4))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert [divides(1), divides(2)] == [1, 0.5]
        with pytest.raises(ZeroDivisionError, match="division by zero"):
            divides(0)
    assert [str(warning.message) for warning in caught] == ["about 1", "about 2", "about 0"]


@pytest.mark.parametrize(("name", "size"), [("large", 7_000_000), ("long", 3_000)])
def test_large_results_are_not_gathered_without_end(student: SandboxedNotebook, name: str, size: int):
    with pytest.raises(GuestLost, match="too much data: all results together"):
        ahead(student, name, inputs(*[size] * 20))


def test_large_results_take_several_messages(student: SandboxedNotebook):
    sizes = [1_000_000, 10, 1_000_000]
    large = ahead(student, "large", inputs(*sizes))
    assert [len(large(size)) for size in sizes] == sizes
    long = ahead(student, "long", inputs(*[60] * 10))  # 0.06 MB each
    assert [len(long(60)) for _ in range(10)] == [60] * 10
    large = ahead(student, "large", inputs(10, 10_000_000))
    assert len(large(10)) == 10
    with pytest.raises(ValueError, match="more than a message may hold"):
        large(10_000_000)


def test_large_arguments_take_several_messages(student: SandboxedNotebook):
    given = [np.zeros(100_000) for _ in range(4)]
    fills = ahead(student, "fills", [(image, 1) for image in given])
    assert all(fills(image, 1) is image for image in given)


def test_a_generator_goes_on_here_as_it_did_there(student: SandboxedNotebook):
    generators = [np.random.default_rng(seed) for seed in (1, 2)]
    draws = ahead(student, "draws", inputs(*generators))
    assert [draws(rng) for rng in generators] == [np.random.default_rng(s).random() for s in (1, 2)]
    assert generators[0].random() == np.random.default_rng(1).random(2)[1]


def test_a_call_that_ends_the_process_loses_the_whole_batch(student: SandboxedNotebook):
    with pytest.raises(GuestLost) as lost:
        ahead(student, "leaves", inputs(1, 2, 3, 4))
    assert lost.value.outcome == "crashed"
    student.lost("crashed")
    leaves = ahead(student, "leaves", inputs(1, 2))
    assert [leaves(1), leaves(2)] == [1, 2]


@pytest.mark.parametrize(
    ("name", "of_each_case", "all_fit"),
    [
        ("works", inputs(0.3), True),  # 1.2 s in all
        ("works", inputs(*[0.1] * 8), False),
        ("long", inputs(20, 20), True),  # 1.9 of 2 MiB in all
        ("long", inputs(40, 40), False),
    ],
)
def test_cases_whose_calls_are_made_together_have_their_own_time_each_and_room_for_two(
    opened: Callable[..., SandboxedNotebook], name: str, of_each_case: list[tuple[Any, ...]], all_fit: bool
):
    student = opened(CELL, limits=Limits(cell=2.0, case=0.6, data=1 << 20))
    plan = planned(student, name, of_each_case)
    student.prefetch({("question", f"case {number}"): plan for number in range(4)})
    assert student.prefetches == all_fit


def test_each_result_is_compared_with_the_reference_on_an_equal_input():
    def doubles(image: np.ndarray) -> np.ndarray:
        image *= 2
        return image

    given = [(np.array([1.0, 2.0]),), (np.array([3.0]),)]
    expect_each(expect_close, doubles, lambda image: image * 2, given, "doubled")
    assert given[0][0].tolist() == [1, 2]
    with pytest.raises(Mismatch, match="tripled"):
        expect_each(expect_close, doubles, lambda image: image * 3, given, "tripled")


class Forger:
    """A line on which every batch is answered with prepared messages."""

    def __init__(self, *answers: Any, tail: bytes = b""):
        self.answers, self.tail = list(answers), tail

    def send(self, message: Any, buffers: list[Any]) -> None:
        """Take it, and do nothing."""

    def receive(self) -> tuple[Any, Any]:
        return self.answers.pop(0), self.tail


PAIR = m.Array("<f8", [2], False, True)


def returned(id: int, value: Any = None) -> m.Returned:
    return m.Returned(id, value, [], [])


@pytest.mark.parametrize(
    "line",
    [
        Forger(m.Answers([], [])),
        Forger(m.Answers([returned(1), returned(2), returned(3)], [0, 0, 0])),
        Forger(m.Answers([returned(2), returned(1)], [0, 0])),
        Forger(m.Answers([returned(1)], [0]), m.Answers([returned(1)], [0])),
        Forger(returned(1)),
        Forger(m.Answers([returned(1), returned(2)], [0, 0]), tail=b"left over"),
        Forger(m.Answers([returned(1), returned(2)], [0, 9]), tail=b"left over"),
        Forger(m.Answers([returned(1, PAIR), returned(2)], [5, 0]), tail=b"short"),
        Forger(m.Answers([returned(1, PAIR), returned(2)], [17, -1]), tail=b"x" * 16),
        Forger(m.Answers([returned(1), returned(2)], [0])),
    ],
    ids=[
        "none",
        "too many",
        "exchanged",
        "twice the same",
        "alone",
        "more bytes",
        "bytes of nobody",
        "fewer bytes",
        "less than none",
        "a length too few",
    ],
)
def test_forged_answers_to_a_batch_are_garbled(line: Forger):
    peer = PrefetchingPeer(line, lambda *_: (0, None), Limits().data)
    peer.known["f"] = RemoteFunction(peer, 0, "f")
    peer.begin()
    with pytest.raises(ProtocolError):
        [
            peer.decode_answer(one.message, one.tail, [])
            for one in peer._ask([PlannedCall("f", m.Call(0, 0, [], []), ())] * 2, lambda: None)
        ]


@pytest.mark.parametrize(
    "line",
    [
        Forger(returned(1)),
        Forger(m.Raised(1, "ValueError", ["ValueError"], [], "", "", [], [])),
        Forger(m.Found(1, [])),
        Forger(m.Found(1, [None, None])),
        Forger(m.Found(2, [None])),
        Forger(m.Found(1, [m.BackReference(0)])),
        Forger(m.Found(1, [None]), tail=b"left over"),
    ],
    ids=["a call's answer", "an exception", "too few", "too many", "another's", "a reference to nothing", "more bytes"],
)
def test_forged_answers_to_a_fetch_are_garbled(line: Forger):
    with pytest.raises(ProtocolError):
        PrefetchingPeer(line, lambda *_: (0, None), Limits().data).fetch(["f"])

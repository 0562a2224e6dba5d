"""A batch of calls is served in order, and its answers arrive whole and in order. No socket is used."""

from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.wire import messages as m
from autograder.wire.frames import ProtocolError, TooLarge, parse
from autograder.wire.rpc import BATCH_BYTES, RpcPeer

MOST = 2 * BATCH_BYTES  # bytes of arrays that one message of these tests may hold


class Mailbox:
    """Keeps the messages that a peer sends, as the other side decodes them."""

    def __init__(self) -> None:
        self.messages: deque[tuple[Any, memoryview]] = deque()

    def send(self, message: Any, buffers: list[Any]) -> None:
        tail = bytearray(b"".join(bytes(buffer) for buffer in buffers))
        if len(tail) > MOST:
            raise TooLarge("more than a message may hold")
        self.messages.append((parse(m.decode_to_host, m.encode(message)), memoryview(tail)))

    def receive(self) -> tuple[Any, Any]:
        return self.messages.popleft()


def guest_with(function: Callable[..., Any]) -> RpcPeer:
    """Return a guest whose function number 0 is `function`."""
    guest = RpcPeer(Mailbox(), lambda call, called, args, kwargs: (0, called(*args, **kwargs)))
    guest.export_function(function)
    return guest


def serve(function: Callable[..., Any], *numbers: int) -> tuple[list[Any], int]:
    """Serve a batch that calls the function once with each number; return the answers and the count of messages."""
    guest, host = guest_with(function), RpcPeer(Mailbox(), lambda *_: (0, None))
    guest.serve_batch(m.Batch([host._encode_call(0, (number,), {})[0] for number in numbers]), memoryview(b""))
    answers, messages = [], 0
    while guest.transport.messages:
        message, tail = guest.transport.receive()
        messages += 1
        for answer, size in zip(message.answers, message.tails, strict=True):
            answers.append(host.decode_answer(answer, tail[:size], []))
            tail = tail[size:]
        assert len(tail) == 0
    return answers, messages


def test_small_answers_come_in_one_message_and_in_order():
    answers, messages = serve(lambda number: number * 2, 3, 1, 2)
    assert ([answer.value for answer in answers], messages) == ([6, 2, 4], 1)


def test_an_exception_is_the_answer_to_its_own_call_only():
    answers, _ = serve(lambda number: 1 / number, 1, 0, 2)
    assert [type(answer.error) for answer in answers] == [type(None), ZeroDivisionError, type(None)]


def test_answers_with_much_data_are_sent_before_the_batch_ends():
    answers, messages = serve(lambda number: np.full(BATCH_BYTES // 3, number, np.uint8), 1, 2, 3, 4, 5)
    assert [(int(answer.value[0]), len(answer.value)) for answer in answers] == [
        (number, BATCH_BYTES // 3) for number in (1, 2, 3, 4, 5)
    ]
    assert messages == 2


def test_an_array_that_every_call_changes_arrives_as_each_call_returned_it():
    kept = np.zeros(2)

    def fill(number: int) -> np.ndarray:
        kept[:] = number
        return kept

    answers, _ = serve(fill, 1, 2, 3)
    assert [answer.value.tolist() for answer in answers] == [[1, 1], [2, 2], [3, 3]]


def test_an_answer_that_is_too_large_is_a_ValueError_and_the_others_arrive():
    answers, messages = serve(lambda number: np.zeros(MOST + 1 if number == 2 else 1), 1, 2, 3)
    assert [type(answer.error) for answer in answers] == [type(None), ValueError, type(None)]
    assert "more than a message may hold" in str(answers[1].error)
    assert messages == 3


def test_an_answer_to_a_single_call_that_is_too_large_is_a_ValueError():
    guest = guest_with(lambda: np.zeros(MOST + 1))
    guest.serve(m.Call(7, 0, [], []), memoryview(b""))
    message, _ = guest.transport.receive()
    assert (message.id, message.class_name) == (7, "ValueError")


def test_a_call_of_a_function_that_does_not_exist_is_no_call():
    with pytest.raises(ProtocolError):
        guest_with(len).serve(m.Call(1, 5, [], []), memoryview(b""))

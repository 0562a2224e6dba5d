"""Signals wait until a block is over, also where another thread could take them, and none is lost."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from autograder.host.signals import SIGNALS, signals_wait


@pytest.fixture
def another_thread() -> Iterator[None]:
    """A thread that blocks no signal, as those of NumPy's libraries: the kernel hands over what the main one blocks."""
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    yield
    over.set()
    thread.join()


@pytest.fixture
def came(another_thread: None) -> Iterator[list[int]]:
    """What the handlers of this process were called with."""
    numbers: list[int] = []
    before = {number: signal.signal(number, lambda number, frame: numbers.append(number)) for number in SIGNALS}
    yield numbers
    for number, handler in before.items():
        signal.signal(number, handler)


def send(number: int) -> None:
    """Send a signal to this process, and give another thread the time to take it."""
    os.kill(os.getpid(), number)
    time.sleep(0.05)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_waits_until_the_end_of_the_block(came: list[int], number: int):
    with signals_wait():
        with signals_wait():
            send(number)
            send(number)
            assert came == []
        assert came == []
    assert came == [number]
    send(number)
    assert came == [number, number]


def test_an_ignored_signal_stays_ignored(came: list[int]):
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with signals_wait():
        send(signal.SIGHUP)
    assert came == []
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN


def test_what_the_block_raises_comes_before_the_signal(another_thread: None):
    def block() -> None:
        with signals_wait():
            send(signal.SIGINT)
            raise OSError("no space left")

    with pytest.raises(KeyboardInterrupt) as caught:
        block()
    assert isinstance(caught.value.__context__, OSError)


def test_a_block_in_another_thread_leaves_the_handlers_alone(came: list[int]):
    def block() -> None:
        with signals_wait():
            send(signal.SIGTERM)

    thread = threading.Thread(target=block)
    thread.start()
    thread.join()
    assert came == [signal.SIGTERM]

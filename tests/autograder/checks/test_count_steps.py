"""Counting the Python lines of a call: those of the call, and of nothing that happens to run at the same time."""

import gc
from collections.abc import Iterator

import pytest
from checks import count_steps


class Leftover:
    """Something that only a collection removes, and that runs lines of its own then."""

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        for _ in range(100):
            pass


def makes_lists(count: int) -> list[list[int]]:
    return list(map(list, [[1]] * count))


@pytest.fixture
def eager() -> Iterator[None]:
    """Let every tenth new container start a collection."""
    before = gc.get_threshold()
    gc.set_threshold(10)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("eager")
def test_what_is_collected_meanwhile_does_not_count():
    alone, _ = count_steps(makes_lists, 1)
    Leftover()
    steps, result = count_steps(makes_lists, 50)
    assert (steps, len(result)) == (alone, 50)
    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off():
    gc.disable()
    try:
        count_steps(makes_lists, 1)
        assert not gc.isenabled()
    finally:
        gc.enable()

"""What every test needs: a zygote behind walls, and notebooks that are run in it."""

import itertools
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

from autograder.host.errors import ZygoteBroken
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import Cell
from autograder.results import Limits
from grading.pool.local import worker_count
from tests.support import levels

settings.register_profile("no deadline", deadline=None)  # a busy machine is no failure of a test
settings.load_profile("no deadline")

QUICK = Limits(cell=2.0, case=2.0, submission=30.0)


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """One zygote behind the strongest walls for all tests of a process."""
    with Zygote(levels.best()) as started:
        yield started


@pytest.fixture
def opened(zygote: Zygote) -> Iterator[Callable[..., SandboxedNotebook]]:
    """Run the sources of some cells as one notebook behind walls, and hand out its names."""
    notebooks: list[SandboxedNotebook] = []

    def run(*sources: str, limits: Limits = QUICK, files: dict[str, bytes] | None = None) -> SandboxedNotebook:
        cells = [Cell(index, source) for index, source in enumerate(sources)]
        notebooks.append(SandboxedNotebook(zygote, cells, files or {}, limits))
        notebooks[-1].run()
        return notebooks[-1]

    yield run
    for notebook in notebooks:
        notebook.__exit__()


@pytest.fixture
def walls_fall(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the walls fall when so many cases have begun."""

    def at(count: int) -> None:
        whole, begun = SandboxedNotebook.begin_case, itertools.count()

        def broken(answers: SandboxedNotebook, *words: Any, **more: Any) -> None:
            if next(begun) == count:
                raise ZygoteBroken("the zygote is gone")
            whole(answers, *words, **more)

        monkeypatch.setattr(SandboxedNotebook, "begin_case", broken)

    return at


@pytest.hookimpl(optionalhook=True)  # some tests start pytest without xdist
def pytest_xdist_auto_num_workers() -> int:
    """Twice as many processes as processors: much of its time, a test waits for what it tries."""
    return worker_count() * 2


@pytest.fixture
def untraced() -> Iterator[None]:
    """Take away what traces this process, as `make coverage` does: what is measured would be slower."""
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)

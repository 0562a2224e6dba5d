"""What every test needs: `checks` under the name by which test files import it, and a zygote behind walls."""

import itertools
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support import levels

from autograder.namespace import Notebook
from autograder.notebook import Cell
from autograder.verdict import Limits
from autograder.zygote import Zygote, ZygoteBroken
from grading.course import HOUSE

sys.path.insert(0, str(HOUSE / "autograder"))
sys.path.insert(0, str(HOUSE / "datasets" / "scripts"))  # as Python does for a script that runs by itself

QUICK = Limits(cell=2.0, case=2.0, submission=30.0)


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """One zygote behind full walls for all tests of a process."""
    levels.need("full")
    with Zygote("full") as started:
        yield started


@pytest.fixture
def opened(zygote: Zygote) -> Iterator[Callable[..., Notebook]]:
    """Run the sources of some cells as one notebook behind walls, and hand out its names."""
    notebooks: list[Notebook] = []

    def run(*sources: str, limits: Limits = QUICK, files: dict[str, bytes] | None = None) -> Notebook:
        cells = [Cell(index, source) for index, source in enumerate(sources)]
        notebooks.append(Notebook(zygote, cells, files or {}, limits))
        notebooks[-1].run()
        return notebooks[-1]

    yield run
    for notebook in notebooks:
        notebook.__exit__()


@pytest.fixture
def walls_fall(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the walls fall when so many cases have begun."""

    def at(count: int) -> None:
        whole, begun = Notebook.begin_case, itertools.count()

        def broken(answers: Notebook, *words: Any, **more: Any) -> None:
            if next(begun) == count:
                raise ZygoteBroken("the zygote is gone")
            whole(answers, *words, **more)

        monkeypatch.setattr(Notebook, "begin_case", broken)

    return at


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no processor waits for it at the end."""
    items.sort(key=lambda item: "slow" not in item.keywords)

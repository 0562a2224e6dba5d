"""What the tests of both pools share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.notebook_reader import compose
from grading.records import Submission


@pytest.fixture
def hand_in(tmp_path: Path) -> Callable[..., Submission]:
    """Write the notebook of a student, with these cells."""

    def write(student: str, *cells: str) -> Submission:
        path = tmp_path / f"{student}.ipynb"
        path.write_bytes(compose(list(cells)))
        return Submission(student, path.name, path)

    return write

"""What is hostile, again, in the scenes that this process is not in: as an ordinary user, and at other levels."""

import os
import subprocess
import sys

import pytest
import scene

from autograder.sandbox import probe
from autograder.zygote import self_test
from grading.course import HOUSE


@pytest.mark.skipif(not scene.can_be_set(), reason="only root with bubblewrap can set the scene")
@pytest.mark.parametrize(
    ("as_root", "chosen"),
    [(False, "lite"), (False, "full and (stolen or siblings)"), (True, "lite and (stolen or siblings)")],
    ids=["an ordinary user, lite", "an ordinary user, full", "root, lite"],
)
def test_hostile_code_fails_there_too(as_root: bool, chosen: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-rs"]
    words += [str(HOUSE / "tests" / name) for name in ("test_hostile.py", "test_rehearse.py")] + ["-k", chosen]
    environment = {**os.environ, "HOME": "/nonexistent", "MPLCONFIGDIR": "/tmp/grade-tests-matplotlib"}
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(
        scene.command(words, as_root=as_root), capture_output=True, text=True, encoding="utf-8", check=False,
        cwd=HOUSE, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "does not stand" not in done.stdout, done.stdout[-2000:]
    assert " passed" in done.stdout


def test_the_doctor_and_the_self_test_agree() -> None:
    missing = {layer.name for layer in probe.layers() if not layer.there and "full" in layer.needed_for}
    assert bool(self_test("full")) == bool(missing)

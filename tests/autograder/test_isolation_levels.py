"""What is hostile, again, as this process is not: as an ordinary user, and where namespaces are refused."""

import os
import subprocess
import sys

import pytest

from assignments.course import REPO_ROOT
from autograder.host.zygote_process import self_test
from autograder.sandbox import diagnose
from tests.support import run_as

SUITES = ("autograder/test_hostile.py", "grading/submitted_datasets/test_student_pipeline.py")
FEW = "(stolen or siblings or outlives or misses)"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "level", "chosen"),
    [
        (["--user"], "full", f"full and {FEW}"),
        (["--user"], "lite", f"lite and {FEW}"),
        (["--user", "--container"], "lite", f"lite and {FEW}"),
        (["--container"], "lite", f"lite and {FEW}"),
    ],
    ids=["a user, full", "a user, lite", "a user in a container", "root in a container"],
)
def test_hostile_code_fails_there_too(who: list[str], level: str, chosen: str) -> None:
    if os.getuid() != 0 and "--user" in who:
        who = [word for word in who if word != "--user"]  # this process is one
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-rs"]
    words += [str(REPO_ROOT / "tests" / name) for name in SUITES] + ["-k", chosen]
    environment = {**os.environ, "GRADE_REQUIRE_WALLS": level, "MPLCONFIGDIR": "/tmp/grade-tests-matplotlib"}
    environment["HOME"] = "/nonexistent" if "--user" in who else os.environ.get("HOME", "/nonexistent")
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(
        [sys.executable, run_as.SCRIPT, *who, *words], capture_output=True, text=True, encoding="utf-8", check=False,
        cwd=REPO_ROOT, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


def test_a_container_refuses_the_level_full_and_gives_lite() -> None:
    words = [sys.executable, "-c", "from grading.cli import main; main()", "doctor"]
    done = subprocess.run(
        [sys.executable, run_as.SCRIPT, "--container", *words], capture_output=True, text=True, encoding="utf-8",
        check=False, cwd=REPO_ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "missing namespaces: unshare" in done.stdout
    assert "grading happens at the level lite." in done.stdout


def test_the_doctor_and_the_self_test_agree() -> None:
    missing = {layer.name for layer in diagnose.layers() if not layer.there and "full" in layer.needed_for}
    assert bool(self_test("full")) == bool(missing)

"""The hostile tests once more: as an ordinary user, and in a container that refuses namespaces."""

import os
import subprocess
import sys

import pytest

from assignments.course import REPO_ROOT
from autograder.host.zygote_process import self_test
from autograder.sandbox import diagnose
from tests.support import run_as

SUITES = (
    "autograder/test_hostile.py",
    "autograder/test_protocol.py",
    "autograder/test_submission_time.py",
    "grading/submitted_datasets/test_student_pipeline.py",
)
SELECTED = "(stolen or siblings or outlives or misses)"
EVERY_ATTACK = "not at_this_point"  # that one goes through all points and behaviours; `only_its` draws some


PLACES = {
    "a user, full": (["--user"], "full"),
    "a user, lite": (["--user"], "lite"),
    "a user in a container": (["--user", "--container"], "lite"),
    "root in a container": (["--container"], "lite"),
}


@pytest.mark.parametrize("place", PLACES)
def test_hostile_code_also_fails_there(place: str) -> None:
    options, level = PLACES[place]
    attack(options, level, SELECTED)


@pytest.mark.thorough
@pytest.mark.parametrize("place", PLACES)
def test_every_attack_also_fails_there(place: str) -> None:
    options, level = PLACES[place]
    attack(options, level, EVERY_ATTACK)


def attack(options: list[str], level: str, chosen: str) -> None:
    if os.getuid() != 0 and "--user" in options:
        options = [option for option in options if option != "--user"]  # this process is an ordinary user already
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-rs"]
    command += [str(REPO_ROOT / "tests" / name) for name in SUITES] + [
        "-k",
        f"{level} and {chosen}",
        "-m",
        "thorough or not thorough",
    ]
    environment = {**os.environ, "GRADE_REQUIRE_WALLS": level, "MPLCONFIGDIR": "/tmp/grade-tests-matplotlib"}
    environment["HOME"] = "/nonexistent" if "--user" in options else os.environ.get("HOME", "/nonexistent")
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(
        [sys.executable, run_as.SCRIPT, *options, *command], capture_output=True, text=True, encoding="utf-8",
        check=False, cwd=REPO_ROOT, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


def test_a_container_refuses_the_level_full_and_gives_lite() -> None:
    command = [sys.executable, "-c", "from grading.cli import main; main()", "doctor"]
    done = subprocess.run(
        [sys.executable, run_as.SCRIPT, "--container", *command], capture_output=True, text=True, encoding="utf-8",
        check=False, cwd=REPO_ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "missing namespaces: unshare" in done.stdout
    assert "`grade run` uses the level lite here." in done.stdout


def test_the_doctor_and_the_self_test_agree() -> None:
    missing = {layer.name for layer in diagnose.layers() if not layer.available and "full" in layer.needed_for}
    assert bool(self_test("full")) == bool(missing)

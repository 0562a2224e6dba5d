"""The hostile tests once more: as an ordinary user, and in a container that refuses namespaces."""

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from assignments.course import REPO_ROOT
from autograder.host.zygote_process import self_test
from autograder.sandbox import diagnose
from tests.support import levels, run_as

SUITES = (
    "autograder/test_hostile.py",
    "autograder/test_host_limits.py",
    "autograder/test_lying_probes.py",
    "autograder/test_protocol.py",
    "autograder/test_submission_time.py",
    "grading/submitted_datasets/test_student_pipeline.py",
)
PLACES = {
    "a user": ["--user"],
    "a user in a container": ["--user", "--container"],
    "root in a container": ["--container"],
}
A_FEW = "(stolen or siblings or outlives or misses)"
EVERY_ATTACK = "not at_this_point"  # that one goes through all points and behaviours; `only_its` draws some


@pytest.mark.parametrize("suites", [SUITES[:1], SUITES[1:]], ids=["hostile notebooks", "the others"])
@pytest.mark.parametrize("place", ["a user", "root in a container"])
def test_hostile_code_also_fails_at_the_level_lite(place: str, suites: Sequence[str]) -> None:
    attack(place, "lite", suites, "-m", "lite and not thorough")


@pytest.mark.parametrize(("place", "level"), [("a user", "full"), ("a user in a container", "lite")])
def test_hostile_code_also_fails_there(place: str, level: str) -> None:
    attack(place, level, SUITES, "-k", f"{level} and {A_FEW}", "-m", "not thorough")


@pytest.mark.thorough
@pytest.mark.parametrize(("place", "level"), [("a user", "full"), *((place, "lite") for place in PLACES)])
def test_every_attack_also_fails_there(place: str, level: str) -> None:
    attack(place, level, SUITES, "-k", f"{level} and {EVERY_ATTACK}", "-m", "lite or thorough or not thorough")


def attack(place: str, level: str, suites: Sequence[str], *chosen: str) -> None:
    options = PLACES[place]
    if os.getuid() != 0:
        options = [option for option in options if option != "--user"]  # this process is an ordinary user already
    levels.need_to_run_as(options)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-rs", *chosen]
    command += [str(REPO_ROOT / "tests" / suite) for suite in suites]
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

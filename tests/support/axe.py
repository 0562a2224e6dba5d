"""axe-core, which finds what keeps people from using a page. It comes from npm, by its name.

It is looked for in `node_modules`, and installed there if npm is here. Where neither is, the tests that need it are
skipped. With `GRADE_REQUIRE_BROWSER=1` they fail instead.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assignments.course import REPO_ROOT

SOURCE = REPO_ROOT / "node_modules" / "axe-core" / "axe.min.js"
INSTALL = ("npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "axe-core@4", "--prefix")


def violations(page: Any) -> list[str]:
    """Return what axe-core finds on a page of Playwright: the rule, and the first elements that break it."""
    page.evaluate(_source())
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]} {one['help']}" for one in found]


@cache
def _source() -> str:
    with Path(tempfile.gettempdir(), "grade-tests-axe.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the tests run in several processes
        if not SOURCE.is_file() and shutil.which("npm"):
            subprocess.run([*INSTALL, str(REPO_ROOT)], capture_output=True, timeout=300, check=False)
    if not SOURCE.is_file():
        said = "axe-core cannot be had: `npm install axe-core` failed, or there is no npm"
        if os.environ.get("GRADE_REQUIRE_BROWSER"):
            pytest.fail(said)
        pytest.skip(said)
    return SOURCE.read_text(encoding="utf-8")

"""A real browser for tests of pages: Debian's chromium, driven by Playwright.

Where there is none, the tests that need it are skipped. With `GRADE_REQUIRE_BROWSER=1` they fail instead.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Return the path of the browser; skip or fail if there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        said = "there is no chromium: install it (Debian: apt-get install chromium) to try the pages in a browser"
        if os.environ.get("GRADE_REQUIRE_BROWSER"):
            pytest.fail(said)
        pytest.skip(said)
    return found


@contextmanager
def launched() -> Iterator[Any]:
    """Start the browser, and end it."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()

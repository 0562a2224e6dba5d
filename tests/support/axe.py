"""axe-core, which finds what keeps people from using a page. It comes from npm: see `npm.py`."""

from functools import cache
from typing import Any

from tests.support.npm import package


def violations(page: Any) -> list[str]:
    """Return what axe-core finds on a page of Playwright: the rule, and the first elements that break it."""
    page.evaluate(_source())
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]} {one['help']}" for one in found]


@cache
def _source() -> str:
    return (package("axe-core") / "axe.min.js").read_text(encoding="utf-8")

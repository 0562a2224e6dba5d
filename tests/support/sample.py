"""The assignments that every run of the tests tries; `make thorough` tries the others."""

from typing import Any

import pytest

from assignments import course


def sample(*slugs: str) -> list[Any]:
    """Return the parameters of a test of all assignments: those that are not named are marked `thorough`."""
    return [slug if slug in slugs else pytest.param(slug, marks=pytest.mark.thorough) for slug in course.assignments()]

"""What the class page and the feedback pages share: the templates, numbers as text, and the words for outcomes.

In: the name of a template and its values. Out: HTML. Every text of a student is escaped, an unknown name in a template
is an error, and the pages forbid scripts and requests.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

OUTCOME_WORDS = {
    "passed": "passed",
    "failed": "not passed",
    "timeout": "took too long",
    "crashed": "stopped the program",
    "missing": "function missing",
    "not_run": "not run",
}


def render(template: str, **values: object) -> str:
    """Return the HTML of a page."""
    return _environment().get_template(template).render(**values)


def number(value: float) -> str:
    """Return a number as short text with at most three decimals."""
    return f"{round(value, 3) + 0.0:.10g}"


@cache
def _environment() -> Environment:
    """Read and compile the templates once: a class has hundreds of pages."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = number
    return environment

"""What all pages share: the templates, numbers as text, the words for outcomes, and the scripts that a page may run.

In: the name of a template and its values. Out: HTML. Every text of a student is escaped, an unknown name in a template
is an error, and the pages forbid requests and all scripts but our own, which their policy names by its hash.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from grading.safe_text import for_page
from grading.software import software

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class InlineScript:
    """A script of ours in a page, and its hash as a Content Security Policy names it."""

    text: Markup
    hash: str


def render(template: str, **values: object) -> str:
    """Return the HTML of a page."""
    return _environment().get_template(template).render(**values)


@cache
def inline_script(name: str) -> InlineScript:
    """Return a script of the templates' folder."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).digest()
    return InlineScript(Markup(text), f"sha256-{base64.b64encode(digest).decode('ascii')}")


def number(value: float) -> str:
    """Return a number as short text with at most three decimals."""
    return f"{round(value, 3) + 0.0:.10g}"


def prose(text: str) -> Markup:
    """Return a paragraph of ours with its `code` and its *emphasis* as HTML."""
    parts = text.split("`")
    for index, part in enumerate(parts):
        plain = str(escape(part))
        parts[index] = f"<code>{plain}</code>" if index % 2 else re.sub(r"\*([^*]+)\*", r"<em>\1</em>", plain)
    return Markup("".join(parts))


@cache
def versions() -> str:
    """Return what graded, as a sentence part: names with their versions."""
    return ", ".join(f"{name} {version}" for name, version in software())


@cache
def _environment() -> Environment:
    """Read and compile the templates once: a class has hundreds of pages."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: for_page(value) if type(value) is str else value,
    )
    environment.filters["number"] = number
    environment.filters["prose"] = prose
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False, "separators": (",", ":"), "ensure_ascii": True}
    return environment

"""The links of the lessons have the form of links. Whether a page still exists is not asked: tests use no network."""

import re
from urllib.parse import urlsplit

import pytest

from assignments import course
from assignments.build.compose import lesson_cells

LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\(([^)\s]*)\)")
BARE = re.compile(r"https?://")
ENDS_IN_TEXT = (".", ",", ";", ":", "!", "?")


def markdown(slug: str) -> list[str]:
    """Return the Markdown cells of a lesson, without code between backticks and without formulas."""
    cells = lesson_cells(course.assignment(slug))
    sources = [cell.source for cell in cells if cell.cell_type == "markdown"]
    return [re.sub(r"```.*?```|`[^`\n]*`|\$[^$\n]*\$", "", source, flags=re.DOTALL) for source in sources]


def headings(slug: str) -> set[str]:
    """Return the anchors that Jupyter makes of the headings of a lesson."""
    cells = [cell.source for cell in lesson_cells(course.assignment(slug)) if cell.cell_type == "markdown"]
    lines = [line for source in cells for line in source.splitlines() if re.match(r"#+ ", line)]
    return {line.lstrip("#").strip().replace("`", "").replace(" ", "-") for line in lines}


def fault(target: str) -> str:
    """Return what is wrong with the address of a link, or an empty text."""
    parts = urlsplit(target)
    if parts.scheme:
        if parts.scheme != "https":
            return "is not https"
        if not re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", parts.netloc):
            return "has no host"
        return "ends like a sentence" if target.endswith(ENDS_IN_TEXT) else ""
    return "" if re.fullmatch(r"#.+", target) else "is neither an address nor a #heading of the same notebook"


@pytest.mark.parametrize("slug", course.assignments())
def test_each_link_of_a_lesson_has_the_form_of_a_link(slug: str):
    faults = []
    for text in markdown(slug):
        for words, target in LINK.findall(text):
            faults += [f"[{words}]({target}) {reason}" for reason in [fault(target)] if reason]
            if target.startswith("#"):
                faults += [f"{target} names no heading"] * (target[1:] not in headings(slug))
        rest = LINK.sub("", text)
        faults += [
            f"an address stands without [words]: {rest[m.start() : m.start() + 60]}" for m in BARE.finditer(rest)
        ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "http://numpy.org",
        "https://numpy",
        "https://numpy.org/doc.",
        "numpy.org",
        "../pixels/pixels.ipynb#Glossary",  # a student may have one lesson only
        "#",
    ],
)
def test_a_target_that_is_no_address_is_a_fault(target: str):
    assert fault(target)


@pytest.mark.parametrize("target", ["https://cs231n.github.io/optimization-2/", "#Glossary"])
def test_an_address_and_a_heading_are_no_faults(target: str):
    assert not fault(target)


@pytest.mark.parametrize("slug", course.assignments())
def test_the_glossary_of_each_lesson_has_thirty_words_in_order(slug: str):
    text = next(text for text in markdown(slug) if "## Glossary" in text)
    words = re.findall(r"^\| \*\*([^*]+)\*\* \| \S", text, re.MULTILINE)
    assert len(words) == 30
    assert words == sorted(words, key=str.lower)

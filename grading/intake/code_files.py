"""Notebooks that were handed in as `.py` or `.html`: their code, where it can be had without a guess.

In: the name and the bytes of a file. Out: a notebook, as bytes for `notebook_reader`. Three kinds are read:

- `.py` as jupytext, VS Code or Spyder write it, with cells that begin with `# %%`, or with jupytext's header;
- `.py` as Jupyter's "Save and Export" writes it, with cells that begin with `# In[1]:`;
- `.html` as Jupyter's "Save and Export" writes it: the code of each cell stands in it, coloured.

A `.py` file without cells is one cell. Nothing of a file is run, and no character of the code changes.
"""

import re
import warnings
from html.parser import HTMLParser

from assignments.errors import Unusable
from autograder.notebook_reader import compose

MAX_CODE = 4 << 20  # bytes of a .py file, and of a web page without its pictures
_ENDINGS = (".py", ".html", ".htm")
_PERCENT = re.compile(r"^# ?%%(?=\s|$)", re.MULTILINE)
_HEADER = re.compile(r"\A\s*# ---\n(?:#.*\n)*?# jupyter:", re.MULTILINE)
_PROMPT = re.compile(r"^# In\[[ \d]*\]:[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(rb"data:[a-z/+.-]+;base64,[A-Za-z0-9+/=\s]*")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_CODE_CELLS = ("jp-InputArea-editor", "input_area")  # what surrounds code in the exports of JupyterLab, and before


def is_code_file(name: str) -> bool:
    """Return whether a file with this name may hold a notebook's code and is no notebook."""
    return name.lower().endswith(_ENDINGS)


def has_cells(name: str, data: bytes) -> bool:
    """Return whether a file says itself where the cells of a notebook begin."""
    if name.lower().endswith(".py"):
        text = _text(data[:MAX_CODE])
        return bool(_HEADER.search(text) or _PERCENT.search(text) or _PROMPT.search(text))
    return any(mark.encode() in data for mark in _CODE_CELLS)


def note(name: str) -> str:
    """Return the sentence that says what a file was graded as."""
    kind = "Python code" if name.lower().endswith(".py") else "a web page"
    return f"{name} is {kind}, exported from a notebook: its code was graded. Hand in the .ipynb file"


def notebook(name: str, data: bytes) -> bytes:
    """Return the code of a file as a notebook; raise Unusable if there is none, or if the file is too large."""
    is_python = name.lower().endswith(".py")
    data = data if is_python else _PICTURE.sub(b"", data)
    if len(data) > MAX_CODE:
        raise Unusable(f"{name} is larger than {MAX_CODE >> 20} MiB without its pictures. Hand in the .ipynb file.")
    sources = _of_python(_text(data)) if is_python else _of_page(_text(data))
    if not any(source.strip() for source in sources):
        raise Unusable(f"{name} has no code of a notebook in it. Hand in the .ipynb file.")
    return compose(sources)


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _of_python(text: str) -> list[str]:
    if _PROMPT.search(text):
        return [cell.strip("\n") for cell in _PROMPT.split(text)]
    if not _PERCENT.search(text) and not _HEADER.search(text):
        return [text]
    import jupytext  # takes half a second, and few classes need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about metadata, which nobody needs here
            read = jupytext.reads(text, fmt="py:percent" if _PERCENT.search(text) else "py")
        return [cell.source for cell in read.cells if cell.cell_type == "code"]
    except Exception:  # a broken header: the cells are there all the same
        return [part.partition("\n")[2] for part in _PERCENT.split(text)]


def _of_page(text: str) -> list[str]:
    page = _Page()
    try:
        page.feed(text)
        page.close()
    except (AssertionError, ValueError, RecursionError):  # what the parser raises for broken declarations
        return page.cells
    return page.cells


class _Page(HTMLParser):
    """Collects the text of each `<pre>` that is the code of a cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: list[str] = []
        self.open: list[str] = []  # the elements around, as far as a cell's code reaches
        self.code: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Follow an element into a cell's code."""
        words = (dict(attrs).get("class") or "").split()
        if tag in _VOID:
            return
        if self.open or any(word in _CODE_CELLS for word in words):
            self.open.append(tag)
            if tag == "pre" and self.code is None:
                self.code = []

    def handle_endtag(self, tag: str) -> None:
        """Leave an element; the end of `<pre>` ends a cell."""
        if tag not in self.open:
            return
        while self.open.pop() != tag:
            pass
        if tag == "pre" and self.code is not None:
            self.cells.append("".join(self.code).strip("\n"))
            self.code = None

    def handle_data(self, data: str) -> None:
        """Keep the text of a cell's code."""
        if self.code is not None:
            self.code.append(data)

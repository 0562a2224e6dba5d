"""Notebooks that were handed in as `.py` or `.html`: their code, where it can be had without a guess.

In: the name and the bytes of a file. Out: a notebook, as bytes for `notebook_reader`. Three kinds are read:

- `.py` as jupytext, VS Code or Spyder write it, with cells that begin with `# %%`, or with jupytext's header;
- `.py` as Jupyter's "Save and Export" writes it, with cells that begin with `# In[1]:`;
- `.html` as Jupyter's "Save and Export" writes it: the code of each cell stands in it, coloured.

A `.py` file without cells is one cell. Nothing of a file is run, and no character of the code changes.
"""

import html
import re
import warnings
from collections import Counter

from assignments.errors import Unusable
from autograder.notebook_reader import MAX_CELLS, compose

MAX_CODE = 4 << 20  # bytes of a .py file, and of a web page without its pictures
MAX_FOR_JUPYTEXT = 1 << 20  # characters of a .py file; those of a larger one are split at `# %%`, and no magic is read
MAX_LINES = 5_000  # the same: with 50,000 empty lines, jupytext takes minutes
_ENDINGS = (".py", ".html", ".htm")
_PERCENT = re.compile(r"^# ?%%(?=\s|$)", re.MULTILINE)
_HEADER = re.compile(r"\A\s*# ---\n(?:#.*\n)*?# jupyter:", re.MULTILINE)
_PROMPT = re.compile(r"^# In\[[ \d]*\]:[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(rb"data:[a-z/+.-]+;base64,[A-Za-z0-9+/=\s]*")
_TAG = re.compile(r"<!--|<(/?)([a-z][a-z0-9]*)([^<>]*)>", re.IGNORECASE)
_CLASS = re.compile(r"""\bclass\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)""", re.IGNORECASE)
_SKIPPED = {  # by tag, where it ends; a comment has no tag
    "": re.compile("-->"),
    "script": re.compile("</script", re.IGNORECASE),
    "style": re.compile("</style", re.IGNORECASE),
}
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
    sources = [source for source in sources if source.strip()]
    if not sources:
        raise Unusable(f"{name} has no code of a notebook in it. Hand in the .ipynb file.")
    if len(sources) > MAX_CELLS:
        raise Unusable(f"{name} has {len(sources):,} cells; at most {MAX_CELLS:,} are read. Hand in the .ipynb file.")
    return compose(sources)


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _of_python(text: str) -> list[str]:
    if _PROMPT.search(text):
        return [cell.strip("\n") for cell in _PROMPT.split(text)]
    if not _PERCENT.search(text) and not _HEADER.search(text):
        return [text]
    if len(text) > MAX_FOR_JUPYTEXT or text.count("\n") > MAX_LINES:
        return _split(text)
    import jupytext  # takes half a second, and few classes need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about metadata, which nobody needs here
            read = jupytext.reads(text, fmt="py:percent" if _PERCENT.search(text) else "py")
        return [cell.source for cell in read.cells if cell.cell_type == "code"]
    except Exception:  # a broken header: the cells are there all the same
        return _split(text)


def _split(text: str) -> list[str]:
    return [part.partition("\n")[2] for part in _PERCENT.split(text)]


def _of_page(text: str) -> list[str]:
    """Return the text of each `<pre>` that is the code of a cell. The time grows as the text does, whatever is in it:
    that of Python's own parser grows with its square."""
    cells: list[str] = []
    code: list[str] | None = None
    opened: list[str] = []  # the elements around, as far as a cell's code reaches
    counts = Counter[str]()
    at = 0
    while found := _TAG.search(text, at):
        if code is not None:
            code.append(text[at : found.start()])
        at = found.end()
        is_end, tag, attributes = bool(found[1]), (found[2] or "").lower(), found[3] or ""
        if not is_end and tag in _SKIPPED:
            end = _SKIPPED[tag].search(text, at)
            at = end.end() if end else len(text)
        elif is_end and counts[tag]:
            last = ""
            while last != tag:
                last = opened.pop()
                counts[last] -= 1
            if tag == "pre" and code is not None:
                cells.append(_unescaped("".join(code)).strip("\n"))
                code = None
        elif not is_end and tag not in _VOID and (opened or _is_code_cell(attributes)):
            opened.append(tag)
            counts[tag] += 1
            if tag == "pre" and code is None:
                code = []
    return cells


def _is_code_cell(attributes: str) -> bool:
    named = _CLASS.search(attributes)
    return named is not None and any(word in _CODE_CELLS for word in named[1].strip("\"'").split())


def _unescaped(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # a number of thousands of digits
        return text

"""What a file is that is not a notebook, in a student's words: "a PDF", "a web page", "a Word document".

In: the bytes of a file, or its name. Out: its kind. Only the first bytes are looked at, and nothing is opened.
"""

import re

_BEGINNINGS = (
    (rb"%PDF", "a PDF"),
    (rb"PK\x03\x04.*\bword/", "a Word document"),
    (rb"PK\x03\x04.*\bxl/", "an Excel table"),
    (rb"PK\x03\x04.*\bppt/", "a PowerPoint presentation"),
    (rb"PK\x03\x04.*opendocument", "a LibreOffice document"),
    (rb"PK(\x03\x04|\x05\x06)", "a zip"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (rb"{\\rtf", "a text document (RTF)"),
    (rb"version https://git-lfs\.github\.com/spec", "a Git LFS pointer (what stands for a file that Git did not send)"),
    (rb"Rar!", "a RAR archive"),
    (rb"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (rb"\x1f\x8b", "a gzip archive"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0", "a picture"),
    (rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.{,500}?-->\s*)?<(!doctype html|html|head|body)", "a web page"),
    (rb"(\xef\xbb\xbf)?\s*(#[^\n]*\n\s*)*(import \w|from [\w.]+ import |def \w+\(|@\w|class \w+[(:])", "Python code"),
)
_BY_BEGINNING = [(re.compile(pattern, re.DOTALL | re.IGNORECASE), kind) for pattern, kind in _BEGINNINGS]
_HEAD = 8192  # bytes

_BY_ENDING = {
    "a PDF": (".pdf",),
    "a web page": (".html", ".htm", ".mhtml"),
    "Python code": (".py",),
    "a Word document": (".docx", ".doc"),
    "an Excel table": (".xlsx", ".xls"),
    "a PowerPoint presentation": (".pptx", ".ppt"),
    "a LibreOffice document": (".odt", ".ods", ".odp"),
    "a RAR archive": (".rar",),
    "a 7z archive": (".7z",),
    "a tar archive": (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"),
    "a gzip archive": (".gz",),
    "a notebook under another name": (".ipynb.txt", ".ipynb.json", ".ipynb.html", ".ipynb.download"),
    "a JSON file": (".json",),
    "a text file": (".txt", ".md", ".rtf", ".csv"),
    "a picture": (".png", ".jpg", ".jpeg", ".gif", ".heic", ".webp", ".bmp", ".svg"),
    "a link to a web page": (".url", ".webloc", ".gdoc", ".lnk"),
}
_KIND_OF_ENDING = {ending: kind for kind, endings in _BY_ENDING.items() for ending in endings}


def kind_of_bytes(data: bytes) -> str | None:
    """Return what a file is by its first bytes, or None if they say nothing."""
    head = data[:_HEAD]
    return next((kind for pattern, kind in _BY_BEGINNING if pattern.match(head)), None)


def kind_of_name(name: str) -> str | None:
    """Return what a file is by the ending of its name, or None if the ending says nothing."""
    return _KIND_OF_ENDING.get(ending_of(name).lower())


def ending_of(name: str) -> str:
    """Return the ending of a file name if it is a known one (`.pdf`, `.tar.gz`), or an empty string."""
    length = max((len(ending) for ending in _KIND_OF_ENDING if name.lower().endswith(ending)), default=0)
    return name[len(name) - length :]

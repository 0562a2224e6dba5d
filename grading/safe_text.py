"""Text from outside made safe for each destination: a terminal, a cell, a page, the gradebook.

In: names of students and of files, messages, notes: whatever a student or another program has written. Out: the same
text without what the destination would obey. Letters of every language stay, and so do the two joiners, with which
Persian names and emoji are written.
"""

import re
import unicodedata

_JOINERS = "\u200c\u200d"
_ENDS = ("Cc", "Cf", "Cs", "Zl", "Zp")  # categories that cannot be seen: controls, formats, halves, ends of lines
_TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # characters that turn the direction of writing
_CONTROLS = re.compile(f"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\ud800-\udfff\ufffe\uffff{_TURNS}]")
_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"  # narrow, full-width, small; the minus sign
_HIDDEN = '\\s"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\\x00-\\x1f\\x7f-\\x9f'
_FORMULA = re.compile(f"^(?:[\\t\\r\\n]|[{_HIDDEN}]*[{_STARTS}])")
_LATER_FORMULA = re.compile(f"((?:[;|\\n]|(?<=.)\\t)[{_HIDDEN}]*)(?=[{_STARTS}])", re.DOTALL)


def for_terminal(text: str) -> str:
    """Return a text that moves nothing in a terminal; tabs become spaces, and line feeds stay."""
    return "".join(
        " " if c in "\t\r" else c
        for c in whole(text)
        if c in "\t\r\n" or c in _JOINERS or unicodedata.category(c) not in _ENDS
    )


def for_cell(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe stands before what looks like a formula.

    That is also so behind a semicolon, a tab or a line end, which another spreadsheet takes for the end of a cell. A
    carriage return becomes a line feed, since writers of CSV put no quotes round it.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    later = _LATER_FORMULA.sub(r"\1'", lines)
    return f"'{later}" if is_formula(lines) else later


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet may take a cell with this text for a formula."""
    return bool(_FORMULA.match(text))


def for_page(text: str) -> str:
    """Return a text for a page that escapes HTML: without control characters, and none of it turns what follows."""
    return _CONTROLS.sub("", text) if _CONTROLS.search(text) else text


def for_database(text: str) -> str:
    """Return a text that SQLite stores and gives back: half a surrogate pair becomes a question mark."""
    return whole(text)


def whole(text: str) -> str:
    """Return a text in valid Unicode: half a surrogate pair becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()

"""Text of unknown origin – a file's name, what a website says – as one line that a terminal or a page can take."""

from __future__ import annotations


def printable(text: str, longest: int = 120) -> str:
    """Return text without line breaks, control signs and bytes that are no UTF-8; the middle of a long one is cut."""
    line = text.encode("utf-8", "backslashreplace").decode("utf-8").replace("`", "'")
    line = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
    return line if len(line) <= longest else f"{line[: longest * 2 // 3]}…{line[-longest // 4 :]}"

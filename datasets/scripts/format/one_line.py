"""Text from outside, such as a file name or the answer of a website, as one safe line for a terminal or a page."""

from __future__ import annotations


def one_line(text: str, max_length: int = 120) -> str:
    """Return text without line breaks, control characters and invalid UTF-8; the middle of a long text is cut out."""
    line = text.encode("utf-8", "backslashreplace").decode("utf-8").replace("`", "'")
    line = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line)
    return line if len(line) <= max_length else f"{line[: max_length * 2 // 3]}…{line[-max_length // 4 :]}"

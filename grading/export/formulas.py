"""Texts that a spreadsheet would run: a cell that begins with = + - @ is a formula there, from whoever it comes."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe stands before it if it looks like a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text

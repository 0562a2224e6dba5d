"""Text that can be sent, stored and shown, whatever a student has put into it."""

_CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}


def sendable(text: str) -> str:
    """The text with two halves of a surrogate pair joined, and U+FFFD for a half alone: it has no UTF-8."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def printable(text: str) -> str:
    """The text as pages and tables may hold it: sendable, without control characters."""
    return sendable(text).translate(_CONTROLS)

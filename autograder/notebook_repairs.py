"""Damage of a notebook's file that can be repaired: its encoding, and its JSON outside strings.

In: bytes, and the list to which a sentence about each repair is added. Out: text, and what the JSON holds.
"""

import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from functools import partial
from typing import Any

# The character of each byte in Windows-1252, by its `surrogateescape` code. Five undefined bytes become control
# characters, as in browsers.
_WINDOWS_1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}

# Matches all of a JSON text except commas before a closing bracket. A string without an end takes the rest of the file.
# A match of up to 99 parts saves memory if the file is 20 MB of quotes.
_WITHOUT_EXTRA_COMMAS = re.compile(
    r"""(?: [^",]+ | "[^"\\]*+(?:\\.[^"\\]*+)*+"? | ,(?!\s*[\]}]) ){1,99}""", re.DOTALL | re.VERBOSE
)


_loads = partial(json.loads, parse_int=float)  # int refuses more than 4,300 digits; no number of a notebook is used


class Unreadable(Exception):
    """The file is not a notebook that can be run; the message says why and what to do."""


def decoded(data: bytes, repairs: list[str]) -> str:
    """Return the text. No byte is dropped or replaced, since it may be part of the code."""
    if data[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
        repairs.append("the file was read as UTF-16, not as UTF-8")
        try:
            return data.decode("utf-16", "surrogatepass")
        except UnicodeDecodeError:
            raise Unreadable("The file is UTF-16 and incomplete: save the notebook and hand it in again.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        repairs.append("bytes of the file that are not UTF-8 were read as Windows-1252")
        return data.decode("utf-8-sig", "surrogateescape").translate(_WINDOWS_1252)


def parsed(text: str, repairs: list[str]) -> Any:
    """Return what the JSON holds, also if it has raw control characters or an extra comma."""
    try:
        return _loads(text)
    except RecursionError:
        raise Unreadable("The file is nested too deeply to be a notebook.") from None
    except ValueError as error:
        problem = error
    controls, commas = "the file's JSON had raw control characters", "the file's JSON had an extra comma"
    without_commas = "".join(_WITHOUT_EXTRA_COMMAS.findall(text))
    for attempt, strict, needed in (
        (text, False, [controls]),
        (without_commas, True, [commas]),
        (without_commas, False, [controls, commas]),
    ):
        try:
            table = _loads(attempt, strict=strict)
        except (ValueError, RecursionError):
            continue
        repairs += needed
        return table
    raise Unreadable(
        f"The file is not a notebook ({str(problem)[:100]}): open it in Jupyter, save it and hand it in again."
    )

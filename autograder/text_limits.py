"""How much text one submission leaves in the results: cut text by text, and all together.

In: a Verdict with whatever a student's code made it say. Out: the same Verdict with texts of a limited length. What is
counted are bytes as `results.jsonl` holds them, where a character takes up to twelve.
"""

import json
from collections.abc import Iterable
from dataclasses import replace

from autograder.results import CellError, Verdict

MAX_MESSAGE = 8_000  # bytes of a case's message
MAX_SENTENCE = 2_000  # of a repair, of the error of a cell, of a reason
MAX_MESSAGES = 300_000  # of all cases together
MAX_CELLS = 150_000  # of the errors of all cells
MAX_REPAIRS = 100_000
_AROUND = 40  # bytes of a line around each text
_LEFT_OUT = "… (left out: all messages together are too long)"


def with_limited_text(verdict: Verdict) -> Verdict:
    """Return the verdict with texts that fit."""
    messages = _Budget(MAX_MESSAGES)
    questions = tuple(
        replace(
            question,
            cases=tuple(
                replace(case, message=messages.cut(case.message, MAX_MESSAGE)) if case.message else case
                for case in question.cases
            ),
        )
        for question in verdict.questions
    )
    return replace(
        verdict,
        questions=questions,
        cells=_limited_cells(verdict.cells),
        repairs=limited_sentences(verdict.repairs),
        reason=cut(verdict.reason, MAX_SENTENCE),
    )


def limited_sentences(sentences: Iterable[str]) -> tuple[str, ...]:
    """Return the first sentences that fit, and how many were left out."""
    budget = _Budget(MAX_REPAIRS)
    found = [budget.cut(sentence, MAX_SENTENCE) for sentence in sentences]
    kept = [sentence for sentence in found if sentence != _LEFT_OUT]
    more = len(found) - len(kept)
    return tuple([*kept, f"and {more} more"] if more else kept)


def cut(text: str, most: int) -> str:
    """Return the text, or its beginning with a mark, in at most so many bytes."""
    if 12 * len(text) <= most or _size(text) <= most:
        return text
    short = text[:most]
    while _size(short) > most:
        short = short[: max(1, len(short) * most // _size(short) - 1)]
    return f"{short}…"


class _Budget:
    def __init__(self, most: int):
        self.left = most

    def cut(self, text: str, most: int) -> str:
        text = cut(text, most)
        if (size := _size(text)) > self.left:
            return _LEFT_OUT
        self.left -= size
        return text


def _limited_cells(cells: Iterable[CellError]) -> tuple[CellError, ...]:
    budget = _Budget(MAX_CELLS)
    found = [(cell, budget.cut(cell.error, MAX_SENTENCE)) for cell in cells]
    return tuple(replace(cell, error=error) for cell, error in found if error != _LEFT_OUT)


def _size(text: str) -> int:
    return len(json.dumps(text)) + _AROUND

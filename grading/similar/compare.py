"""Compare the students of a class with each other: which pairs share what few others have.

In: the code of all students and what is known to everybody. Out: `Pair`s, the most similar ones first.

Theory of operation. The canonical text of each statement goes through copydetect, which takes the names out and makes a
fingerprint of each piece of 25 characters: renamed variables, other comments and another order change nothing. Pieces
of the starter and of the known answers are taken out. A piece that two students share counts as much as it is rare:
log(N / n), where n of N students have it. So what everybody writes alike counts nothing, and short common answers do
not drown the rest.

A student who gave a whole known answer has no piece of it left. That two students chose the same known answers says
little once, and more in question after question: each equal choice counts log(N / n), each unequal one takes a point
away, and the sum is never below 0.
"""

import io
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from copydetect import CodeFingerprint

from grading.similar.canonical import Chunk
from grading.similar.student_code import Known, StudentCode

PIECE = 25  # characters of a fingerprint, without names and spaces
LEAST_CLASS = 20  # students: in a smaller class, rarity is counted as in one of this size
MAX_HOLDERS = 40  # a piece that more students have says nothing about a pair; this also bounds the work
FILE = "answers.py"  # its ending tells copydetect the language


@dataclass(frozen=True)
class Pair:
    """Two students in the order of their names: points, the shared lines of both texts, and equal known answers.

    `lines` are the numbers of the lines, from 0, in the text of each student. `same_known` are the questions that both
    answered with the same known answer, `of_known` the number of those that both answered with any known answer.
    """

    first: StudentCode
    second: StudentCode
    points: float
    lines: tuple[frozenset[int], frozenset[int]]
    same_known: tuple[str, ...]
    of_known: int


def similar_pairs(class_code: Sequence[StudentCode], known: Known, most: int) -> list[Pair]:
    """Return the pairs with the most points, at most `most`; pairs without any point are left out."""
    ordered = sorted(class_code, key=lambda code: code.student)
    known_pieces = {piece for chunk in known.chunks for piece in _places(chunk)}
    pieces = [{p for chunk in code.chunks for p in _places(chunk)} - known_pieces for code in ordered]
    size = max(LEAST_CLASS, len(ordered))
    points: dict[tuple[int, int], float] = defaultdict(float)
    _add_pieces(points, pieces, size)
    _add_known(points, ordered, known.forms, size)
    best = sorted(points, key=lambda pair: (-round(points[pair], 6), pair))[:most]
    return [
        _pair(ordered[i], ordered[j], points[i, j], pieces[i] & pieces[j], known.forms)
        for i, j in best
        if points[i, j] > 0
    ]


def _add_pieces(points: dict[tuple[int, int], float], pieces: Sequence[set[int]], size: int) -> None:
    holders: dict[int, list[int]] = defaultdict(list)
    for student, own in enumerate(pieces):
        for piece in own:
            holders[piece].append(student)
    together = Counter(tuple(who) for who in holders.values() if 2 <= len(who) <= MAX_HOLDERS)
    for who, count in together.items():
        for pair in combinations(who, 2):
            points[pair] += count / PIECE * math.log(size / len(who))


def _add_known(
    points: dict[tuple[int, int], float], class_code: Sequence[StudentCode], known: frozenset[str], size: int
) -> None:
    choices = [_known_of(code, known) for code in class_code]
    counts = Counter(choice for own in choices for choice in own.items())
    for i, j in combinations(range(len(class_code)), 2):
        both = choices[i].keys() & choices[j].keys()
        same = [question for question in both if choices[i][question] == choices[j][question]]
        value = sum(math.log(size / counts[question, choices[i][question]]) for question in same)
        points[i, j] += max(0.0, value - (len(both) - len(same)))


def _known_of(code: StudentCode, known: frozenset[str]) -> dict[str, str]:
    return {question: form for question, form in code.forms.items() if form in known}


@cache
def _places(chunk: Chunk) -> dict[int, tuple[tuple[int, int], ...]]:
    """Return the fingerprints of a chunk, and for each one the lines of the source that it covers."""
    prints = CodeFingerprint(FILE, PIECE, 1, fp=io.StringIO(chunk.text))
    starts = np.cumsum([0, *(len(line) + 1 for line in chunk.text.splitlines())])
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for piece, places in prints.hash_idx.items():
        lines = set()
        for place in places:
            left, right = (_unfiltered(prints, at) for at in (place, place + PIECE - 1))
            rows = np.searchsorted(starts, [left, right], side="right") - 1
            lines |= set(chunk.lines[rows[0] : rows[1] + 1])
        found[int(piece)] = tuple(sorted(lines))
    return found


def _unfiltered(prints: CodeFingerprint, index: int) -> int:
    """Return where a character of the filtered text is in the canonical text."""
    row = max(0, int(np.searchsorted(prints.offsets[:, 0], index, side="right")) - 1)
    return index + int(prints.offsets[row, 1])


def _pair(first: StudentCode, second: StudentCode, points: float, shared: set[int], known: frozenset[str]) -> Pair:
    one, two = _known_of(first, known), _known_of(second, known)
    both = one.keys() & two.keys()
    same = tuple(question for question in one if question in both and one[question] == two[question])
    return Pair(first, second, points, (_marked(first, shared), _marked(second, shared)), same, len(both))


def _marked(code: StudentCode, shared: set[int]) -> frozenset[int]:
    spans: Iterable[tuple[int, int]] = (
        span for chunk in code.chunks for piece, spans in _places(chunk).items() if piece in shared for span in spans
    )
    return frozenset(line for first, last in spans for line in range(first, last + 1))

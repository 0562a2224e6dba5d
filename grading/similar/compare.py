"""Compare the students of a class with each other: which pairs share what few others have.

In: the code of all students and what is known to everybody. Out: `Pair`s, the most similar ones first.

Theory of operation. copydetect turns code into text without names, comments and layout, and takes the fingerprint of
each piece of 25 characters: renamed variables, other comments and another order change nothing. Pieces of the starter
and of the known answers are taken out. A piece that two students share counts as many points as it is rare:
log(N / n), where n of N students have it. So what everybody writes alike counts nothing, and short common answers do
not drown the rest.

Some functions are whole known answers, and no piece of them is left. That two students gave the same known answer says
little once, and more if it happens in question after question: it counts log(N / n) for each question.
"""

import io
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from copydetect import CodeFingerprint
from copydetect.detector import compare_files

from grading.similar.student_code import StudentCode

PIECE = 25  # characters of a fingerprint, without names and spaces
LEAST_CLASS = 20  # students: in a smaller class, rarity is counted as in one of this size
MAX_HOLDERS = 40  # a piece that more students have says nothing about a pair; this also bounds the work
FILE = "answers.py"  # its ending tells copydetect the language


@dataclass(frozen=True)
class Pair:
    """Two students in the order of their names: points, the shared parts of both texts, and equal known answers.

    `spans` are pairs of a start and an end in the text of each student. `same_known` are the questions that both
    answered with the same known answer, `of_known` those that both answered with any known answer.
    """

    first: StudentCode
    second: StudentCode
    points: float
    spans: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]
    same_known: tuple[str, ...]
    of_known: int


def similar_pairs(
    class_code: Sequence[StudentCode], known: Sequence[str], stubs: set[str], known_forms: set[str], most: int
) -> list[Pair]:
    """Return the pairs with the most points, at most `most`; pairs without any point are left out."""
    known_pieces = {piece for source in known for piece in _fingerprint(source).hashes}
    prints = [_without(_fingerprint(code.text), known_pieces) for code in class_code]
    size = max(LEAST_CLASS, len(class_code))
    points: dict[tuple[int, int], float] = defaultdict(float)
    _add_pieces(points, [each.hashes for each in prints], size)
    _add_known(points, class_code, stubs, known_forms, size)
    best = sorted(points, key=lambda pair: (-round(points[pair], 6), pair))[:most]
    return [_pair(class_code, prints, pair, points[pair], stubs, known_forms) for pair in best if points[pair] > 0]


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
    points: dict[tuple[int, int], float],
    class_code: Sequence[StudentCode],
    stubs: set[str],
    known_forms: set[str],
    size: int,
) -> None:
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for student, code in enumerate(class_code):
        for question, form in code.forms.items():
            if form in known_forms and form not in stubs:
                holders[question, form].append(student)
    for who in holders.values():
        if len(who) > 1:
            for pair in combinations(who, 2):
                points[pair] += math.log(size / len(who))


def _fingerprint(text: str) -> CodeFingerprint:
    return CodeFingerprint(FILE, PIECE, 1, fp=io.StringIO(text))


def _without(prints: CodeFingerprint, known: set[int]) -> CodeFingerprint:
    """Take the known pieces out. copydetect's own way to do so also drops pieces that a text has twice."""
    prints.hashes = prints.hashes - known
    prints.hash_idx = {piece: places for piece, places in prints.hash_idx.items() if piece in prints.hashes}
    return prints


def _pair(
    class_code: Sequence[StudentCode],
    prints: Sequence[CodeFingerprint],
    pair: tuple[int, int],
    points: float,
    stubs: set[str],
    known_forms: set[str],
) -> Pair:
    one, other = pair if class_code[pair[0]].student <= class_code[pair[1]].student else pair[::-1]
    first, second = class_code[one], class_code[other]
    _, _, slices = compare_files(prints[one], prints[other])
    both = _known_of(first, stubs, known_forms).keys() & _known_of(second, stubs, known_forms).keys()
    same = tuple(q for q in first.forms if q in both and first.forms[q] == second.forms[q])
    spans = (_spans(slices[0], first.text), _spans(slices[1], second.text))
    return Pair(first, second, points, spans, same, len(both))


def _known_of(code: StudentCode, stubs: set[str], known_forms: set[str]) -> Mapping[str, str]:
    return {question: form for question, form in code.forms.items() if form in known_forms and form not in stubs}


def _spans(slices: np.ndarray, text: str) -> tuple[tuple[int, int], ...]:
    """Return the shared parts as whole lines, so that a person can read them."""
    if slices.size == 0:
        return ()
    lines: list[tuple[int, int]] = []
    for start, end in sorted(zip(slices[0].astype(int).tolist(), slices[1].astype(int).tolist(), strict=True)):
        left = text.rfind("\n", 0, max(0, start)) + 1
        right = text.find("\n", min(end, len(text)) - 1)
        right = len(text) if right < 0 else right
        if lines and left <= lines[-1][1] + 1:
            lines[-1] = (lines[-1][0], max(right, lines[-1][1]))
        elif right > left:
            lines.append((left, right))
    return tuple(lines)

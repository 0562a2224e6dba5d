"""Which row of a teacher's file belongs to which graded student.

In: for each row the texts that say who it is, and the graded students. Out: the pairs, and a sentence for everybody
without one. Nobody is guessed: a name that two rows have matches neither, and two students who match one row get none.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from grading.export.final_scores import FinalScore

_MOODLE = re.compile(r"^(.*)_(\d{1,18})_(assignsubmission|assignfeedback)_([a-z]+)_?(.*)$", re.DOTALL)


@dataclass(frozen=True)
class Matches:
    """The final score of each row that has one, and sentences about the graded students without a row."""

    by_row: Mapping[int, FinalScore]
    problems: tuple[str, ...]


def match(
    rows: Mapping[int, Sequence[str]],
    scores: Sequence[FinalScore],
    by_id: Callable[[FinalScore], Iterable[int]],
) -> Matches:
    """Match by the platform's own number if there is one, and otherwise by a name that exactly one row has.

    Parameters
    ----------
    rows:
        For each row its identities: a name, an e-mail address, a login, a number.
    by_id:
        Returns the rows that a submission belongs to by the numbers in its file name; several for a group.
    """
    by_name: dict[str, set[int]] = defaultdict(set)
    for row, identities in rows.items():
        for identity in identities:
            for key in name_keys(identity):
                by_name[key].add(row)
    found: dict[int, list[FinalScore]] = defaultdict(list)
    problems = []
    for score in scores:
        numbered = list(by_id(score))
        named = {row for key in name_keys(score.student) for row in by_name.get(key, ())}
        own = numbered or sorted(named)
        if not own:
            problems.append(f"{score.student} is graded and has no row.")
        elif len(own) > 1 and not numbered:
            problems.append(f"{score.student} is the name of {len(own)} rows: enter this mark by hand.")
        else:
            for row in own:
                found[row].append(score)
    for several in found.values():
        if len(several) > 1:
            names = ", ".join(score.student for score in several)
            problems.append(f"{names} belong to the same row: enter this mark by hand.")
    return Matches({row: own[0] for row, own in found.items() if len(own) == 1}, tuple(problems))


def name_keys(name: str) -> set[str]:
    """Return the forms in which a name is compared: letters and digits only, also with `Last, First` turned round."""
    last, comma, first = name.partition(",")
    return {key for key in (plain_key(name), plain_key(f"{first} {last}") if comma else "") if key}


def plain_key(text: str) -> str:
    """Return the letters and digits of a text, without case, for comparison only."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in composed if unicodedata.category(c)[0] in "LMN" or c in "@+") or _symbols(composed)


def _symbols(text: str) -> str:
    """Return a name without any letter (an emoji) as it is, without what cannot be seen."""
    return "".join(c for c in text if unicodedata.category(c)[0] not in "CZ" and c not in "_'")


def moodle_parts(score: FinalScore) -> tuple[str, int] | None:
    """Return the name and the number that Moodle put in front of the path of a submission, or None.

    What follows in the path is named by the student.
    """
    for part in (score.student, score.attempt.submission.partition("/")[0]):
        if found := _MOODLE.match(part):
            return found.group(1), int(found.group(2))
    return None


def canvas_parts(score: FinalScore) -> tuple[str, int, int, str] | None:
    """Return what Canvas put into the name of a file, or None: the name, two numbers, and what stands before the file.

    As Canvas does, the first two parts that are all digits are the numbers of the user and of the attachment.
    """
    tokens = score.attempt.submission.partition("/")[0].split("_")
    numbers = [i for i, token in enumerate(tokens) if re.fullmatch(r"[0-9]{1,18}", token)][:2]
    if len(numbers) < 2 or numbers[0] == 0 or numbers[1] == len(tokens) - 1:
        return None
    user, attachment = (int(tokens[i]) for i in numbers)
    name = "".join(token for token in tokens[: numbers[0]] if token != "LATE")
    return name, user, attachment, "_".join(tokens[: numbers[1] + 1])

"""Which known wrong answer a submission gives, if it gives one. A diagnosis changes words only, never points.

Theory of operation. The known answers of a question, wrong and right, are run once for all students
(`learn_mistakes.py`). For each case the digests of what it was told are kept (`Fingerprint`). A student's failed case
is recognised if its digest is that of a wrong answer and of no right one. Nothing is learned from a student.

One cause gets one explanation. A question's failed cases are explained by as few wrong answers as possible: by the one
that fails in exactly these cases, in the same way; else by the one that explains most of them, and so on. An answer to
all calls of a case explains it better than one to the calls that the case heard before it ended. Where wrong answers
with different sentences explain a case equally well, none is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Fingerprint = tuple[str, str]  # the digests of values, and of exactly what came
Given = tuple[Fingerprint | None, Fingerprint | None]  # the answers to all calls of a case, and those that it heard
Found = Mapping[str, Given]  # by the name of the case: of the failed cases of a question


@dataclass(frozen=True)
class KnownMistake:
    """A wrong answer: the sentence for its author, and what it gives in each case that it fails."""

    sentence: str
    cases: Mapping[str, Given]


@dataclass(frozen=True)
class KnownAnswers:
    """What the known answers of a question give: the wrong ones, and for each case the right ones, with their forms
    call by call."""

    mistakes: tuple[KnownMistake, ...] = ()
    right: Mapping[str, tuple[Fingerprint, ...]] | None = None
    forms: Mapping[str, tuple[tuple[str, ...], ...]] | None = None

    def forms_of(self, case: str) -> Sequence[tuple[str, ...]]:
        """The forms of the right answers to each call of a case."""
        return (self.forms or {}).get(case, ())


Known = Mapping[str, KnownAnswers]  # by the name of the question


@dataclass(frozen=True)
class _Explanation:
    """The failed cases that a wrong answer explains: wholly, or by what they heard."""

    mistake: KnownMistake
    wholly: frozenset[str]
    heard: frozenset[str]


def diagnose(found: Found, known: KnownAnswers) -> dict[str, str]:
    """Return the sentence of each failed case that a known wrong answer explains."""
    every = [_explanation(found, mistake, known) for mistake in known.mistakes]
    alike = [one for one in every if one.wholly and _fails_alike(found, one)]
    said = _named([(one, one.wholly) for one in alike], found) if alike else {}
    if alike:
        return said
    said = _named([(one, one.wholly) for one in every], found)
    still_open = {case: given for case, given in found.items() if case not in said}
    known_causes = [(one, one.heard) for one in every if one.mistake.sentence in said.values()]
    for causes in (known_causes, [(one, one.heard) for one in every]):
        new = _named(causes, still_open)
        said |= new
        still_open = {case: given for case, given in still_open.items() if case not in new}
    return said


def _fails_alike(found: Found, one: _Explanation) -> bool:
    """Tell whether the wrong answer fails in exactly these cases, and in each that gave an answer in the same way."""
    cases = one.mistake.cases
    return cases.keys() == found.keys() and all(
        case in one.wholly or given[0] is cases[case][0] is None for case, given in found.items()
    )


def _named(explanations: Sequence[tuple[_Explanation, frozenset[str]]], found: Found) -> dict[str, str]:
    """Explain these cases by as few wrong answers as possible; leave out what two sentences explain equally well."""
    still_open, said = set(found), dict[str, str]()
    while True:
        ranked = [
            ((len(cases & still_open), -len(one.mistake.cases.keys() - found.keys())), one, cases & still_open)
            for one, cases in explanations
        ]
        best = max((rank for rank, _, _ in ranked), default=(0, 0))
        if not best[0]:
            return said
        first = [(one, cases) for rank, one, cases in ranked if rank == best]
        _, cases = first[0]
        sentences = {one.mistake.sentence for one, others in first if others == cases}
        if len(sentences) == 1:
            said |= dict.fromkeys(cases, sentences.pop())
        still_open -= cases


def _explanation(found: Found, mistake: KnownMistake, known: KnownAnswers) -> _Explanation:
    wholly, heard = set(), set()
    for case, given in found.items():
        right = (known.right or {}).get(case, ())
        wrong = mistake.cases.get(case, (None, None))
        if _same(given[0], wrong[0], right):
            wholly.add(case)
        if _same(given[1], wrong[1], right):
            heard.add(case)
    return _Explanation(mistake, frozenset(wholly), frozenset(heard))


def _same(given: Fingerprint | None, wrong: Fingerprint | None, right: Sequence[Fingerprint]) -> bool:
    """Tell whether the student's answers are those of the wrong answer, and of no right one."""
    if given is None or wrong is None:
        return False
    return any(given[i] == wrong[i] and given[i] not in {one[i] for one in right} for i in (0, 1))

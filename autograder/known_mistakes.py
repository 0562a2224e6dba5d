"""Which known wrong answer a submission gives, if it gives one. A diagnosis changes words only, never points.

Theory of operation. The known answers of a question, wrong and right, are run once, before the first student
(`learn_mistakes.py`). For each case the `Fingerprint` of what it was told is kept. A student's failed case is
recognised if its fingerprint is that of a wrong answer and of no right one. Nothing is learned from a student.

One cause gets one explanation. A question's failed cases are explained by as few wrong answers as possible: by the one
that fails in exactly these cases, in the same way; else by the one that explains most of them, and so on. Where wrong
answers with different sentences explain a case equally well, none is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.case_messages import Form
from autograder.notebook_feedback.fingerprints import Fingerprint

Found = Mapping[str, Fingerprint | None]  # of the failed cases of a question; None where a process did not answer


@dataclass(frozen=True)
class KnownMistake:
    """A wrong answer: the sentence for its author, and what it gives in each case that it fails."""

    sentence: str
    cases: Mapping[str, Fingerprint | None]


@dataclass(frozen=True)
class KnownAnswers:
    """What the known answers of a question give: the wrong ones, and for each case the right ones, with their forms
    call by call."""

    mistakes: tuple[KnownMistake, ...] = ()
    right: Mapping[str, tuple[Fingerprint, ...]] | None = None
    forms: Mapping[str, tuple[tuple[Form, ...], ...]] | None = None

    def is_right(self, case: str, found: Fingerprint) -> tuple[bool, bool]:
        """Whether a right answer gives the same values in this case, and whether one gives exactly the same."""
        right = (self.right or {}).get(case, ())
        return found.values in {one.values for one in right}, found.exact in {one.exact for one in right}

    def forms_of(self, case: str) -> Sequence[tuple[Form, ...]]:
        """The forms of the right answers to each call of a case."""
        return (self.forms or {}).get(case, ())


Known = Mapping[str, KnownAnswers]  # by the name of the question


def diagnose(found: Found, known: KnownAnswers) -> dict[str, str]:
    """Return the sentence of each failed case that a known wrong answer explains."""
    explains = [(mistake, _explained(found, mistake, known)) for mistake in known.mistakes]
    for mistake, cases in explains:
        same = mistake.cases.keys() == found.keys()
        if same and cases and all(case in cases or found[case] is mistake.cases[case] is None for case in found):
            break
    else:
        return _by_most_cases(explains, found)
    whole = {
        other.sentence for other, theirs in explains if theirs == cases and other.cases.keys() == mistake.cases.keys()
    }
    return dict.fromkeys(cases, mistake.sentence) if len(whole) == 1 else {}


def _by_most_cases(explains: Sequence[tuple[KnownMistake, set[str]]], found: Found) -> dict[str, str]:
    open_cases, said = set(found), dict[str, str]()
    while True:
        ranked = [(len(cases & open_cases), -len(m.cases.keys() - found.keys()), m, cases) for m, cases in explains]
        best = max((rank[:2] for rank in ranked), default=(0, 0))
        if not best[0]:
            return said
        first = [(mistake, cases & open_cases) for *rank, mistake, cases in ranked if tuple(rank) == best]
        _, cases = first[0]
        sentences = {mistake.sentence for mistake, others in first if others == cases}
        if len(sentences) == 1:
            said |= dict.fromkeys(cases, sentences.pop())
        open_cases -= cases


def _explained(found: Found, mistake: KnownMistake, known: KnownAnswers) -> set[str]:
    """Return the failed cases in which the student's results are those of the wrong answer and of no right one."""
    cases = set()
    for case, fingerprint in found.items():
        wrong = mistake.cases.get(case)
        if fingerprint is None or wrong is None:
            continue
        right_values, right_exactly = known.is_right(case, wrong)
        same_values = fingerprint.values == wrong.values and not right_values
        if same_values or (fingerprint.exact == wrong.exact and not right_exactly):
            cases.add(case)
    return cases

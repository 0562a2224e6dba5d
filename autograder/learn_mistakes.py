"""Known answers, wrong and right -> what they give in each case: run once for all students, like a student's.

In: notebooks of right answers, notebooks of wrong ones, and the plans of the cases. Out: for each question its
`KnownAnswers`. The answers are ours, and they run behind the walls and within limits all the same.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from autograder.case_messages import Form, Summary
from autograder.case_runner import CaseRun
from autograder.host.call_plans import Plans
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.judge import parameters
from autograder.learn_plans import KnownNotebook, patient
from autograder.notebook_feedback.fingerprints import Fingerprint
from autograder.notebook_feedback.known_mistakes import Given, Known, KnownAnswers, KnownMistake
from autograder.notebook_reader import read
from autograder.otter_tests import ExceptionTestFile
from autograder.question_runner import QuestionRun, run_cases
from autograder.results import Limits


def learn_mistakes(
    right: Sequence[KnownNotebook],
    wrong: Sequence[KnownNotebook],
    tests: Sequence[ExceptionTestFile],
    zygote: Zygote,
    *,
    limits: Limits,
    plans: Plans,
    files: Mapping[str, bytes] | None = None,
) -> Known:
    """Return what the known answers of each question give."""

    def run(notebook: KnownNotebook, limits: Limits) -> Iterator[tuple[QuestionRun, CaseRun]]:
        """Each case of the questions that the notebook answers, after it has run."""
        questions = [test for test in tests if test.name in notebook.sentences]
        cells, _ = read(notebook.content)
        with SandboxedNotebook(zygote, cells, files or {}, limits, parameters(questions)) as answers:
            answers.run()
            asked = [QuestionRun(test, plans, keep=True) for test in questions]
            run_cases(asked, answers, random.Random(0))
        yield from ((one, case) for one in asked for case in one.cases)

    passed: dict[str, list[tuple[str, Summary]]] = defaultdict(list)
    for notebook in right:
        for question, case in run(notebook, patient(limits)):
            if case.outcome == "passed":
                passed[question.test.name].append((case.name, case.told))
    mistakes: dict[str, list[KnownMistake]] = defaultdict(list)
    for notebook in wrong:
        failed: dict[str, dict[str, Given]] = {name: {} for name in notebook.sentences}
        for question, case in run(notebook, limits):
            if case.outcome != "passed":
                failed[question.test.name][case.name] = case.told.given
        for name, sentence in notebook.sentences.items():
            mistakes[name].append(KnownMistake(sentence, failed[name]))
    return {test.name: known_answers_of(passed[test.name], mistakes[test.name]) for test in tests}


def known_answers_of(passed: Iterable[tuple[str, Summary]], mistakes: Iterable[KnownMistake] = ()) -> KnownAnswers:
    """Return what the known answers to one question give.

    `passed` are the names of the cases that right answers passed, each with what one of these answers told it.
    """
    fingerprints: dict[str, set[Fingerprint]] = defaultdict(set)
    forms: dict[str, list[set[Form]]] = defaultdict(list)
    for case, told in passed:
        if told.told:
            fingerprints[case] |= {told.told, *told.heard}
            _add(forms[case], told.forms)
    return KnownAnswers(
        tuple(mistakes),
        {case: tuple(sorted(found, key=str)) for case, found in fingerprints.items()},
        {case: tuple(tuple(sorted(one)) for one in found) for case, found in forms.items()},
    )


def together(parts: Sequence[Known]) -> Known:
    """Return what several parts of the known answers give: all wrong ones in their order, and the right ones, which are
    in one part."""
    return {
        name: KnownAnswers(
            tuple(mistake for part in parts for mistake in part[name].mistakes),
            {case: found for part in parts for case, found in (part[name].right or {}).items()},
            {case: found for part in parts for case, found in (part[name].forms or {}).items()},
        )
        for name in parts[0]
    }


def _add(known: list[set[Form]], forms: Sequence[Form]) -> None:
    """Add the forms of one answer, call by call."""
    known += [set() for _ in range(len(forms) - len(known))]
    for one, form in zip(known, forms, strict=False):
        one.add(form)

"""Known right answers -> Plans: they are judged once, behind the walls like a student's, before the first student."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from autograder.case_runner import CaseRun
from autograder.host.call_plans import CachedPass, CaseKey, Plan, Plans
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.judge import parameters
from autograder.notebook_reader import read
from autograder.otter_tests import ExceptionTestFile
from autograder.question_runner import QuestionRun, run_cases
from autograder.results import Limits

Passes = Mapping[CaseKey, CachedPass]  # of one notebook
_PATIENCE = 10  # times the limits of a student: a slow moment of the machine must not change what is learned


class KnownNotebook(NamedTuple):
    """A notebook of known answers.

    `sentences` has the questions that are judged, each with its author's sentence, which is empty for a reference. The
    other questions are answered by the references again.
    """

    content: bytes
    sentences: Mapping[str, str]


def learn(
    notebooks: Sequence[KnownNotebook],
    tests: Sequence[ExceptionTestFile],
    zygote: Zygote,
    *,
    limits: Limits,
    files: Mapping[str, bytes] | None = None,
) -> Plans:
    """Return the plans of the cases. `notebooks` hold right answers, those of the references first."""
    files = files or {}
    calls = {
        key: Plan(tuple(run.body._get_func_params()), tuple(run.calls))
        for key, run in _passed(notebooks[0], {}, tests, zygote, limits, files).items()
        if run.calls is not None
    }
    planned = _passed(notebooks[0], calls, tests, zygote, limits, files) if calls else {}
    stable = {key: calls[key] for key, run in planned.items() if run.answers_digest is not None}
    plans = with_passes(stable, [_passes(planned)])
    others = [learn_passes(other, plans, tests, zygote, limits=limits, files=files) for other in notebooks[1:]]
    return with_passes(plans, others)


def learn_passes(
    notebook: KnownNotebook,
    plans: Plans,
    tests: Sequence[ExceptionTestFile],
    zygote: Zygote,
    *,
    limits: Limits,
    files: Mapping[str, bytes],
) -> Passes:
    """Return what one notebook of right answers passes in the cases that have a plan."""
    return _passes(_passed(notebook, plans, tests, zygote, limits, files)) if plans else {}


def with_passes(plans: Plans, passes: Sequence[Passes]) -> Plans:
    """Return the plans with the passes of several notebooks."""
    return {
        key: replace(plan, passes=plan.passes | {found[key] for found in passes if key in found})
        for key, plan in plans.items()
    }


def _passed(
    notebook: KnownNotebook,
    plans: Plans,
    tests: Sequence[ExceptionTestFile],
    zygote: Zygote,
    limits: Limits,
    files: Mapping[str, bytes],
) -> dict[CaseKey, CaseRun]:
    """The cases that pass: all of them without plans, else only those that have one."""
    with SandboxedNotebook(zygote, read(notebook.content)[0], files, patient(limits), parameters(tests)) as answers:
        answers.run()
        questions = [QuestionRun(test, plans, record=not plans) for test in tests if test.name in notebook.sentences]
        for question in questions if plans else ():
            question.cases = [run for run in question.cases if run.plan]
        run_cases(questions, answers, random.Random(0))
    return {run.key: run for question in questions for run in question.cases if run.outcome == "passed"}


def _passes(passed: Mapping[CaseKey, CaseRun]) -> Passes:
    """The cached passes; where a picture is kept, the case is always run."""
    return {
        key: run.answers_digest
        for key, run in passed.items()
        if run.answers_digest is not None and run.evidence is None
    }


def patient(limits: Limits) -> Limits:
    """Return limits that no right answer comes near, however slow the machine is."""
    return replace(
        limits, cell=_PATIENCE * limits.cell, case=_PATIENCE * limits.case, submission=_PATIENCE * limits.submission
    )

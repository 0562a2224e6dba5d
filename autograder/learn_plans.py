"""Known right answers -> Plans: they are judged once, behind the walls like a student's, before the first student."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from autograder.case_runner import CaseRun
from autograder.host.call_plans import CachedPass, CaseKey, Plan, Plans
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.judge import parameters
from autograder.notebook_reader import read
from autograder.otter_tests import ExceptionTestFile
from autograder.question_runner import QuestionRun, run_cases
from autograder.results import Limits

_PATIENCE = 10  # times the limits of a student: a slow moment of the machine must not change what is learned


def learn(
    notebooks: Sequence[bytes],
    tests: Sequence[ExceptionTestFile],
    zygote: Zygote,
    *,
    limits: Limits,
    files: Mapping[str, bytes] | None = None,
) -> Plans:
    """Return the plans of the cases. `notebooks` are right answers to all questions, the references first."""

    def passed(notebook: bytes, plans: Plans) -> dict[CaseKey, CaseRun]:
        """The cases that pass: all of them without plans, else only those that have one."""
        with SandboxedNotebook(zygote, read(notebook)[0], files or {}, patient(limits), parameters(tests)) as answers:
            answers.run()
            questions = [QuestionRun(test, plans, record=not plans) for test in tests]
            for question in questions if plans else ():
                question.cases = [run for run in question.cases if run.plan]
            run_cases(questions, answers, random.Random(0))
        return {run.key: run for question in questions for run in question.cases if run.outcome == "passed"}

    plans: dict[CaseKey, Plan] = {}
    for key, run in passed(notebooks[0], {}).items():
        if run.calls is not None:
            plans[key] = Plan(tuple(run.body._get_func_params()), tuple(run.calls))
    passes: dict[CaseKey, set[CachedPass]] = defaultdict(set)
    for notebook in notebooks if plans else ():
        for key, run in passed(notebook, plans).items():
            if run.answers_digest is not None:  # a case that returns a picture is always run: the picture is kept
                passes[key] |= {run.answers_digest} if run.evidence is None else set()
        plans = {key: replace(plan, passes=frozenset(passes[key])) for key, plan in plans.items() if key in passes}
    return plans


def patient(limits: Limits) -> Limits:
    """Return limits that no right answer comes near, however slow the machine is."""
    return replace(
        limits, cell=_PATIENCE * limits.cell, case=_PATIENCE * limits.case, submission=_PATIENCE * limits.submission
    )

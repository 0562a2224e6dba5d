"""One submission -> one Verdict, by Otter's own test files, run in this process against proxies."""

import hashlib
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from autograder.case_runner import readable
from autograder.drawn_pictures import DrawingCall, drawn_pictures
from autograder.host.call_plans import Plans
from autograder.host.errors import ZygoteBroken
from autograder.host.memory_limit import limited_memory
from autograder.host.sandboxed_notebook import SandboxedNotebook
from autograder.host.zygote_process import Zygote
from autograder.notebook_feedback.known_mistakes import Known
from autograder.notebook_reader import Cell, read
from autograder.notebook_repairs import Unreadable
from autograder.otter_tests import ExceptionTestFile
from autograder.question_runner import QuestionRun, run_cases
from autograder.results import Limits, QuestionResult, Verdict
from autograder.text_limits import with_limited_text
from autograder.wire.text import sendable

_LONGEST_REASON = 2000  # characters


def load(paths: Sequence[Path]) -> list[ExceptionTestFile]:
    """Read test files as Otter does."""
    tests = [ExceptionTestFile.from_string(path.read_text(encoding="utf-8"), str(path)) for path in paths]
    for body in (case.body for test in tests for case in test.test_cases):
        body._get_func_params = partial(list, body._get_func_params())  # or Otter works it out for every submission
    return tests


def judge(
    notebook: bytes,
    tests: Sequence[ExceptionTestFile],
    zygote: Zygote,
    *,
    limits: Limits,
    files: Mapping[str, bytes] | None = None,
    show_hidden: bool = False,
    plans: Plans | None = None,
    cache: bool = True,
    known: Callable[[], Known] | None = None,
    draws: Sequence[DrawingCall] = (),
) -> Verdict:
    """Run a notebook behind the walls and its tests in this process.

    `files` are written beside the notebook; `show_hidden` lets hidden cases say what they found. Calls are made as in
    `plans`; with `cache`, cases may pass without being run. `known` gives what known answers give; it is asked only if
    an answer failed a case, and lets it name the mistake. `draws` are called last, and decide nothing. Never raises for
    what a submission does; raises ZygoteBroken where this machine or we are at fault.
    """
    wall, cpu = time.monotonic(), time.process_time()
    possible = float(sum(test.possible for test in tests))
    try:
        cells, repairs = read(notebook)
    except Unreadable as problem:
        used = time.process_time() - cpu
        reason = readable(str(problem)[:_LONGEST_REASON])
        return Verdict("unusable", 0.0, possible, used, time.monotonic() - wall, zygote.level, reason=reason)
    cells = _with_whole_characters(cells, repairs)
    with limited_memory(), SandboxedNotebook(zygote, cells, files or {}, limits, parameters(tests)) as answers:
        answers.run()
        asked = [QuestionRun(test, plans if cache else _without_passes(plans)) for test in tests]
        run_cases(asked, answers, order_of_cases(notebook, tests))
        drawn = tuple(drawn_pictures(answers, draws))
        cpu_s, wall_s = time.process_time() - cpu + answers.cpu_s, time.monotonic() - wall
    learned = known() if known and any(run.told.forms for one in asked for run in one.failed) else {}
    names = {test.name for test in tests}
    questions = tuple(one.result(show_hidden=show_hidden, known=learned, questions=names) for one in asked)
    repairs += [*_missing_checks(cells, tests), *_missing_functions(questions), *map(readable, answers.repairs)]
    verdict = Verdict(
        "graded",
        sum(result.score for result in questions),
        possible,
        cpu_s,
        wall_s,
        zygote.level,
        tuple(repairs),
        tuple(
            replace(answers.errors[index], error=readable(answers.errors[index].error))
            for index in sorted(answers.errors)
        ),
        questions,
        drawn=drawn,
    )
    return with_limited_text(verdict)


def order_of_cases(notebook: bytes, tests: Sequence[ExceptionTestFile]) -> random.Random:
    """Return what shuffles the cases: a generator seeded by the notebook and the tests, and by nothing else."""
    return random.Random(hashlib.sha256(notebook + b"".join(test.source.encode() for test in tests)).digest())


def parameters(tests: Sequence[ExceptionTestFile]) -> list[str]:
    """The names that the cases ask for."""
    return sorted({name for test in tests for case in test.test_cases for name in case.body._get_func_params()})


def _without_passes(plans: Plans | None) -> Plans:
    return {key: replace(plan, passes=frozenset()) for key, plan in (plans or {}).items()}


def _with_whole_characters(cells: Sequence[Cell], repairs: list[str]) -> list[Cell]:
    """The cells with U+FFFD in the place of half a surrogate pair, which JSON can hold and Python cannot run."""
    whole = [Cell(cell.index, sendable(cell.source)) for cell in cells]
    for cell, old in zip(whole, cells, strict=True):
        if "\ufffd" in cell.source and cell.source != old.source:
            repairs.append(f"cell {cell.index + 1} has half a character (a lone surrogate), which was replaced")
    return whole


def _missing_checks(cells: Sequence[Cell], tests: Sequence[ExceptionTestFile]) -> list[str]:
    sources = "\n".join(cell.source for cell in cells)
    gone = [
        test.name
        for test in tests
        if f'grader.check("{test.name}")' not in sources and f"grader.check('{test.name}')" not in sources
    ]
    if len(gone) > len(tests) / 2:
        return ["most check cells are gone; questions were found by their functions' names"] if gone else []
    return [f"the check cell of {name} is gone; the question was found by its function's name" for name in gone]


def _missing_functions(questions: Sequence[QuestionResult]) -> list[str]:
    """What became of each question's function that is not there."""
    gone = [q.cases[0].message for q in questions if q.cases and all(case.outcome == "missing" for case in q.cases)]
    return [message.removesuffix(".").replace("There is", "there is").replace("in your", "in the") for message in gone]


__all__ = ["ZygoteBroken", "judge", "load", "parameters"]

"""Otter's checks with the words for the student first.

In: an `otter.Notebook`. Out: the same, but what a check shows is in another order: the sentence, wrapped at words; the
picture or the drawing; the student's own line that failed; the traceback last and folded. The source of the test is not
shown. Where the results of a case are those of a known wrong answer, its sentence is said, and said once.

Where a notebook is graded, Otter's own checks stay as they are.
"""

import inspect
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from notebook_feedback.fingerprints import fingerprint
from notebook_feedback.known_mistakes import KnownAnswers, KnownMistake, diagnose
from notebook_feedback.recorder import Recorder
from notebook_feedback.show import Checked, CheckedAll, Finding, describe
from notebook_feedback.stubs import not_written
from otter.test_files import ExceptionTestFile
from otter.test_files.abstract_test import TestCaseResult

DIGESTS = Path(__file__).with_name("known_mistakes.json")


def with_sentences(grader: Any) -> Any:
    """Return a grader whose checks speak to the student; where Otter grades, the grader itself."""
    return grader if getattr(grader, "_grading_mode", False) else Grader(grader)


class Grader:
    """Stands for an `otter.Notebook`: checks are shown in other words, and all else is Otter's."""

    def __init__(self, notebook: Any):
        self._notebook = notebook
        self._folder = Path(getattr(notebook, "_tests_dir", "tests"))
        data = json.loads(DIGESTS.read_text(encoding="utf-8")) if DIGESTS.is_file() else {}
        self._known: Mapping[str, Any] = data.get("questions", {})

    def __getattr__(self, name: str) -> Any:
        return getattr(self._notebook, name)

    def check(self, question: str, global_env: Mapping[str, Any] | None = None) -> Checked:
        """Run the public checks of a question, on the names of the notebook."""
        return self._check(question, _names_of_caller(global_env))

    def check_all(self) -> CheckedAll:
        """Run the public checks of all questions, in the order of the lesson."""
        names = _names_of_caller(None)
        return CheckedAll(tuple(self._check(question, names) for question in self._questions()))

    def _questions(self) -> list[str]:
        there = sorted(path.stem for path in self._folder.glob("*.py") if path.stem != "__init__")
        order = list(self._known)
        return sorted(there, key=lambda name: order.index(name) if name in order else len(order))

    def _check(self, question: str, names: Mapping[str, Any]) -> Checked:
        path = self._folder / f"{question}.py"
        if not path.is_file():
            raise FileNotFoundError(f"There are no checks of {question!r}: {path} is missing.")
        test = ExceptionTestFile.from_string(path.read_text(encoding="utf-8"), path=str(path))
        findings = [self._run(test.name, case, names) for case in test.test_cases]
        test.test_case_results = [
            TestCaseResult(test_case=case, message=found.sentence, passed=found.passed)
            for case, found in zip(test.test_cases, findings, strict=True)
        ]
        return Checked(test, tuple(_said_once(findings, _known_answers(self._known.get(question, {})))))

    def _run(self, question: str, case: Any, names: Mapping[str, Any]) -> Finding:
        missing = [name for name in case.body._get_func_params() if name != "env" and names.get(name) is None]
        if missing:
            return Finding(case.name, sentence=f"Run the cell that defines {missing[0]} first.", not_run=True)
        recorder = Recorder(names)
        try:
            case.body.call_func(recorder)
        except Exception as error:
            stubs = [str(e) for _, _, e in recorder.calls if isinstance(e, NotImplementedError)]
            stubs += [str(error)] if isinstance(error, NotImplementedError) else []
            if stub := not_written(stubs[0] if stubs else None, question, self._questions()):
                return Finding(case.name, sentence=stub, untouched=True)
            return describe(case.name, error, names, given=fingerprint(recorder.calls))
        return Finding(case.name, passed=True)


def _names_of_caller(names: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return the names of the notebook: those of the frame that called this module."""
    frame = inspect.currentframe()
    while names is None and frame is not None:
        if frame.f_globals is not globals():
            names = frame.f_globals
        frame = frame.f_back
    return names or {}


def _known_answers(data: Mapping[str, Any]) -> KnownAnswers:
    mistakes = [
        KnownMistake(one["sentence"], {case: (tuple(given), tuple(given)) for case, given in one["cases"].items()})
        for one in data.get("mistakes", [])
    ]
    return KnownAnswers(tuple(mistakes))


def _said_once(findings: Sequence[Finding], known: KnownAnswers) -> list[Finding]:
    """Name the mistakes that are recognised; a case with the same cause as an earlier one refers to it."""
    failed = {one.name: (one.given, one.given) for one in findings if not one.passed}
    causes = diagnose(failed, known)
    first: dict[str, str] = {}
    said = []
    for one in findings:
        cause = causes.get(one.name)
        if cause and first.setdefault(cause, one.name) != one.name:
            cause = f"The same mistake as in “{first[cause]}”."
        said.append(one.saying(cause) if cause else one)
    return said

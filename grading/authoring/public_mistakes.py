"""What the known wrong answers give on public cases, as digests that students get: no answer can be read in them.

In: an assignment. Out: the content of `notebook_feedback/known_mistakes.json`. The answers run in this process, on the
public half of each test file, as a student's do in a notebook. It takes some seconds, so what is there is kept as long
as the sources that it was made from are the same.
"""

import contextlib
import hashlib
import io
import json
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assignments import course
from assignments.build.compose import cells_as_written, code_cells
from assignments.build.stubs import stub_cells
from assignments.build.test_files import public_half
from assignments.course import Assignment, Question
from autograder.notebook_feedback.fingerprints import Fingerprint, fingerprints
from autograder.notebook_feedback.recorder import Recorder
from autograder.otter_tests import ExceptionTestFile
from grading.authoring.known_answers import answers


def path_of(assignment: Assignment) -> Path:
    """Return the path of the digests in the folder that students get."""
    return assignment.folder / "notebook_feedback" / "known_mistakes.json"


def is_current(assignment: Assignment) -> bool:
    """Whether the committed digests were made from today's sources."""
    return list(_committed(assignment).items()) == list(digests(assignment).items())


def digests(assignment: Assignment) -> dict[str, Any]:
    """Return the questions in the order of the lesson, each with its digests; what is current is not made anew."""
    before = _committed(assignment)
    found: dict[str, Any] = {}
    for question in stub_cells(assignment, code_cells(cells_as_written(assignment))).values():
        sources = _digest_of_sources(assignment, question)
        old = before.get(question.name, {})
        found[question.name] = (
            old if old.get("sources") == sources else {"sources": sources, **_made(assignment, question)}
        )
    return found


def write(assignment: Assignment) -> list[Path]:
    """Write the digests if they are not current; return the paths that changed."""
    path, content = path_of(assignment), _as_json(digests(assignment))
    if path.is_file() and path.read_text(encoding="utf-8") == content:
        return []
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return [path]


def _committed(assignment: Assignment) -> dict[str, Any]:
    path = path_of(assignment)
    if not path.is_file():
        return {}
    questions: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["questions"]
    return questions


def _as_json(questions: Mapping[str, Any]) -> str:
    return json.dumps({"questions": questions}, indent=1, ensure_ascii=False) + "\n"


def _digest_of_sources(assignment: Assignment, question: Question) -> str:
    """Return a digest of all that decides what the answers to a question give."""
    whole = hashlib.blake2b(digest_size=12)
    whole.update(public_half(assignment.test_file(question.name), question).encode())
    name = question.name
    paths = [assignment.reference, *assignment.answer_files("wrong", name), *assignment.answer_files("accepted", name)]
    autograder = course.REPO_ROOT / "autograder"
    paths += sorted((autograder / "checks").glob("*.py"))
    paths += [autograder / "notebook_feedback" / name for name in ("fingerprints.py", "recorder.py")]
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _made(assignment: Assignment, question: Question) -> dict[str, Any]:
    path = assignment.test_file(question.name)
    test = ExceptionTestFile.from_string(public_half(path, question), str(path))
    right: dict[str, set[str]] = {}
    for source in ["", *(answer.source for answer in answers("accepted", assignment.slug, question.name))]:
        for case, _, given in _given(assignment, test, source):
            right.setdefault(case, set()).update(digest for one in given for digest in one)
    mistakes = []
    for answer in answers("wrong", assignment.slug, question.name):
        failed = {}
        twice = zip(*(_given(assignment, test, answer.source) for _ in range(2)), strict=True)
        for (case, passed, given), (_, _, again) in twice:
            if given and again and not passed:  # what is another the second time is chance, and names nobody's mistake
                same = (one if one == two else "" for one, two in zip(given[-1], again[-1], strict=True))
                failed[case] = ["" if digest in right[case] else digest for digest in same]
        if any(digest for pair in failed.values() for digest in pair):
            mistakes.append({"sentence": " ".join(answer.docstring.split()), "cases": failed})
    return {"mistakes": mistakes}


def _given(assignment: Assignment, test: Any, source: str) -> Iterator[tuple[str, bool, list[Fingerprint]]]:
    """Yield each case, whether an answer passes it, and the digests of what it was told; none where a call raised,
    since the words of an exception are others in another version of Python."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        names: dict[str, Any] = {"__name__": "__answer__"}
        exec(compile(assignment.reference.read_text(encoding="utf-8"), "<answer>", "exec"), names)
        exec(compile(source, "<answer>", "exec"), names)
        for case in test.test_cases:
            recorder, passed = Recorder(names), True
            try:
                case.body.call_func(recorder)
            except Exception:  # whatever a wrong answer makes the case raise, it does not pass
                passed = False
            raised = any(error is not None for _, _, error in recorder.calls)
            yield str(case.name), passed, [] if raised else fingerprints(recorder.calls)

"""What a check found, as HTML for a notebook and as text for a terminal."""

import linecache
import textwrap
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import numpy as np
from notebook_feedback.pictures import pictures

WIDTH = 88  # characters of a line of text
_OWN_LINE = "Your own line that failed"
_GREEN_TICK = '<span style="color: #2e7d32">✓</span>'
_RED_CROSS = '<span style="color: #c62828">✗</span>'
_MOST_NUMBERS = 60  # in an array that is shown as numbers


@dataclass(frozen=True)
class Finding:
    """What one case found. `sentence` is for the student; `drawing` is text in which columns stand below each other;
    `line` is the student's own line that failed; `given` are the digests of the answers."""

    name: str
    passed: bool = False
    sentence: str = ""
    drawing: str = ""
    pictures: str = ""
    line: str = ""
    traceback: str = ""
    untouched: bool = False
    not_run: bool = False
    given: Any = None

    def saying(self, cause: str) -> "Finding":
        """Return the same with the sentence of a recognised mistake."""
        return replace(self, sentence=cause)

    def text(self) -> str:
        """Return all that a terminal can show, the sentence first."""
        parts = [f"✗ {self.name}", textwrap.fill(self.sentence, WIDTH), self.drawing]
        parts += [f"{_OWN_LINE}: {self.line}"] if self.line else []
        return "\n".join(textwrap.indent(part, "  " * bool(number)) for number, part in enumerate(parts) if part)

    def html(self) -> str:
        """Return all that a notebook can show, the sentence first and the traceback last."""
        parts = [f"<p><strong>{_with_code(self.sentence)}</strong><br><small>{escape(self.name)}</small></p>"]
        if self.pictures or self.drawing:
            parts.append(self.pictures or _monospaced(self.drawing))
        if self.line:
            parts.append(f"<p>{_OWN_LINE}:</p>{_monospaced(self.line)}")
        if self.traceback:
            parts.append(f"<details><summary>Traceback</summary>{_monospaced(self.traceback)}</details>")
        return "\n".join(parts)


class Checked:
    """What the checks of one question found. All else is asked of Otter's test file."""

    def __init__(self, test: Any, findings: tuple[Finding, ...]):
        self.test, self.findings = test, findings

    def __getattr__(self, name: str) -> Any:
        return getattr(self.test, name)

    @property
    def name(self) -> str:
        """The name of the question."""
        return str(self.test.name)

    @property
    def passed(self) -> bool:
        """Whether all public checks pass."""
        return all(finding.passed for finding in self.findings)

    @property
    def untouched(self) -> bool:
        """Whether nothing is written yet."""
        return bool(self.findings) and all(finding.untouched for finding in self.findings)

    @property
    def not_run(self) -> str:
        """The sentence for a cell that was not run, if that is why no check could begin."""
        found = {finding.sentence if finding.not_run else "" for finding in self.findings}
        return found.pop() if len(found) == 1 else ""

    def _parts(self) -> list[Finding]:
        """The findings to show: one for all cases that say the same of a question as a whole."""
        failed = [finding for finding in self.findings if not finding.passed]
        return [replace(failed[0], name="")] if self.untouched or self.not_run else failed

    def __repr__(self) -> str:
        if self.passed:
            return f"✓ {self.name}: all public checks pass."
        count = sum(finding.passed for finding in self.findings)
        head = f"{self.name}: {count} of {len(self.findings)} public checks pass."
        if self.untouched or self.not_run:
            return f"{self.name}\n{textwrap.fill(self._parts()[0].sentence, WIDTH)}"
        return "\n\n".join([head, *(finding.text() for finding in self._parts())])

    def _repr_html_(self) -> str:
        name = f"<code>{escape(self.name)}</code>"
        if self.passed:
            return f"<p>{_GREEN_TICK} {name}: all public checks pass.</p>"
        count = sum(finding.passed for finding in self.findings)
        head = f"<p>{_RED_CROSS} {name}: {count} of {len(self.findings)} public checks pass.</p>"
        return "\n".join([head, *(finding.html() for finding in self._parts())])


class CheckedAll:
    """What the checks of all questions found."""

    def __init__(self, questions: tuple[Checked, ...]):
        self.questions = questions
        self.passed = [one for one in questions if one.passed]
        self.untouched = [one for one in questions if one.untouched]
        self.failed = [one for one in questions if not one.passed and not one.untouched]

    @property
    def summary(self) -> str:
        """The first line."""
        every = len(self.questions)
        return (
            f"{len(self.passed)} of {every} questions pass all their public checks; "
            "hidden checks run when it is marked."
        )

    def __repr__(self) -> str:
        parts = [self.summary, *map(repr, self.failed)]
        parts += [textwrap.fill(f"Not written yet: {_listed(self.untouched)}.", WIDTH)] if self.untouched else []
        parts += [textwrap.fill(f"Passed: {_listed(self.passed)}.", WIDTH)] if self.passed else []
        return "\n\n".join(parts)

    def _repr_html_(self) -> str:
        parts = [f"<p><strong>{escape(self.summary)}</strong></p>"]
        parts += [f"<hr>{one._repr_html_()}" for one in self.failed]
        parts += [f"<hr><p>Not written yet: {escape(_listed(self.untouched))}.</p>"] if self.untouched else []
        if self.passed:
            names = escape(_listed(self.passed))
            parts.append(f"<hr><details><summary>Passed: {len(self.passed)}</summary><p>{names}</p></details>")
        return "\n".join(parts)


def describe(name: str, error: Exception, names: Mapping[str, Any], *, given: Any) -> Finding:
    """Return what a case found that ended with an exception; `names` are those of the notebook."""
    line = _own_line(error, names)
    help = getattr(error, "help", None)
    if help is not None:
        expected, actual = getattr(error, "expected", None), getattr(error, "actual", None)
        sentence, _, table = str(help).partition("\n")  # a table of slopes may stand below the sentence
        drawing = str(error).removeprefix(str(help)).strip("\n") or table
        shown = ""
        if expected is not None and actual is not None:
            is_picture = getattr(error, "show", "") == "picture"
            shown = pictures(expected, actual) if is_picture else ""
            drawing = drawing or ("" if is_picture else _numbers(expected, actual))
        return Finding(name, sentence=sentence, drawing=drawing, pictures=shown, given=given)
    text = "".join(traceback.format_exception(error))
    if line:
        sentence = f"Your function raised {type(error).__name__}: {error}"
    elif isinstance(error, AssertionError):
        sentence, text = str(error) or "What this check asks for does not hold.", ""
    else:
        sentence = f"The check could not use what it found in your notebook: {type(error).__name__}: {error}"
    return Finding(name, sentence=sentence, line=line, traceback=text, given=given)


def _own_line(error: Exception, names: Mapping[str, Any]) -> str:
    """Return the last line of the student's own code that an exception came through: its frames have these names."""
    found, frame = "", error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_globals is names:
            code = linecache.getline(frame.tb_frame.f_code.co_filename, frame.tb_lineno).strip()
            found = f"{frame.tb_frame.f_code.co_name}, line {frame.tb_lineno}:  {code}"
        frame = frame.tb_next
    return found


def _numbers(expected: Any, actual: Any) -> str:
    """Return two small arrays as text, below each other."""
    both = [np.asarray(expected), np.asarray(actual)]
    if any(array.ndim == 0 or array.size > _MOST_NUMBERS for array in both):
        return ""
    with np.printoptions(precision=6, suppress=True, linewidth=WIDTH):
        return "\n".join(f"{head}\n{array}" for head, array in zip(("expected", "yours"), both, strict=True))


def _listed(questions: list[Checked]) -> str:
    return ", ".join(one.name for one in questions)


def _with_code(sentence: str) -> str:
    """Return a sentence as HTML, with what stands between `backticks` as code."""
    parts = escape(sentence).split("`")
    if len(parts) % 2 == 0:  # one backtick stands alone
        return escape(sentence)
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))


def _monospaced(text: str) -> str:
    style = "font-family: monospace; line-height: 1.15; white-space: pre; overflow-x: auto"
    return f'<pre style="{style}">{escape(text)}</pre>'

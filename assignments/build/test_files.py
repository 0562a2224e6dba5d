"""Test files, read as text and not run.

In: a test file and its question. Out: its cases, its public half, or an error if it disagrees with the assignment.
"""

import ast
from collections import Counter
from dataclasses import dataclass, replace
from math import isclose
from pathlib import Path
from typing import Any

from assignments import course
from assignments.build.statements import Statement, join, needed, statements
from assignments.course import Question
from assignments.errors import OurFault

SETTINGS = {"OK_FORMAT", "name", "points", "all_or_nothing"}
TEST_CASE_ARGUMENTS = {"name", "points", "hidden", "success_message", "failure_message"}
HIDDEN_SHARE = 0.75  # students can hard-code the answers to public cases


@dataclass(frozen=True)
class Case:
    """One case, as its test file states it."""

    function: str
    name: str
    points: float
    hidden: bool
    failure_message: str | None


def public_half(path: Path, question: Question) -> str:
    """Return the test file without its hidden cases and without what only they use.

    Raises
    ------
    OurFault
        The file is missing or does not agree with the assignment.
    """
    parts = _read(path)
    cases = _checked(path, parts, question)
    hidden = {case.function for case in cases if case.hidden}
    kept = needed(
        parts, lambda statement: not statement.defines & hidden and (_is_case(statement) or _is_setting(statement))
    )
    public = sum(case.points for case in cases if not case.hidden)
    _refuse_references(_relative(path), kept)
    kept = [
        replace(statement, text=f"points = {public:g}") if statement.defines == {"points"} else statement
        for statement in kept
    ]
    return join(kept, parts)


def cases_of(path: Path, question: Question) -> list[Case]:
    """Return the cases of a test file; raise OurFault if it is missing or does not agree with the assignment."""
    return _checked(path, _read(path), question)


def _read(path: Path) -> tuple[Statement, ...]:
    if not path.is_file():
        raise OurFault(f"{_relative(path)} is missing: write the test file of this question.")
    try:
        return statements(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise OurFault(f"{_relative(path)}, line {error.lineno}: {error.msg}. Fix the file.") from error


def _checked(path: Path, parts: tuple[Statement, ...], question: Question) -> list[Case]:
    where = _relative(path)
    settings = _settings(where, parts)
    cases = [_case(where, statement) for statement in parts if _is_case(statement)]
    if settings.get("name") != question.name:
        raise OurFault(f'{where} says name = {settings.get("name")!r}: make it "{question.name}".')
    if settings.get("OK_FORMAT") is not False:
        raise OurFault(f"{where} does not say OK_FORMAT = False: add it, or Otter reads the file in another format.")
    for what, names in (("the name", [c.name for c in cases]), ("the function name", [c.function for c in cases])):
        for name, count in Counter(names).items():
            if count > 1:
                raise OurFault(f"{where} has {count} cases with {what} {name!r}: give each its own.")
    _check_points(where, settings.get("points"), cases, question)
    return cases


def _check_points(where: str, points: Any, cases: list[Case], question: Question) -> None:
    total = sum(case.points for case in cases)
    hidden = sum(case.points for case in cases if case.hidden)
    if not isinstance(points, int | float) or not isclose(points, question.points):
        toml = "the assignment.toml of its assignment"
        raise OurFault(f"{where} gives {points} points, {toml} says {question.points:g}: change one of them.")
    if not isclose(total, question.points):
        raise OurFault(f"{where}: its cases add up to {total:g} points of {question.points:g}: change their points.")
    if not any(not case.hidden for case in cases):
        raise OurFault(f"{where} has no public case: then every answer passes in the notebook. Write one.")
    if question.stars == 0:
        if any(case.hidden for case in cases):
            raise OurFault(f"{where} has a hidden case, but a warm-up (stars = 0) is public: remove hidden=True.")
    elif hidden < HIDDEN_SHARE * question.points and not isclose(hidden, HIDDEN_SHARE * question.points):
        raise OurFault(
            f"{where}: its hidden cases carry {hidden:g} of {question.points:g} points: give them three quarters."
        )


def _refuse_references(where: str, kept: list[Statement]) -> None:
    for node in (node for statement in kept for node in ast.walk(statement.node)):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if any(module.split(".")[0] == "solutions" for module in modules):
            raise OurFault(
                f"{where}: a public case, or what it uses, imports from solutions, which students do not have: "
                "write the expected values as numbers, or import inside the hidden cases."
            )


def _settings(where: str, parts: tuple[Statement, ...]) -> dict[str, Any]:
    """Return the constants that Otter reads; refuse a statement that is neither a definition nor an import."""
    found: dict[str, Any] = {}
    for number, statement in enumerate(parts):
        node = statement.node
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and number == 0:
            continue
        if not statement.defines or isinstance(node, ast.If | ast.For | ast.While | ast.With | ast.Try):
            raise OurFault(
                f"{where}, line {node.lineno}: a test file holds imports, constants, helper functions and cases only. "
                "Move this statement into a function."
            )
        if statement.defines & SETTINGS and isinstance(node, ast.Assign):
            found |= dict.fromkeys(statement.defines, _literal(where, node.value))
    return found


def _is_setting(statement: Statement) -> bool:
    future = isinstance(statement.node, ast.ImportFrom) and statement.node.module == "__future__"
    return isinstance(statement.node, ast.Expr) or bool(statement.defines & SETTINGS) or future


def _is_case(statement: Statement) -> bool:
    return isinstance(statement.node, ast.FunctionDef) and any(
        map(_is_test_case_decorator, statement.node.decorator_list)
    )


def _is_test_case_decorator(decorator: ast.expr) -> bool:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    return getattr(target, "id", getattr(target, "attr", "")) == "test_case"


def _case(where: str, statement: Statement) -> Case:
    assert isinstance(statement.node, ast.FunctionDef)
    function = statement.node.name
    decorator = next(node for node in statement.node.decorator_list if _is_test_case_decorator(node))
    if not isinstance(decorator, ast.Call) or decorator.args:
        raise OurFault(f"{where}: {function} needs @test_case(name=…, points=…): give every argument with its name.")
    for keyword in decorator.keywords:
        if keyword.arg not in TEST_CASE_ARGUMENTS:
            raise OurFault(
                f"{where}: {function} gives @test_case the unknown argument {keyword.arg}: correct its name."
            )
    arguments = {keyword.arg: _literal(where, keyword.value) for keyword in decorator.keywords}
    for key, type_ in (("name", str), ("points", int | float)):
        if not isinstance(arguments.get(key), type_) or arguments[key] == "":
            raise OurFault(f"{where}: {function} states no {key}: add {key}=… to its @test_case.")
    hidden = bool(arguments.get("hidden", False))
    if hidden and not arguments.get("failure_message"):
        raise OurFault(
            f"{where}: {function} is hidden and has no failure_message: add one sentence that helps the student."
        )
    return Case(function, arguments["name"], float(arguments["points"]), hidden, arguments.get("failure_message"))


def _literal(where: str, value: ast.expr) -> Any:
    try:
        return ast.literal_eval(value)
    except ValueError:
        raise OurFault(
            f"{where}, line {value.lineno}: write the value itself: test files are read without being run."
        ) from None


def _relative(path: Path) -> str:
    return path.relative_to(course.REPO_ROOT).as_posix() if path.is_relative_to(course.REPO_ROOT) else str(path)

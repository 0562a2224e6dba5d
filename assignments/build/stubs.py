"""The stubs of a lesson and the reference functions that replace them.

In: the code cells of a lesson, and the reference module. Out: which cell is the stub of which question, and the solved
cells. A stub and its reference must have the same signature and docstring.
"""

import ast
from collections.abc import Iterable, Mapping

from assignments import course
from assignments.build.statements import Statement, cell_tree, imported_names, join, needed, statements
from assignments.course import Assignment, Question
from assignments.errors import OurFault


def stub_cells(assignment: Assignment, cells: Iterable[str]) -> dict[int, Question]:
    """Return the question of each stub, by the stub's index among `cells`.

    Raises
    ------
    OurFault
        A question has no stub or two stubs, or its stub does not agree with its reference.
    """
    sources = list(cells)
    lesson = assignment.lesson.relative_to(course.REPO_ROOT)
    found: dict[int, Question] = {}
    for question in assignment.questions:
        places = [index for index, source in enumerate(sources) if question.name in _defined(source)]
        if not places:
            raise OurFault(f"{lesson} has no code cell with `def {question.name}`: write its stub.")
        if len(places) > 1:
            raise OurFault(f"{lesson} has {len(places)} code cells with `def {question.name}`: keep one.")
        if len(ast.parse(sources[places[0]]).body) > 1:
            raise OurFault(f"{lesson}: the cell of `def {question.name}` must hold only that function: move the rest.")
        found[places[0]] = question
        _check(assignment, question, sources[places[0]])
    return found


def references(assignment: Assignment) -> Mapping[str, ast.FunctionDef]:
    """Return the syntax tree of each reference function of an assignment, by its name."""
    nodes = (statement.node for statement in _reference_statements(assignment))
    return {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}


def filled(assignment: Assignment, cells: Mapping[str, str], given: Iterable[str]) -> dict[str, str]:
    """Return the solved cell of each question. The keys of `cells` are the questions, in the lesson's order.

    The first solved cell that uses a helper, constant or import of the reference module also contains it, unless the
    lesson itself imports it. `given` are the other code cells of the lesson.
    """
    parts = _reference_statements(assignment)
    have = set().union(*(imported_names(source) for source in given))
    solved: dict[str, str] = {}
    for question in cells:
        wanted = needed(parts, lambda statement, name=question: name in statement.defines)  # type: ignore[misc]
        new = [p for p in wanted if question in p.defines or (not p.defines & cells.keys() and not p.defines <= have)]
        have |= {name for statement in new for name in statement.defines}
        solved[question] = join(new, parts).rstrip("\n")
    return solved


def _check(assignment: Assignment, question: Question, source: str) -> None:
    lesson = assignment.lesson.relative_to(course.REPO_ROOT)
    where = assignment.reference.relative_to(course.REPO_ROOT)
    stub = ast.parse(source).body[0]
    assert isinstance(stub, ast.FunctionDef)
    reference = references(assignment).get(question.name)
    if reference is None:
        raise OurFault(f"{where} has no function {question.name}: write the reference of this question.")
    if _signature(stub) != _signature(reference):
        raise OurFault(
            f"{lesson} says `{_signature(stub)}`, {where} says `{_signature(reference)}`: change one of them."
        )
    if not ast.get_docstring(stub) or ast.get_docstring(stub) != ast.get_docstring(reference):
        raise OurFault(f"The docstrings of {question.name} in {lesson} and in {where} differ: change one of them.")
    if question.stars and not _raises(stub, question.name):
        raise OurFault(
            f'{lesson}: the stub of {question.name} must be its docstring and `raise NotImplementedError("'
            f'{question.name}: …")`.'
        )


def _signature(function: ast.FunctionDef) -> str:
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return f"{function.name}({ast.unparse(function.args)}){returns}"


def _raises(stub: ast.FunctionDef, question: str) -> bool:
    match stub.body:
        case [
            _,
            ast.Raise(exc=ast.Call(func=ast.Name(id="NotImplementedError"), args=[ast.Constant(value=str(text))])),
        ]:
            return text.startswith(f"{question}: ")
    return False


def _reference_statements(assignment: Assignment) -> tuple[Statement, ...]:
    path = assignment.reference
    if not path.is_file():
        raise OurFault(f"{path.relative_to(course.REPO_ROOT)} is missing: write the references of this assignment.")
    return statements(path.read_text(encoding="utf-8"))


def _defined(source: str) -> list[str]:
    return [node.name for node in cell_tree(source).body if isinstance(node, ast.FunctionDef)]

"""Wrong and accepted answers to a question, each as the source of a notebook cell that a student could have written."""

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assignments import course
from assignments.build.statements import Statement, join, needed, statements
from assignments.build.stubs import references
from assignments.course import Assignment
from assignments.errors import OurFault
from autograder.learn_plans import KnownNotebook
from autograder.notebook_reader import compose

MARK = "rejected_by"
REFERENCES = """\
references = {{}}
exec({source!r}, references)
globals().update(references)
"""
ALONE = """\
own = dict(references)
exec({source!r}, own)
{name} = own[{name!r}]
{name}.__name__ = {name!r}
"""


@dataclass(frozen=True)
class Answer:
    """One answer: its function's name, what its author should read, the cases that must reject it, and its source.

    `source` defines the function, with the imports and helpers that it uses, under the question's name.
    """

    name: str
    docstring: str
    rejected_by: tuple[str, ...]
    source: str


def answers(kind: Literal["wrong", "accepted"], slug: str, question: str) -> list[Answer]:
    """Return the answers of one kind to a question, in the order of their files.

    Raises
    ------
    OurFault
        An answer has no docstring, a wrong one no mark, or an accepted one other parameters than the question.
    """
    paths = course.assignment(slug).answer_files(kind, question)
    return [answer for path in paths for answer in _answers_of(path, kind, slug, question)]


def right_notebooks(assignment: Assignment) -> list[KnownNotebook]:
    """Return the notebook of the references, and those of the accepted answers."""
    whole = compose([assignment.reference.read_text(encoding="utf-8")])
    references = KnownNotebook(whole, {question.name: "" for question in assignment.questions})
    return [references, *notebooks_of("accepted", assignment)]


def recurring_notebooks(assignment: Assignment) -> list[KnownNotebook]:
    """Return the right notebooks without the accepted answers to open questions, which no student gives again."""
    open_questions = {question.name for question in assignment.questions if question.open}
    references, *accepted = right_notebooks(assignment)
    closed = [
        KnownNotebook(content, {name: text for name, text in sentences.items() if name not in open_questions})
        for content, sentences in accepted
    ]
    return [references, *(notebook for notebook in closed if notebook.sentences)]


def notebooks_of(kind: Literal["wrong", "accepted"], assignment: Assignment) -> list[KnownNotebook]:
    """Return notebooks that together hold all answers of a kind, at most one to a question in each.

    An answer calls the references of other questions, and shares its helpers with no other answer.
    """
    reference = REFERENCES.format(source=assignment.reference.read_text(encoding="utf-8"))
    every = {question.name: answers(kind, assignment.slug, question.name) for question in assignment.questions}
    notebooks = []
    for number in range(max(map(len, every.values()))):
        own = {name: found[number] for name, found in every.items() if number < len(found)}
        cells = [ALONE.format(name=name, source=answer.source) for name, answer in own.items()]
        sentences = {name: " ".join(answer.docstring.split()) for name, answer in own.items()}
        notebooks.append(KnownNotebook(compose([reference, *cells]), sentences))
    return notebooks


def parameters(slug: str, question: str) -> list[str]:
    """Return the parameter names of a question's reference."""
    reference = references(course.assignment(slug)).get(question)
    if reference is None:
        raise OurFault(f"solutions/{slug}.py has no function {question}: write the reference of this question.")
    return _names(reference)


def _answers_of(path: Path, kind: str, slug: str, question: str) -> list[Answer]:
    where = path.relative_to(course.REPO_ROOT).as_posix()
    source = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise OurFault(f"{where}, line {error.lineno}: {error.msg}. Fix the file.") from error
    parts = [statement for statement in statements(_unmarked(source, tree)) if statement.defines != {MARK}]
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    return [_answer(where, kind, slug, question, node, tree, parts) for node in public]


def _answer(
    where: str, kind: str, slug: str, question: str, node: ast.FunctionDef, tree: ast.Module, parts: list[Statement]
) -> Answer:
    docstring = ast.get_docstring(node)
    if not docstring:
        raise OurFault(f"{where}: {node.name} has no docstring: say in one sentence what its author should read.")
    rejected_by = _rejecting(where, node, tree)
    if kind == "wrong" and not rejected_by:
        raise OurFault(f"{where}: {node.name} names no case: add @rejected_by(…), or a _ before a helper's name.")
    if kind == "accepted" and _names(node) != parameters(slug, question):
        raise OurFault(f"{where}: {node.name} has other parameters than {question}: put a _ before a helper's name.")
    kept = needed(parts, lambda statement: node.name in statement.defines)
    source = join(kept, parts)
    if node.name != question:
        source += f"\n\n{question} = {node.name}\n"
    return Answer(node.name, docstring, rejected_by, source)


def _names(node: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]]


def _rejecting(where: str, node: ast.FunctionDef, tree: ast.Module) -> tuple[str, ...]:
    names: list[str] = []
    for mark in filter(_is_mark, node.decorator_list):
        assert isinstance(mark, ast.Call)
        try:
            names += [ast.literal_eval(_constant(argument, tree)) for argument in mark.args]
        except ValueError:
            raise OurFault(f"{where}: {node.name}: write the case names in @rejected_by out.") from None
    return tuple(names)


def _is_mark(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == MARK


def _constant(argument: ast.expr, tree: ast.Module) -> ast.expr:
    """Return what a name of the module stands for, so that a case name may be written once and used often."""
    values = {ast.unparse(node.targets[0]): node.value for node in tree.body if isinstance(node, ast.Assign)}
    return values.get(ast.unparse(argument), argument)


def _unmarked(source: str, tree: ast.Module) -> str:
    """Return the source without its marks, which only we should see."""
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    marks = [mark for function in functions for mark in function.decorator_list if _is_mark(mark)]
    gone = {line for mark in marks for line in range(mark.lineno, (mark.end_lineno or mark.lineno) + 1)}
    return "".join(line for number, line in enumerate(source.splitlines(True), 1) if number not in gone)

"""Mutants of an answer: its source with one small mistake in it, as a student could make it.

In: the source of an answer. Out: `Mutant`s, each with the one line that differs, in the notation of `git --word-diff`.
One operator, comparison, constant, dtype, call, order of arguments, bound of a slice or statement is changed at a time.
Mutants of whole functions are those that no line shows: a result that is kept and returned again, or a smaller dtype.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from grading.authoring.mutations import expressions, statements

NOT_CODE = {"decorator_list", "ctx", "annotation"}
WHOLE = {
    "the result is kept, and returned again for the same arguments": """\
def {name}(*given, _made={name}, _kept={{}}, **named):
    import pickle
    key = pickle.dumps((given, named))
    if key not in _kept:
        _kept[key] = _made(*given, **named)
    return _kept[key]
""",
    "the result is kept, and returned again for arguments of the same shape": """\
def {name}(*given, _made={name}, _kept={{}}, **named):
    key = repr([getattr(one, "shape", one) for one in [*given, *named.values()][:1]])
    if key not in _kept:
        _kept[key] = _made(*given, **named)
    return _kept[key]
""",
    "the result is in half precision": """\
def {name}(*given, _made={name}, **named):
    import numpy
    return numpy.asarray(_made(*given, **named)).astype("float16")
""",
    "the result is in single precision": """\
def {name}(*given, _made={name}, **named):
    import numpy
    return numpy.asarray(_made(*given, **named)).astype("float32")
""",
}


@dataclass(frozen=True)
class Mutant:
    """An answer with one mistake: its source, and what is changed as one line."""

    source: str
    change: str


def mutants(source: str, question: str = "") -> Iterator[Mutant]:
    """Yield each mutant of a source once; those of the whole function if `question` names one that gives arrays."""
    tree = ast.parse(source)
    whole = WHOLE if question and _gives_array(tree) else {}
    before = ast.unparse(_without_annotations(tree))
    tree = ast.parse(before)
    seen = {before}
    for holder, field, position, node in list(_places(tree)):
        for other in [*expressions(node, holder, field), *statements(node)]:
            _put(holder, field, position, other)
            after = ast.unparse(tree)
            _put(holder, field, position, node)
            if after not in seen:
                seen.add(after)
                yield Mutant(after + "\n", changed_line(before, after))
    for change, wrapper in whole.items():
        yield Mutant(f"{before}\n\n{wrapper.format(name=question)}", change)


def changed_line(before: str, after: str) -> str:
    """Return the one line that differs between two sources, with what goes as [-this-] and what comes as {+that+}."""
    ((old, new),) = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    olds, news = (re.findall(r"\w+|\s+|.", line.strip()) for line in (old, new))
    head = _common(olds, news)
    tail = _common(olds[head:][::-1], news[head:][::-1])
    gone, come = ("".join(tokens[head : len(tokens) - tail]) for tokens in (olds, news))
    middle = (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else "")
    return "".join(olds[:head]) + middle + "".join(olds[len(olds) - tail :])


def _common(one: list[str], two: list[str]) -> int:
    """Return how many tokens both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield each node below another as (holder, field, position in the field, node), without what is no code."""
    if isinstance(node, ast.JoinedStr | ast.Raise):  # the words of a message are free
        return
    for field, value in ast.iter_fields(node):
        if field in NOT_CODE:
            continue
        for position, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _is_fixed(child):
                yield node, field, position, child
                yield from _places(child)


def _put(holder: ast.AST, field: str, position: int | None, node: ast.AST) -> None:
    if position is None:
        setattr(holder, field, node)
    else:
        getattr(holder, field)[position] = node


def _is_fixed(node: ast.AST) -> bool:
    """Whether a statement is a docstring, or gives the answer the name of the question."""
    if isinstance(node, ast.Assign):
        return isinstance(node.value, ast.Name) and isinstance(node.targets[0], ast.Name) and node.col_offset == 0
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _gives_array(tree: ast.Module) -> bool:
    """Whether the answer says that it returns an array, a list or a dict: something that others could change."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return any(node.returns and re.search(r"ndarray|list|dict", ast.unparse(node.returns)) for node in functions)


def _without_annotations(tree: ast.Module) -> ast.Module:
    """Take the types and docstrings out, which no case sees: lines stay short."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            node.body = [each for each in node.body if not _is_fixed(each) or len(node.body) == 1]
        elif isinstance(node, ast.arg):
            node.annotation = None
    return tree

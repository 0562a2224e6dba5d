"""What may stand in the place of a node of a syntax tree: one mistake at a time.

In: a node of `ast`. Out: the nodes that a careless author could have written there. Most are wrong, some say the same.
"""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitXor: (ast.BitOr,),
    ast.LShift: (ast.RShift,),
    ast.RShift: (ast.LShift,),
}
COMMUTATIVE = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr, ast.BitXor)
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
CALLS = (  # names that are taken for each other
    {"floor", "ceil", "round", "trunc"},
    {"rint", "floor", "ceil"},
    {"sin", "cos", "tan"},
    {"arctan", "tanh"},
    {"min", "max"},
    {"minimum", "maximum"},
    {"argmin", "argmax"},
    {"zeros", "ones"},
    {"mean", "median", "sum"},
    {"std", "var"},
    {"any", "all"},
    {"log", "log2", "log10", "log1p"},
    {"exp", "expm1", "exp2"},
    {"hstack", "vstack"},
    {"sorted", "list"},
    {"startswith", "endswith"},
    {"lower", "upper"},
    {"stem", "name", "suffix"},
    {"glob", "rglob"},
    {"append", "extend"},
    {"normal", "uniform", "random"},
    {"logical_and", "logical_or"},
)
BUILTINS = {"round", "min", "max", "sum", "any", "all", "sorted", "list"}
DTYPES = {
    "float64": ("float32", "float16", "int64"),
    "float32": ("float16", "int64"),
    "int64": ("int16", "uint8", "float64"),
    "int32": ("int16", "uint8", "float64"),
    "uint8": ("int8", "int64", "float64"),
    "float": ("float32", "float16", "int64"),
    "int": ("int16", "uint8", "float64"),
}
MODULES = {"np", "math", "os", "re", "random", "itertools", "functools", "hashlib"}
SYMMETRIC = {
    "max",
    "min",
    "maximum",
    "minimum",
    "hypot",
    "abs",
    "swapaxes",
    "array_equal",
}  # the order of arguments says nothing
LISTS = {"tolist"}  # a list is as good as an array
RANGES = {"range", "arange"}  # their bounds are one off as often as those of slices


def expressions(node: ast.AST, holder: ast.AST, field: str) -> Iterator[ast.AST]:
    """Yield what may stand in the place of an expression, which is `field` of `holder`."""
    yield from _names(node, holder, field)
    yield from _operations(node, holder)
    yield from _containers(node)
    if field == "iter" and isinstance(node, ast.expr):  # a loop that misses its first or its last turn
        for part in (ast.Slice(ast.Constant(1)), ast.Slice(None, ast.Constant(-1))):
            yield ast.Subscript(ast.Call(ast.Name("list", ast.Load()), [node], []), part, ast.Load())


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in the place of a statement; it has as many lines."""
    match node:
        case ast.Expr() | ast.Assign() | ast.Raise():
            yield ast.Pass()
        case ast.AugAssign(target=target, op=op, value=value):
            yield ast.Pass()
            yield ast.Assign([target], value, lineno=0)
            yield from (ast.AugAssign(target, other(), value) for other in OPERATORS[type(op)])
        case ast.Break():
            yield from (ast.Pass(), ast.Continue())
        case ast.Continue():
            yield from (ast.Pass(), ast.Break())
        case ast.If(body=body, orelse=orelse):
            yield from (ast.If(ast.Constant(value), body, orelse) for value in (True, False))
        case ast.While(body=body, orelse=orelse):
            yield ast.While(ast.Constant(False), body, orelse)


def _names(node: ast.AST, holder: ast.AST, field: str) -> Iterator[ast.expr]:
    match node:
        case ast.Constant() if not (isinstance(holder, ast.keyword) and holder.arg == "strict"):
            yield from _constants(node.value)
        case ast.Name(id=name, ctx=ast.Load()) if name in DTYPES and _is_dtype(holder, field):
            yield from map(ast.Constant, DTYPES[name])
        case ast.Attribute(attr=name) if name in DTYPES:
            yield from (ast.Attribute(node.value, other, node.ctx) for other in DTYPES[name])
        case ast.Attribute(attr=name):
            for group in CALLS:
                others = sorted(group - {name}) if name in group else []
                yield from (ast.Attribute(node.value, other, node.ctx) for other in others)


def _operations(node: ast.AST, holder: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            yield from (ast.BinOp(left, other(), right) for other in OPERATORS[type(op)])
            yield from (left, right)
            if not isinstance(op, COMMUTATIVE) and not _without_sign(holder):
                yield ast.BinOp(right, op, left)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for fewer in _without_one(values):
                yield ast.BoolOp(op, fewer) if len(fewer) > 1 else fewer[0]
        case ast.Compare():
            yield from _comparisons(node)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)


def _containers(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Call():
            yield from _calls(node)
        case ast.Slice():
            yield from _slices(node)
        case ast.Tuple(elts=elements, ctx=context):
            yield from (ast.Tuple(swapped, context) for swapped in _swapped(elements))
        case ast.comprehension(ifs=conditions):
            for fewer in _without_one(conditions):
                yield ast.comprehension(node.target, node.iter, fewer, node.is_async)


def _constants(value: object) -> Iterator[ast.Constant]:
    others: tuple[bool | int | float | str, ...] = ()
    if isinstance(value, bool):
        others = (not value,)
    elif isinstance(value, int):
        others = (value + 1, value - 1)
    elif isinstance(value, float):
        small = 0 < abs(value) <= 1e-3  # a tolerance, a floor or a width of a step
        others = (value * 1e3, value / 1e3, 0.0) if small else (value * 1.01, value + 0.5, value - 1.0)
    elif isinstance(value, str) and "->" not in value:  # the letters of einsum are free
        others = ("xy" if value == "ij" else value.swapcase(), "" if value else "x")
    yield from (ast.Constant(other) for other in others)


def _comparisons(node: ast.Compare) -> Iterator[ast.expr]:
    for n, op in enumerate(node.ops):
        for other in COMPARISONS[type(op)]:
            yield ast.Compare(node.left, [*node.ops[:n], other(), *node.ops[n + 1 :]], node.comparators)
    if len(node.ops) > 1:
        yield ast.Compare(node.left, node.ops[:-1], node.comparators[:-1])
        yield ast.Compare(node.comparators[0], node.ops[1:], node.comparators[1:])


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    function, arguments, keywords = node.func, node.args, node.keywords
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    if isinstance(function, ast.Name):
        for group in CALLS:
            others = sorted((group & BUILTINS) - {name}) if name in group else []
            yield from (ast.Call(ast.Name(other, ast.Load()), arguments, keywords) for other in others)
    if name not in SYMMETRIC:
        yield from (ast.Call(function, swapped, keywords) for swapped in _swapped(arguments))
    for fewer in _without_one(keywords):
        if keywords[0].arg != "strict":  # that one only guards
            yield ast.Call(function, arguments, fewer)
    if arguments and not isinstance(arguments[0], ast.Starred) and name not in ("list", "tuple"):
        yield arguments[0]
    if isinstance(function, ast.Attribute) and not _is_module(function.value) and name not in LISTS:
        yield function.value  # the array without .copy(), .astype(…) or .T of a call
    if len(arguments) > 1:
        yield ast.Call(function, arguments[:-1], keywords)
    if name in RANGES:
        for n, argument in enumerate(arguments):
            for other in _one_off(argument):
                yield ast.Call(function, [*arguments[:n], other, *arguments[n + 1 :]], keywords)


def _slices(node: ast.Slice) -> Iterator[ast.Slice]:
    lower, upper, step = node.lower, node.upper, node.step
    if lower:
        yield from (ast.Slice(other, upper, step) for other in (None, *_one_off(lower)))
    else:
        yield ast.Slice(ast.Constant(1), upper, step)
    if upper:
        yield from (ast.Slice(lower, other, step) for other in (None, *_one_off(upper)))
    else:
        yield ast.Slice(lower, ast.Constant(-1), step)
    if step:
        yield ast.Slice(lower, upper, None)


def _one_off(node: ast.expr) -> Iterator[ast.expr]:
    if not isinstance(node, ast.Constant):  # a constant is one off by itself
        yield from (ast.BinOp(node, op, ast.Constant(1)) for op in (ast.Add(), ast.Sub()))


def _swapped(nodes: Sequence[ast.expr]) -> Iterator[list[ast.expr]]:
    for n, (one, two) in enumerate(pairwise(nodes)):
        yield [*nodes[:n], two, one, *nodes[n + 2 :]]


def _without_one(nodes: Sequence[T]) -> Iterator[list[T]]:
    yield from ([*nodes[:n], *nodes[n + 1 :]] for n in range(len(nodes)))


def _without_sign(holder: ast.AST) -> bool:
    """Whether the holder of a difference takes its sign away: the absolute value or the square."""
    if isinstance(holder, ast.BinOp) and isinstance(holder.op, ast.Pow):
        return isinstance(holder.right, ast.Constant) and holder.right.value == 2
    return isinstance(holder, ast.Call) and getattr(holder.func, "attr", getattr(holder.func, "id", "")) in SYMMETRIC


def _is_module(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in MODULES


def _is_dtype(holder: ast.AST, field: str) -> bool:
    if isinstance(holder, ast.keyword):
        return holder.arg == "dtype"
    return field == "args" and isinstance(holder, ast.Call) and getattr(holder.func, "attr", "") in {"astype", "array"}

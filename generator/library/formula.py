"""Formulas of worksheets: written as people write them, kept as steps that a program and a script both take.

`homes * 0.5 / (1 + homes)` becomes steps for a small stack: a number or a name puts a value on it, a sign takes two
off it and puts one on. Python (`worked_out`) and `numbers.js` take the same steps, so that both come to the same.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

Step: TypeAlias = str | float
"""A number, a name, `sum:name` (over the rows of a worksheet), or a sign or function of `SIGNS`."""

SIGNS: dict[str, Callable[[float, float], float]] = {
    "+": lambda first, second: first + second,
    "-": lambda first, second: first - second,
    "*": lambda first, second: first * second,
    "/": lambda first, second: first / second,
    "min": min,
    "max": max,
}
"""What takes two values."""

FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "up": lambda value: float(math.ceil(round(value, 6))),
    "down": lambda value: float(math.floor(round(value, 6))),
}
"""What takes one. What is a whole number but for the last digits of a computer counts as that number."""

SUM = "sum:"
_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class FormulaError(ValueError):
    """What is wrong with a formula, in words for its author."""


def steps_of(formula: str) -> tuple[Step, ...]:
    """The steps of a formula; FormulaError when it is none. A hyphen in a name is written `_`."""
    try:
        tree = ast.parse(formula, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError("it can't be read as a formula") from error
    return tuple(_steps(tree.body))


def _steps(node: ast.expr) -> Iterator[Step]:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            yield float(number)
        case ast.Name(id=name):
            yield name.replace("_", "-")
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
            yield from (*_steps(left), *_steps(right), _OPERATORS[type(operator)])
        case ast.Call(func=ast.Name(id="sum"), args=[ast.Name(id=name)], keywords=[]):
            yield SUM + name.replace("_", "-")
        case ast.Call(func=ast.Name(id=name), args=[first], keywords=[]) if name in FUNCTIONS:
            yield from (*_steps(first), name)
        case ast.Call(func=ast.Name(id=name), args=[first, second], keywords=[]) if name in SIGNS:
            yield from (*_steps(first), *_steps(second), name)
        case _:
            raise FormulaError("it may hold numbers, names, + - * / ( ), and min, max, sqrt, up, down, sum")


def names_in(steps: tuple[Step, ...]) -> Iterator[str]:
    """The names that a formula uses; those it adds up over rows begin with `sum:`."""
    yield from (step for step in steps if isinstance(step, str) and step not in SIGNS and step not in FUNCTIONS)


def rounded(value: float, digits: int) -> float:
    """To so many digits after the point, a half upwards, as people round (`rounded` in numbers.js)."""
    scale = 10.0**digits
    return math.floor(value * scale + 0.5) / scale


def worked_out(steps: tuple[Step, ...], values: Mapping[str, float]) -> float | None:
    """The value of a formula; None where it has none: something is not known, or it would divide by nothing."""
    stack: list[float] = []
    try:
        for step in steps:
            if isinstance(step, float):
                stack.append(step)
            elif step in SIGNS:
                second, first = stack.pop(), stack.pop()
                stack.append(SIGNS[step](first, second))
            elif step in FUNCTIONS:
                stack.append(FUNCTIONS[step](stack.pop()))
            else:
                stack.append(values[step])
    except (KeyError, ZeroDivisionError, ValueError, OverflowError):
        return None
    return stack[0] if math.isfinite(stack[0]) else None

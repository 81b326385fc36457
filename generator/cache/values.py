"""Values as bytes and back, without trusting the bytes: only our own values that hold data can come out of them.

The format is pickle for its speed, but whatever a pickle could call is looked up here, and only classes of values are
found: frozen data classes, models and enumerations of the rooms below, paths, and sets. No function, no other module.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum, EnumType
from importlib import import_module
from typing import Any

ROOMS = ("generator.library.", "generator.blocks.", "generator.catalog.", "generator.diagnostics")
_PLAIN = {
    *(("builtins", name) for name in ("set", "frozenset")),
    ("collections", "Counter"),
    *((module, name) for module in ("pathlib", "pathlib._local") for name in ("PosixPath", "WindowsPath")),
}


def pack(value: object) -> bytes:
    """The value as bytes."""
    into = io.BytesIO()
    writer = pickle.Pickler(into, protocol=pickle.HIGHEST_PROTOCOL)
    writer.dispatch_table = _APART
    writer.dump(value)
    return into.getvalue()


def unpack(content: bytes) -> Any:
    """The value that `pack` was given; ValueError for bytes that hold anything else than our values."""
    try:
        return _Reader(io.BytesIO(content)).load()
    except Exception as broken:
        raise ValueError(f"these are no values of ours: {broken}") from broken


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "getattr"):
            return _member
        if (module, name) in _PLAIN:
            return getattr(import_module(module), name)
        if module.startswith(ROOMS) and "." not in name:
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module and _is_value(found):
                _hasten(found)
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _member(kind: object, name: str) -> Enum:
    """A member of an enumeration: so Python 3.11.0 to 3.11.3 write one, and Debian 12 has such a Python."""
    if isinstance(kind, EnumType):
        return kind[name]
    raise pickle.UnpicklingError(f"{kind} is no enumeration")


def _is_value(found: type) -> bool:
    if issubclass(found, Enum):
        return True
    if is_dataclass(found):
        return bool(found.__dataclass_params__.frozen)  # type: ignore[attr-defined]
    return hasattr(found, "__pydantic_fields__")


def _hasten(found: type) -> None:
    """A frozen data class with slots is then put back at a quarter of the price.

    A build reads a hundred thousand of them, and `dataclasses` looks up the fields of each.
    """
    if vars(found).get("__setstate__") is _SLOW:
        put = [vars(found)[field.name].__set__ for field in fields(found)]

        def set_state(value: object, state: list[object]) -> None:
            for each, held in zip(put, state, strict=True):
                each(value, held)

        found.__setstate__ = set_state  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class _Any:
    """As `dataclasses` makes them."""


_SLOW = vars(_Any).get("__setstate__")
_SLOW_APART = vars(_Any).get("__getstate__")


class _Apart(dict[type, Callable[[Any], tuple[Any, ...]]]):
    """Takes a frozen data class with slots apart as `dataclasses` would, at half the price; nothing else."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        if _SLOW_APART is None or vars(kind).get("__getstate__") is not _SLOW_APART:
            raise KeyError(kind)  # it is taken apart as always
        names = [field.name for field in fields(kind)]

        def apart(value: object) -> tuple[Any, ...]:
            return copyreg.__newobj__, (kind,), [getattr(value, name) for name in names]  # type: ignore[attr-defined]

        self[kind] = apart
        return apart


_APART = _Apart()

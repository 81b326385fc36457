"""Values as bytes and back, without trusting the bytes: only our own values that hold data can come out of them.

The format is pickle for its speed, but whatever a pickle could call is looked up here, and only classes of values are
found: frozen data classes, models and enumerations of the rooms below, paths, and sets. No function, no other module.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import is_dataclass
from enum import Enum
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
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


def unpack(content: bytes) -> Any:
    """The value that `pack` was given; ValueError for bytes that hold anything else than our values."""
    try:
        return _Reader(io.BytesIO(content)).load()
    except Exception as broken:
        raise ValueError(f"these are no values of ours: {broken}") from broken


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return getattr(import_module(module), name)
        if module.startswith(ROOMS) and "." not in name:
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module and _is_value(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


def _is_value(found: type) -> bool:
    if issubclass(found, Enum):
        return True
    if is_dataclass(found):
        return bool(found.__dataclass_params__.frozen)  # type: ignore[attr-defined]
    return hasattr(found, "__pydantic_fields__")

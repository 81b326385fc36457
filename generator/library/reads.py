"""Which texts are read while something is made: it need not be made again while these say the same.

Of a text it is known which of its fields is read: words, language, state, the English behind it. What is not a text
(ids, order, links between entries) is the structure of the library, which whoever remembers must compare beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

from generator.library.text import Text

A = TypeVar("A")
T = TypeVar("T")

Reads = set[tuple[str, int]]
"""What was read: the name of a field, and which text object."""

FIELDS = ("value", "lang", "state", "source", "formerly")
_open: list[Reads] = []


@contextmanager
def watched() -> Iterator[None]:
    """While it lasts, texts tell when they are read; otherwise that would cost every reader a little."""
    slots = {name: Text.__dict__[name] for name in FIELDS}
    try:
        for name, slot in slots.items():
            setattr(Text, name, property(_noting(name, slot.__get__), slot.__set__))
        yield
    finally:
        for name, slot in slots.items():
            setattr(Text, name, slot)


@contextmanager
def reading() -> Iterator[Reads]:
    """What is read meanwhile; whatever is made around it has read that too."""
    found: Reads = set()
    _open.append(found)
    try:
        yield found
    finally:
        _open.pop()
        _note(found)


def shared(make: Callable[[A], T]) -> Callable[[A], T]:
    """As `lru_cache`: made once for its argument. Whoever gets it has read what was read when it was made."""

    @lru_cache(maxsize=4)
    def kept(argument: A) -> tuple[T, Reads]:
        with reading() as found:
            return make(argument), found

    def asked(argument: A) -> T:
        value, found = kept(argument)
        _note(found)
        return value

    return asked


def _note(found: Reads) -> None:
    if _open:
        _open[-1].update(found)


def _noting(name: str, get: Callable[[Text], Any]) -> Callable[[Text], Any]:
    def read(text: Text) -> Any:
        if _open:
            _open[-1].add((name, id(text)))
        return get(text)

    return read

"""Which texts are read while something is made: it need not be made again while these say the same.

Of a text it is known which of its fields is read: words, language, state, the English behind it; who shows a text reads
the first three as one. Of a written page it is known that its body is read: which blocks it has and how they nest. What
is neither (ids, order, links between entries) is the structure of the library, which whoever remembers must compare
beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from generator.library.markdown import BODY, MarkdownPage
from generator.library.text import State, Text

P = ParamSpec("P")
T = TypeVar("T")

Reads = set[tuple[str, int]]
"""What was read: the name of a field, and which text object; or `IN_BODY`, and which page."""

FIELDS = ("value", "lang", "state", "source", "formerly")
SHOWN = "shown"
IN_BODY = "body"
UNWATCHED: dict[str, Callable[[Text], Any]] = {name: Text.__dict__[name].__get__ for name in FIELDS}
"""The fields of a text, for who must not be noted."""
_value, _lang, _state = (UNWATCHED[name] for name in FIELDS[:3])
UNWATCHED[SHOWN] = lambda text: (_value(text), _lang(text), _state(text))
_open: list[Reads] = []


@contextmanager
def watched() -> Iterator[None]:
    """While it lasts, texts and pages tell when they are read; otherwise that would cost every reader a little."""
    slots = {name: Text.__dict__[name] for name in FIELDS}
    try:
        for name, slot in slots.items():
            setattr(Text, name, property(_noting(name, slot.__get__), slot.__set__))
        for name in BODY:
            setattr(MarkdownPage, name, property(_noting_body(name)))
        yield
    finally:
        for name, slot in slots.items():
            setattr(Text, name, slot)
        for name in BODY:
            if name in vars(MarkdownPage):
                delattr(MarkdownPage, name)


def shown(text: Text) -> tuple[str, str, State]:
    """The words of a text, their language and their state."""
    # Nearly all that is read of texts is read here: noted one by one, the three took a tenth of composing.
    if _open:
        _open[-1].add((SHOWN, id(text)))
    return _value(text), _lang(text), _state(text)


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


def note_bodies(pages: Iterable[MarkdownPage]) -> None:
    """Whoever is making something has read which blocks these pages have."""
    _note({(IN_BODY, id(page)) for page in pages})


def shared(maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """As `lru_cache`: made once for its arguments. Whoever gets it has read what was read when it was made."""

    def kept(make: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize)
        def first(*arguments: P.args, **more: P.kwargs) -> tuple[T, Reads]:
            with reading() as found:
                return make(*arguments, **more), found

        @wraps(make)
        def asked(*arguments: P.args, **more: P.kwargs) -> T:
            value, found = first(*arguments, **more)  # type: ignore[arg-type]
            _note(found)
            return value

        return asked

    return kept


def _note(found: Reads) -> None:
    if _open:
        _open[-1].update(found)


def _noting(name: str, get: Callable[[Text], Any]) -> Callable[[Text], Any]:
    def read(text: Text) -> Any:
        if _open:
            _open[-1].add((name, id(text)))
        return get(text)

    return read


def _noting_body(name: str) -> Callable[[MarkdownPage], Any]:
    def read(page: MarkdownPage) -> Any:
        if _open:
            _open[-1].add((IN_BODY, id(page)))
        return page.__dict__[name]

    return read

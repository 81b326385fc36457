"""Answers of functions that depend on nothing but the words they are given, kept from one run to the next.

A word of a guide that changes is one among fifteen thousand texts: for all others the answer is known.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from generator.cache.store import Store, key_of

FEW = 100
"""So many new answers cost less to find again than all the others cost to write."""

P = ParamSpec("P")
T = TypeVar("T")


class _Function:
    """What is known of one function, and how much of it is kept."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.answers: dict[Hashable, Any] = {}
        self.kept: int | None = None


_functions: list[_Function] = []


def pure(make: Callable[P, T]) -> Callable[P, T]:
    """The function, which is asked each question once; answers are values of ours, and never None."""
    function = _Function(f"{make.__module__}.{make.__qualname__}")
    answers = function.answers
    _functions.append(function)

    @wraps(make)
    def asked(*question: P.args, **_: P.kwargs) -> T:
        answer: T | None = answers.get(question)
        if answer is None:
            if function.kept is None and _Kept.now is not None:
                _Kept.now.load(function)
                return asked(*question, **_)
            answer = answers[question] = make(*question, **_)
        return answer

    return asked


class _Kept:
    """Where answers are kept."""

    now: _Kept | None = None

    def __init__(self, store: Store, code: Callable[[str], str]) -> None:
        self._store, self._code = store, code

    def load(self, function: _Function) -> None:
        """The answers of earlier runs are known."""
        function.answers.update(self._store.value(self._key(function)) or {})
        function.kept = len(function.answers)

    def save(self) -> None:
        """What was asked in this run is known to the next."""
        for function in _functions:
            if function.kept is not None:
                if len(function.answers) > function.kept + FEW:
                    self._store.keep(self._key(function), function.answers)
                self._store.note_use([self._key(function)])

    def _key(self, function: _Function) -> str:
        return key_of("answers", function.name, self._code(function.name.rpartition(".")[0]))


def keep_answers(store: Store, code: Callable[[str], str]) -> None:
    """From now on answers are kept there; `code` names what a module does."""
    _Kept.now = _Kept(store, code)
    for function in _functions:
        function.kept = None


def save_answers() -> None:
    """Keep what was asked."""
    if _Kept.now is not None:
        _Kept.now.save()

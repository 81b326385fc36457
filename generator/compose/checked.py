"""Which words may stand alone on paper: every text that is printed counts, the frame's and the interface's too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from generator.library.reads import shown
from generator.library.text import SOURCE_LANGUAGE, State, Text, TextPath

T = TypeVar("T")

SAFE_ALONE = frozenset({State.SOURCE, State.REVIEWED})
"""The states in which a translated paper may be printed without the source language beside it."""

_open: list[set[State]] = []


def all_checked(texts: Iterable[Text]) -> bool:
    """Whether each of the texts may be printed without the source language beside it."""
    return all(text.state in SAFE_ALONE for text in texts)


@contextmanager
def on_paper() -> Iterator[set[State]]:
    """While it lasts, what is out of date is said in English; the set has the state of each text that was asked for.

    Nothing of it may be remembered from before: what was composed elsewhere would not be noted here.
    """
    states: set[State] = set()
    _open.append(states)
    try:
        yield states
    finally:
        _open.pop()


def written(make: Callable[[], T]) -> tuple[T, bool]:
    """What is made for paper, and whether all its words may stand there alone."""
    with on_paper() as states:
        made = make()
    return made, states <= SAFE_ALONE


def asked(text: Text) -> tuple[str, str, State]:
    """The words of a text as they are to be shown where somebody asks for it now, their language and their state."""
    value, lang, state = shown(text)
    for states in _open:
        states.add(state)
    return (text.source, SOURCE_LANGUAGE, state) if _open and state is State.STALE else (value, lang, state)


def current(_: TextPath, text: Text) -> Text:
    """The text as a paper prints it: in English where its translation is out of date."""
    return replace(text, value=text.source, lang=SOURCE_LANGUAGE) if text.state is State.STALE else text

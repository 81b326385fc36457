"""What a rule is, and how rules walk over the library."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from generator.blocks.marks import Refusal, parse, targets_in
from generator.diagnostics import Diagnostic
from generator.library.framework import Framework
from generator.library.kinds import KINDS, Kind
from generator.library.library import Library, values
from generator.library.sources import Sources
from generator.library.text import WALKED, Loc, Node, catalogue_of, located_texts, walked_once


class Rule(Protocol):
    """A check over the whole library.

    `code` begins the code of each diagnostic that the rule gives. The docstring says what must hold, then shows a
    failing and a passing example; the tests try both on a small framework.
    """

    code: str

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """Every breach of the rule."""
        ...


@dataclass(frozen=True, slots=True)
class File:
    """A file's catalogue and value, and the edition whose ids it may name."""

    catalogue: str
    value: Node
    framework: Framework


@lru_cache(maxsize=1)  # several rules walk over the files of one library
def files(library: Library) -> tuple[File, ...]:
    """Every YAML file of the library, in the order of the kinds."""
    return tuple(_files(library))


def _files(library: Library) -> Iterator[File]:
    for kind in KINDS:
        if kind.of_edition:
            for edition, framework in library.frameworks.items():
                (value,) = values(library, kind, framework)
                yield File(kind.catalogue_of(kind.files.replace("*", edition)), value, framework)
        elif kind.files.endswith(".yaml"):
            for value in values(library, kind):
                catalogue = catalogue_in(value, kind) if kind.many else kind.catalogue_of(kind.files)
                yield File(catalogue, value, library.framework)


def catalogue_of_value(value: Node) -> str:
    """The catalogue of a file's value, whose texts are all named after it."""
    return catalogue_of(located_texts(value)[0][2].key)


def catalogue_in(value: Any, kind: Kind) -> str:
    """As `catalogue_of_value`; a value without texts goes by its id, which its file bears."""
    return catalogue_of_value(value) if located_texts(value) else kind.catalogue_of(kind.files.replace("*", value.id))


@walked_once(WALKED)
def nodes(value: Any) -> list[tuple[Loc, Node]]:
    """The value and every node inside it with its place in the file, each before what stands inside it."""
    found: list[tuple[Loc, Node]] = []
    _gather(value, (), found)
    return found


def _gather(value: Any, loc: Loc, found: list[tuple[Loc, Node]]) -> None:
    if isinstance(value, Node):
        found.append((loc, value))
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if isinstance(inner, Node | dict | tuple):
                _gather(inner, (*loc, name), found)
    elif isinstance(value, dict):
        for name, each in value.items():
            if isinstance(each, Node):
                _gather(each, (*loc, name), found)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            if isinstance(each, Node):
                _gather(each, (*loc, index), found)


def links_in(text: str) -> list[str]:
    """Where a text's links lead; none where its marks are wrong, which another rule says."""
    try:
        return targets_in(parse(text))
    except Refusal:
        return []


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The help for a name that does not exist: the nearest one that does, or all of them when they are few."""
    candidates = sorted(known)
    near = difflib.get_close_matches(name, candidates, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"known: {', '.join(candidates)}" if 0 < len(candidates) <= 20 else ""

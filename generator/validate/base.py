"""What a rule is, and how rules walk over the library."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from generator.diagnostics import Diagnostic
from generator.library.framework import FILES, Framework
from generator.library.library import Library
from generator.library.sources import Sources
from generator.library.template import Checklist, DocumentTemplate
from generator.library.text import Loc, Node, catalogue_of


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


def files(library: Library) -> Iterator[File]:
    """Every YAML file whose entries can name one another."""
    for edition, framework in library.frameworks.items():
        for stem in FILES:
            yield File(f"framework/{edition}/{stem}", getattr(framework, stem.replace("-", "_")), framework)
    papers: list[DocumentTemplate | Checklist] = [*library.documents, *library.checklists]
    for paper in papers:
        yield File(catalogue_of_paper(paper), paper, library.framework)
    yield File("content/glossary", library.glossary, library.framework)
    yield File("content/matrix", library.matrix, library.framework)
    yield File("content/classifier", library.classifier, library.framework)


def catalogue_of_paper(paper: DocumentTemplate | Checklist) -> str:
    """The catalogue of a document or checklist, which is named after its file."""
    return catalogue_of(paper.title.key)


def nodes(value: Any, loc: Loc = ()) -> list[tuple[Loc, Node]]:
    """The value and every node inside it with its place in the file, each before what stands inside it."""
    found: list[tuple[Loc, Node]] = []
    _gather(value, loc, found)
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


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The help for a name that does not exist: the nearest one that does, or all of them when they are few."""
    candidates = sorted(known)
    near = difflib.get_close_matches(name, candidates, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"known: {', '.join(candidates)}" if 0 < len(candidates) <= 20 else ""

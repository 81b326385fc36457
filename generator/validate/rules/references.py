"""Ids of principles, stages, elements and the like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from typing import Any

from generator.diagnostics import Diagnostic
from generator.library.framework import Framework, Related
from generator.library.library import Library
from generator.library.sources import Sources
from generator.library.text import Node
from generator.validate.base import did_you_mean, files, nodes

_NAMED: dict[str, str] = {
    "chapter": "chapter",
    "principle": "principle",
    "principles": "principle",
    "stage": "stage",
    "stages": "stage",
    "elements": "element",
    "modalities": "modality",
    "column": "column",
}
"""What a field names by ids, wherever a field is called so: a new kind of content needs no entry here."""

_IDS: dict[str, Callable[[Framework], set[str]]] = {
    "chapter": lambda framework: set(framework.edition.chapters),
    "principle": lambda framework: {each.id for each in framework.principles.principles},
    "stage": lambda framework: {each.id for each in framework.stages.stages},
    "element": lambda framework: {each.id for each in framework.enabling_environment.elements},
    "modality": lambda framework: {each.id for each in framework.modalities.modalities},
    "column": lambda framework: {each.id for each in framework.taxonomy.columns},
}
"""The ids that an edition has of each kind."""


class References:
    """Every principle, stage, element, modality, column and chapter that a file names exists in its edition.

    Fails in framework/editions/1.0/enabling-environment.yaml:

        principles: [privcy]

    Passes:

        principles: [privacy]
    """

    code = "REF"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """REF001 for each id that does not exist, at the id."""
        known = {
            id(framework): {kind: frozenset(ids(framework)) for kind, ids in _IDS.items()}
            for framework in library.frameworks.values()
        }
        for file in files(library):
            for loc, node in nodes(file.value):
                for name, kind in _fields(node):
                    for place, named in _names(getattr(node, name)):
                        yield from _check(
                            named, kind, known[id(file.framework)], file.catalogue, (*loc, name, *place), sources
                        )


def _fields(node: Node) -> Iterator[tuple[str, str]]:
    """The fields of a node that name something, and what."""
    if isinstance(node, Related):
        yield "id", "principle"
    yield from ((name, _NAMED[name]) for name in type(node).model_fields if name in _NAMED)


def _names(value: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The ids in a field, each with its place below the field; a list of whole entries names nothing."""
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, Mapping):
        yield from (((name,), name) for name in value)
    else:
        yield from (((index,), name) for index, name in enumerate(value) if isinstance(name, str))


def _check(
    named: str, kind: str, known: Mapping[str, Set[str]], catalogue: str, loc: tuple[str | int, ...], sources: Sources
) -> Iterator[Diagnostic]:
    if named not in known[kind]:
        message = f"no {kind} has the id '{named}'"
        yield Diagnostic("REF001", message, sources.at(catalogue, loc), did_you_mean(named, known[kind]))

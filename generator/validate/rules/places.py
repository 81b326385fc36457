"""Places in the framework: paragraphs, boxes, tables and footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Diagnostic
from generator.library.framework import EditionLedger
from generator.library.library import Library
from generator.library.sources import Sources
from generator.library.text import Loc, Node
from generator.validate.base import did_you_mean, files, nodes

_FIELDS = ("paragraphs", "footnote", "place")


class Places:
    """Every paragraph, box, table and footnote that a file cites stands in the ledger of its edition.

    Fails in framework/editions/1.0/roadmap.yaml:

        paragraphs: ['77']

    Passes:

        paragraphs: ['9']
    """

    code = "REF"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """REF002 for each place that the ledger does not have; REF003 for one that is cited twice in a list."""
        for file in files(library):
            if isinstance(file.value, EditionLedger):
                continue
            ledger = {place.id for place in file.framework.edition.ledger}
            for loc, node in nodes(file.value):
                yield from _check(node, loc, file.catalogue, ledger, sources)


def _check(node: Node, loc: Loc, catalogue: str, ledger: set[str], sources: Sources) -> Iterator[Diagnostic]:
    seen: set[Loc] = set()
    for place, cited in _cited(node):
        if cited not in ledger:
            message = f"the edition has no place '{cited}'"
            position = sources.at(catalogue, (*loc, *place))
            yield Diagnostic("REF002", message, position, did_you_mean(cited, ledger) or "places stand in edition.yaml")
        if (place[0], cited) in seen:
            position = sources.at(catalogue, (*loc, *place))
            yield Diagnostic("REF003", f"the place '{cited}' is cited twice here", position, "remove one of them")
        seen.add((place[0], cited))


def _cited(node: Node) -> Iterator[tuple[Loc, str]]:
    for name in _FIELDS:
        value: Any = getattr(node, name, ())
        if isinstance(value, str):
            if value:
                yield (name,), value
        else:
            yield from (((name, index), cited) for index, cited in enumerate(value))

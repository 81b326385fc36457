"""Checklists: nothing stands in two of them, and every principle has an action at every stage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.served import cells
from generator.library.sources import Sources
from generator.library.text import Text


class Checklists:
    """No action stands in two places, and each principle has one at each stage, or content/matrix.yaml says why not.

    Fails in content/checklists/small-check.yaml:

        action: Ask people what they need.

    Passes:

        action: Lock the forms away.
    """

    code = "CHK"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """CHK001 an action that stood before, CHK002 an unexplained empty cell, CHK003 a reason for a full one."""
        yield from _repeated(library, sources)
        yield from _cells(library, sources)


def _repeated(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    first: dict[str, Text] = {}
    for checklist in library.checklists:
        for item in checklist.items:
            words = " ".join(re.findall(r"\w+", item.action.value.lower()))
            if words in first:
                place = sources.of(first[words].key)
                message = f"this action stands in {place.file.name} too, on line {place.line}"
                help = "say what is different here, or remove it from one of the two"
                yield Diagnostic("CHK001", message, sources.of(item.action.key), help)
            first.setdefault(words, item.action)


def _cells(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    empty = {pair for pair, served in cells(library).items() if not served.items}
    explained = [(each.principle, each.stage) for each in library.matrix.empty]
    for principle, stage in sorted(empty - set(explained)):
        message = f"no checklist has an action for the principle '{principle}' at the stage '{stage}'"
        help = "add an action, or explain the empty cell under 'empty'"
        yield Diagnostic("CHK002", message, sources.at("content/matrix", ()), help)
    for number, pair in enumerate(explained):
        if pair not in empty:
            message = f"the cell '{pair[0]}' at '{pair[1]}' is not empty"
            yield Diagnostic("CHK003", message, sources.at("content/matrix", ("empty", number)), "remove the reason")

"""Principle × stage: which actions, papers and passages of the guides serve each cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from generator.library.library import Library
from generator.library.passages import Passage, passages
from generator.library.template import Checklist, ChecklistItem, DocumentTemplate


@dataclass(frozen=True, slots=True)
class Served:
    """What serves one principle at one stage."""

    items: tuple[tuple[Checklist, ChecklistItem], ...] = ()
    documents: tuple[DocumentTemplate, ...] = ()
    passages: tuple[Passage, ...] = ()


def cells(library: Library) -> Mapping[tuple[str, str], Served]:
    """(principle, stage) → its actions, documents and passages, for every pair, in the order of the framework."""
    items: dict[tuple[str, str], list[tuple[Checklist, ChecklistItem]]] = defaultdict(list)
    for checklist in library.checklists:
        for item in checklist.items:
            for pair in ((principle, stage) for principle in item.principles for stage in item.stages):
                items[pair].append((checklist, item))
    framework, told = library.framework, passages(library)
    return {
        (principle.id, stage.id): Served(
            tuple(items[principle.id, stage.id]),
            tuple(
                document
                for document in library.documents
                if principle.id in document.principles and stage.id in document.stages
            ),
            told.get((principle.id, stage.id), ()),
        )
        for principle in framework.principles.principles
        for stage in framework.stages.stages
    }

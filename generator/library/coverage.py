"""Which page, paper or checklist serves which place, principle, stage and modality of the framework."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.library.kinds import KINDS, places
from generator.library.library import Library, linked_entries, values


def places_served(library: Library) -> dict[str, list[str]]:
    """Place in the framework (`12`) → what rests on it, as targets: pages about a kind first, then entries."""
    served: dict[str, list[str]] = defaultdict(list)
    for place, target in (*_by_pages(library), *_by_entries(library)):
        if target not in served[place]:
            served[place].append(target)
    return dict(served)


def _by_pages(library: Library) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        if kind.page:
            for value in values(library, kind):
                yield from ((place, f"page:{kind.page.path}") for place in places(value, kind.rests_on))


def _by_entries(library: Library) -> Iterator[tuple[str, str]]:
    for linked, entry in linked_entries(library):
        yield from ((place, f"{linked.scheme}:{entry.id}") for place in places(entry, linked.rests_on))


def papers_for(library: Library) -> dict[str, list[str]]:
    """`principle:id` or `stage:id` → the documents and checklists that apply it, as targets."""
    served: dict[str, list[str]] = defaultdict(list)
    for subject, target in _subjects(library):
        if target not in served[subject]:
            served[subject].append(target)
    return dict(served)


def _subjects(library: Library) -> Iterator[tuple[str, str]]:
    for document in library.documents:
        for id in (*document.principles, *(id for clause in document.clauses for id in clause.principles)):
            yield f"principle:{id}", f"document:{document.id}"
        yield from ((f"stage:{id}", f"document:{document.id}") for id in document.stages)
    for checklist in library.checklists:
        for item in checklist.items:
            yield from ((f"principle:{id}", f"checklist:{checklist.id}") for id in item.principles)
            yield from ((f"stage:{id}", f"checklist:{checklist.id}") for id in item.stages)

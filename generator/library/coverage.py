"""Which page, paper or checklist serves which place, principle, stage and modality of the framework."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.library.framework import Chapter, Framework
from generator.library.library import Library

CHAPTER_PAGES: tuple[str, ...] = (
    "objectives",
    "key-terms",
    "definition",
    "initiative-objectives",
    "consultations",
    "editorial-notes",
)
"""The framework's files that are a chapter with a page of the same name."""


def chapter(framework: Framework, name: str) -> Chapter:
    """The chapter whose page is `name`."""
    value: Chapter = getattr(framework, name.replace("-", "_"))
    return value


def places_served(library: Library) -> dict[str, list[str]]:
    """Place in the framework (`12`) → targets (`stage:design`) that rest on it, in the order of the site."""
    served: dict[str, list[str]] = defaultdict(list)
    for place, target in _by_pages(library.framework):
        if target not in served[place]:
            served[place].append(target)
    for place, target in _by_papers(library):
        if target not in served[place]:
            served[place].append(target)
    return dict(served)


def _by_pages(framework: Framework) -> Iterator[tuple[str, str]]:
    for name in CHAPTER_PAGES:
        for entry in chapter(framework, name).entries:
            yield from ((place, f"page:{name}") for place in entry.paragraphs)
    for page, places in (
        ("stages", framework.stages.paragraphs),
        ("modalities", framework.modalities.paragraphs),
        ("taxonomy", framework.taxonomy.paragraphs),
        ("principles", framework.principles.paragraphs),
        ("nso-role", framework.nso_role.paragraphs),
        ("enabling-environment", framework.enabling_environment.paragraphs),
        ("roadmap", framework.roadmap.paragraphs),
    ):
        yield from ((place, f"page:{page}") for place in places)
    for principle in framework.principles.principles:
        yield from ((place, f"principle:{principle.id}") for place in principle.paragraphs)
        yield from ((place, f"principle:{principle.id}") for note in principle.notes for place in note.paragraphs)
    yield from ((place, f"stage:{stage.id}") for stage in framework.stages.stages for place in stage.paragraphs)
    yield from ((place, f"modality:{each.id}") for each in framework.modalities.modalities for place in each.paragraphs)
    yield from ((place, f"category:{each.id}") for each in framework.nso_role.categories for place in each.paragraphs)
    yield from ((place, f"function:{each.id}") for each in framework.nso_role.functions for place in each.paragraphs)
    yield from ((place, "page:nso-role") for each in framework.nso_role.entries for place in each.paragraphs)
    yield from (
        (place, f"element:{each.id}") for each in framework.enabling_environment.elements for place in each.paragraphs
    )
    yield from ((place, f"area:{each.id}") for each in framework.roadmap.areas for place in each.paragraphs)
    for work in framework.references.works:
        yield from ((place, f"work:{work.id}") for place in (work.footnote, *work.paragraphs))


def _by_papers(library: Library) -> Iterator[tuple[str, str]]:
    for document in library.documents:
        yield from ((place, f"document:{document.id}") for place in document.paragraphs)
    for checklist in library.checklists:
        yield from ((place, f"checklist:{checklist.id}") for item in checklist.items for place in item.paragraphs)


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

"""The name of everything that a text may link to."""

from __future__ import annotations

from collections.abc import Iterator

from generator.library.coverage import CHAPTER_PAGES, chapter
from generator.library.library import Library
from generator.library.template import target_of
from generator.library.text import Text


def names(library: Library) -> dict[str, Text]:
    """`scheme:id` → its name in the library's language."""
    return dict(_names(library))


def paper_names(library: Library) -> dict[str, Text]:
    """`document:id` and `checklist:id` → the title of the paper."""
    return {target_of(template): template.title for template in library.templates}


def _names(library: Library) -> Iterator[tuple[str, Text]]:
    framework = library.framework
    yield from ((f"principle:{each.id}", each.name) for each in framework.principles.principles)
    yield from ((f"stage:{each.id}", each.name) for each in framework.stages.stages)
    yield from ((f"element:{each.id}", each.name) for each in framework.enabling_environment.elements)
    yield from ((f"area:{each.id}", each.name) for each in framework.roadmap.areas)
    yield from ((f"modality:{each.id}", each.name) for each in framework.modalities.modalities)
    yield from ((f"category:{each.id}", each.name) for each in framework.nso_role.categories)
    yield from ((f"function:{each.id}", each.name) for each in framework.nso_role.functions)
    yield from ((f"term:{each.id}", each.term) for each in library.glossary.terms)
    yield from paper_names(library).items()
    yield from ((f"session:{each.id}", each.title) for each in library.sessions)
    yield from ((f"programme:{each.id}", each.title) for each in library.programmes.programmes)
    yield from ((f"standard:{each.id}", each.name) for each in library.standards.standards)
    yield from ((f"page:{name}", chapter(framework, name).title) for name in CHAPTER_PAGES)
    yield from ((f"page:{page.path}", page.title) for page in library.pages)
    yield "page:stages", framework.stages.title
    yield "page:modalities", framework.modalities.title
    yield "page:taxonomy", framework.taxonomy.title
    yield "page:principles", framework.principles.title
    yield "page:nso-role", framework.nso_role.title
    yield "page:enabling-environment", framework.enabling_environment.title
    yield "page:guides", library.guides.title
    yield "page:workshops", library.programmes.title
    yield "page:roadmap", framework.roadmap.title
    yield "page:references", framework.references.title
    yield "page:glossary", library.glossary.title
    yield "page:standards", library.standards.title
    yield "page:classify", library.classifier.title
    for path in (
        "documents",
        "checklists",
        "matrix",
        "packs",
        "groups",
        "coverage",
        "readability",
        "translation-status",
        "all-pages",
    ):
        yield f"page:{path}", library.wording[f"{path}-title"]

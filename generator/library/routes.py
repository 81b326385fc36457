"""Where things stand on the site: the one place that knows which page an id has.

A page path has no ending and is the same in every language. Authors write `principle:relevance`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.library.library import Library
from generator.library.template import target_of

FOLDERS: dict[str, str] = {
    "principle": "principles/",
    "stage": "stages/",
    "element": "enabling-environment/",
    "area": "roadmap/",
    "document": "documents/",
    "checklist": "checklists/",
    "standard": "standards/",
    "session": "workshops/",
    "programme": "workshops/",
    "matrix": "matrix/",
    "modality": "modalities#",
    "category": "nso-role#",
    "function": "nso-role#function-",
    "term": "glossary#",
    "work": "references#",
    "page": "",
}
"""What comes before the id in the page path, by scheme."""

GENERATED_PAGES: tuple[str, ...] = (
    "definition",
    "key-terms",
    "objectives",
    "initiative-objectives",
    "modalities",
    "taxonomy",
    "principles",
    "stages",
    "enabling-environment",
    "roadmap",
    "nso-role",
    "consultations",
    "references",
    "editorial-notes",
    "translation-status",
    "glossary",
    "guides",
    "readability",
    "workshops",
    "documents",
    "checklists",
    "packs",
    "classify",
    "groups",
    "matrix",
    "standards",
    "coverage",
    "all-pages",
)
"""Pages that are made from data and stand at the top level."""


def route(target: str) -> str:
    """The page path of `scheme:id`; anything else (an absolute address) stays as it is."""
    scheme, _, id = target.partition(":")
    return FOLDERS[scheme] + id if scheme in FOLDERS else target


def known_targets(library: Library) -> frozenset[str]:
    """Every `scheme:id` that a text of the library may link to."""
    return frozenset(_targets(library))


def _targets(library: Library) -> Iterator[str]:
    framework = library.framework
    yield from (f"principle:{each.id}" for each in framework.principles.principles)
    yield from (f"stage:{each.id}" for each in framework.stages.stages)
    yield from (f"element:{each.id}" for each in framework.enabling_environment.elements)
    yield from (f"area:{each.id}" for each in framework.roadmap.areas)
    yield from (f"modality:{each.id}" for each in framework.modalities.modalities)
    yield from (f"category:{each.id}" for each in framework.nso_role.categories)
    yield from (f"function:{each.id}" for each in framework.nso_role.functions)
    yield from (f"work:{each.id}" for each in framework.references.works)
    yield from (f"work:{each.id}" for each in library.works.works)
    yield from (f"term:{each.id}" for each in library.glossary.terms)
    yield from map(target_of, library.templates)
    yield from (f"session:{each.id}" for each in library.sessions)
    yield from (f"programme:{each.id}" for each in library.programmes.programmes)
    yield from (f"standard:{each.id}" for each in library.standards.standards)
    yield from (f"page:{path}" for path in GENERATED_PAGES)
    yield from (f"page:fill/{template.id}" for template in library.templates)
    yield from (f"page:{page.path}" for page in library.pages)

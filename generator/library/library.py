"""Everything the authors wrote, in one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.library.framework import Framework
from generator.library.kinds import KINDS, Contents, Kind, Linked, entries
from generator.library.language import Language
from generator.library.readability import Measure
from generator.library.reads import note_bodies, shared
from generator.library.template import DocumentTemplate, Printed, Template
from generator.library.text import Node, Text, all_texts, catalogue_of


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Library(Contents):
    """The authors' work as one value, all of it in the language `language`; each is equal to itself alone."""

    language: Language
    measures: Mapping[str, Measure]
    """How hard our own English texts of each file are to read, by its catalogue, in the order of the kinds."""

    @property
    def templates(self) -> tuple[Template, ...]:
        """Every document, then every checklist, and the scoring sheet that is made from the criteria."""
        return (*self.documents, *self.checklists, *self.criteria.sheets)

    @property
    def printed(self) -> tuple[Printed, ...]:
        """Everything that there is on paper, in the order of the kinds."""
        return tuple(paper for kind in KINDS if kind.printed for paper in _entries(self, kind))

    def document(self, id: str) -> DocumentTemplate:
        """The document of this name, which must be there."""
        return next(each for each in self.documents if each.id == id)

    @property
    def framework(self) -> Framework:
        """The newest edition."""
        return self.frameworks[max(self.frameworks, key=lambda id: [int(part) for part in id.split(".")])]


@dataclass(frozen=True, slots=True)
class Held:
    """What one file holds: its kind, the edition that it belongs to ('' for none), its catalogue and its value.

    `key` names all that the value was made from. `shape` and `body` are digests of what stands there beside words, see
    `structure.py`. `measure` says how hard its texts of ours are to read.
    """

    kind: Kind
    edition: str
    catalogue: str
    value: Any
    key: str = ""
    shape: str = ""
    body: str = ""
    measure: Measure = field(default_factory=Measure)


def assembled(language: Language, held: Sequence[Held]) -> Library:
    """The library of these files, which must be all that a site needs."""
    editions: dict[str, dict[str, Any]] = defaultdict(dict)
    contents: dict[str, Any] = {kind.field: () for kind in KINDS if kind.many}
    for each in held:
        if each.edition:
            editions[each.edition][each.kind.field] = each.value
        elif each.kind.many:
            contents[each.kind.field] += (each.value,)
        else:
            contents[each.kind.field] = each.value
    frameworks = {edition: Framework.model_construct(**parts) for edition, parts in editions.items()}
    ordered = sorted(held, key=lambda each: _ORDER[each.kind.field])
    measures = {each.catalogue: each.measure for each in ordered if each.measure != Measure()}
    return Library(language=language, measures=measures, frameworks=frameworks, **contents)


_ORDER = {kind.field: number for number, kind in enumerate(KINDS)}


def values(library: Library, kind: Kind, framework: Framework | None = None) -> tuple[Node, ...]:
    """What the files of a kind hold, in their order; those of an edition in `framework`, the newest if left out."""
    place: Any = (framework or library.framework) if kind.of_edition else library
    held = getattr(place, kind.field)
    return held if isinstance(held, tuple) else (held,)


def _entries(library: Library, kind: Kind) -> Iterator[Any]:
    for value in values(library, kind):
        yield from entries(value, kind.linked[0]) if kind.linked else (value,)


def linked_entries(library: Library) -> Iterator[tuple[Linked, Any]]:
    """Whatever texts may link to, and how, in the order of the kinds."""
    for kind in KINDS:
        for linked in kind.linked:
            for value in values(library, kind):
                yield from ((linked, entry) for entry in entries(value, linked))


def parts(library: Library) -> Iterator[Node]:
    """Every value that holds texts, in the order of the kinds."""
    for kind in KINDS:
        for framework in library.frameworks.values() if kind.of_edition else (None,):
            yield from values(library, kind, framework)


@shared(maxsize=6)  # rules and pages ask for the texts of the same few libraries again and again
def own_texts(library: Library) -> tuple[Text, ...]:
    """As `library_texts`, of what there is to translate into the library's language."""
    return tuple(text for text in library_texts(library) if library.language.covers(catalogue_of(text.key)))


def library_texts(library: Library) -> tuple[Text, ...]:
    """Every text of the library, in a fixed order."""
    note_bodies(library.pages)
    return tuple(text for part in parts(library) for text in all_texts(part))

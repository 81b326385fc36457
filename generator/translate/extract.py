"""Lists everything that can be translated, in the order in which an author wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.blocks.marks import PLACEHOLDER
from generator.catalog.entries import Catalog
from generator.library.interface import Interface
from generator.library.library import Library, parts
from generator.library.markdown import MarkdownPage
from generator.library.reads import shared
from generator.library.template import DocumentTemplate
from generator.library.text import Node, Text, catalogue_of, texts_in


@dataclass(frozen=True, slots=True)
class Unit:
    """A text to translate.

    `kind` is its place's name (`statement`, `heading` …), `note` its author's word to the translator;
    `placeholders` pairs each `{name}` in the text with what stands there in the end, as far as known.
    `critical` texts must not change their meaning: their translation needs a second reader.
    """

    key: str
    text: str
    kind: str
    official: bool
    critical: bool
    note: str
    placeholders: tuple[tuple[str, str], ...]

    @property
    def catalogue(self) -> str:
        """The PO file of the unit, without folder and ending."""
        return catalogue_of(self.key)


def units(library: Library) -> list[Unit]:
    """Every text of the library once, in source order."""
    return list(_each_once(library))


@shared(maxsize=2)  # each language asks, and each step of each
def _each_once(library: Library) -> tuple[Unit, ...]:
    found: dict[str, Unit] = {}
    for unit in _units(library):
        found.setdefault(unit.key, unit)
    return tuple(found.values())


def units_for(library: Library, catalog: Catalog) -> list[Unit]:
    """As `units`, of what there is to translate into the catalogue's language, and of the files that it has."""
    covers = cache(catalog.language.covers)  # a catalogue holds many texts
    return [unit for unit in units(library) if covers(unit.catalogue) or unit.catalogue in catalog.files]


def critical_keys(library: Library) -> frozenset[str]:
    """The keys of all texts in clauses that are marked critical."""
    clauses = (clause for document in library.documents for clause in document.clauses if clause.critical)
    return frozenset(text.key for clause in clauses for _, text in texts_in(clause))


def _units(library: Library) -> Iterator[Unit]:
    for part in parts(library):
        match part:
            case Interface():
                yield from _interface(part)
            case DocumentTemplate():
                yield from _document(part)
            case MarkdownPage():
                yield from _page(part)
            case _:
                yield from _plain(part)


def _plain(model: Node) -> Iterator[Unit]:
    for _, text in texts_in(model):
        yield _unit(text)


def _interface(interface: Interface) -> Iterator[Unit]:
    for message in interface.messages:
        yield _unit(message.text, note=message.note)


def _document(document: DocumentTemplate) -> Iterator[Unit]:
    labels = {field.id: field.label.value for field in document.fields}
    clauses = {text.key: clause for clause in document.clauses for _, text in texts_in(clause)}
    for _, text in texts_in(document):
        clause = clauses.get(text.key)
        if clause is None:
            yield _unit(text, labels=labels)
        else:
            yield _unit(text, labels=labels, note=clause.note, critical=clause.critical)


def _page(page: MarkdownPage) -> Iterator[Unit]:
    yield _unit(page.title)
    yield _unit(page.description)
    for block in page.blocks:
        yield _unit(block.text, kind=block.kind)


def _unit(
    text: Text, *, kind: str = "", note: str = "", critical: bool = False, labels: dict[str, str] | None = None
) -> Unit:
    names = dict.fromkeys(PLACEHOLDER.findall(text.value))
    placeholders = tuple((name, (labels or {}).get(name, "")) for name in names)
    kind = kind or text.key.rpartition("#")[2].rpartition(".")[2]
    return Unit(text.key, text.value, kind, text.official, critical, " ".join(note.split()), placeholders)

"""The concepts of the framework and the terms of the glossary as a vocabulary in all languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.blocks.artifact import DATA
from generator.blocks.vocabulary import Concept, Match, Said, Scheme, States, Vocabulary
from generator.compose.checked import SAFE_ALONE
from generator.compose.data.records import WEAKEST_FIRST
from generator.compose.inline import phrase
from generator.compose.writer import writer_for
from generator.library.library import Library
from generator.library.mappings import GSBPM, Relation
from generator.library.routes import route
from generator.library.text import SOURCE_LANGUAGE, State, Text

FILE = "vocabulary.ttl"
"""Concepts are named below this file, so that their addresses open on any host."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A kind of concept: `scheme` of links to it, the words that name them together, and where its parts stand."""

    scheme: str
    named: str
    read: Callable[[Library], Iterable[Any]]
    name: str = "name"
    definition: str = ""
    note: str = "plain"


_ROWS = (
    _Row("principle", "table-principles", lambda own: own.framework.principles.principles, definition="statement"),
    _Row("stage", "table-stages", lambda own: own.framework.stages.stages, definition="quote"),
    _Row("modality", "table-modalities", lambda own: own.framework.modalities.modalities, definition="quote"),
    _Row("element", "table-elements", lambda own: own.framework.enabling_environment.elements),
    _Row("area", "table-roadmap", lambda own: own.framework.roadmap.areas),
    _Row("category", "vocabulary-categories", lambda own: own.framework.nso_role.categories, definition="quote"),
    _Row("term", "table-glossary", lambda own: own.glossary.terms, name="term", note="meaning"),
)


def vocabulary(libraries: Sequence[Library], site: str) -> Vocabulary:
    """Every concept in all of the languages; the first library is that in English."""
    source, publication = libraries[0], libraries[0].publication
    others = source.mappings.vocabularies
    names = ("vocabulary-title", "vocabulary-about", "column-licence")
    titles, about, rights = ([own.data[id] for own in libraries] for id in names)
    return Vocabulary(
        f"{site}{DATA}/{FILE}#",
        site,
        in_all(titles),
        in_all(about),
        phrase(publication.title).plain,
        in_all(rights),
        publication.version,
        publication.released,
        (
            *(_scheme(row, [own.data[row.named] for own in libraries]) for row in _ROWS),
            *(Scheme(each.id, ((each.name, SOURCE_LANGUAGE),), each.source) for each in others if each.names),
        ),
        (*_concepts(libraries), *_borrowed(source)),
        states_of(titles, about, rights),
    )


def _scheme(row: _Row, names: Sequence[Text]) -> Scheme:
    return Scheme(row.scheme, in_all(names), states=states_of(names))


def in_all(texts: Iterable[Text]) -> tuple[Said, ...]:
    """The words of a text in each language that has its own."""
    return tuple(dict.fromkeys((phrase(text).plain, text.lang) for text in texts))


def _concepts(libraries: Sequence[Library]) -> Iterator[Concept]:
    for row in _ROWS:
        for entries in zip(*(row.read(own) for own in libraries), strict=True):
            yield _concept(libraries, row, entries)
            if row.scheme == "area":
                yield from _actions(entries)


def _concept(libraries: Sequence[Library], row: _Row, entries: Sequence[Any]) -> Concept:
    first = entries[0]
    target = f"{row.scheme}:{first.id}"
    held = {name: [getattr(each, name) for each in entries] for name in (row.name, row.note, row.definition) if name}
    quoted: list[Text] = held.get(row.definition, [])
    return Concept(
        _id(target),
        row.scheme,
        in_all(held[row.name]),
        notation=str(getattr(first, "number", "")),
        definition=quoted[0].value if quoted else "",
        unofficial=in_all(text for text in quoted if text.lang != SOURCE_LANGUAGE),
        notes=in_all(held[row.note]),
        states=states_of(*held.values()),
        places=_places(libraries[0], getattr(first, "paragraphs", ()) or tuple(filter(None, [_place(first)]))),
        official=any(text.official for texts in held.values() for text in texts),
        page=route(target),
        related=tuple(_id(each) for each in _related(row, first)),
        matches=tuple(_matches(libraries, target, first)),
    )


def _place(entry: Any) -> str:
    return str(getattr(entry, "place", ""))


def _actions(areas: Sequence[Any]) -> Iterator[Concept]:
    """What a country does in an area of the roadmap: our words, so a name and nothing more."""
    for id in areas[0].actions:
        texts = [area.actions[id] for area in areas]
        yield Concept(
            f"action-{areas[0].id}-{id}",
            "area",
            in_all(texts),
            states=states_of(texts),
            page=route(f"area:{areas[0].id}"),
            broader=_id(f"area:{areas[0].id}"),
        )


def states_of(*held: Sequence[Text]) -> States:
    """The languages in which something of this stands unchecked, each with its least checked state."""
    found: dict[str, list[State]] = {}
    for text in (text for texts in held for text in texts if text.lang != SOURCE_LANGUAGE):
        found.setdefault(text.lang, []).append(text.state)
    return tuple(
        (lang, str(min(states, key=WEAKEST_FIRST.index)))
        for lang, states in found.items()
        if not SAFE_ALONE.issuperset(states)
    )


def _places(source: Library, places: Sequence[str]) -> str:
    return writer_for(source).source(places).plain if places else ""


def _related(row: _Row, entry: Any) -> Iterator[str]:
    """What the framework or we name beside it; a term may also lead to papers, which are no concepts."""
    if row.scheme == "principle":
        yield from (f"principle:{each.id}" for each in entry.related)
    known = {each.scheme for each in _ROWS}
    for target in getattr(entry, "see", ()):
        if target.partition(":")[0] in known and target != f"term:{entry.id}":
            yield target


def _matches(libraries: Sequence[Library], target: str, entry: Any) -> Iterator[Match]:
    source = libraries[0].mappings
    bases = {each.id: each.base for each in source.vocabularies}
    for index, each in enumerate(source.mappings):
        if each.concept == target:
            vocabulary, _, name = each.other.partition(":")
            why = [own.mappings.mappings[index].why for own in libraries]
            address = f"{bases[vocabulary]}{name}" if bases[vocabulary] else _id(each.other)
            yield Match(f"match-{each.id}", address, str(each.relation), in_all(why), states_of(why))
    for phase in getattr(entry, "gsbpm", ()):
        why = [own.data["vocabulary-gsbpm"] for own in libraries]
        address = f"{bases[GSBPM]}{phase}"
        yield Match(f"match-{_id(target)}-{phase}", address, str(Relation.RELATED), in_all(why), states_of(why))


def _borrowed(source: Library) -> Iterator[Concept]:
    """Concepts of vocabularies without addresses, by the names that they have there."""
    for vocabulary in source.mappings.vocabularies:
        for id, name in vocabulary.names.items():
            yield Concept(_id(f"{vocabulary.id}:{id}"), vocabulary.id, ((name, SOURCE_LANGUAGE),))


def _id(target: str) -> str:
    return target.replace(":", "-", 1)

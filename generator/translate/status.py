"""Counts how far a language has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.catalog import catalogue_of
from generator.model.library import Library
from generator.model.text import State, Text, texts_in


@dataclass(frozen=True, slots=True)
class Count:
    """Texts and English words of a catalogue, by state."""

    catalogue: str
    texts: Counter[State]
    words: Counter[State]


@dataclass(frozen=True, slots=True)
class Status:
    """A language's counts, catalogue by catalogue in source order, and in sum."""

    language: str
    catalogues: tuple[Count, ...]
    total: Count


def status(translated: Library) -> Status:
    """The counts of a library that went through `translate`."""
    counts: dict[str, Count] = {}
    total = Count("", Counter(), Counter())
    for text in _texts(translated):
        name = catalogue_of(text.key)
        count = counts.setdefault(name, Count(name, Counter(), Counter()))
        words = len((text.source or text.value).split())
        for each in (count, total):
            each.texts[text.state] += 1
            each.words[text.state] += words
    return Status(translated.language.tag, tuple(counts.values()), total)


def _texts(library: Library) -> Iterator[Text]:
    parts = (
        library.publication,
        library.interface,
        library.wording,
        library.frameworks,
        library.glossary,
        library.documents,
        library.checklists,
        library.pages,
    )
    for part in parts:
        yield from (text for _, text in texts_in(part) if text.key)

"""Counts how far a language has come, catalogue by catalogue."""

from __future__ import annotations

from generator.catalog.counts import Counts, count
from generator.library.library import Library, library_texts
from generator.library.text import Text, catalogue_of


def status(translated: Library) -> dict[str, Counts]:
    """The counts of each catalogue in source order, for a library that went through `translate`."""
    texts: dict[str, list[Text]] = {}
    for text in library_texts(translated):
        texts.setdefault(catalogue_of(text.key), []).append(text)
    return {name: count(each) for name, each in texts.items()}

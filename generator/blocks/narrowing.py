"""What a list narrows by: choices of the reader, and which entry fits which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.blocks.nodes import Phrase


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to choose, with its options by id."""

    id: str
    label: Phrase
    options: tuple[tuple[str, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """`entries` has the page of each entry and, facet by facet, the ids of the options that it fits.

    `page` is the path of the page with the list; `heads` are the anchors of the headings below which the entries
    stand; `words` what the script says, by id.
    """

    facets: tuple[Facet, ...]
    entries: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    heads: tuple[str, ...]
    words: Mapping[str, Phrase]
    page: str

"""The search index of a language: an entry for each section and each term, as a classic script that loads from file://."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.blocks.nodes import Block, Definitions, Heading, Page
from generator.blocks.walk import phrases_in
from generator.render.script import assigned

Entry = dict[str, str]

PATH = "assets/search-index.js"
_UNINDEXED = frozenset({"all-pages", "coverage", "readability"})
"""Lists of links to everything would match every search."""


def _is_indexed(page: Page) -> bool:
    """A form to fill in has the words of its paper, which has a page of its own."""
    return page.path not in _UNINDEXED and page.fill_in is None


def search_index(language: str, entries: Iterable[Mapping[str, str]]) -> bytes:
    """The script's bytes."""
    return assigned("citizenDataSearch", {"lang": language, "documents": list(entries)})


def entries_of(page: Page) -> tuple[Entry, ...]:
    """What the search finds of a page."""
    return tuple(_entries(page)) if _is_indexed(page) else ()


def _entries(page: Page) -> Iterator[Entry]:
    for heading, blocks in _sections(page.blocks):
        others = [block for block in blocks if not isinstance(block, Definitions)]
        yield _entry(page, heading.id if heading else "", heading.phrase.plain if heading else "", others)
        for terms in (block for block in blocks if isinstance(block, Definitions)):
            for anchor, term, meaning in terms.entries:
                yield _entry(page, anchor, term.plain, meaning)


def _entry(page: Page, anchor: str, heading: str, blocks: Iterable[Block]) -> Entry:
    words = " ".join(phrase.plain for phrase in phrases_in(blocks))
    return {"u": f"{page.path}.html{anchor and f'#{anchor}'}", "t": page.title.plain, "h": heading, "x": words}


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[Heading | None, list[Block]]]:
    """The blocks before the first heading, then each heading with what follows it."""
    heading: Heading | None = None
    gathered: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            yield heading, gathered
            heading, gathered = block, []
        else:
            gathered.append(block)
    yield heading, gathered

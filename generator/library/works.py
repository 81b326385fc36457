"""The published works that our own pages rest on, beside those that the framework cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import Field

from generator.library.markdown import MarkdownPage
from generator.library.text import Node, Slug, Text


class CitedWork(Node):
    """A real, published work. Pages cite it by one of its addresses, by its title or by a name in `named`."""

    id: Slug
    title: str
    author: str
    year: int | None = None
    addresses: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    plain: Text

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands in the source of a page that cites it."""
        return (*(f"]({address})" for address in self.addresses), self.title, *self.named)


class CitedWorks(Node):
    """`content/works.yaml`."""

    title: Text
    summary: Text
    works: tuple[CitedWork, ...] = Field(min_length=1)


def uses(works: CitedWorks, pages: tuple[MarkdownPage, ...]) -> Mapping[str, tuple[MarkdownPage, ...]]:
    """Each work's id → the pages that cite it, in their order."""
    sources = {page.path: page.source.replace("*", "") for page in pages}
    return {
        work.id: tuple(page for page in pages if any(mark in sources[page.path] for mark in work.marks))
        for work in works.works
    }


def addresses_on(page: MarkdownPage) -> Iterator[tuple[str, str]]:
    """Each address on the web that a page links to, with the key of the text in which it stands."""
    for block in page.blocks:
        yield from ((target, block.text.key) for target in block.targets if target.startswith("https://"))

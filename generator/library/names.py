"""The name of everything that a text may link to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.library.kinds import KINDS, PAGES, Kind
from generator.library.library import Library, linked_entries, values
from generator.library.reads import shared
from generator.library.template import target_of
from generator.library.text import Text


@shared(maxsize=6)  # pages ask for the names of the same few libraries again and again
def names(library: Library) -> Mapping[str, Text]:
    """`scheme:id` → its name in the library's language."""
    return {**dict(_entries(library)), **dict(_pages(library))}


def paper_names(library: Library) -> dict[str, Text]:
    """`document:id` and `checklist:id` → the title of the paper."""
    return {target_of(template): template.title for template in library.templates}


def _entries(library: Library) -> Iterator[tuple[str, Text]]:
    for linked, entry in linked_entries(library):
        if linked.name:
            yield f"{linked.scheme}:{entry.id}", getattr(entry, linked.name)


def _pages(library: Library) -> Iterator[tuple[str, Text]]:
    yield from ((f"page:{page.path}", page.title) for page in library.pages)
    own = {kind.page: kind for kind in KINDS if kind.page}
    for page in PAGES:
        if not page.written:
            yield f"page:{page.path}", _title(library, own.get(page)) or library.wording[f"{page.path}-title"]


def _title(library: Library, kind: Kind | None) -> Text | None:
    """The title of the page about a kind, where its one file has one."""
    if kind is None or kind.many:
        return None
    title: Text | None = getattr(values(library, kind)[0], "title", None)
    return title

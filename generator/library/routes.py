"""Where things stand on the site: the one place that knows which page an id has.

A page path has no ending and is the same in every language. Authors write `principle:relevance`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.library.guides import FOLDER as GUIDES
from generator.library.guides import PARTNERS
from generator.library.kinds import KINDS, PAGES
from generator.library.library import Library, linked_entries

HOME = "index"
"""The path of the home page of a language."""

FOLDERS: dict[str, str] = {linked.scheme: linked.at for kind in KINDS for linked in kind.linked} | {"page": ""}
"""What comes before the id in the page path, by scheme."""

GENERATED_PAGES: frozenset[str] = frozenset(page.path for page in PAGES if not page.written)
"""The paths of the pages that are made from data and stand at the top level."""


_JOINED: dict[str, str] = {f"page:{GUIDES}/{group}/": scheme for scheme, group in PARTNERS.items()}
"""Guides that are part of the page on what they explain."""


def route(target: str) -> str:
    """The page path of `scheme:id`; anything else (an absolute address) stays as it is."""
    scheme, _, id = target.partition(":")
    if scheme not in FOLDERS:
        return target
    for start, joined in _JOINED.items():
        if target.startswith(start):
            return FOLDERS[joined] + target.removeprefix(start)
    return FOLDERS[scheme] + id


def on_site(tag: str, path: str) -> str:
    """A page, by its path with or without an anchor, as the target of a link that leads to another language's site."""
    page, hash_mark, anchor = path.partition("#")
    return f"file:../{tag}/{page}.html{hash_mark}{anchor}"


def known_targets(library: Library) -> frozenset[str]:
    """Every `scheme:id` that a text of the library may link to."""
    return frozenset(_targets(library))


def _targets(library: Library) -> Iterator[str]:
    yield from (f"{linked.scheme}:{entry.id}" for linked, entry in linked_entries(library))
    yield from (f"page:{path}" for path in GENERATED_PAGES)
    yield from (f"page:fill/{template.id}" for template in library.templates)
    yield from (f"page:{page.path}" for page in library.pages)

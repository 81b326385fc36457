"""What stands in a library beside what its texts say: which entries there are, in which order, and how they are linked.

What is composed depends on this and on the texts that it reads (`reads.py`), and on nothing else in the library. So a
word that changes in one place makes nothing new that does not show it. The body of a written page is read by few, who
tell so (`reads.py`): a paragraph more makes new what shows that page, and not the whole site.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from generator.library.language import Language
from generator.library.library import Held, Library
from generator.library.markdown import BODY, MarkdownBlock, MarkdownPage
from generator.library.text import Text
from generator.library.works import uses

_LEFT_OUT: dict[type, frozenset[str]] = {
    # How a file is written changes with every word, and who composes never reads it.
    MarkdownPage: frozenset({"source", *BODY}),
    MarkdownBlock: frozenset({"start"}),
}


def structure(language: Language, held: Sequence[Held], library: Library) -> str:
    """A digest that changes with everything in the library but its texts' words and states, and the pages' bodies."""
    # Which works a page cites is found in its source, so what is found counts in the place of the source.
    cited = {id: [page.path for page in pages] for id, pages in uses(library.works, library.pages).items()}
    files = [(each.kind.field, each.edition, each.catalogue, each.shape) for each in held]
    return _digest((repr(language), files, cited))


def shape(value: Any) -> str:
    """A digest of what stands in a file beside its texts' words and states, and beside a page's body."""
    return _digest(_bare(value))


def body(value: Any) -> str:
    """The same of a page's body; nothing for any other file."""
    return _digest(_bare((value.blocks, value.outline))) if isinstance(value, MarkdownPage) else ""


def _digest(held: Any) -> str:
    return sha256(repr(held).encode()).hexdigest()


def _bare(value: Any) -> Any:
    """The value as plain lists and words, without what texts say. What is of no known kind counts as it is."""
    if isinstance(value, Text):
        return (value.key, value.official)
    if isinstance(value, BaseModel):
        left_out = _LEFT_OUT.get(type(value), frozenset())
        held = [(name, _bare(inner)) for name, inner in vars(value).items() if name not in left_out]
        return type(value).__name__, held
    if isinstance(value, dict):
        return [(name, _bare(each)) for name, each in value.items()]
    if isinstance(value, tuple):
        return [_bare(each) for each in value]
    return value

"""What stands in a library beside what its texts say: which entries there are, in which order, and how they are linked.

What is composed depends on this and on the texts that it reads (`reads.py`), and on nothing else in the library. So a
word that changes in one place makes nothing new that does not show it.
"""

from __future__ import annotations

from dataclasses import fields
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from generator.library.library import Library
from generator.library.markdown import MarkdownBlock, MarkdownPage
from generator.library.text import Text
from generator.library.works import uses

_OF_FILES: dict[type, frozenset[str]] = {MarkdownPage: frozenset({"source"}), MarkdownBlock: frozenset({"start"})}
"""Fields that say how a file is written: they change with every word, and who composes never reads them."""


def structure(library: Library) -> str:
    """A digest that changes with everything in the library but the words, languages and states of its texts."""
    # Which works a page cites is found in its source, so what is found counts in the place of the source.
    cited = {id: [page.path for page in pages] for id, pages in uses(library.works, library.pages).items()}
    held = [(each.name, _bare(getattr(library, each.name))) for each in fields(library)]
    return sha256(repr((held, cited)).encode()).hexdigest()


def _bare(value: Any) -> Any:
    """The value as plain lists and words, without what texts say. What is of no known kind counts as it is."""
    if isinstance(value, Text):
        return (value.key, value.official)
    if isinstance(value, BaseModel):
        left_out = _OF_FILES.get(type(value), frozenset())
        held = [(name, _bare(inner)) for name, inner in vars(value).items() if name not in left_out]
        return type(value).__name__, held
    if isinstance(value, dict):
        return [(name, _bare(each)) for name, each in value.items()]
    if isinstance(value, tuple):
        return [_bare(each) for each in value]
    return value

"""Texts as phrases that every format can render: links lead to pages, and something stands in each `{place}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import unescapeAll

from generator.blocks.marks import Refusal, parse
from generator.blocks.nodes import Emphasis, Inline, Link, Phrase, Placeholder, Plain, Strong, joined
from generator.compose.checked import asked
from generator.library.routes import route
from generator.library.text import Text

Places = Mapping[str, Inline]
"""What to put in the place of each `{name}`."""
NOTHING: Places = {}


def phrase(text: Text, places: Places = NOTHING, targets: tuple[str, ...] = ()) -> Phrase:
    """The text as a phrase. A `{name}` that `places` knows becomes that node, any other stays as it was written.

    A link whose target is a number leads to that one of `targets`, as in the texts of hand-written pages.
    """
    value, lang, state = asked(text)
    children = _settled(_tree(value), targets, places) if places and "{" in value else _unfilled(value, targets)
    return Phrase(children, lang, state, text.key)


# Papers, pages and previews of a language ask for the same texts again and again.
@lru_cache(maxsize=100_000)
def _unfilled(value: str, targets: tuple[str, ...]) -> tuple[Inline, ...]:
    tree = _tree(value)
    return _settled(tree, targets, NOTHING) if "](" in value or "{" in value else tree


def _tree(value: str) -> tuple[Inline, ...]:
    """The marks of a text; what no rule would have let through stays as it was typed."""
    try:
        return parse(value) or (Plain(value),)
    except Refusal:
        return (Plain(value),)


def _settled(nodes: Iterable[Inline], targets: tuple[str, ...], places: Places) -> tuple[Inline, ...]:
    """The nodes with an address for each link and something in each place."""
    return joined(_settle(node, targets, places) for node in nodes)


def _settle(node: Inline, targets: tuple[str, ...], places: Places) -> Inline:
    match node:
        case Placeholder(name):
            return places.get(name) or Plain(f"{{{name}}}")
        case Link(target, children):
            return Link(route(normalizeLink(_address(target, targets))), _settled(children, targets, places))
        case Strong(children):
            return Strong(_settled(children, targets, places))
        case Emphasis(children):
            return Emphasis(_settled(children, targets, places))
        case _:
            return node


def _address(target: str, targets: tuple[str, ...]) -> str:
    """The address that a number stands for, else the target itself."""
    if target.isascii() and target.isdigit() and 0 < int(target) <= len(targets):
        return unescapeAll(targets[int(target) - 1])
    return target

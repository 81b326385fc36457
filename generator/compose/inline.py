"""A text's inline Markdown, parsed once into a phrase that every format can render."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.blocks.nodes import Blank, Code, Emphasis, Field, Inline, Link, Phrase, Plain, Strong
from generator.library.routes import route
from generator.library.text import Text

# Raw HTML and images have no place in a text; what looks like them is shown as it was typed.
_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["html_inline", "image", "autolink"])
_PARSER.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - routes check the targets
_PLACEHOLDER = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")


def phrase(text: Text, fields: Mapping[str, Field] | None = None) -> Phrase:
    """The text parsed. A `{field-id}` that `fields` knows becomes a blank; any other stays as written."""
    children = _children(text.value)
    return Phrase(_with_blanks(children, fields) if fields else children, text.lang, text.state, text.key)


@lru_cache(maxsize=20_000)
def _children(value: str) -> tuple[Inline, ...]:
    tokens = _PARSER.parseInline(value)[0].children or []
    children, _ = _gather(tokens, 0)
    return children or (Plain(value),)


def _gather(tokens: list[Token], start: int) -> tuple[tuple[Inline, ...], int]:
    """The inline nodes from `start` to the end of their parent, and the place after it."""
    nodes: list[Inline] = []
    index = start
    while index < len(tokens):
        token = tokens[index]
        if token.nesting == -1:
            return tuple(_merged(nodes)), index + 1
        if token.nesting == 1:
            inner, index = _gather(tokens, index + 1)
            nodes.append(_CONTAINERS[token.type](token, inner))
            continue
        nodes.append(_leaf(token))
        index += 1
    return tuple(_merged(nodes)), index


def _link(token: Token, children: tuple[Inline, ...]) -> Inline:
    return Link(route(str(token.attrs.get("href", ""))), children)


_CONTAINERS: dict[str, Callable[[Token, tuple[Inline, ...]], Inline]] = {
    "strong_open": lambda _, children: Strong(children),
    "em_open": lambda _, children: Emphasis(children),
    "link_open": _link,
}


def _leaf(token: Token) -> Inline:
    if token.type == "code_inline":
        return Code(token.content)
    return Plain(" " if token.type in ("softbreak", "hardbreak") else token.content)


def _merged(nodes: list[Inline]) -> list[Inline]:
    """The nodes with neighbouring runs of characters joined."""
    merged: list[Inline] = []
    for node in nodes:
        if isinstance(node, Plain) and merged and isinstance(merged[-1], Plain):
            merged[-1] = Plain(merged[-1].text + node.text)
        elif not (isinstance(node, Plain) and not node.text):
            merged.append(node)
    return merged


def _with_blanks(nodes: tuple[Inline, ...], fields: Mapping[str, Field]) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for node in nodes:
        match node:
            case Plain(text):
                result += _split(text, fields)
            case Strong(children):
                result.append(Strong(_with_blanks(children, fields)))
            case Emphasis(children):
                result.append(Emphasis(_with_blanks(children, fields)))
            case Link(target, children):
                result.append(Link(target, _with_blanks(children, fields)))
            case _:
                result.append(node)
    return tuple(result)


def _split(text: str, fields: Mapping[str, Field]) -> list[Inline]:
    parts: list[Inline] = []
    end = 0
    for found in _PLACEHOLDER.finditer(text):
        if found[1] in fields:
            parts += [Plain(text[end : found.start()]), Blank(fields[found[1]])]
            end = found.end()
    return [part for part in [*parts, Plain(text[end:])] if not (isinstance(part, Plain) and not part.text)]

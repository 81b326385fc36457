"""A text's marks, parsed once: one parser and one tree for validation, translation and composition.

The marks are few: `*em*`, `**strong**`, `` `code` ``, `[words](target)` and `{placeholder}`. Whatever else Markdown
knows is refused with a reason, so that no stage has to guess what another one made of it. HTML has no meaning here:
what looks like it is words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.blocks.nodes import Code, Emphasis, Inline, Link, Placeholder, Plain, Strong, joined

PLACEHOLDER = re.compile(r"\{([a-z0-9]+(?:[-_][a-z0-9]+)*)\}")


class Refusal(Exception):
    """Why a text can't be shown (`reason`), and what to write instead (`help`)."""

    def __init__(self, reason: str, help: str) -> None:
        super().__init__(reason)
        self.reason, self.help = reason, help


def _any_target(url: str) -> bool:  # noqa: ARG001 - the parser names it so
    """Says yes: which targets are allowed is decided by rules and by comparison with the English."""
    return True


_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_MARKDOWN.validateLink = _any_target  # type: ignore[method-assign]
_MARKDOWN.normalizeLink = lambda url: url  # type: ignore[method-assign]

_BLOCKS = MarkdownIt("commonmark", {"html": False})
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])

_MAY_BE_MARKED = re.compile(r"[\\`*_\[&<\n\r\x00]")
"""A text without any of these has no marks but placeholders; most texts have none, and need no parser to say so."""
_SPECIAL = re.compile(r"[\\`*_\[\]]")
_LINE_END = re.compile(r"[\n\r]")
_ENTITY = re.compile(r"&(?=#|[A-Za-z])")
_MAX_DEPTH = 8


@lru_cache(maxsize=100_000)  # every distinct text of a library in several languages, each parsed once a process
def parse(text: str) -> tuple[Inline, ...]:
    """The tree of a text's marks; Refusal for anything that is not among them. Targets stay as they were written."""
    if not _MAY_BE_MARKED.search(text):
        return tuple(_words(text))
    tokens = _MARKDOWN.parseInline(text)[0].children or []
    children, rest = _children(tokens, 0, "", 0)
    if rest != len(tokens):
        raise Refusal("its marks are not closed in order", "close each mark in the place where it was opened")
    return children


def is_one_paragraph(text: str) -> bool:
    """True when the text, on a line of its own, can't be taken for a list, a heading or another kind of block."""
    if text[:1].isalpha() and not _LINE_END.search(text):  # as most do: nothing else begins with a letter
        return True
    tokens = _BLOCKS.parse(text)
    return [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


def _children(tokens: Sequence[Token], start: int, until: str, depth: int) -> tuple[tuple[Inline, ...], int]:
    """The nodes from `start` to the closing mark `until`, and its place."""
    if depth > _MAX_DEPTH:
        raise Refusal("marks are nested too deeply", "close each mark in the place where it was opened")
    found: list[Inline] = []
    index = start
    while index < len(tokens) and tokens[index].type != until:
        token = tokens[index]
        if token.type in ("em_open", "strong_open", "link_open"):
            closing = token.type.replace("open", "close")
            children, index = _children(tokens, index + 1, closing, depth + 1)
            found.append(_marked(token, children))
        else:
            found += _leaf(token)
        index += 1
    return joined(found), index


def _marked(token: Token, children: tuple[Inline, ...]) -> Inline:
    if not "".join(words_in(children)).strip():
        raise Refusal("a link or an emphasis holds no words", "put its words between the marks")
    if token.type != "link_open":
        return Strong(children) if token.type == "strong_open" else Emphasis(children)
    if token.markup == "autolink":
        raise Refusal("it holds a bare address", "write [words](target)")
    if token.attrs.get("title"):
        raise Refusal("a link has a title", "write [words](target) and nothing more")
    return Link(str(token.attrs.get("href", "")), children)


def _leaf(token: Token) -> Iterator[Inline]:
    match token.type:
        case "text" | "text_special":
            yield from _words(token.content)
        case "softbreak":
            yield Plain(" ")
        case "code_inline":
            yield Code(token.content)
        case "image":
            raise Refusal("it holds an image", "remove it")
        case _:
            raise Refusal("it holds a construct that is not allowed", "use only the marks of the English")


def _words(text: str) -> Iterator[Inline]:
    if "{" not in text:
        if text:
            yield Plain(text)
        return
    position = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() > position:
            yield Plain(text[position : match.start()])
        yield Placeholder(match[1])
        position = match.end()
    if position < len(text):
        yield Plain(text[position:])


def words_in(nodes: Sequence[Inline]) -> Iterator[str]:
    """The words of a tree in order; placeholders count as their names, code is left out."""
    for node in nodes:
        match node:
            case Plain(text):
                yield text
            case Placeholder(name):
                yield name
            case Strong(children) | Emphasis(children) | Link(_, children):
                yield from words_in(children)


def nodes_in(nodes: Sequence[Inline]) -> Iterator[Inline]:
    """Every node of a tree, each before what stands inside it."""
    for node in nodes:
        yield node
        if isinstance(node, Strong | Emphasis | Link):
            yield from nodes_in(node.children)


def targets_in(nodes: Sequence[Inline]) -> list[str]:
    """The targets of a tree's links, in their order."""
    return [node.target for node in nodes_in(nodes) if isinstance(node, Link)]


def written(nodes: Sequence[Inline]) -> str:
    """The tree as a text in which only its own marks have a meaning."""
    return "".join(_written(node) for node in nodes)


def _written(node: Inline) -> str:
    match node:
        case Plain(text):
            escaped = _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\g<0>", text)).replace("<", "&lt;")
            # Two tildes strike words out in many dialects, and not all of them know a backslash before a tilde.
            return escaped.replace("~~", "&#126;&#126;")
        case Placeholder(name):
            return f"{{{name}}}"
        case Code(text):
            fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
            pad = " " if text.startswith("`") or text.endswith("`") else ""
            return f"{fence}{pad}{text}{pad}{fence}"
        case Link(target, children):
            return f"[{written(children)}]({target})"
        case Strong(children):
            return f"**{written(children)}**"
        case Emphasis(children):
            return f"*{written(children)}*"
        case _:
            raise AssertionError(f"{type(node).__name__} is no mark of a text")

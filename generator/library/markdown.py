"""A hand-written page: Markdown whose blocks can be translated one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from generator.library.text import SOURCE_LANGUAGE, Node, State, Text

# Escaped characters and code spans come first, so that what looks like a link inside them is left alone.
_LINK_TARGET = re.compile(r"(?:\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`))|(?P<open>\]\()(?P<target>[^()\s<>]*)\)", re.DOTALL)
_FRONT_LINE = re.compile(r"^(title|description):[ \t]*(.*)$", re.MULTILINE)
_ANCHOR = re.compile(r"[ \t]*\{ ?#([a-z0-9]+(?:-[a-z0-9]+)*) ?\}[ \t]*(?:\n|$)")
_FALLBACK = f"lang={SOURCE_LANGUAGE} dir=ltr"


class MarkdownBlock(Node):
    """A translatable run of a page's source: `source[start:end]`, in characters.

    `id` is short, given once and kept while the block moves or changes; `kind` is one of heading,
    paragraph, item, cell. `text` is on one line and its links are numbered; `targets` are their
    addresses in order.
    """

    id: str
    kind: str
    start: int
    end: int
    text: Text
    targets: tuple[str, ...] = ()


class MarkdownPage(Node):
    """`content/**/*.md`: path below content/ without its ending, source text, and its blocks in order."""

    path: str
    source: str
    title: Text
    description: Text
    blocks: tuple[MarkdownBlock, ...]

    @property
    def body_start(self) -> int:
        """Where the page's body begins, after its front matter."""
        closing = self.source.find("\n---", 3)
        return self.source.find("\n", closing + 1) + 1 if closing >= 0 else 0


def number_targets(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with the addresses of its links as numbers from 1, and the addresses."""
    targets: list[str] = []

    def numbered(match: re.Match[str]) -> str:
        if match["open"] is None:
            return match[0]
        targets.append(match["target"])
        return f"]({len(targets)})"

    return _LINK_TARGET.sub(numbered, text), tuple(targets)


def restore_targets(text: str, targets: tuple[str, ...]) -> str:
    """The text with its links' numbers replaced by addresses; a number without an address stays."""

    def restored(match: re.Match[str]) -> str:
        number = match["target"] or ""
        if not number.isascii() or not number.isdigit() or not 0 < int(number) <= len(targets):
            return match[0]
        return f"]({targets[int(number) - 1]})"

    return _LINK_TARGET.sub(restored, text)


def anchored_blocks(page: MarkdownPage) -> Iterator[tuple[tuple[str, Text] | None, MarkdownBlock]]:
    """Each block with the anchor and the words of the last heading that has an anchor; a heading comes with itself."""
    heading: tuple[str, Text] | None = None
    for block in page.blocks:
        if block.kind == "heading" and (found := _ANCHOR.match(page.source, block.end)):
            heading = found[1], block.text
        yield heading, block


def block_texts(page: MarkdownPage) -> tuple[Text, ...]:
    """The text of each block in order, with its own key, language and state, and with real link addresses.

    They stand in the order of the inline tokens that markdown-it finds in the body, empty cells left out.
    """
    return tuple(
        replace(block.text, value=restore_targets(block.text.value, block.targets)) if block.targets else block.text
        for block in page.blocks
    )


def translated_source(page: MarkdownPage, *, mark: bool = False) -> str:
    """The page's Markdown in the language of its texts; what is English keeps its bytes.

    With `mark`, headings, paragraphs and items that fell back to English carry an attribute list that says so.
    """
    head = page.source[: page.body_start]
    return _front_matter(head, page) + translated_body(page, mark=mark)


def translated_body(page: MarkdownPage, *, mark: bool = False) -> str:
    """As `translated_source`, without the front matter."""
    return "".join(_pieces(page, mark))


def _pieces(page: MarkdownPage, mark: bool) -> Iterator[str]:
    position = page.body_start
    for block in page.blocks:
        yield page.source[position : block.start]
        yield _spliced(page, block, mark)
        position = block.end
    yield page.source[position:]


def _spliced(page: MarkdownPage, block: MarkdownBlock, mark: bool) -> str:
    original = page.source[block.start : block.end]
    text = block.text
    if text.lang == SOURCE_LANGUAGE:
        return original + _mark(page, block) if mark and _fell_back(block) else original
    if text.value == text.source:
        return original
    value = restore_targets(text.value, block.targets)
    return value.replace("|", "\\|") if block.kind == "cell" else value


def _fell_back(block: MarkdownBlock) -> bool:
    return block.text.state in (State.MISSING, State.BLOCKED)


def _mark(page: MarkdownPage, block: MarkdownBlock) -> str:
    """An attribute list after a heading's words, or on a line of its own; nothing where no list can stand."""
    if block.kind == "heading":
        return f" {{ {_FALLBACK} }}"
    if block.kind not in ("paragraph", "item"):
        return ""
    line_start = page.source.rfind("\n", 0, block.start) + 1
    margin = re.sub(r"[^> ]", " ", page.source[line_start : block.start])
    return f"\n{margin}{{ {_FALLBACK} }}"


def _front_matter(head: str, page: MarkdownPage) -> str:
    texts = {"title": page.title, "description": page.description}

    def replaced(match: re.Match[str]) -> str:
        text = texts[match[1]]
        if text.lang == SOURCE_LANGUAGE or text.value == text.source:
            return match[0]
        return f"{match[1]}: {json.dumps(text.value, ensure_ascii=False)}"

    return _FRONT_LINE.sub(replaced, head)

"""A hand-written page: Markdown whose blocks can be translated one by one."""

from __future__ import annotations

from generator.model.text import Node, Text


class MarkdownBlock(Node):
    """A translatable run of a page's source: `source[start:end]`, in characters.

    `id` is short, given once and kept while the block moves or changes; `kind` is one of heading,
    paragraph, item, cell, title (of an admonition), front-matter.
    """

    id: str
    kind: str
    start: int
    end: int
    text: Text


class MarkdownPage(Node):
    """`content/**/*.md`: path below content/ without its ending, source text, and its blocks in order."""

    path: str
    source: str
    title: Text
    description: Text
    blocks: tuple[MarkdownBlock, ...]

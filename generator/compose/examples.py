"""The filled papers of the worked examples: printed in English, stamped as invented, and linked from their page."""

from __future__ import annotations

from dataclasses import replace

from generator.blocks.artifact import Offered
from generator.blocks.nodes import (
    Block,
    Foreign,
    Heading,
    Inline,
    Items,
    Link,
    Page,
    Paper,
    Paragraph,
    Phrase,
    Plain,
)
from generator.compose.inline import phrase
from generator.compose.papers import alone
from generator.compose.writer import Writer, writer_for
from generator.library.example import Example
from generator.library.library import Library
from generator.library.slots import contract_of
from generator.library.taking import Taken, take
from generator.library.text import SOURCE_LANGUAGE

_ANCHOR = "papers"
"""The heading of a worked example below which its papers are offered."""
SUFFIX = "a4-print.pdf"


def filled_papers(source: Library) -> list[Paper]:
    """Every filled paper, in the source language, with a stamp on each page that says that it is invented."""
    return [_filled(source, example) for example in source.examples]


def _filled(source: Library, example: Example) -> Paper:
    template = next(each for each in source.templates if each.id == example.paper)
    taken = take(contract_of(template, source.framework.edition.id), example.file)
    document = alone(source, example.paper, taken.answers if isinstance(taken, Taken) else None)
    stamp = writer_for(source).say("example-stamp")
    return replace(document, id=_id(example), labels=replace(document.labels, draft=stamp))


def _id(example: Example) -> str:
    return f"example-{example.initiative}-{example.paper}"


def _kind(writer: Writer) -> tuple[Inline, ...]:
    words = writer.words("example-file")
    said = (Plain(" "), *words.children)
    return said if words.lang == writer.lang else (Foreign(words.lang, said),)


def with_filled_papers(writer: Writer, page: Page, offered: Offered) -> Page:
    """A worked example with links to its filled papers, below the heading that announces them.

    Where no PDF is made it announces nothing, and goes unless its author wrote something below it.
    """
    examples = [each for each in writer.library.examples if each.page == page.path]
    if not examples:
        return page
    if SUFFIX not in offered.papers:
        followed = zip(page.blocks, (*page.blocks[1:], None), strict=True)
        kept = (block for block, after in followed if not (_announces(block) and isinstance(after, Heading | None)))
        return replace(page, blocks=tuple(kept))
    site = offered.site_of(SOURCE_LANGUAGE, writer.library.language)
    titles = {template.id: template.title for template in writer.library.templates}
    items: list[tuple[Block, ...]] = []
    for example in examples:
        words = phrase(titles[example.paper])
        link = Link(f"file:{site}papers/{_id(example)}.{SOURCE_LANGUAGE}.{SUFFIX}", words.children)
        items.append((Paragraph(Phrase((link, *_kind(writer)), words.lang, words.state)),))
    downloads = Items(tuple(items), role="downloads")
    blocks: list[Block] = []
    for block in page.blocks:
        blocks.append(block)
        if _announces(block):
            blocks.append(downloads)
    return replace(page, blocks=tuple(blocks))


def _announces(block: Block) -> bool:
    return isinstance(block, Heading) and block.id == _ANCHOR

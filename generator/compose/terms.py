"""Terms on hand-written pages lead to their meaning in the glossary: each term once, where a reader meets it first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.blocks.nodes import (
    Block,
    Emphasis,
    Foreign,
    Inline,
    Items,
    Link,
    Note,
    Paragraph,
    Phrase,
    Plain,
    Strong,
    Table,
)
from generator.blocks.walk import phrases_in
from generator.compose.writer import Writer
from generator.library.reads import shared
from generator.library.routes import route

_BRACKETS = re.compile(r"\s*\([^)]*\)$")


def with_terms(writer: Writer, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with a link at the first place of each term to which no link leads yet.

    Headings, heads of tables and links stay as they are. A term counts in its own words and language, with or without
    a plural `s`; of two terms that begin at one place the longer goes first (`community consent` before `consent`).
    """
    done = {target for phrase in phrases_in(blocks) for target in _targets(phrase.children)}
    linker = _Linker(writer, done)
    return tuple(map(linker.block, blocks))


def _targets(children: Sequence[Inline]) -> Iterator[str]:
    for child in children:
        if isinstance(child, Link):
            yield child.target
        elif isinstance(child, Strong | Emphasis | Foreign):
            yield from _targets(child.children)


@shared(maxsize=4)  # every page of a language asks for the same
def _known(writer: Writer) -> tuple[dict[str, str], re.Pattern[str]]:
    """The targets by the terms in small letters, and what finds any of them, the longest first.

    The titles of works are found too and lead nowhere, so that no term inside a title becomes a link.
    """
    terms = [term for term in writer.library.glossary.terms if term.term.lang == writer.lang]
    titles = {name.lower(): "" for work in writer.library.works.works for name in (work.title, *work.named)}
    targets = titles | {_BRACKETS.sub("", term.term.value).lower(): route(f"term:{term.id}") for term in terms}
    words = "|".join(map(re.escape, sorted(targets, key=lambda each: (-len(each), each)))) or r"(?!)"
    return targets, re.compile(rf"(?<!\w)({words})s?(?!\w)", re.IGNORECASE)


class _Linker:
    """Goes through one page in reading order; `done` grows with each link."""

    def __init__(self, writer: Writer, done: set[str]) -> None:
        self.lang = writer.lang
        self.targets, self.pattern = _known(writer)
        self.done = done

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph(phrase):
                return replace(block, phrase=self.phrase(phrase))
            case Items(role="doors"):  # each is one link as a whole, which would lie over another in it
                return block
            case Items(items):
                return replace(block, items=tuple(tuple(map(self.block, item)) for item in items))
            case Note(_, _, blocks):
                return replace(block, blocks=tuple(map(self.block, blocks)))
            case Table(_, rows):
                cells = (
                    tuple(
                        cell if cell.header else replace(cell, blocks=tuple(map(self.block, cell.blocks)))
                        for cell in row
                    )
                    for row in rows
                )
                return replace(block, rows=tuple(cells))
            case _:
                return block

    def phrase(self, phrase: Phrase) -> Phrase:
        return replace(phrase, children=tuple(self.inlines(phrase.children))) if phrase.lang == self.lang else phrase

    def inlines(self, children: Sequence[Inline]) -> Iterator[Inline]:
        for child in children:
            match child:
                case Plain(text):
                    yield from self.words(text)
                case Strong(inner) | Emphasis(inner):
                    yield replace(child, children=tuple(self.inlines(inner)))
                case _:
                    yield child

    def words(self, text: str) -> Iterator[Inline]:
        at = 0
        for found in self.pattern.finditer(text):
            target = self.targets[found[1].lower()]
            if target and target not in self.done:
                self.done.add(target)
                yield from (Plain(text[at : found.start()]),) if found.start() > at else ()
                yield Link(target, (Plain(found[0]),))
                at = found.end()
        if at < len(text):
            yield Plain(text[at:])

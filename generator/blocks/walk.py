"""Walking the composed tree: every block, and every phrase, in reading order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from generator.blocks.fill_in import Copies, FillIn, FormEntry, Item, Question
from generator.blocks.nodes import (
    Blank,
    Block,
    Conditional,
    Definitions,
    Diagram,
    Emphasis,
    Field,
    FieldRow,
    Folded,
    Foreign,
    Heading,
    Inline,
    Items,
    Link,
    Note,
    Page,
    Pair,
    Paper,
    PaperPicture,
    Paragraph,
    Phrase,
    Quotation,
    Signing,
    Strong,
    Table,
    TickRow,
)

_LITTLE = 0.2
"""The share of a page's letters that labels of the site may have where all else is in another language."""


def children_of(block: Block) -> tuple[tuple[Block, ...], ...]:
    """The groups of blocks that stand inside a block, in reading order."""
    match block:
        case Paragraph() | Heading() | FieldRow():  # so are most, and every page is walked several times
            return ()
        case Items(items):
            return items
        case Definitions(entries):
            return tuple(meaning for _, _, meaning in entries)
        case Table(_, rows):
            return tuple(cell.blocks for row in rows for cell in row)
        case Note(_, _, blocks) | Conditional(_, _, blocks) | Folded(_, blocks):
            return (blocks,)
        case TickRow(_, _, under):
            return (under,)
        case Pair(first, second):
            return (first, second)
        case Diagram(told=told):
            return (told,)
        case _:
            return ()


def blocks_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, each before what stands inside it."""
    # No walk within a walk: each block would pass through all that it stands in.
    begun: list[Iterator[Block]] = [iter(blocks)]
    while begun:
        for block in begun[-1]:
            yield block
            if groups := children_of(block):
                begun.append(chain.from_iterable(groups))
                break
        else:
            begun.pop()


def rebuilt(
    blocks: Iterable[Block], words: Callable[[Phrase], Phrase], after: Callable[[Block], Iterable[Block]]
) -> tuple[Block, ...]:
    """The blocks with other words, and with what belongs after each; headings, labels and pictures keep theirs."""
    made: list[Block] = []
    for block in blocks:
        made += (_rebuilt(block, words, lambda inner: rebuilt(inner, words, after)), *after(block))
    return tuple(made)


def _rebuilt(
    block: Block, words: Callable[[Phrase], Phrase], inside: Callable[[tuple[Block, ...]], tuple[Block, ...]]
) -> Block:
    match block:
        case Paragraph():
            return replace(block, phrase=words(block.phrase))
        case Items():
            return replace(block, items=tuple(map(inside, block.items)))
        case Definitions():
            entries = tuple((anchor, term, inside(meaning)) for anchor, term, meaning in block.entries)
            return replace(block, entries=entries)
        case Table():
            rows = tuple(tuple(replace(cell, blocks=inside(cell.blocks)) for cell in row) for row in block.rows)
            return replace(block, rows=rows)
        case Quotation():
            return replace(block, phrases=tuple(map(words, block.phrases)))
        case Note() | Conditional() | Folded():
            return replace(block, blocks=inside(block.blocks))
        case TickRow():
            return replace(block, phrase=words(block.phrase), under=inside(block.under))
        case Pair():
            return replace(block, first=inside(block.first), second=inside(block.second))
        case Diagram():
            return replace(block, told=inside(block.told))
        case _:
            return block


def phrases_of(block: Block) -> tuple[Phrase, ...]:
    """The phrases of a block itself, not of what stands inside it."""
    match block:
        case Paragraph(phrase) | Heading(_, phrase) | TickRow(_, phrase):  # so are most
            return (phrase,)
        case Items() | Pair():
            return ()
        case Definitions(entries):
            return tuple(term for _, term, _ in entries)
        case Table(caption):
            return (caption,)
        case Quotation(phrases, label, source):
            return (label, *phrases, source)
        case Note(_, title):
            return (title,)
        case Diagram(_, title, summary):
            return (title, summary)
        case FieldRow(_, label, help):
            return (label, help) if help else (label,)
        case Signing(who, lines, statement, thumbprint):
            return tuple(each for each in (who, statement, *lines, thumbprint) if each)
        case Conditional(_, words) | Folded(words) | PaperPicture(_, words):
            return (words,)


def fields_of(document: Paper) -> Iterator[tuple[str, Field]]:
    """Every field of a document by its name, in reading order."""
    for block in blocks_in(document.blocks):
        if isinstance(block, FieldRow | TickRow):
            yield block.field.name, block.field
        for phrase in phrases_of(block):
            yield from _blanks(phrase.children)


def is_form(document: Paper) -> bool:
    """Whether its PDF is filled in on a screen too: it has fields, and viewers show what is typed in its languages."""
    typed = all(language.typed_in_pdf for language in (document.language, document.beside) if language)
    return typed and next(fields_of(document), None) is not None


def _blanks(children: tuple[Inline, ...]) -> Iterator[tuple[str, Field]]:
    for node in children:
        match node:
            case Blank(field):
                yield field.name, field
            case Strong(inner) | Emphasis(inner) | Link(_, inner) | Foreign(_, inner):
                yield from _blanks(inner)


def fingerprint_of(document: Paper) -> str:
    """Eight characters that change with any word of the paper, so that two prints can be compared by eye."""
    said = [document.id, document.version, document.title.plain]
    for block in blocks_in(document.blocks):
        said += [f"{phrase.lang} {phrase.plain}" for phrase in phrases_of(block)]
        if isinstance(block, FieldRow | TickRow):
            said.append(f"{block.field.name} {block.field.value}")
    digest = hashlib.sha256("\n".join(said).encode()).hexdigest()
    return f"{digest[:4]}-{digest[4:8]}"


def phrases_in(blocks: Iterable[Block]) -> Iterator[Phrase]:
    """Every phrase of the blocks and of what stands inside them."""
    for block in blocks_in(blocks):
        yield from phrases_of(block)


def language_of_page(page: Page) -> str:
    """The tag of the language in which a page speaks: the site's own, or the one to which nearly all of it fell back.

    A page on which scripts put words speaks that of the site.
    """
    own = page.language.tag
    if page.title.lang == own or page.fill_in or page.scripts:
        return own
    said = Counter[str]()
    for block in page.blocks:
        if not (isinstance(block, Note) and block.kind == "draft"):  # it says how much is translated
            for phrase in phrases_in([block]):
                said[phrase.lang] += len(phrase.plain)
    return page.title.lang if said[own] <= _LITTLE * said.total() else own


def phrases_of_form(form: FillIn) -> Iterator[Phrase]:
    """Every phrase that a form on the screen asks or explains with, and of what stands below it."""
    for part in form.parts:
        yield part.title
        for entry in part.entries:
            yield from _phrases_of_entry(entry)
    yield from phrases_in(form.after)


def _phrases_of_entry(entry: FormEntry) -> Iterator[Phrase]:
    match entry:
        case Question():
            yield entry.label
            yield from (entry.help,) if entry.help else ()
            yield from (words for _, words in entry.options)
        case Copies():
            yield entry.caption
        case Item():
            yield from _phrases_of_entry(entry.question)
            yield from phrases_in(entry.under)

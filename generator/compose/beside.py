"""Two languages side by side: the same blocks twice become pairs, with every blank and box only once.

Both sides come from the same template, so they have the same shape; that is what makes this a plain zip.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.blocks.nodes import (
    Blank,
    Block,
    Cell,
    Conditional,
    FieldRow,
    Foreign,
    Heading,
    Inline,
    Items,
    Pair,
    Paragraph,
    Phrase,
    Plain,
    Signing,
    Table,
    TickRow,
    with_leaves,
)
from generator.blocks.walk import phrases_in


def beside(first: Sequence[Block], second: Sequence[Block], first_lang: str, second_lang: str) -> tuple[Block, ...]:
    """Both sequences as one; they must have the same shape (ValueError otherwise)."""
    blocks: list[Block] = []
    for one, other in zip(first, second, strict=True):
        blocks += _joined(one, other, first_lang, second_lang)
    return tuple(blocks)


def words_only(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without anything to fill in, for a second column or an appendix."""
    return tuple(each for block in blocks for each in _words_only(block))


def _says_the_same(one: Block, other: Block) -> bool:
    """True where both fell back to the same words, which then need to stand only once."""
    said, again = ([(each.children, each.lang) for each in phrases_in((block,))] for block in (one, other))
    return said == again


def _joined(one: Block, other: Block, first_lang: str, second_lang: str) -> list[Block]:
    if type(one) is type(other) and _says_the_same(one, other):
        return [one]
    match one, other:
        case Heading(), Heading(_, phrase):
            return [one, Paragraph(phrase, "second-title")] if phrase != one.phrase else [one]
        case Table(), Table():
            return [_joined_tables(one, other)]
        case Items(cards, _, "cards"), Items(others):
            # Each card says it in both languages, for it is cut out.
            both = zip(cards, map(words_only, others), strict=True)
            return [replace(one, items=tuple((*card, *other) for card, other in both))]
        case Conditional(condition, words, blocks), Conditional(_, other_words, others):
            inner = beside(blocks, others, first_lang, second_lang)
            return [Conditional(condition, words, (Paragraph(other_words, "second-title"), *inner))]
        case _ if type(one) is type(other):
            return [Pair((one,), words_only((other,)), first_lang, second_lang)]
    raise ValueError(f"the two sides differ: {type(one).__name__} beside {type(other).__name__}")


def _joined_tables(one: Table, other: Table) -> Table:
    """One table whose headers and row names say it in both languages; the blanks stay single."""
    rows = tuple(
        tuple(_joined_cells(cell, twin) for cell, twin in zip(row, twins, strict=True))
        for row, twins in zip(one.rows, other.rows, strict=True)
    )
    both = (*one.caption.children, Plain(" / "), Foreign(other.caption.lang, other.caption.children))
    same = one.caption.children == other.caption.children
    return replace(one, caption=one.caption if same else replace(one.caption, children=both), rows=rows)


def _joined_cells(cell: Cell, twin: Cell) -> Cell:
    added = tuple(
        block
        for block, own in zip(twin.blocks, cell.blocks, strict=True)
        if not isinstance(block, FieldRow | TickRow) and not _says_the_same(block, own)
    )
    return replace(cell, blocks=(*cell.blocks, *added))


def _words_only(block: Block) -> list[Block]:
    """A block without anything to fill in, for the second column."""
    match block:
        case Heading(_, _, id):
            return [replace(block, id=f"{id}-again")]
        case FieldRow(_, label, help):
            return [Paragraph(each) for each in (label, help) if each and each.children]
        case TickRow(_, phrase, under):
            return [Paragraph(_unblanked(phrase)), *under] if phrase.children else []
        case Signing(who, lines, statement, thumbprint):
            return [Paragraph(each) for each in (who, statement, *lines, thumbprint) if each]
        case Paragraph(_, "sign"):
            return []
        case Paragraph(phrase, role):
            return [Paragraph(_unblanked(phrase), role)]
        case Items():
            return [replace(block, items=tuple(words_only(item) for item in block.items))]
        case Conditional(_, _, blocks):
            return [replace(block, blocks=words_only(blocks))]
        case Table():
            rows = tuple(tuple(replace(cell, blocks=words_only(cell.blocks)) for cell in row) for row in block.rows)
            return [replace(block, rows=rows)]
    return [block]


def _unblanked(phrase: Phrase) -> Phrase:
    """The words with the name of each blank in brackets where the blank stands in the first column."""
    return replace(phrase, children=with_leaves(phrase.children, _unblank))


def _unblank(node: Inline) -> tuple[Inline]:
    match node:
        case Blank(field):
            return (field.typed if field.value else Plain(f"[{field.label}]"),)
        case _:
            return (node,)

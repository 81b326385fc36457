"""Two languages side by side on few sheets of paper: short words of both share a line, a box or a card.

The composed paper holds pairs, which other formats show as they are. Only print counts its pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeGuard

from generator.blocks.nodes import (
    Blank,
    Block,
    Cell,
    Conditional,
    FieldRow,
    Foreign,
    Items,
    Pair,
    Paragraph,
    Phrase,
    Plain,
    Signing,
    Table,
    TickRow,
    joined,
)
from generator.blocks.walk import blocks_in, phrases_in, phrases_of

_SHORT_CELL, _SHORT_BOX, _SHORT_LABEL, _SHORT_FIELD, _SHORT_HELP = 26, 70, 110, 160, 180
"""In letters of both languages: up to these, one line after the other is easier to read than two columns.

What a field is called may take two lines: its own line is then as wide as the page.
"""


def nearer(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with each pair of short words as one; long ones stay beside each other."""
    found: list[Block] = []
    for block in blocks:
        if found and isinstance(block, Pair) and _is_small(block) and _is_small(before := found[-1]):
            first, second = _run_on((*before.first, *block.first)), _run_on((*before.second, *block.second))
            found[-1] = replace(block, first=first, second=second)
        elif isinstance(block, Conditional) and found and _same_condition(before := found[-1], block):
            # The words of the condition stand above them once, in both languages.
            found[-1] = replace(before, blocks=(*before.blocks, *nearer(block.blocks[1:])))
        else:
            found += _nearer(block)
    return tuple(part for block in found for part in _below(block))


def with_small_print_on(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of one language, with small print that ends them as one paragraph: two take a page more too often."""
    ending = list(takewhile(lambda block: isinstance(block, Paragraph) and block.role == "small", reversed(blocks)))
    return (*blocks[: len(blocks) - len(ending)], *_run_on(ending[::-1]))


def _below(block: Block) -> Sequence[Block]:
    """Small print of both languages one below the other: in narrow columns it would take a sheet of its own."""
    return [*block.first, *map(_second, block.second)] if _is_small(block) else [block]


def _is_small(block: Block) -> TypeGuard[Pair]:
    """Whether the pair is a note in small print, to which the next one may be added."""
    return isinstance(block, Pair) and all(
        isinstance(each, Paragraph) and each.role == "small" for each in (*block.first, *block.second)
    )


def _same_condition(before: Block, block: Conditional) -> TypeGuard[Conditional]:
    return isinstance(before, Conditional) and before.condition == block.condition


def _nearer(block: Block) -> Sequence[Block]:
    match block:
        case Conditional(_, words, (Paragraph(again), *inner)) if _short(_SHORT_LABEL, words, again):
            return [replace(block, words=_both(words, again), blocks=nearer(inner))]
        case Conditional(_, _, inner):
            return [replace(block, blocks=nearer(inner))]
        case Pair((FieldRow() as row,), (Paragraph(label), *more)) if _short(_SHORT_FIELD, row.label, label):
            return _field(row, label, more) or [block]
        case Pair((TickRow(_, phrase, ()) as row,), (Paragraph(again),)) if _short(_SHORT_BOX, phrase, again):
            return [replace(row, phrase=_both(phrase, again))]
        case Pair((Paragraph(phrase, "label"),), (Paragraph(again),)) if _short(_SHORT_LABEL, phrase, again):
            return [Paragraph(_both(phrase, again), "label")]
        case Pair((TickRow() as row,), (Paragraph() as again, *under)) if row.under and _all_words(
            (*row.under, *under)
        ):
            second = (again, *_run_on(under))
            return [replace(block, first=(replace(row, under=_run_on(row.under)),), second=second)]
        case Pair((Signing() as signing,), words) if len(words) == len(list(phrases_of(signing))):
            return [_signed(block, signing, list(phrases_in(words)))]
        case Pair((Items(cases, _, "cases") as items,), (Items(others),)):
            # Each card says it in both languages, for it is cut out.
            both = zip(cases, others, strict=True)
            return [replace(items, items=tuple((*one, *map(_second, other)) for one, other in both))]
    return [block]


def _signed(block: Pair, signing: Signing, words: list[Phrase]) -> Block:
    """One frame to sign in, as wide as the page: what is confirmed stands beside itself, all else on one line."""
    who, *others = words
    said = [Paragraph(others.pop(0))] if signing.statement else []
    thumb = _both(signing.thumbprint, others.pop()) if signing.thumbprint else None
    lines = tuple(map(_both, signing.lines, others))
    signing = replace(signing, who=_both(signing.who, who), lines=lines, thumbprint=thumb)
    return replace(block, first=(signing,), second=tuple(said)) if said else signing


def _second(block: Block) -> Block:
    return replace(block, role="second") if isinstance(block, Paragraph) else block


def two_sizes(blocks: Sequence[Block], second_lang: str) -> Sequence[Block]:
    """What stands in a cell, the words of the second language marked as such where they follow the first.

    A word or two share a line, and a time or a number need not be said twice.
    """
    langs = [phrase.lang for block in blocks for phrase in phrases_of(block)]
    if second_lang not in langs[1:] or langs[0] == second_lang:
        return blocks
    match blocks:
        case [Paragraph(first), Paragraph(second)] if first.plain == second.plain:
            return blocks[:1]
        case [Paragraph(first, role), Paragraph(second)] if _short(_SHORT_CELL, first, second):
            return [Paragraph(_both(first, second), role)]
    return [_second(each) if {said.lang for said in phrases_of(each)} == {second_lang} else each for each in blocks]


def _field(row: FieldRow, label: Phrase, more: Sequence[Block]) -> list[Block]:
    """The field with what it is called in both; nothing where its help is too long to share a line."""
    match row.help, more:
        case None, []:
            return [replace(row, label=_both(row.label, label))]
        case Phrase() as help, [Paragraph(again)] if _short(_SHORT_HELP, help, again):
            return [replace(row, label=_both(row.label, label), help=_both(help, again, whole=False))]
    return []


def _short(most: int, *phrases: Phrase) -> bool:
    """Whether they are that short together; a blank among them needs its own line."""
    blanks = any(isinstance(node, Blank) for phrase in phrases for node in phrase.children)
    return not blanks and sum(len(phrase.plain) for phrase in phrases) <= most


def _both(first: Phrase, second: Phrase, whole: bool = True) -> Phrase:
    if first.plain == second.plain:
        return first
    return replace(first, children=(*first.children, Plain(" / "), Foreign(second.lang, second.children, whole)))


def _all_words(blocks: Iterable[Block]) -> bool:
    return all(isinstance(block, Paragraph) for block in blocks)


def _run_on(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Paragraphs one after the other as one, in small: in a narrow column each would leave half a line empty."""
    said = [phrase for block in blocks for phrase in phrases_of(block)]
    if not said or len({phrase.lang for phrase in said}) > 1:
        return tuple(blocks)
    nodes = [node for phrase in said for node in (Plain(" · "), *phrase.children)]
    return (Paragraph(replace(said[0], children=joined(nodes[1:])), "small"),)


# -- columns ----------------------------------------------------------------------------------------------

_LEAST, _MOST = 0.48, 0.59
"""Of a line: with less, a blank in the first column is too short to write on; with more, the second is too narrow."""
_WHOLE, _WHOLE_BELOW = 600, 250
"""Up to how many letters of one language stay on a page, or of both where large ones stand below each other."""


def first_part(blocks: Sequence[Block], room: Mapping[str, float]) -> float:
    """How much of a line the first language needs beside the second; `room` says how much a letter of each takes."""
    pairs = [block for block in blocks_in(blocks) if isinstance(block, Pair)]
    first = math.fsum(_letters(pair.first) * room[pair.first_lang] for pair in pairs)
    second = math.fsum(_letters(pair.second) * room[pair.second_lang] for pair in pairs)
    return min(max(first / (first + second), _LEAST), _MOST) if first else _LEAST


def said_whole(pair: Pair, large: bool) -> bool:
    """Whether a pair is short enough to stay on one page without leaving much of the one before it empty."""
    first, second = _letters(pair.first), _letters(pair.second)
    return first + second <= _WHOLE_BELOW if large else max(first, second) <= _WHOLE


def _letters(blocks: Sequence[Block]) -> int:
    return sum(len(phrase.plain) for phrase in phrases_in(blocks))


# -- tables of boxes ------------------------------------------------------------------------------------


def is_scale(table: Table) -> bool:
    """Whether each row of the table is a statement with boxes that have no words of their own."""
    body = table.rows[table.header_rows :]
    return bool(body) and all(
        bool(row[0].blocks) and _all_words(row[0].blocks) and row[1:] and all(map(_is_box, row[1:])) for row in body
    )


def _is_box(cell: Cell) -> bool:
    return len(cell.blocks) == 1 and isinstance(cell.blocks[0], TickRow) and not cell.blocks[0].phrase.children


def statements(table: Table, first_lang: str, second_lang: str) -> Iterator[tuple[Pair, tuple[TickRow, ...]]]:
    """Each statement in both languages, and its boxes with the words of their column."""
    columns = [_level(cell) for cell in table.rows[0][1:]]
    for row in table.rows[table.header_rows :]:
        first = _first_said(row[0].blocks, first_lang)
        second = row[0].blocks[len(first) :]
        pair = Pair(_statement(first), _statement(second), first_lang, second_lang)
        boxes = [block for cell in row[1:] for block in cell.blocks if isinstance(block, TickRow)]
        yield pair, tuple(replace(box, phrase=words) for box, words in zip(boxes, columns, strict=True))


def _first_said(blocks: Sequence[Block], lang: str) -> tuple[Block, ...]:
    """The blocks of a cell's first language, which may have fallen back to the other one."""
    own = {lang, next(iter(phrases_in(blocks))).lang}
    return tuple(takewhile(lambda block: {phrase.lang for phrase in phrases_of(block)} <= own, blocks))


def _statement(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return (*blocks[:1], *_run_on(blocks[1:]))


def _level(cell: Cell) -> Phrase:
    first, *others = phrases_in(cell.blocks)
    return _both(first, others[0]) if others else first

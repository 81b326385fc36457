"""The usual small blocks that are made of words alone: rows of tables, lists, numbers before words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.blocks.nodes import Cell, Items, Link, Paragraph, Phrase, Plain


def cell(words: Phrase, header: str = "") -> Cell:
    """A cell with these words; `header` as in Cell."""
    return Cell((Paragraph(words),), header)


def head(names: Iterable[Phrase]) -> tuple[Cell, ...]:
    """The row that names the columns."""
    return tuple(cell(each, "column") for each in names)


def row(name: Phrase, values: Iterable[Phrase]) -> tuple[Cell, ...]:
    """A row with its name in front."""
    return (cell(name, "row"), *map(cell, values))


def listed(entries: Iterable[Phrase], role: str = "") -> Items:
    """A list with an entry for each; `role` as in Items."""
    return Items(tuple((Paragraph(each),) for each in entries), role=role)


def numbered(number: int | str, words: Phrase) -> Phrase:
    """`4. Who starts it?`."""
    return replace(words, children=(Plain(f"{number}. "), *words.children))


def leading(target: str, words: Phrase) -> Phrase:
    """The words as one link to a page or file of the site."""
    return replace(words, children=(Link(target, words.children),))

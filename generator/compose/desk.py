"""Texts for a group that translates aloud, on paper: the English, room to write, and the key to type it in by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from generator.blocks.nodes import Block, Cell, Foreign, Heading, Labels, Paper, Paragraph, Phrase, Plain, Strong, Table
from generator.catalog.sent import Parcel, SentText
from generator.compose.usual import head
from generator.compose.writer import Writer, writer_for
from generator.library.language import Language
from generator.library.library import Library
from generator.library.text import SOURCE_LANGUAGE


def parcel_paper(library: Library, english: Language, parcel: Parcel) -> Paper:
    """The texts in their order, each under the place where readers meet it.

    `library` is the translator's: what stands around the texts is in that language, where it has the words. The sheet
    itself runs as English does, which stands on all of it.
    """
    writer = writer_for(library)
    title = _english(parcel.title)
    stamp = "" if parcel.checked else writer.say("draft-stamp")
    return Paper(
        id="translate",
        title=title,
        language=english,
        beside=None,
        version="",
        labels=Labels(writer.say("page-of"), stamp, stamp, f"{parcel.title} · {parcel.language.tag}", ""),
        blocks=tuple(_blocks(writer, parcel)),
        description=title.plain,
        languages=(english, parcel.language),
    )


def _english(words: str) -> Phrase:
    return Phrase((Plain(words),), SOURCE_LANGUAGE)


def _blocks(writer: Writer, parcel: Parcel) -> Iterator[Block]:
    yield Paragraph(writer.words("desk-how"), "lead")
    last = writer.words("desk-checked" if parcel.for_review else "desk-translation")
    heads = head((writer.words("desk-text"), last))
    numbered = enumerate(parcel.items, 1)
    for number, (place, held) in enumerate(groupby(numbered, key=lambda pair: pair[1].place), 1):
        yield Heading(2, _english(place), f"place-{number}")
        rows = tuple((Cell(tuple(_told(writer, parcel, item, each))), Cell(())) for each, item in held)
        yield Table(_english(place), (heads, *rows), widths=(11, 9), headed=True)


def _told(writer: Writer, parcel: Parcel, item: SentText, number: int) -> Iterator[Block]:
    """A row is not parted by the end of a sheet: what is to be translated stands beside the room for it."""
    state = writer.words(f"state-{item.state}")
    key = _english(f"{number} · {item.key} · ")
    yield Paragraph(replace(key, children=(*key.children, Foreign(state.lang, state.children))), "small")
    yield Paragraph(Phrase((Strong((Plain(item.text),)),), SOURCE_LANGUAGE))
    if item.translation:
        yield Paragraph(Phrase((Plain(item.translation),), parcel.language.tag))
    for note in item.notes:
        yield Paragraph(Phrase((Plain(note.words),), note.lang), "small")

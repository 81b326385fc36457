"""Terms on written pages lead to the glossary once."""

from __future__ import annotations

import pytest

from generator.blocks.nodes import Block, Cell, Heading, Inline, Items, Link, Paragraph, Phrase, Plain, Strong, Table
from generator.compose.terms import with_terms
from generator.compose.writer import Writer
from generator.library.library import Library


@pytest.fixture
def writer(tiny_library: Library) -> Writer:
    return Writer(tiny_library)


def said(words: str, lang: str = "en") -> Phrase:
    return Phrase((Plain(words),), lang)


def links(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def gather(children: tuple[Inline, ...]) -> None:
        for child in children:
            if isinstance(child, Link):
                found.append((child.target, "".join(each.text for each in child.children if isinstance(each, Plain))))
            elif isinstance(child, Strong):
                gather(child.children)

    for block in blocks:
        match block:
            case Paragraph(phrase) | Heading(_, phrase):
                gather(phrase.children)
            case Items(items):
                found += links(tuple(each for item in items for each in item))
            case Table(_, rows):
                found += links(tuple(each for row in rows for cell in row for each in cell.blocks))
    return found


def test_no_term_is_linked_inside_the_title_of_a_work(writer: Writer) -> None:
    title = writer.library.works.works[0].title
    assert "data" in title
    assert links(with_terms(writer, [Paragraph(said(f"See {title}."))])) == []


def test_the_first_place_is_linked_and_no_other(writer: Writer) -> None:
    blocks = with_terms(writer, [Heading(2, said("Data"), "a"), Paragraph(said("Good data. More data."))])
    assert links(blocks) == [("glossary#data", "data")]
    assert isinstance(blocks[1], Paragraph)
    assert blocks[1].phrase.plain == "Good data. More data."


def test_words_are_whole_words(writer: Writer) -> None:
    assert links(with_terms(writer, [Paragraph(said("A database and metadata."))])) == []


def test_a_link_of_the_author_counts(writer: Writer) -> None:
    own = Phrase((Link("glossary#data", (Plain("facts"),)), Plain(" and data")), "en")
    assert links(with_terms(writer, [Paragraph(own)])) == [("glossary#data", "facts")]


def test_strong_words_lists_and_cells_are_linked_but_no_head_of_a_table(writer: Writer) -> None:
    head = (Cell((Paragraph(said("data")),), "column"),)
    table = Table(said("Table"), (head, (Cell((Paragraph(said("our data")),)),)))
    assert links(with_terms(writer, [table])) == [("glossary#data", "data")]
    strong = Paragraph(Phrase((Strong((Plain("Data"),)),), "en"))
    assert links(with_terms(writer, [Items(((strong,),)), table])) == [("glossary#data", "Data")]


def test_words_of_another_language_stay(writer: Writer) -> None:
    assert links(with_terms(writer, [Paragraph(said("data", "fr"))])) == []

"""The page of each principle, and the page that lists them."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks.artifact import Offered
from generator.blocks.nodes import Block, Items, Page, Paper, Paragraph
from generator.compose.pages.guidance import guide_on
from generator.compose.pages.papers import papers_to_start
from generator.compose.pages.questions import asked_about
from generator.compose.pocket import pocket_blocks
from generator.compose.writer import Writer
from generator.library.framework import Principle
from generator.library.text import Text


def principles_page(writer: Writer, guides: Sequence[Paper], offered: Offered) -> Page:
    """The list of principles, and the guide with all of them on one sheet."""
    principles = writer.library.framework.principles
    contents = writer.described_links(
        (f"page:principles/{each.id}", each.name, each.plain) for each in principles.principles
    )
    return writer.page(
        "principles",
        principles.title,
        principles.summary,
        [
            writer.text(principles.plain, "lead"),
            *contents,
            *pocket_blocks(writer, guides, offered),
            *writer.rests_on(principles.paragraphs),
        ],
    )


def principle_page(writer: Writer, principle: Principle) -> Page:
    """A principle, with the guide on it."""
    places = principle.paragraphs[:1]
    target = f"principle:{principle.id}"
    guide = guide_on(writer, target)
    blocks: list[Block] = [
        writer.quotation([principle.statement], places),
        writer.text(principle.plain, "lead"),
        writer.heading(2, "why-it-matters"),
        writer.text(principle.why),
        *_notes(writer, principle),
        *guide.body,
        writer.heading(2, "questions-to-ask"),
        *writer.points(principle.questions),
        *papers_to_start(writer, target, guide.papers),
        *asked_about(writer, principles=principle.id),
        writer.heading(2, "related-principles"),
        *_related(writer, principle),
        writer.heading(2, "what-carries-it"),
        *writer.links(_elements(writer, principle)),
        *writer.rests_on([*principle.paragraphs, *(place for note in principle.notes for place in note.paragraphs)]),
        *guide.next,
    ]
    return writer.page(
        f"principles/{principle.id}",
        principle.name,
        principle.plain,
        blocks,
        writer.words("kicker-principle", number=str(principle.number)),
    )


def _notes(writer: Writer, principle: Principle) -> list[Block]:
    blocks: list[Block] = []
    for note in principle.notes:
        blocks += [writer.text(note.plain), Paragraph(writer.source(note.paragraphs), "source")]
    return blocks


def _related(writer: Writer, principle: Principle) -> list[Block]:
    names = {each.id: each.name for each in writer.library.framework.principles.principles}
    items: list[tuple[Block, ...]] = []
    for related in principle.related:
        linked: list[Block] = [
            Paragraph(writer.link(f"principle:{related.id}", names[related.id])),
            writer.text(related.why),
        ]
        if related.paragraphs:
            linked.append(Paragraph(writer.source(related.paragraphs), "source"))
        items.append(tuple(linked))
    return [Items(tuple(items), role="contents")]


def _elements(writer: Writer, principle: Principle) -> list[tuple[str, Text]]:
    elements = writer.library.framework.enabling_environment.elements
    return [(f"element:{each.id}", each.name) for each in elements if each.id in principle.elements]

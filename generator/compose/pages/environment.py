"""The pages of the enabling environment and of the roadmap."""

from __future__ import annotations

from generator.blocks.nodes import Block, Page
from generator.compose.pages.guides import guide_link
from generator.compose.writer import Writer
from generator.library.framework import Area, Element


def environment_pages(writer: Writer) -> list[Page]:
    """The enabling environment, then a page for each element."""
    environment = writer.library.framework.enabling_environment
    contents = writer.described_links(
        (f"page:enabling-environment/{each.id}", each.name, each.plain) for each in environment.elements
    )
    blocks = [writer.text(environment.plain, "lead"), *contents, *writer.rests_on(environment.paragraphs)]
    return [
        writer.page("enabling-environment", environment.title, environment.summary, blocks),
        *(_element(writer, each) for each in environment.elements),
    ]


def _element(writer: Writer, element: Element) -> Page:
    principles = writer.library.framework.principles.principles
    areas = [
        (f"area:{each.id}", each.name) for each in writer.library.framework.roadmap.areas if element.id in each.elements
    ]
    blocks: list[Block] = [
        writer.quotation([element.name], element.paragraphs),
        writer.text(element.plain, "lead"),
        *guide_link(writer, f"element:{element.id}"),
        writer.heading(2, "why-it-matters"),
        writer.text(element.why),
        writer.heading(2, "signs"),
        *writer.points(element.signs),
        writer.heading(2, "questions-to-ask"),
        *writer.points(element.questions),
        writer.heading(2, "principles-it-carries"),
        *writer.links((f"principle:{each.id}", each.name) for each in principles if each.id in element.principles),
        *([writer.heading(2, "roadmap-areas"), *writer.links(areas)] if areas else []),
        *writer.rests_on(element.paragraphs),
    ]
    return writer.page(
        f"enabling-environment/{element.id}",
        element.name,
        element.plain,
        blocks,
        writer.words("kicker-element", number=str(element.number)),
    )


def roadmap_pages(writer: Writer) -> list[Page]:
    """The roadmap, then a page for each area."""
    roadmap = writer.library.framework.roadmap
    contents = writer.described_links((f"page:roadmap/{each.id}", each.name, each.plain) for each in roadmap.areas)
    blocks = [writer.text(roadmap.plain, "lead"), *contents, *writer.rests_on(roadmap.paragraphs)]
    return [
        writer.page("roadmap", roadmap.title, roadmap.summary, blocks),
        *(_area(writer, each) for each in roadmap.areas),
    ]


def _area(writer: Writer, area: Area) -> Page:
    elements = writer.library.framework.enabling_environment.elements
    blocks: list[Block] = [
        writer.quotation([area.name], area.paragraphs),
        writer.text(area.plain, "lead"),
        writer.heading(2, "what-to-do"),
        *writer.points(area.actions),
        writer.heading(2, "questions-to-ask"),
        *writer.points(area.questions),
        writer.heading(2, "elements-it-builds"),
        *writer.links((f"element:{each.id}", each.name) for each in elements if each.id in area.elements),
        *writer.rests_on(area.paragraphs),
    ]
    return writer.page(
        f"roadmap/{area.id}", area.name, area.plain, blocks, writer.words("kicker-area", number=str(area.number))
    )

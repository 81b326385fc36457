"""The pages of the enabling environment and of the roadmap."""

from __future__ import annotations

from generator.blocks.nodes import Block, Heading, Page
from generator.compose.pages.guidance import guide_on
from generator.compose.writer import Writer
from generator.library.framework import Area, Element


def environment_page(writer: Writer) -> Page:
    """The enabling environment."""
    environment = writer.library.framework.enabling_environment
    contents = writer.described_links(
        (f"page:enabling-environment/{each.id}", each.name, each.plain) for each in environment.elements
    )
    blocks = [writer.text(environment.plain, "lead"), *contents, *writer.rests_on(environment.paragraphs)]
    return writer.page("enabling-environment", environment.title, environment.summary, blocks)


def element_page(writer: Writer, element: Element) -> Page:
    """An element of it, with the guide on it."""
    principles = writer.library.framework.principles.principles
    areas = [
        (f"area:{each.id}", each.name) for each in writer.library.framework.roadmap.areas if element.id in each.elements
    ]
    guide = guide_on(writer, f"element:{element.id}")
    blocks: list[Block] = [
        writer.quotation([element.name], element.paragraphs),
        writer.text(element.plain, "lead"),
        writer.heading(2, "why-it-matters"),
        writer.text(element.why),
        *guide.body,
        writer.heading(2, "signs"),
        *writer.points(element.signs),
        writer.heading(2, "questions-to-ask"),
        *writer.points(element.questions),
        writer.heading(2, "principles-it-carries"),
        *writer.links((f"principle:{each.id}", each.name) for each in principles if each.id in element.principles),
        *([writer.heading(2, "roadmap-areas"), *writer.links(areas)] if areas else []),
        *guide.papers,
        *writer.rests_on(element.paragraphs),
        *guide.next,
    ]
    return writer.page(
        f"enabling-environment/{element.id}",
        element.name,
        element.plain,
        blocks,
        writer.words("kicker-element", number=str(element.number)),
    )


def roadmap_page(writer: Writer) -> Page:
    """The roadmap with its areas."""
    roadmap = writer.library.framework.roadmap
    blocks = [
        writer.text(roadmap.plain, "lead"),
        *(block for area in roadmap.areas for block in _area(writer, area)),
        *writer.rests_on(roadmap.paragraphs),
    ]
    return writer.page("roadmap", roadmap.title, roadmap.summary, blocks)


def _area(writer: Writer, area: Area) -> list[Block]:
    """The section of an area: its name is the framework's, so it stands as a quotation below our heading."""
    elements = writer.library.framework.enabling_environment.elements
    return [
        Heading(2, writer.words("kicker-area", number=str(area.number)), area.id),
        writer.quotation([area.name], area.paragraphs),
        writer.text(area.plain),
        writer.heading(3, "what-to-do", f"{area.id}-actions"),
        *writer.points(area.actions),
        writer.heading(3, "questions-to-ask", f"{area.id}-questions"),
        *writer.points(area.questions),
        writer.heading(3, "elements-it-builds", f"{area.id}-elements"),
        *writer.links((f"element:{each.id}", each.name) for each in elements if each.id in area.elements),
    ]

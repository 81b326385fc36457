"""The page of each stage of the data value chain, and the page that lists them."""

from __future__ import annotations

from generator.blocks.nodes import Block, Cell, Items, Page, Paragraph, Table
from generator.compose.journey import journey
from generator.compose.pages.guidance import guide_on
from generator.compose.pages.papers import papers_to_start
from generator.compose.pages.questions import asked_about
from generator.compose.usual import cell, head
from generator.compose.writer import Writer
from generator.library.framework import Stage


def stages_page(writer: Writer) -> Page:
    """The data value chain."""
    chain = writer.library.framework.stages
    contents = writer.described_links((f"page:stages/{each.id}", each.name, each.plain) for each in chain.stages)
    blocks: list[Block] = [
        writer.text(chain.plain, "lead"),
        *contents,
        writer.heading(2, "gsbpm"),
        *_phase_table(writer),
        *writer.rests_on(chain.paragraphs),
    ]
    return writer.page("stages", chain.title, chain.summary, blocks)


def _phase_table(writer: Writer) -> list[Block]:
    heads = head(map(writer.words, ("stage", "gsbpm-phases")))
    rows = [
        (cell(writer.link(f"stage:{stage.id}", stage.name), "row"), Cell(tuple(_phases(writer, stage))))
        for stage in writer.library.framework.stages.stages
    ]
    return [writer.text(writer.wording["gsbpm-about"]), Table(writer.words("gsbpm-caption"), (heads, *rows))]


def _phases(writer: Writer, stage: Stage) -> list[Block]:
    names = list(writer.library.framework.stages.gsbpm_phases.values())
    return writer.points({str(number): names[number - 1] for number in stage.gsbpm})


def stage_page(writer: Writer, stage: Stage) -> Page:
    """A stage, with the guide on it."""
    target = f"stage:{stage.id}"
    guide = guide_on(writer, target)
    blocks: list[Block] = [
        writer.quotation([stage.quote, *(part.quote for part in stage.parts)], stage.paragraphs[:1]),
        writer.text(stage.plain, "lead"),
        journey(writer, stage.id),
        writer.heading(2, "what-to-do"),
        *writer.points(stage.steps, ordered=True),
        writer.heading(2, "why-it-matters"),
        writer.text(stage.why),
        *_parts(writer, stage),
        *guide.body,
        writer.heading(2, "questions-to-ask"),
        *writer.points(stage.questions),
        writer.heading(2, "what-you-have-at-the-end"),
        *writer.points(stage.outputs),
        *papers_to_start(writer, target, guide.papers),
        *asked_about(writer, stages=stage.id),
        writer.heading(2, "principles-at-this-stage"),
        *_principles(writer, stage),
        writer.heading(2, "gsbpm"),
        *_phases(writer, stage),
        *writer.rests_on(stage.paragraphs),
        *guide.next,
    ]
    return writer.page(
        f"stages/{stage.id}", stage.name, stage.plain, blocks, writer.words("kicker-stage", number=str(stage.number))
    )


def _parts(writer: Writer, stage: Stage) -> list[Block]:
    if not stage.parts:
        return []
    return [writer.heading(2, "its-parts"), Items(tuple((writer.text(part.plain),) for part in stage.parts))]


def _principles(writer: Writer, stage: Stage) -> list[Block]:
    principles = [each for each in writer.library.framework.principles.principles if stage.id in each.stages]
    return [
        Items(
            tuple(
                (Paragraph(writer.link(f"principle:{each.id}", each.name)), writer.text(each.stages[stage.id]))
                for each in principles
            ),
            role="contents",
        )
    ]

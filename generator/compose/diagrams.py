"""Diagrams from the framework's data and from content/diagrams.yaml, and the pages that show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.blocks.nodes import Block, Diagram, DiagramBox, Items, Page, Paragraph, Phrase, Plain
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.diagrams import DiagramData, Shape

Rows = tuple[tuple[DiagramBox, ...], ...]


def with_diagrams(writer: Writer, page: Page) -> Page:
    """The page with its diagrams after its first paragraphs, where a reader meets them before any heading."""
    drawn = [diagram(writer, each) for each in writer.library.diagrams.diagrams if page.path in each.pages]
    if not drawn:
        return page
    opening = next((at for at, block in enumerate(page.blocks) if not isinstance(block, Paragraph)), len(page.blocks))
    return replace(page, blocks=(*page.blocks[:opening], *drawn, *page.blocks[opening:]))


def diagram(writer: Writer, data: DiagramData) -> Diagram:
    """One diagram with its text alternative."""
    rows = _ROWS[data.shape](writer, data)
    grid = data.shape is Shape.GRID
    heads = tuple(phrase(text) for text in data.columns.values()) if grid else ()
    names = tuple(phrase(stage.name) for stage in writer.library.framework.stages.stages) if grid else ()
    return Diagram(
        id=data.id,
        title=phrase(data.title),
        summary=phrase(data.summary),
        rows=rows,
        told=_told(writer, rows, heads, names),
        heads=heads,
        names=names,
        answers=tuple(writer.words(id) for id in ("answer-yes", "answer-no", "diagram-in-words")),
    )


def _stages(writer: Writer, _: DiagramData) -> Rows:
    stages = writer.library.framework.stages
    phases = list(stages.gsbpm_phases.values())
    return tuple(
        (
            DiagramBox(
                "step",
                _numbered(stage.number, phrase(stage.name)),
                tuple(_numbered(number, phrase(phases[number - 1])) for number in stage.gsbpm),
            ),
        )
        for stage in stages.stages
    )


def _ladder(writer: Writer, _: DiagramData) -> Rows:
    return tuple(
        (DiagramBox("rung", _numbered(each.number, phrase(each.name)), (phrase(each.who_leads),)),)
        for each in writer.library.framework.modalities.modalities
        if each.in_scope
    )


def _flow(_: Writer, data: DiagramData) -> Rows:
    return tuple(
        (DiagramBox(step.kind, phrase(step.text), (), phrase(step.otherwise) if step.otherwise else None),)
        for step in data.steps
    )


def _grid(writer: Writer, data: DiagramData) -> Rows:
    levels = {id: (number, phrase(text)) for number, (id, text) in enumerate(data.levels.items(), 1)}
    return tuple(
        tuple(DiagramBox(f"level-{levels[id][0]}", levels[id][1]) for id in data.cells[stage.id])
        for stage in writer.library.framework.stages.stages
    )


_ROWS: dict[Shape, Callable[[Writer, DiagramData], Rows]] = {
    Shape.STAGES: _stages,
    Shape.LADDER: _ladder,
    Shape.FLOW: _flow,
    Shape.GRID: _grid,
}


def _numbered(number: int, words: Phrase) -> Phrase:
    return Phrase((Plain(f"{number}. "), *words.children), words.lang, words.state, words.key)


def _told(writer: Writer, rows: Rows, heads: tuple[Phrase, ...], names: tuple[Phrase, ...]) -> tuple[Block, ...]:
    """All that the picture shows, as lists."""
    if heads:
        told: list[Block] = []
        for name, row in zip(names, rows, strict=True):
            said = ((writer.with_label(head, box.words),) for head, box in zip(heads, row, strict=True))
            told += [Paragraph(name, "label"), Items(tuple(said))]
        return tuple(told)
    return (Items(tuple(_said(writer, row[0]) for row in rows), ordered=True),)


def _said(writer: Writer, box: DiagramBox) -> tuple[Block, ...]:
    lines = tuple(Paragraph(line) for line in box.lines)
    out = (writer.labelled("diagram-otherwise", box.otherwise),) if box.otherwise else ()
    return (Paragraph(box.words), *lines, *out)

"""Diagrams from the framework's data and from content/diagrams.yaml, and the pages that show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.blocks.nodes import Block, Diagram, DiagramBox, Heading, Items, Page, Paragraph, Phrase
from generator.compose.inline import phrase
from generator.compose.usual import listed, numbered
from generator.compose.writer import Writer
from generator.library.diagrams import DiagramData, DiagramRow, Shape, StepKind
from generator.library.routes import route
from generator.library.text import Text

Rows = tuple[tuple[DiagramBox, ...], ...]


def with_diagrams(writer: Writer, page: Page) -> Page:
    """The page with its diagrams: before its first heading, or below the heading that a diagram names."""
    blocks = list(page.blocks)
    for data in writer.library.diagrams.diagrams:
        for target in data.pages:
            path, _, anchor = route(f"page:{target}").partition("#")
            if path == page.path:
                blocks.insert(_place(blocks, anchor), diagram(writer, data))
    return page if len(blocks) == len(page.blocks) else replace(page, blocks=tuple(blocks))


def _place(blocks: Sequence[Block], anchor: str) -> int:
    """Before the first heading, or after the first words below the one with that anchor, where a reader meets both."""
    headings = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    for at in headings:
        if isinstance(block := blocks[at], Heading) and block.id == anchor:
            return at + 1 + any(isinstance(each, Paragraph) for each in blocks[at + 1 : at + 2])
    return headings[0] if headings else len(blocks)


def diagram(writer: Writer, data: DiagramData) -> Diagram:
    """One diagram with its text alternative."""
    rows = _ROWS[data.shape](writer, data)
    heads = tuple(phrase(text) for text in data.columns.values())
    names = tuple(phrase(text) for text in _names(writer, data))
    return Diagram(
        id=data.id,
        title=phrase(data.title),
        summary=phrase(data.summary),
        rows=rows,
        told=_told(writer, data, rows, heads, names),
        shape=data.shape,
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
                numbered(stage.number, phrase(stage.name)),
                tuple(numbered(number, phrase(phases[number - 1])) for number in stage.gsbpm),
            ),
        )
        for stage in stages.stages
    )


def _names(writer: Writer, data: DiagramData) -> Sequence[Text]:
    """The names of the rows of several boxes."""
    if data.shape is Shape.GRID:
        return [stage.name for stage in writer.library.framework.stages.stages]
    return [row.name for row in data.rows]


def _ladder(writer: Writer, data: DiagramData) -> Rows:
    if data.steps:
        return tuple(
            (DiagramBox("rung", numbered(number, phrase(step.text)), (phrase(step.more),) if step.more else ()),)
            for number, step in enumerate(data.steps, 1)
        )
    return tuple(
        (DiagramBox("rung", numbered(each.number, phrase(each.name)), (phrase(each.who_leads),)),)
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


def _table(_: Writer, data: DiagramData) -> Rows:
    return tuple(tuple(_cells(row)) for row in data.rows)


def _cells(row: DiagramRow) -> Iterator[DiagramBox]:
    *first, last = row.cells.values()
    yield from (DiagramBox("cell", phrase(text)) for text in first)
    yield DiagramBox(row.fate, phrase(last))


_ROWS: dict[Shape, Callable[[Writer, DiagramData], Rows]] = {
    Shape.STAGES: _stages,
    Shape.LADDER: _ladder,
    Shape.FLOW: _flow,
    Shape.GRID: _grid,
    Shape.TALK: _flow,
    Shape.TABLE: _table,
    Shape.CHANGE: _table,
}


def _told(
    writer: Writer, data: DiagramData, rows: Rows, heads: tuple[Phrase, ...], names: tuple[Phrase, ...]
) -> tuple[Block, ...]:
    """All that the picture shows, as lists."""
    if data.shape is Shape.TALK:
        speakers = dict(zip((StepKind.ASK, StepKind.REPLY), heads, strict=True))
        said = ((writer.with_label(speakers[StepKind(row[0].kind)], row[0].words),) for row in rows)
        return (Items(tuple(said), ordered=True),)
    if names:
        told: list[Block] = []
        for name, row in zip(names, rows, strict=True):
            cells = ((writer.with_label(head, box.words),) for head, box in zip(heads, row, strict=True))
            told += [Paragraph(name, "label"), Items(tuple(cells))]
        return tuple(told)
    # Where the picture gives numbers, the words have them already: a list that counts would say each twice.
    counted = data.shape in (Shape.STAGES, Shape.LADDER)
    return (Items(tuple(_said(writer, row[0]) for row in rows), ordered=not counted),)


def _said(writer: Writer, box: DiagramBox) -> tuple[Block, ...]:
    lines = (listed(box.lines),) if box.lines else ()
    out = (writer.labelled("diagram-otherwise", box.otherwise),) if box.otherwise else ()
    return (Paragraph(box.words), *lines, *out)

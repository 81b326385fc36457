"""The matrix of principles and stages: how many actions put each principle into practice at each stage."""

from __future__ import annotations

from collections.abc import Mapping

from generator.blocks.nodes import Block, Cell, Items, Link, Page, Paragraph, Phrase, Plain, Table
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.routes import route
from generator.library.served import Served, cells
from generator.library.template import target_of


def matrix_page(writer: Writer) -> Page:
    """A table with a number of actions in each cell, which leads to the first of them, and why some cells have none."""
    served = cells(writer.library)
    title, summary = writer.wording["matrix-title"], writer.wording["matrix-summary"]
    return writer.page(
        "matrix", title, summary, [writer.text(summary, "lead"), _overview(writer, served), *_empty(writer)]
    )


def _empty(writer: Writer) -> list[Block]:
    framework = writer.library.framework
    principles = {each.id: each.name for each in framework.principles.principles}
    stages = {each.id: each.name for each in framework.stages.stages}
    items = tuple(
        (
            Paragraph(
                writer.named(f"{phrase(principles[each.principle]).plain} · {phrase(stages[each.stage]).plain}"),
                "label",
            ),
            writer.text(each.why),
        )
        for each in writer.library.matrix.empty
    )
    return [writer.heading(2, "matrix-empty"), Items(items)] if items else []


def _overview(writer: Writer, served: Mapping[tuple[str, str], Served]) -> Table:
    framework = writer.library.framework
    stages = framework.stages.stages
    head = (
        Cell((Paragraph(writer.words("matrix-principle")),), "column"),
        *(Cell((Paragraph(phrase(stage.name)),), "column") for stage in stages),
    )
    rows = [
        (
            Cell((Paragraph(writer.link(f"principle:{each.id}", each.name)),), "row"),
            *(_number(writer, served[each.id, stage.id]) for stage in stages),
        )
        for each in framework.principles.principles
    ]
    return Table(writer.words("matrix-table"), (head, *rows))


def _number(writer: Writer, cell: Served) -> Cell:
    if not cell.items:
        return Cell((Paragraph(Phrase((Plain("–"),), writer.lang)),))
    checklist, item = cell.items[0]
    anchor = f"#item-{item.id}" if not checklist.scale else ""
    number = Link(route(target_of(checklist)) + anchor, (Plain(str(len(cell.items))),))
    return Cell((Paragraph(Phrase((number,), writer.lang)),))

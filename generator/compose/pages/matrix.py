"""The matrix of principles and stages: how many actions put each principle into practice at each stage."""

from __future__ import annotations

from collections.abc import Mapping

from generator.blocks.nodes import Block, Items, Page, Paragraph, Phrase, Table
from generator.compose.inline import phrase
from generator.compose.usual import head, leading, row
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
    heads = head((writer.words("matrix-principle"), *(phrase(stage.name) for stage in stages)))
    rows = [
        row(writer.link(f"principle:{each.id}", each.name), (_number(writer, served[each.id, on.id]) for on in stages))
        for each in framework.principles.principles
    ]
    return Table(writer.words("matrix-table"), (heads, *rows))


def _number(writer: Writer, cell: Served) -> Phrase:
    if not cell.items:
        return writer.named("–")
    checklist, item = cell.items[0]
    anchor = f"#item-{item.id}" if not checklist.scale else ""
    return leading(route(target_of(checklist)) + anchor, writer.named(str(len(cell.items))))

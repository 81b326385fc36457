"""The matrix of principles and stages: what puts each principle into practice at each stage."""

from __future__ import annotations

from collections.abc import Mapping

from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.model.blocks import (
    Block,
    Cell,
    Foreign,
    Heading,
    Inline,
    Items,
    Link,
    Page,
    Paragraph,
    Phrase,
    Plain,
    Table,
)
from generator.model.framework import Principle, Stage
from generator.model.routes import route
from generator.model.served import Served, cells
from generator.model.template import Checklist, ChecklistItem, target_of


def matrix_page(writer: Writer) -> Page:
    """A table with a number in each cell, then the actions and papers of each cell; an empty one says why."""
    library = writer.library
    principles, stages = library.framework.principles.principles, library.framework.stages.stages
    served = cells(library)
    why_empty = {(each.principle, each.stage): each.why for each in library.matrix.empty}
    title, summary = writer.wording["matrix-title"], writer.wording["matrix-summary"]
    blocks: list[Block] = [writer.text(summary, "lead"), _overview(writer, served)]
    for principle in principles:
        blocks.append(Heading(2, writer.link(f"principle:{principle.id}", principle.name), principle.id))
        for stage in stages:
            cell = served[principle.id, stage.id]
            blocks.append(Heading(3, phrase(stage.name), _anchor(principle, stage)))
            blocks += _actions(cell)
            if not cell.items and (why := why_empty.get((principle.id, stage.id))):
                blocks.append(writer.labelled("matrix-empty", phrase(why)))
            if cell.documents:
                blocks.append(writer.labelled("matrix-papers", _papers(writer, cell)))
    return writer.page("matrix", title, summary, blocks)


def _overview(writer: Writer, served: Mapping[tuple[str, str], Served]) -> Table:
    framework = writer.library.framework
    principles, stages = framework.principles.principles, framework.stages.stages
    head = (
        Cell((Paragraph(writer.words("matrix-principle")),), "column"),
        *(Cell((Paragraph(phrase(stage.name)),), "column") for stage in stages),
    )
    rows = [
        (
            Cell((Paragraph(phrase(principle.name)),), "row"),
            *(_number(writer, _anchor(principle, stage), served[principle.id, stage.id]) for stage in stages),
        )
        for principle in principles
    ]
    return Table(writer.words("matrix-table"), (head, *rows))


def _number(writer: Writer, anchor: str, cell: Served) -> Cell:
    number = Link(f"matrix#{anchor}", (Plain(str(len(cell.items))),))
    return Cell((Paragraph(Phrase((number,), writer.lang)),))


def _anchor(principle: Principle, stage: Stage) -> str:
    return f"{principle.id}--{stage.id}"


def _actions(cell: Served) -> list[Block]:
    items = tuple((Paragraph(_action(checklist, item)),) for checklist, item in cell.items)
    return [Items(items)] if items else []


def _action(checklist: Checklist, item: ChecklistItem) -> Phrase:
    words = phrase(item.action)
    anchor = f"#item-{item.id}" if not checklist.scale else ""
    return Phrase((Link(route(target_of(checklist)) + anchor, words.children),), words.lang, words.state, words.key)


def _papers(writer: Writer, cell: Served) -> Phrase:
    parts: list[Inline] = []
    for document in cell.documents:
        words = phrase(document.title)
        link: Inline = Link(route(target_of(document)), words.children)
        parts += [Plain(" · ")] if parts else []
        parts.append(link if words.lang == writer.lang else Foreign(words.lang, (link,)))
    return Phrase(tuple(parts), writer.lang)

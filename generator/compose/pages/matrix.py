"""The matrix of principles and stages: what puts each principle into practice at each stage."""

from __future__ import annotations

from collections.abc import Mapping

from generator.blocks.nodes import (
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
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.framework import Principle
from generator.library.routes import route
from generator.library.served import Served, cells
from generator.library.template import Checklist, ChecklistItem, target_of


def matrix_pages(writer: Writer) -> list[Page]:
    """A table with a number in each cell, and a page for each principle with the actions and papers of its cells."""
    library = writer.library
    served = cells(library)
    title, summary = writer.wording["matrix-title"], writer.wording["matrix-summary"]
    overview = writer.page("matrix", title, summary, [writer.text(summary, "lead"), _overview(writer, served)])
    return [overview, *(_page(writer, principle, served) for principle in library.framework.principles.principles)]


def _page(writer: Writer, principle: Principle, served: Mapping[tuple[str, str], Served]) -> Page:
    summary = writer.wording["matrix-page-summary"]
    why_empty = {(each.principle, each.stage): each.why for each in writer.library.matrix.empty}
    blocks: list[Block] = [
        writer.text(summary, "lead"),
        *writer.links([(f"principle:{principle.id}", principle.name)]),
    ]
    for stage in writer.library.framework.stages.stages:
        cell = served[principle.id, stage.id]
        blocks += [Heading(2, phrase(stage.name), stage.id), *_actions(cell)]
        if not cell.items and (why := why_empty.get((principle.id, stage.id))):
            blocks.append(writer.labelled("matrix-empty", phrase(why)))
        if cell.documents:
            blocks.append(writer.labelled("matrix-papers", _papers(writer, cell)))
        if cell.passages:
            blocks += [Paragraph(writer.words("matrix-guides"), "label"), Items(_passages(writer, cell))]
    kicker = writer.words("matrix-kicker")
    return writer.page(f"matrix/{principle.id}", principle.name, summary, blocks, kicker)


def _overview(writer: Writer, served: Mapping[tuple[str, str], Served]) -> Table:
    framework = writer.library.framework
    stages = framework.stages.stages
    head = (
        Cell((Paragraph(writer.words("matrix-principle")),), "column"),
        *(Cell((Paragraph(phrase(stage.name)),), "column") for stage in stages),
    )
    rows = [
        (
            Cell((Paragraph(writer.link(f"page:matrix/{each.id}", each.name)),), "row"),
            *(_number(writer, f"matrix/{each.id}#{stage.id}", served[each.id, stage.id]) for stage in stages),
        )
        for each in framework.principles.principles
    ]
    return Table(writer.words("matrix-table"), (head, *rows))


def _number(writer: Writer, target: str, cell: Served) -> Cell:
    number = Link(target, (Plain(str(len(cell.items))),))
    return Cell((Paragraph(Phrase((number,), writer.lang)),))


def _actions(cell: Served) -> list[Block]:
    items = tuple((Paragraph(_action(checklist, item)),) for checklist, item in cell.items)
    return [Items(items)] if items else []


def _action(checklist: Checklist, item: ChecklistItem) -> Phrase:
    words = phrase(item.action)
    anchor = f"#item-{item.id}" if not checklist.scale else ""
    # The action may hold a link of its own, and a link can't stand in a link.
    link = Link(route(target_of(checklist)) + anchor, (Plain(words.plain),))
    return Phrase((link,), words.lang, words.state, words.key)


def _passages(writer: Writer, cell: Served) -> tuple[tuple[Block, ...], ...]:
    return tuple(
        (writer.with_label(phrase(each.page.title), writer.link(each.target, each.heading)),) for each in cell.passages
    )


def _papers(writer: Writer, cell: Served) -> Phrase:
    parts: list[Inline] = []
    for document in cell.documents:
        words = phrase(document.title)
        link: Inline = Link(route(target_of(document)), words.children)
        parts += [Plain(" · ")] if parts else []
        parts.append(link if words.lang == writer.lang else Foreign(words.lang, (link,)))
    return Phrase(tuple(parts), writer.lang)

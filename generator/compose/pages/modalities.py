"""The page on the kinds of initiatives: modalities, and the taxonomy that groups them."""

from __future__ import annotations

from generator.blocks.nodes import Block, Cell, Heading, Page, Paragraph, Table
from generator.compose.inline import phrase
from generator.compose.usual import cell, head
from generator.compose.writer import Writer
from generator.library.framework import Modality, Taxonomy, TaxonomyCell
from generator.library.text import Text


def modalities_page(writer: Writer) -> Page:
    """The modalities, and Table 1."""
    content = writer.library.framework.modalities
    blocks: list[Block] = [writer.text(content.plain, "lead")]
    for modality in content.modalities:
        blocks += _modality(writer, modality)
    blocks += _taxonomy(writer)
    places = (*content.paragraphs, *writer.library.framework.taxonomy.paragraphs)
    return writer.page("modalities", content.title, content.summary, [*blocks, *writer.rests_on(places)])


def _modality(writer: Writer, modality: Modality) -> list[Block]:
    scope: list[Block] = [] if modality.in_scope else [Paragraph(writer.words("out-of-scope"), "note")]
    return [
        Heading(2, phrase(modality.name), modality.id),
        *scope,
        writer.quotation([modality.name, modality.quote], modality.paragraphs),
        writer.text(modality.plain),
        writer.heading(3, "who-leads", f"{modality.id}-who-leads"),
        writer.text(modality.who_leads),
        writer.heading(3, "watch-for", f"{modality.id}-watch-for"),
        writer.text(modality.watch_for),
        writer.heading(3, "example", f"{modality.id}-example"),
        writer.text(modality.example),
    ]


def _taxonomy(writer: Writer) -> list[Block]:
    taxonomy = writer.library.framework.taxonomy
    blocks: list[Block] = [Heading(2, phrase(taxonomy.title), "taxonomy"), writer.text(taxonomy.plain)]
    for group in taxonomy.groups:
        blocks += [
            Heading(3, phrase(group.title), f"group-{group.id}"),
            writer.text(group.plain),
            *writer.links(_modality_links(writer, group.modalities)),
        ]
    return [*blocks, writer.heading(3, "table-1"), _table(writer, taxonomy)]


def _modality_links(writer: Writer, ids: tuple[str, ...]) -> list[tuple[str, Text]]:
    return [
        (f"modality:{each.id}", each.name) for each in writer.library.framework.modalities.modalities if each.id in ids
    ]


def _table(writer: Writer, taxonomy: Taxonomy) -> Table:
    stages = writer.library.framework.stages.stages
    heads = head((writer.words("stage"), *(phrase(column.heading) for column in taxonomy.columns)))
    by_start = {(each.column, each.stages[0]): each for each in taxonomy.cells}
    rows = [
        (
            cell(writer.link(f"stage:{stage.id}", stage.name), "row"),
            *(
                _cell(writer, by_start[column.id, stage.id])
                for column in taxonomy.columns
                if (column.id, stage.id) in by_start
            ),
        )
        for stage in stages
    ]
    return Table(phrase(taxonomy.caption), (heads, *rows))


def _cell(writer: Writer, held: TaxonomyCell) -> Cell:
    example: list[Block] = (
        [Paragraph(writer.words("example"), "label"), writer.text(held.example)] if held.example else []
    )
    return Cell((writer.text(held.plain), *writer.points(held.points), *example), rows=len(held.stages))

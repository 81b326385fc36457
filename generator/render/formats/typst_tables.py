"""Tables as Typst source: in parts that leave no half page empty, and in two languages as statements with boxes."""

from __future__ import annotations

from generator.blocks.nodes import Block, Cell, FieldRow, Table, TickRow
from generator.render.formats.nearer import is_scale, statements, two_sizes
from generator.render.formats.table_parts import parts, wide_enough
from generator.render.formats.typst_writer import BODY_SIZE, TypstWriter, text, ticked

_SMALL_HEAD = 14
"""In points: as small as the foot of a page in large print."""


def table(writer: TypstWriter, block: Table) -> str:
    """A table: a short one stays whole, a long one goes on in parts that leave no half page empty.

    Each part has a head of its own: a head that Typst repeats after a page break would be hidden from screen readers.
    """
    if writer.beside and is_scale(block):
        return _scored(writer, block)
    columns = sum(cell.columns for cell in block.rows[0])
    asked = block.widths or (1,) * columns
    scale = writer.points / BODY_SIZE
    widths, small = wide_enough(block, asked, scale), "none"
    if widths is None and writer.points > _SMALL_HEAD:  # in large print many columns have no room for their heads
        widths = wide_enough(block, asked, scale, _SMALL_HEAD / writer.points)
        small = f"{_SMALL_HEAD}pt"
    caption = "none" if block.headed else f"strong({writer.phrase(block.caption)})"
    head = "".join(f"{_cell(writer, cell)}, " for row in block.rows[: block.header_rows] for cell in row)
    said = [caption, f"({', '.join(f'{width:g}fr' for width in widths or asked)},)", small, f"({head})"]
    first = writer.parts + 1
    for rows, fits in parts(block, widths or asked, scale, writer.beside):
        writer.parts += 1
        cells = "".join(f"{_body_cell(writer, cell)}, " for row in rows for cell in row)
        said.append(f"({'true' if fits else 'false'}, ({cells}))")
    return f"#table-parts({first}, {', '.join(said)})"


def _scored(writer: TypstWriter, block: Table) -> str:
    """A table of boxes in two languages: beside narrow columns of boxes, twice the words would fill pages."""
    said = [
        f"#block(breakable: false, width: 100%)[{writer.blocks((pair,))}\n#ticks({writer.boxes(boxes)})]"
        for pair, boxes in statements(block, writer.lang, writer.beside)
    ]
    return "\n".join([f"#block(sticky: true, strong({writer.phrase(block.caption)}))", *said])


def _cell(writer: TypstWriter, cell: Cell) -> str:
    spans = (f"rowspan: {cell.rows}, " if cell.rows > 1 else "") + (
        f"colspan: {cell.columns}, " if cell.columns > 1 else ""
    )
    return f"table.cell({spans}[{''.join(_in_cell(writer, block) for block in two_sizes(cell.blocks, writer.beside))}])"


def _body_cell(writer: TypstWriter, cell: Cell) -> str:
    writer.row_names.append(cell.header == "row")
    return _cell(writer, cell)


def _in_cell(writer: TypstWriter, block: Block) -> str:
    if isinstance(block, FieldRow):
        return f"#writing-cell({text(block.field.name)}, {writer.typed(block.field.typed)})"
    if isinstance(block, TickRow) and not block.phrase.children:
        return f"#tick-box({text(block.field.name)}, {ticked(block)})"
    return writer.blocks((block,))

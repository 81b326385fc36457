"""Blocks as Typst source: one function for each type, one visible table; and what is written together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile
from typing import Any

from generator.blocks.nodes import (
    Block,
    Conditional,
    Definitions,
    Diagram,
    FieldKind,
    FieldRow,
    Folded,
    Heading,
    Items,
    Note,
    Pair,
    PaperPicture,
    Paragraph,
    Phrase,
    Quotation,
    Signing,
    Table,
    TickRow,
)
from generator.render.formats.nearer import said_whole
from generator.render.formats.typst_tables import table
from generator.render.formats.typst_writer import LARGE_SIZE, TypstWriter, text, ticked

_PAGE = "#new-page()\n"
_PARAGRAPHS: dict[str, str] = {
    "small": "#block(text(size: small, {}))",
    "label": "#block(sticky: true, strong({}))",
    "card": "#card({})",
    "sign": "#sign({})",
    "second-title": "#block(above: 0pt, below: 0.9em, sticky: true, {})",
    "second": "#par(text(size: small, {}))",
}


def written(writer: TypstWriter, blocks: Sequence[Block]) -> Iterator[str]:
    """Block by block; the label and the boxes of one choice together, for short answers share a row."""
    at = 0
    while at < len(blocks):
        length = _choice_length(writer.lang, blocks[at:])
        boxes = _short_boxes(blocks[at:])
        if length:
            yield _choice(writer, blocks[at : at + length])
        elif len(boxes) > 1:
            length = len(boxes)
            yield f"#ticks({writer.boxes(boxes)})"
        elif twins := _twin_titles(writer, blocks[at : at + 2]):
            length = 2
            yield twins
        else:
            yield _introduction(writer, blocks[at : at + 2]) or BLOCKS[type(blocks[at])](writer, blocks[at])
        at += length or 1


# -- what is written together


def _choice_length(lang: str, blocks: Sequence[Block]) -> int:
    """How many of the blocks are one choice: its label, perhaps a help, and its boxes. 0 if none stands there."""
    match blocks:
        case [Paragraph(Phrase(lang=said), "label"), Paragraph(role="small"), TickRow(), *_] if said == lang:
            start = 2
        case [Paragraph(Phrase(lang=said), "label"), TickRow(), *_] if said == lang:
            start = 1
        case _:
            return 0
    return start + sum(1 for _ in takewhile(partial(_of_one_choice, blocks[start]), blocks[start:]))


def _of_one_choice(first: Block, each: Block) -> bool:
    """Whether a box belongs to the field of the first one; the next clause may begin with boxes, too."""
    if not isinstance(first, TickRow) or not isinstance(each, TickRow) or each.under:
        return False
    return first.field.name.rpartition(".")[0] == each.field.name.rpartition(".")[0]


def _short_boxes(blocks: Sequence[Block]) -> list[TickRow]:
    """The boxes that stand first, with nothing but their words: they may share rows."""
    found: list[TickRow] = []
    for block in blocks:
        if not isinstance(block, TickRow) or block.under:
            break
        found.append(block)
    return found


def _choice(writer: TypstWriter, blocks: Sequence[Block]) -> str:
    said = [block for block in blocks if isinstance(block, Paragraph)]
    label, help = writer.phrase(said[0].phrase), writer.phrase(said[1].phrase) if said[1:] else "none"
    return f"#choice({label}, {help}, {writer.boxes(_short_boxes(blocks[len(said) :]))})"


def _twin_titles(writer: TypstWriter, blocks: Sequence[Block]) -> str:
    """The title of a clause with the same in a second language; nothing for all else."""
    match blocks:
        case [Heading(level, first, new_page=new_page), Paragraph(second, "second-title")] if (
            second.lang == writer.beside
        ):
            return f"{_PAGE if new_page else ''}#twin-heading({level}, {writer.phrase(first)}, {writer.second(second)})"
        case _:
            return ""


def _introduction(writer: TypstWriter, blocks: Sequence[Block]) -> str:
    """The words right before a table or a signature, which stay on its page; nothing for all else."""
    match blocks:
        case [Paragraph(words, ""), Table() | Signing()]:
            return writer.spoken(words, "#block(sticky: true, par({}))")
        case [Pair([Paragraph(role="")], [Paragraph()]) as words, Table() | Signing() | Pair([Signing()])]:
            return _pair(writer, words, introduces=True)
        case _:
            return ""


# -- one by one


def _paragraph(writer: TypstWriter, block: Paragraph) -> str:
    if block.role == "second-title" and block.phrase.lang == writer.beside:
        return _PARAGRAPHS[block.role].format(writer.second(block.phrase))
    if block.role == "second" and block.phrase.lang == writer.beside:  # letters of its script may be of another height
        return writer.spoken(block.phrase, f"#par(text(size: second-size({writer.size(block.phrase.lang)}), {{}}))")
    if block.role == "small" and writer.lang == writer.beside:  # all of that side is small
        return writer.spoken(block.phrase, "#par({})")
    return writer.spoken(block.phrase, _PARAGRAPHS.get(block.role, "#par({})"))


def _heading(writer: TypstWriter, block: Heading) -> str:
    return (_PAGE if block.new_page else "") + writer.spoken(block.phrase, f"#heading(level: {block.level}, {{}})")


def _items(writer: TypstWriter, block: Items) -> str:
    if block.role in ("cards", "cases"):
        return f"#{block.role}({', '.join(f'[{writer.blocks(item)}]' for item in block.items)})"
    kind = "enum" if block.ordered else "list"
    return f"#{kind}({', '.join(_item(writer, item) for item in block.items)})"


def _item(writer: TypstWriter, blocks: tuple[Block, ...]) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return f"[#{writer.phrase(blocks[0].phrase)}]"
    return f"[{writer.blocks(blocks)}]"


def _definitions(writer: TypstWriter, block: Definitions) -> str:
    return "\n".join(
        f"#block(strong({writer.phrase(term)}), sticky: true)\n{writer.blocks(meaning)}"
        for _, term, meaning in block.entries
    )


def _quotation(writer: TypstWriter, block: Quotation) -> str:
    body = "#parbreak()".join(f"#{writer.phrase(phrase)}" for phrase in block.phrases)
    return f"#quotation({writer.phrase(block.label)}, {writer.phrase(block.source)}, [{body}])"


def _note(writer: TypstWriter, block: Note) -> str:
    title = writer.phrase(block.title) if block.title.children else "none"
    return f"#note({title}, {writer.content(block.blocks)})"


def _field_row(writer: TypstWriter, block: FieldRow) -> str:
    help = writer.phrase(block.help) if block.help else "none"
    kind = "area" if block.field.kind is FieldKind.BOX else "line"
    name, value = text(block.field.name), writer.typed(block.field.typed)
    return f"#field-row({writer.phrase(block.label)}, {help}, {text(kind)}, {name}, {value})"


def _tick_row(writer: TypstWriter, block: TickRow) -> str:
    words, under = writer.phrase(block.phrase), writer.content(block.under)
    return f"#tick-row({text(block.field.name)}, {ticked(block)}, {words}, {under})"


def _pair(writer: TypstWriter, block: Pair, introduces: bool = False) -> str:
    match block.first:
        case [Signing(statement=Phrase() as statement) as signing]:
            # Both say it in the one frame.
            said = replace(block, first=(Paragraph(statement),))
            return _signing(writer, signing, f"[{_pair(writer, said)}]")
    whole = "true" if said_whole(block, writer.points == LARGE_SIZE) else "false"
    sides = writer.side(block.first_lang, block.first), writer.side(block.second_lang, block.second)
    stays = ", stays: true" if introduces else ""
    return f"#pair({writer.first_part}, {whole}, {', '.join(sides)}{stays})"


def _signing(writer: TypstWriter, block: Signing, confirmed: str = "") -> str:
    statement = confirmed or (writer.phrase(block.statement) if block.statement else "none")
    thumb = writer.phrase(block.thumbprint) if block.thumbprint else "none"
    lines = ", ".join(writer.phrase(line) for line in block.lines)
    both = "true" if confirmed else "false"
    return f"#signing({writer.phrase(block.who)}, {statement}, {both}, ({lines},), {thumb})"


BLOCKS: dict[type, Callable[[TypstWriter, Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Definitions: _definitions,
    Table: table,
    Quotation: _quotation,
    Note: _note,
    FieldRow: _field_row,
    TickRow: _tick_row,
    Signing: _signing,
    Diagram: lambda writer, block: writer.blocks(block.told),
    PaperPicture: lambda _, block: "",  # noqa: ARG005 - no paper has one
    Folded: lambda writer, block: writer.blocks(block.blocks),
    Conditional: lambda writer, block: f"#conditional({writer.phrase(block.words)}, {writer.content(block.blocks)})",
    Pair: _pair,
}

"""Blocks as HTML fragments: one function for each type of node, one visible table.

Fragments hold no blank line, so that any reader of Markdown takes each as one HTML block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from generator.blocks.nodes import (
    Blank,
    Block,
    Cell,
    Code,
    Conditional,
    Definitions,
    Diagram,
    Drawing,
    Emphasis,
    Field,
    FieldKind,
    FieldRow,
    Folded,
    Foreign,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Note,
    Pair,
    PaperPicture,
    Paragraph,
    Phrase,
    Plain,
    Quotation,
    Signing,
    Strong,
    Table,
    TickRow,
    Typed,
)
from generator.render.drawing import drawing_svg
from generator.render.picture import picture_svg
from generator.render.place import PagePlace
from generator.render.svg import diagram_svg


class HtmlWriter:
    """Writes blocks of one page; what is in another language than the page says so.

    A `live` writer marks every blank, box and row with its name, so that a script can write into them. For others the
    style sheet draws those that are empty.
    """

    def __init__(self, place: PagePlace, live: bool = False) -> None:
        self.place = place
        self.live = live

    def name(self, field: Field) -> str:
        """The attribute that names a field to scripts, or nothing."""
        return f' data-field="{field.name}"' if self.live else ""

    def blocks(self, blocks: Iterable[Block]) -> str:
        """The blocks one after the other."""
        return "".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        """One block."""
        return BLOCKS[type(block)](self, block)

    def inline(self, children: Sequence[Inline]) -> str:
        """Inline nodes as HTML."""
        return "".join(INLINE[type(child)](self, child) for child in children)

    def phrase(self, phrase: Phrase, tag: str, css: str = "") -> str:
        """A phrase in an element of its own."""
        return f"<{tag}{_class(css)}{self.lang(phrase)}>{self.inline(phrase.children)}</{tag}>"

    def lang(self, phrase: Phrase) -> str:
        """The attributes that name another language, or nothing."""
        return self.other(phrase.lang)

    def other(self, lang: str) -> str:
        """The attributes that name a language, or nothing for that of the page."""
        return "" if lang == self.place.language.tag else f' lang="{lang}" dir="{self.place.direction(lang)}"'


_TICKED = "\N{BALLOT BOX WITH CHECK}"


def _class(css: str) -> str:
    return f' class="{css}"' if css else ""


# -- inline -------------------------------------------------------------------------------------------


def _link(writer: HtmlWriter, node: Link) -> str:
    target = escape(writer.place.html_link(node.target))
    other = writer.place.language_of(node.target)
    words = writer.inline(node.children)
    if not other:
        return f'<a href="{target}">{words}</a>'
    # Words in the reader's language say that the page behind them is in another; words in that one say so themselves.
    told = other == writer.place.language.tag or any(isinstance(each, Foreign) for each in node.children)
    mark = "" if told else f' <small lang="{other}" dir="{writer.place.direction(other)}">({other})</small>'
    return f'<a href="{target}" hreflang="{other}">{words}{mark}</a>'


def _foreign(writer: HtmlWriter, node: Foreign) -> str:
    if node.lang in writer.place.languages:
        writer = HtmlWriter(writer.place.speaking(node.lang), writer.live)
    return f'<span lang="{node.lang}" dir="{writer.place.direction(node.lang)}">{writer.inline(node.children)}</span>'


INLINE: dict[type, Callable[[HtmlWriter, Any], str]] = {
    Plain: lambda _, node: escape(node.text, quote=False),
    Strong: lambda writer, node: f"<strong>{writer.inline(node.children)}</strong>",
    Emphasis: lambda writer, node: f"<em>{writer.inline(node.children)}</em>",
    Code: lambda _, node: f'<code dir="ltr">{escape(node.text, quote=False)}</code>',
    Link: _link,
    Foreign: _foreign,
    Blank: lambda writer, node: (
        f'<strong class="written" dir="auto">{escape(node.field.value, quote=False)}</strong>'
        if node.field.value
        else f'<span class="blank"{writer.name(node.field)}>[{escape(node.field.label, quote=False)}]</span>'
    ),
    Typed: lambda _, node: f'<bdi dir="auto">{escape(node.text, quote=False)}</bdi>',
    Drawing: lambda writer, node: drawing_svg(node, writer.place.language.direction),
    Mark: lambda writer, node: (
        f' <span class="state" role="img" aria-label="{escape(node.words)}"{writer.other(node.lang)}>{node.sign}</span>'
    ),
}


# -- blocks -------------------------------------------------------------------------------------------


def _heading(writer: HtmlWriter, block: Heading) -> str:
    tag, words = f"h{block.level}", writer.inline(block.phrase.children)
    return f'<{tag} id="{block.id}"{writer.lang(block.phrase)}>{words}</{tag}>'


def _paragraph(writer: HtmlWriter, block: Paragraph) -> str:
    return writer.phrase(block.phrase, "p", block.role)


def _items(writer: HtmlWriter, block: Items) -> str:
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}{_class(block.role)}>{''.join(_item(writer, item) for item in block.items)}</{tag}>"


def _item(writer: HtmlWriter, blocks: tuple[Block, ...]) -> str:
    return f"<li>{_bare(writer, blocks)}</li>"


def _bare(writer: HtmlWriter, blocks: tuple[Block, ...]) -> str:
    """The blocks, without an element around a lone plain paragraph in the page's own language."""
    if (
        len(blocks) == 1
        and isinstance(blocks[0], Paragraph)
        and not blocks[0].role
        and not writer.lang(blocks[0].phrase)
    ):
        return writer.inline(blocks[0].phrase.children)
    return writer.blocks(blocks)


def _definitions(writer: HtmlWriter, block: Definitions) -> str:
    entries = (
        f'<dt id="{anchor}"{writer.lang(term)}>{writer.inline(term.children)}</dt><dd>{writer.blocks(meaning)}</dd>'
        for anchor, term, meaning in block.entries
    )
    return f'<dl class="terms">{"".join(entries)}</dl>'


def _table(writer: HtmlWriter, block: Table) -> str:
    head = "".join(_row(writer, row) for row in block.rows[: block.header_rows])
    body = "".join(_row(writer, row) for row in block.rows[block.header_rows :])
    # What a heading above it says is its name too. Where the frame scrolls, site.js makes it a stop for keys.
    caption = writer.phrase(block.caption, "caption", "visually-hidden" if block.headed else "")
    table = f"<table>{caption}{head and f'<thead>{head}</thead>'}<tbody>{body}</tbody></table>"
    return f'<div class="table">{table}</div>'


def _row(writer: HtmlWriter, row: tuple[Cell, ...]) -> str:
    return f"<tr>{''.join(_cell(writer, cell) for cell in row)}</tr>"


def _cell(writer: HtmlWriter, cell: Cell) -> str:
    scope = {"column": ' scope="col"', "row": ' scope="row"'}.get(cell.header, "")
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )
    words = _bare(writer, cell.blocks)
    if not words:  # an empty corner heads nothing
        return f"<td{spans}></td>"
    tag = "th" if cell.header else "td"
    return f"<{tag}{scope}{spans}>{words}</{tag}>"


def _quotation(writer: HtmlWriter, block: Quotation) -> str:
    label = writer.phrase(block.label, "figcaption", "official__label")
    quoted = "".join(writer.phrase(phrase, "p") for phrase in block.phrases)
    source = writer.phrase(block.source, "p", "official__source")
    return f'<figure class="official">{label}<blockquote>{quoted}</blockquote>{source}</figure>'


def _note(writer: HtmlWriter, block: Note) -> str:
    said = writer.lang(block.title) if block.kind == "draft" else ""
    if said:  # its lines may run on in one, so they need the direction of its language around them
        writer = HtmlWriter(writer.place.speaking(block.title.lang), writer.live)
    title = writer.phrase(block.title, "p", "note__title") if block.title.children else ""
    return f'<div class="note note--{block.kind}" role="note"{said}>{title}{writer.blocks(block.blocks)}</div>'


def _field_row(writer: HtmlWriter, block: FieldRow) -> str:
    label = writer.phrase(block.label, "span", "field__label") if block.label.children else ""
    help = " " + writer.phrase(block.help, "span", "field__help") if block.help else ""
    box = " field--box" if block.field.kind is FieldKind.BOX else ""
    if not writer.live and not block.field.value:
        return f'<div class="field{box}">{label}{help}</div>'
    written = f'<span class="written" dir="auto">{escape(block.field.value, quote=False)}</span>'
    line = written if block.field.value else f'<span class="field__line"{writer.name(block.field)}></span>'
    return f'<div class="field{box} field--own">{label}{help}{line}</div>'


def _tick_row(writer: HtmlWriter, block: TickRow) -> str:
    empty = f'<span class="tick__box" aria-hidden="true"{writer.name(block.field)}></span>'
    box = f'<span class="tick__box">{_TICKED}</span>' if block.field.value else empty
    if not block.phrase.children:
        return box
    words = f"{writer.phrase(block.phrase, 'p')}{writer.blocks(block.under)}"
    if not writer.live and not block.field.value:
        return f'<div class="tick" id="item-{block.field.name}">{words}</div>'
    return f'<div class="tick tick--own" id="item-{block.field.name}">{box}<div class="tick__text">{words}</div></div>'


def _signing(writer: HtmlWriter, block: Signing) -> str:
    parts = [writer.phrase(block.who, "p", "signing__who")]
    if block.statement:
        parts.append(writer.phrase(block.statement, "p"))
    parts += [writer.phrase(line, "p", "signing__line") for line in block.lines]
    if block.thumbprint:
        parts.append(writer.phrase(block.thumbprint, "p", "signing__thumb"))
    return f'<div class="signing">{"".join(parts)}</div>'


def _conditional(writer: HtmlWriter, block: Conditional) -> str:
    words = writer.phrase(block.words, "p", "conditional__words")
    return f'<div class="conditional" data-condition="{block.condition}">{words}{writer.blocks(block.blocks)}</div>'


def _pair(writer: HtmlWriter, block: Pair) -> str:
    first = _side(writer, block.first_lang, block.first)
    return f'<div class="pair">{first}{_side(writer, block.second_lang, block.second)}</div>'


def _side(writer: HtmlWriter, lang: str, blocks: tuple[Block, ...]) -> str:
    inner = HtmlWriter(writer.place.speaking(lang), writer.live)
    return f"<div{writer.other(lang)}>{inner.blocks(blocks)}</div>"


def _diagram(writer: HtmlWriter, block: Diagram) -> str:
    name = f"diagram-{block.id}"
    title = f'<p class="diagram__title" id="{name}"{writer.lang(block.title)}>{writer.inline(block.title.children)}</p>'
    summary = writer.inline(block.summary.children)
    about = f'<p class="diagram__about" id="{name}-about"{writer.lang(block.summary)}>{summary}</p>'
    picture = diagram_svg(block, writer.place.direction, writer.place.language.tag)
    told = f"<details>{writer.phrase(block.answers[2], 'summary')}{writer.blocks(block.told)}</details>"
    return f'<figure class="diagram">{title}{picture}<figcaption>{about}{told}</figcaption></figure>'


def _picture(writer: HtmlWriter, block: PaperPicture) -> str:
    return f'<div class="first-page"{writer.lang(block.alt)}>{picture_svg(block)}</div>'


def _folded(writer: HtmlWriter, block: Folded) -> str:
    summary = writer.phrase(block.summary, "summary")
    css = "folded folded--quiet" if block.quiet else "folded"
    return f'<details class="{css}">{summary}{writer.blocks(block.blocks)}</details>'


BLOCKS: dict[type, Callable[[HtmlWriter, Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Definitions: _definitions,
    Table: _table,
    Quotation: _quotation,
    Note: _note,
    FieldRow: _field_row,
    TickRow: _tick_row,
    Signing: _signing,
    Conditional: _conditional,
    Pair: _pair,
    Diagram: _diagram,
    PaperPicture: _picture,
    Folded: _folded,
}

"""A filled paper as plain Markdown: to paste into a message, a wiki or a repository."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator.blocks.nodes import (
    Blank,
    Block,
    Booklet,
    Cell,
    Code,
    Conditional,
    Definitions,
    Diagram,
    Drawing,
    Emphasis,
    Field,
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
    Paper,
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

_LINE = "\\_\\_\\_\\_\\_\\_\\_\\_"
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
# Marks around what somebody typed that reads left to right, in characters that no text can hold: whether they are
# needed shows only when the whole paper is known.
_APART = ("\x02", "\x03")
_ISOLATES = ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")


class MarkdownFormat:
    """Markdown with the tables and ticks of GitHub's dialect."""

    name = "md"
    suffixes = ("md",)
    pack_suffixes: tuple[str, ...] = ()
    sheet_suffixes: tuple[str, ...] = ()

    def render(self, document: Paper, suffix: str) -> bytes:  # noqa: ARG002 - there is one kind
        """The whole file."""
        labels = document.labels
        stamps = dict.fromkeys(each for each in (labels.draft, labels.draft_source) if each)
        parts = [
            f"# {_words(document.title.children)}",
            *([_words(document.subtitle.children)] if document.subtitle else []),
            *(f"**{_escaped(stamp)}**" for stamp in stamps),
            *_blocks(document.blocks),
            "---",
            _escaped(labels.footer),
        ]
        whole = "\n\n".join(part for part in parts if part) + "\n"
        # Among words that read left to right, a plain answer needs no invisible characters around it.
        needed = any(language.direction == "rtl" for language in document.languages)
        for mark, isolate in zip(_APART, _ISOLATES, strict=True):
            whole = whole.replace(mark, isolate if needed else "")
        return whole.encode()

    def bind(self, booklet: Booklet, suffix: str) -> bytes:
        """There are no packs in this format."""
        raise NotImplementedError(f"{booklet.name}.{suffix}")


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)


def _words(children: Sequence[Inline]) -> str:
    return "".join(INLINE[type(child)](child) for child in children)


def _typed(node: Typed) -> str:
    if not node.text:
        return ""
    start, end = _ISOLATES if node.direction == "rtl" else _APART
    return f"{start}{_escaped(node.text)}{end}"


INLINE: dict[type, Callable[[Any], str]] = {
    Plain: lambda node: _escaped(node.text),
    Code: lambda node: f"`{node.text}`",
    Strong: lambda node: f"**{_words(node.children)}**",
    Emphasis: lambda node: f"*{_words(node.children)}*",
    Link: lambda node: f"[{_words(node.children)}]({node.target})" if "://" in node.target else _words(node.children),
    Foreign: lambda node: _words(node.children),
    Blank: lambda node: _written(node.field) + ("" if node.field.value else f" ({_escaped(node.field.label)})"),
    Typed: _typed,
    Mark: lambda _: "",  # pages alone have them
    Drawing: lambda _: "",
}


def _written(field: Field) -> str:
    return f"**{_typed(field.typed)}**" if field.value else _LINE


def _blocks(blocks: Iterable[Block]) -> list[str]:
    return [BLOCKS[type(block)](block) for block in blocks]


def _indented(blocks: Iterable[Block], by: str) -> str:
    return "\n\n".join(filter(None, _blocks(blocks))).replace("\n", f"\n{by}")


def _phrase(phrase: Phrase) -> str:
    return _words(phrase.children)


def _items(block: Items) -> str:
    mark = "1." if block.ordered else "-"
    return "\n".join(f"{mark} {_indented(item, ' ' * (len(mark) + 1))}" for item in block.items)


def _table(block: Table) -> str:
    rows = [f"| {' | '.join(map(_cell, row))} |" for row in block.rows]
    width = max(len(row) for row in block.rows)
    rule = f"|{' --- |' * width}"
    head = rows[:1] if block.header_rows else [f"|{'  |' * width}"]
    return "\n".join([f"**{_phrase(block.caption)}**", "", *head, rule, *rows[len(head) if block.header_rows else 0 :]])


def _cell(cell: Cell) -> str:
    return " ".join(_in_cell(block) for block in cell.blocks).replace("\n", " ")


def _in_cell(block: Block) -> str:
    match block:
        case FieldRow(field):
            return _typed(field.typed)
        case TickRow(field):
            return _box(field)
        case _:
            return BLOCKS[type(block)](block)


def _box(field: Field) -> str:
    return "[x]" if field.value else "[ ]"


def _tick_row(block: TickRow) -> str:
    under = f"\n\n  {_indented(block.under, '  ')}" if block.under else ""
    return f"- {_box(block.field)} {_phrase(block.phrase)}{under}"


def _field_row(block: FieldRow) -> str:
    help = f" ({_phrase(block.help)})" if block.help else ""
    written = _typed(block.field.typed).replace("\n", "\\\n")
    return f"**{_phrase(block.label)}**{help}: {written or _LINE}"


def _signing(block: Signing) -> str:
    lines = "\n".join(f"- {_phrase(line)}: {_LINE}" for line in (*block.lines, *filter(None, [block.thumbprint])))
    said = f"\n\n{_phrase(block.statement)}" if block.statement else ""
    return f"**{_phrase(block.who)}**{said}\n\n{lines}"


def _definitions(block: Definitions) -> str:
    return "\n\n".join(f"**{_phrase(term)}**: {' '.join(_blocks(meaning))}" for _, term, meaning in block.entries)


def _quotation(block: Quotation) -> str:
    quoted = "\n>\n".join(f"> {_phrase(phrase)}" for phrase in block.phrases)
    return f"{_phrase(block.label)}\n\n{quoted}\n\n{_phrase(block.source)}"


def _framed(title: Phrase, blocks: tuple[Block, ...]) -> str:
    """A title and blocks set apart as a quotation, the only frame that Markdown has."""
    inner = "\n\n".join([*([f"**{_phrase(title)}**"] if title.children else []), *_blocks(blocks)])
    return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))


BLOCKS: dict[type, Callable[[Any], str]] = {
    Heading: lambda block: f"{'#' * block.level} {_phrase(block.phrase)}",
    Paragraph: lambda block: f"**{_phrase(block.phrase)}**" if block.role == "label" else _phrase(block.phrase),
    Items: _items,
    Definitions: _definitions,
    Table: _table,
    Quotation: _quotation,
    Note: lambda block: _framed(block.title, block.blocks),
    FieldRow: _field_row,
    TickRow: _tick_row,
    Signing: _signing,
    Diagram: lambda block: "\n\n".join(_blocks(block.told)),
    PaperPicture: lambda block: "",  # noqa: ARG005 - no paper has one
    Folded: lambda block: "\n\n".join(_blocks(block.blocks)),
    Conditional: lambda block: _framed(block.words, block.blocks),
    Pair: lambda block: "\n\n".join([*_blocks(block.first), *_blocks(block.second)]),
}

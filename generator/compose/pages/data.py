"""The page about the toolkit as data: which files there are, how large, and how to use them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blocks.artifact import DATA, FEED, Offered
from generator.blocks.dataset import METADATA, WORKBOOK
from generator.blocks.nodes import Block, Cell, Code, Inline, Items, Link, Page, Paragraph, Phrase, Table
from generator.compose.data.tables import TABLES
from generator.compose.inline import phrase
from generator.compose.papers import size_of
from generator.compose.writer import Writer

_SHARED = ("vocabulary.ttl", "vocabulary.jsonld", "dcat.ttl")
_EXAMPLES = ("sheet", "python", "r")


def data_page(writer: Writer, offered: Offered) -> Page:
    """What there is, the promise, each table with its file, and an example for each way to use them."""
    title, summary = writer.wording["data-title"], writer.wording["data-summary"]
    groups = dict.fromkeys(table.group for table in TABLES)
    blocks: list[Block] = [
        writer.text(summary, "lead"),
        writer.text(writer.wording["data-promise"]),
        writer.text(writer.wording["data-states"]),
        writer.heading(2, "data-files"),
        Items(tuple((Paragraph(each),) for each in _files(writer, offered, list(groups))), role="downloads"),
        writer.heading(2, "data-tables"),
        _tables(writer, offered),
        writer.heading(2, "data-use"),
        *(writer.labelled(f"data-{each}", writer.words(f"data-{each}-how")) for each in _EXAMPLES),
    ]
    return writer.page("data", title, summary, blocks)


def _files(writer: Writer, offered: Offered, groups: list[str]) -> Iterator[Phrase]:
    yield _file(writer, offered, f"{writer.lang}/{WORKBOOK}", "data-workbook")
    for group in groups:
        file = f"{writer.lang}/{group}.json"
        named = Link(f"file:../{DATA}/{file}", (Code(f"{group}.json"),))
        yield Phrase((named, *size_of(writer, f"{DATA}/{file}", offered)), writer.lang)
    yield _file(writer, offered, f"{writer.lang}/{METADATA}", "data-described")
    for name in _SHARED:
        if f"{DATA}/{name}" in offered.sizes:
            yield _file(writer, offered, name, f"data-{name.replace('.', '-')}")
    said = writer.words("data-feed")
    yield Phrase((Link(f"file:../{FEED}", said.children),), said.lang)


def _file(writer: Writer, offered: Offered, file: str, words: str) -> Phrase:
    said = writer.words(words)
    return Phrase((_link(said, file), *size_of(writer, f"{DATA}/{file}", offered)), said.lang)


def _link(said: Phrase, file: str) -> Inline:
    return Link(f"file:../{DATA}/{file}", said.children)


def _tables(writer: Writer, offered: Offered) -> Table:
    """Each table with what it holds, and its CSV file. To count its records would be to read every text of the site."""
    head = (_cell(writer.words(f"data-{each}"), "column") for each in ("table", "csv"))
    rows = [tuple(head)]
    for table in TABLES:
        file = f"{writer.lang}/{table.name}.csv"
        linked = _link(writer.named(f"{table.name}.csv", "en"), file)
        size = size_of(writer, f"{DATA}/{file}", offered)
        about = phrase(writer.library.data[f"table-{table.name}"])
        rows.append((
            _cell(about, "row"), _cell(Phrase((linked, *size), writer.lang)),
        ))  # fmt: skip
    return Table(writer.words("data-tables"), tuple(rows), headed=True)


def _cell(words: Phrase, header: str = "") -> Cell:
    return Cell((Paragraph(words),), header)

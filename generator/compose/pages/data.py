"""The page about the toolkit as data: which files there are, how large, and how to use them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blocks.artifact import DATA, FEED, Offered
from generator.blocks.dataset import METADATA, WORKBOOK
from generator.blocks.nodes import Block, Code, Link, Page, Phrase, Table
from generator.compose.data.tables import TABLES
from generator.compose.downloads import size_of
from generator.compose.inline import phrase
from generator.compose.usual import head, listed, row
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
        listed(_files(writer, offered, list(groups)), "downloads"),
        writer.heading(2, "data-tables"),
        _tables(writer, offered),
        writer.heading(2, "data-use"),
        *(writer.labelled(f"data-{each}", writer.words(f"data-{each}-how")) for each in _EXAMPLES),
    ]
    return writer.page("data", title, summary, blocks)


def _files(writer: Writer, offered: Offered, groups: list[str]) -> Iterator[Phrase]:
    """A link to each file that is made; to the feed always."""
    yield from _file(writer, offered, f"{writer.lang}/{WORKBOOK}", "data-workbook")
    for group in groups:
        named = Phrase((Code(f"{group}.json"),), writer.lang)
        yield from _linked(writer, offered, f"{writer.lang}/{group}.json", named)
    yield from _file(writer, offered, f"{writer.lang}/{METADATA}", "data-described")
    for name in _SHARED:
        yield from _file(writer, offered, name, f"data-{name.replace('.', '-')}")
    said = writer.words("data-feed")
    yield Phrase((Link(f"file:../{FEED}", said.children),), said.lang)


def _file(writer: Writer, offered: Offered, file: str, words: str) -> Iterator[Phrase]:
    yield from _linked(writer, offered, file, writer.words(words))


def _linked(writer: Writer, offered: Offered, file: str, said: Phrase) -> Iterator[Phrase]:
    """The words as a link to the file, with its size; nothing where the site has no such file."""
    name = f"{DATA}/{file}"
    if name in offered.sizes:
        yield Phrase((Link(f"file:../{name}", said.children), *size_of(writer, name, offered)), said.lang)


def _tables(writer: Writer, offered: Offered) -> Table:
    """Each table with what it holds, and its CSV file. To count its records would be to read every text of the site."""
    rows = [head(writer.words(f"data-{each}") for each in ("table", "csv"))]
    for table in TABLES:
        named = writer.named(f"{table.name}.csv")
        linked = next(_linked(writer, offered, f"{writer.lang}/{table.name}.csv", named), named)
        about = phrase(writer.library.data[f"table-{table.name}"])
        rows.append(row(about, [linked]))
    return Table(writer.words("data-tables"), tuple(rows), headed=True)

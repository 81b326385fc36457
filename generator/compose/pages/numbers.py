"""Doing the numbers: the list of worksheets, and a page for each, on which scripts do the sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.blocks.artifact import Offered
from generator.blocks.nodes import Page, Paper
from generator.compose.downloads import headed_downloads
from generator.compose.worksheets import worksheet_blocks
from generator.compose.writer import Writer
from generator.library.worksheet import Worksheet

_SCRIPTS = ("screen-words", "worksheets", "javascripts/answers", "javascripts/numbers")
_OF_TABLES = "javascripts/cells"


def numbers_pages(writer: Writer, papers: Sequence[Paper], offered: Offered) -> Iterator[Page]:
    """The list, then every worksheet."""
    title, summary = writer.wording["numbers-title"], writer.wording["numbers-summary"]
    sheets = writer.library.worksheets
    described = writer.described_links((f"worksheet:{each.id}", each.title, each.summary) for each in sheets)
    yield writer.page("numbers", title, summary, [writer.text(summary, "lead"), *described])
    yield from (_sheet(writer, each, [paper for paper in papers if paper.id == each.id], offered) for each in sheets)


def _sheet(writer: Writer, worksheet: Worksheet, editions: Sequence[Paper], offered: Offered) -> Page:
    blocks = [
        writer.text(worksheet.summary, "lead"),
        *worksheet_blocks(writer, worksheet),
        *headed_downloads(writer, editions, offered),
        *writer.rests_on(worksheet.paragraphs),
    ]
    page = writer.page(f"numbers/{worksheet.id}", worksheet.title, worksheet.summary, blocks)
    scripts = (*_SCRIPTS, *((_OF_TABLES,) if worksheet.table else ()))
    return replace(page, scripts=tuple(f"assets/{name}.js" for name in scripts))

"""The page on which a trainer sees what many groups marked."""

from __future__ import annotations

from dataclasses import replace

from generator.blocks.nodes import Block, Page, Paragraph
from generator.compose.packs import papers_by_purpose
from generator.compose.writer import Writer

_SCRIPTS = ("screen-words", "javascripts/answers", "javascripts/paper", "javascripts/groups")


def groups_page(writer: Writer) -> Page:
    """What it is for, how to do it on paper, and the checklists; scripts add the table."""
    title, summary = writer.wording["groups-title"], writer.wording["groups-summary"]
    blocks: list[Block] = [
        writer.text(summary, "lead"),
        Paragraph(writer.words("groups-text")),
        Paragraph(writer.words("groups-paper")),
        writer.heading(2, "checklists-title", "groups-checklists"),
        *papers_by_purpose(writer, "checklist:"),
    ]
    page = writer.page("groups", title, summary, blocks)
    return replace(page, scripts=tuple(f"assets/{name}.js" for name in _SCRIPTS))

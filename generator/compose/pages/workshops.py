"""Workshops: the kits, each a programme with all its papers as one pack, and a page for each session."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks.artifact import Offered
from generator.blocks.nodes import Block, Booklet, Heading, Page, Paper, Paragraph
from generator.compose.packs import kit_of, pack_downloads
from generator.compose.papers import downloads
from generator.compose.workshops import programme_blocks, session_blocks
from generator.compose.writer import Writer
from generator.library.session import Programme, Session


def workshop_pages(writer: Writer, papers: Sequence[Paper], packs: Sequence[Booklet], offered: Offered) -> list[Page]:
    """The list of kits and sessions, then a page for each programme and each session."""
    library = writer.library
    programmes = library.programmes
    blocks: list[Block] = [writer.text(programmes.summary, "lead")]
    for each in programmes.programmes:
        blocks += [Heading(2, writer.link(f"programme:{each.id}", each.title), each.id), writer.text(each.summary)]
        blocks += _kit(writer, each, packs, offered)
    links = [(f"session:{each.id}", each.title, each.summary) for each in library.sessions]
    blocks += [writer.heading(2, "sessions"), *writer.described_links(links)]
    return [
        writer.page("workshops", programmes.title, programmes.summary, blocks),
        *(_programme_page(writer, each, packs, offered) for each in programmes.programmes),
        *(_session_page(writer, each, papers, offered) for each in library.sessions),
    ]


def _kit(writer: Writer, programme: Programme, packs: Sequence[Booklet], offered: Offered) -> list[Block]:
    made = next(booklet for booklet in packs if booklet.id == kit_of(writer.library, programme).id)
    return [Paragraph(writer.words("kit-text"), "label"), pack_downloads(writer, made, offered.packs)]


def _programme_page(writer: Writer, programme: Programme, packs: Sequence[Booklet], offered: Offered) -> Page:
    blocks = [*programme_blocks(writer, programme), writer.heading(2, "downloads")]
    blocks += _kit(writer, programme, packs, offered)
    return writer.page(f"workshops/{programme.id}", programme.title, programme.summary, blocks)


def _session_page(writer: Writer, session: Session, papers: Sequence[Paper], offered: Offered) -> Page:
    editions = [document for document in papers if document.id == session.id]
    blocks = [
        *session_blocks(writer, session),
        writer.heading(2, "downloads"),
        *downloads(writer, editions, offered),
    ]
    return writer.page(f"workshops/{session.id}", session.title, session.summary, blocks)

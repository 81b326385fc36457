"""Workshops: the programmes, each with its trainer's sheets as one pack, and a page for each session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.blocks.artifact import Offered
from generator.blocks.nodes import Block, Booklet, Folded, Heading, Page, Paper, Paragraph, Phrase
from generator.compose.downloads import headed_downloads
from generator.compose.inline import phrase
from generator.compose.packs import kit_of, pack_downloads
from generator.compose.workshops import papers_to_hand_out, session_blocks, timetable_of
from generator.compose.writer import Writer
from generator.library.session import Programme, Session


def workshop_pages(writer: Writer, papers: Sequence[Paper], packs: Sequence[Booklet], offered: Offered) -> list[Page]:
    """The programmes on one page, each with its kit and its timetable, which leads to the page of each session."""
    library = writer.library
    programmes = library.programmes
    blocks: list[Block] = [writer.text(programmes.summary, "lead")]
    for each in programmes.programmes:
        blocks += _programme(writer, each, packs, offered)
    return [
        writer.page("workshops", programmes.title, programmes.summary, blocks),
        *(_session_page(writer, each, papers, offered) for each in library.sessions),
    ]


def _programme(writer: Writer, programme: Programme, packs: Sequence[Booklet], offered: Offered) -> Iterator[Block]:
    """What a trainer chooses by, and prints; what to pack and to prepare stands in the kit and on pages of sessions."""
    kit = kit_of(programme).id
    yield Heading(2, phrase(programme.title), programme.id)
    yield writer.text(programme.summary)
    yield writer.labelled("for-whom", phrase(programme.audience))
    for made in packs:
        if made.id == kit and offered.packs:
            yield Paragraph(writer.words("kit-text"), "label")
            yield pack_downloads(writer, made, offered)
    yield Paragraph(writer.words("papers-to-hand-out"), "label")
    yield Paragraph(Phrase(writer.links_in_a_line(papers_to_hand_out(writer, programme)), writer.lang))
    for day in programme.days:
        yield Heading(3, phrase(day.title), f"{programme.id}-{day.id}")
        yield timetable_of(writer, day)
    yield Folded(writer.words("programme-after"), tuple(writer.points(programme.after)))


def _session_page(writer: Writer, session: Session, papers: Sequence[Paper], offered: Offered) -> Page:
    editions = [document for document in papers if document.id == session.id]
    blocks = [
        *session_blocks(writer, session),
        *headed_downloads(writer, editions, offered),
    ]
    page = writer.page(f"workshops/{session.id}", session.title, session.summary, blocks)
    # A guide may be called like the session that teaches it: in a search or a list of tabs this tells them apart.
    return replace(page, title=writer.titled("session-title", session.title))

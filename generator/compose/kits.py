"""The page at the front of a kit: what it is, how old, how far its translation is, and how to check it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.blocks.nodes import Block, Items, Page, Paragraph, Phrase
from generator.catalog.counts import Counts
from generator.compose.states import with_states
from generator.compose.usual import leading, listed
from generator.compose.writer import Writer, writer_for
from generator.library.kits import Kit
from generator.library.library import Library
from generator.library.routes import route
from generator.library.scope import has_page
from generator.library.text import SOURCE_LANGUAGE, State, Text


def absent_words(library: Library) -> Phrase:
    """What is said behind the name of something that a kit lacks."""
    return writer_for(library).words("kit-absent")


def kit_page(
    library: Library, kit: Kit, parts: Sequence[str], made: Mapping[str, Phrase], counts: Counts, fingerprint: str
) -> Page:
    """The front page of a kit that has these parts, made from the site with this fingerprint.

    It leads to the files that were `made` for kits, each with its title, for no page of the site does.
    """
    writer = writer_for(library)
    blocks = [*_what(writer, kit, parts, made), *_age(writer, fingerprint), *_state(writer, counts), *_proof(writer)]
    return with_states(writer, writer.page("index", kit.title, kit.about, blocks), {}, ())


def _what(writer: Writer, kit: Kit, parts: Sequence[str], made: Mapping[str, Phrase]) -> Iterator[Block]:
    yield writer.text(kit.about, "lead")
    yield Paragraph(writer.link("page:index", writer.wording["kit-open"]))
    if kit.ids:
        yield writer.heading(2, "kit-for-you")
        own = (target for target in kit.ids if has_page(writer.library.language, route(target)))
        yield from writer.links((target, name) for target in own if (name := writer.name_of(target)))
    names = {part.id: part.name for part in writer.library.kits.parts}
    yield writer.heading(2, "kit-holds")
    held = [each for each in kit.parts if each in parts]
    yield Items(tuple((writer.text(names[each]), *_files(writer, each, made)) for each in held))
    left_out = [name for id, name in names.items() if id not in parts and id in _shown(writer)]
    if left_out:
        yield Paragraph(writer.words("kit-left-out"))
        yield _listed(writer, left_out)


def _files(writer: Writer, part: str, made: Mapping[str, Phrase]) -> Iterator[Block]:
    """The files of a part that were made for kits."""
    kits, tag = writer.library.kits, writer.lang
    links = [leading(f"file:{path}", title) for path, title in made.items() if kits.part_of(f"{tag}/{path}") == part]
    if links:
        yield listed(links)


def _shown(writer: Writer) -> set[str]:
    """The parts that some kit has: what none has is nothing that a reader could miss."""
    return {part for kit in writer.library.kits.kits for part in kit.parts}


def _listed(writer: Writer, names: Sequence[Text]) -> Items:
    return Items(tuple((writer.text(name),) for name in names))


def _age(writer: Writer, fingerprint: str) -> Iterator[Block]:
    held = writer.library.publication
    edition = writer.library.framework.edition.id
    yield writer.heading(2, "kit-age")
    yield Paragraph(writer.words("kit-age-text", version=held.version, date=held.released, edition=edition))
    yield Paragraph(writer.words("kit-fingerprint", fingerprint=fingerprint))


def _state(writer: Writer, counts: Counts) -> Iterator[Block]:
    yield writer.heading(2, "kit-state")
    if writer.lang == SOURCE_LANGUAGE:
        yield Paragraph(writer.words("kit-state-original"))
        return
    found = [(state, counts.by_state.get(state, 0)) for state in State if state is not State.SOURCE]
    yield Items(
        tuple(
            (writer.labelled(f"state-{state}-label", writer.named(str(number))),) for state, number in found if number
        )
    )


def _proof(writer: Writer) -> Iterator[Block]:
    yield writer.heading(2, "kit-verify")
    yield Paragraph(writer.words("kit-verify-text"))
    yield Paragraph(writer.words("kit-verify-windows"))
    yield Paragraph(writer.words("kit-verify-zip"))

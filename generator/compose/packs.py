"""Packs: papers that belong together, as booklets to print and as a page that offers them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.blocks.artifact import Offered, pack_endings_for
from generator.blocks.nodes import Block, Booklet, Heading, Items, Link, Page, Paper, Paragraph, Phrase, pack_name
from generator.compose.checked import current, written
from generator.compose.downloads import size_of
from generator.compose.inline import phrase
from generator.compose.papers import without_conditions
from generator.compose.pocket import pocket_blocks
from generator.compose.usual import listed
from generator.compose.writer import Writer, writer_for
from generator.library.library import Library
from generator.library.packs import CHOOSE, Pack
from generator.library.routes import on_site, route
from generator.library.scope import has_page
from generator.library.session import Programme
from generator.library.template import target_of
from generator.library.text import SOURCE_LANGUAGE

_SCRIPTS = ("screen-words", "javascripts/answers", "javascripts/paper", "javascripts/pack")


def targets_of(library: Library, pack: Pack) -> tuple[str, ...]:
    """The papers of a pack in their order, as `document:id` and `checklist:id`."""
    if not pack.all_checklists:
        return pack.papers
    return tuple(dict.fromkeys((*pack.papers, *map(target_of, library.checklists))))


def booklets(library: Library, papers: Sequence[Paper]) -> list[Booklet]:
    """Every pack and every kit in the library's language; of each paper, the edition that the site offers first."""
    return [booklet(library, pack, papers) for pack in packs_of(library)]


def packs_of(library: Library) -> list[Pack]:
    """Every pack, and the kit of every workshop; those alone of which the library's language has all papers."""
    return _whole(library, (*library.packs.packs, *(kit_of(each) for each in library.programmes.programmes)))


def bindable(library: Library) -> dict[str, Pack]:
    """As `packs_of`, by their ids, with those that a command binds and the site does not offer: whole kits."""
    whole_kits = (whole_kit_of(library, each) for each in library.programmes.programmes)
    return {pack.id: pack for pack in (*packs_of(library), *_whole(library, whole_kits))}


def _whole(library: Library, packs: Iterable[Pack]) -> list[Pack]:
    return [
        pack for pack in packs if all(has_page(library.language, route(each)) for each in targets_of(library, pack))
    ]


def kit_of(programme: Programme) -> Pack:
    """The pack of a programme for its trainer, who prints it once: the timetable and the sessions."""
    return Pack.model_construct(
        id=f"kit-{programme.id}",
        title=programme.title,
        summary=programme.summary,
        audience=programme.audience,
        papers=(f"programme:{programme.id}", *(f"session:{id}" for id in programme.sessions)),
        all_checklists=False,
        ready=False,
    )


def whole_kit_of(library: Library, programme: Programme) -> Pack:
    """The same with the papers that people need in hand, of which a trainer prints as many as there are people."""
    kit = kit_of(programme)
    papers = (*kit.papers, *library.programmes.papers_for(programme, library.sessions))
    return kit.model_copy(update={"id": f"whole-{kit.id}", "papers": papers})


def role_names(library: Library, targets: Iterable[str]) -> frozenset[str]:
    """What the files of these papers and pages are called; with a programme goes all that its trainer prints."""
    programmes = {f"programme:{each.id}": each for each in library.programmes.programmes}
    names = set()
    for target in targets:
        names.add(target.partition(":")[2])
        if programme := programmes.get(target):
            names.add(pack_name(kit_of(programme).id))
            names |= {each.partition(":")[2] for each in whole_kit_of(library, programme).papers}
    return frozenset(names)


def booklet(library: Library, pack: Pack, papers: Sequence[Paper]) -> Booklet:
    """One pack with those of its papers that are given."""
    first = {document.id: document for document in reversed(papers)}
    chosen = [paper for target in targets_of(library, pack) if (paper := first.get(target.partition(":")[2]))]
    made, checked = written(lambda: _bound(library, pack, chosen))
    if checked and not any(each.labels.draft for each in chosen):
        return made
    stamp = library.wording.by_id["draft-stamp"]
    return replace(made, draft=current((), stamp).value, draft_source=stamp.source or stamp.value)


def _bound(library: Library, pack: Pack, chosen: Sequence[Paper]) -> Booklet:
    writer = writer_for(library)
    about = writer.words(
        "pack-edition",
        language=library.language.name,
        edition=library.framework.edition.id,
        version=library.publication.version,
    )
    return Booklet(
        id=pack.id,
        title=phrase(pack.title),
        summary=phrase(pack.summary),
        about=about,
        contents=writer.words("contents"),
        note=writer.words("companion-note"),
        language=library.language,
        papers=tuple(without_conditions(each) if pack.ready else each for each in chosen),
    )


def packs_page(writer: Writer, made: Sequence[Booklet], guides: Sequence[Paper], offered: Offered) -> Page:
    """Each pack with what is in it and its downloads, and the pocket guide."""
    title, summary = writer.wording["packs-title"], writer.wording["packs-summary"]
    blocks: list[Block] = [writer.text(summary, "lead")]
    booklets_by_id = {each.id: each for each in made}
    for pack in writer.library.packs.packs:
        if pack.id not in booklets_by_id:
            blocks += _in_english(writer, pack)
            continue
        contents = [(target, name) for target in targets_of(writer.library, pack) if (name := writer.name_of(target))]
        blocks += [
            Heading(2, phrase(pack.title), pack.id),
            writer.text(pack.summary),
            writer.labelled("for-whom", phrase(pack.audience)),
            Paragraph(writer.words("pack-contents"), "label"),
            Paragraph(Phrase(writer.links_in_a_line(contents), writer.lang)),
            pack_downloads(writer, booklets_by_id[pack.id], offered),
        ]
    blocks += [*pocket_blocks(writer, guides, offered), *_choice(writer)]
    page = writer.page("packs", title, summary, blocks)
    return replace(page, scripts=tuple(f"assets/{name}.js" for name in _SCRIPTS))


def _in_english(writer: Writer, pack: Pack) -> list[Block]:
    """A pack of which the language has not every paper: what it is, and the way to the English one."""
    way = on_site(SOURCE_LANGUAGE, f"packs#{pack.id}")
    return [
        Heading(2, phrase(pack.title), pack.id),
        writer.text(pack.summary),
        Paragraph(writer.link(way, writer.in_english)),
    ]


def _choice(writer: Writer) -> list[Block]:
    """Every paper, for people who put a pack of their own together; scripts make it a list to choose from."""
    return [
        writer.heading(2, "pack-choose", CHOOSE),
        Paragraph(writer.words("pack-choose-text")),
        *papers_by_purpose(writer),
    ]


def papers_by_purpose(writer: Writer, scheme: str = "") -> Iterator[Block]:
    """The titles of all papers, or of those of a scheme, below what one does with them."""
    for purpose in writer.library.purposes.purposes:
        targets = [use.paper for use in purpose.papers if use.paper.startswith(scheme)]
        if targets:
            yield Paragraph(phrase(purpose.title), "label")
            yield from writer.links((target, name) for target in targets if (name := writer.name_of(target)))


def pack_downloads(writer: Writer, made: Booklet, offered: Offered) -> Items:
    """The files of a pack, with their sizes."""
    links = []
    for suffix in pack_endings_for(made, offered.packs):
        words = writer.words(f"download-{suffix.replace('.', '-')}")
        file = f"{made.name}.{suffix}"
        link = Link(f"file:papers/{file}", words.children)
        links.append(Phrase((link, *size_of(writer, file, offered)), words.lang, words.state))
    return listed(links, "downloads")

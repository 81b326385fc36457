"""All pages of one language, in the order of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TypeVar

from generator.blocks.artifact import Frame, Offered, Site
from generator.blocks.nodes import Block, Booklet, Items, MenuItem, Page, Paper, Paragraph
from generator.catalog.counts import Counts
from generator.compose.checked import all_checked
from generator.compose.diagrams import with_diagrams
from generator.compose.examples import with_filled_papers
from generator.compose.fill_in import fill_in_pages, screen_words
from generator.compose.inline import phrase
from generator.compose.navigation import navigation, with_trail
from generator.compose.next_steps import with_next_steps
from generator.compose.packs import packs_page
from generator.compose.pages.chapters import chapter_pages, reference_pages
from generator.compose.pages.classify import classify_page, screen
from generator.compose.pages.criteria import criteria_page
from generator.compose.pages.data import data_page
from generator.compose.pages.environment import element_page, environment_page, roadmap_page
from generator.compose.pages.groups import groups_page
from generator.compose.pages.guidance import joined_paths
from generator.compose.pages.guides import guides_page
from generator.compose.pages.matrix import matrix_page
from generator.compose.pages.modalities import modalities_page
from generator.compose.pages.numbers import numbers_pages
from generator.compose.pages.office import office_page
from generator.compose.pages.papers import narrowing, paper_pages
from generator.compose.pages.principles import principle_page, principles_page
from generator.compose.pages.questions import answers, question_pages
from generator.compose.pages.stages import stage_page, stages_page
from generator.compose.pages.standards import standards_page
from generator.compose.pages.status import coverage_page, status_page
from generator.compose.pages.workshops import workshop_pages
from generator.compose.pages.written import written_page
from generator.compose.pictures import with_picture
from generator.compose.redirects import redirects
from generator.compose.states import with_states
from generator.compose.subjects import with_subject
from generator.compose.writer import Writer, writer_for
from generator.library.framework import Element, Principle, Stage
from generator.library.language import Language
from generator.library.library import Library, library_texts
from generator.library.names import names
from generator.library.publication import is_findable
from generator.library.scope import has_page
from generator.library.text import State, Text, all_texts


class Beside(StrEnum):
    """What pages show that is not of the library."""

    NOTHING = ""
    PAPERS = "papers"
    COUNTS = "counts"
    DATA = "data"


T = TypeVar("T")
E = TypeVar("E", Principle, Stage, Element)


@dataclass(frozen=True, slots=True)
class SitePiece:
    """Some pages of a site, made together, and what they show beside the library."""

    name: str
    make: Callable[[], Iterable[Page]]
    beside: Beside = Beside.NOTHING


def site_pieces(
    library: Library,
    papers: Sequence[Paper],
    packs: Sequence[Booklet],
    offered: Offered,
    counts: Sequence[tuple[Language, Counts]],
    languages: Sequence[Language],
    guides: Sequence[Paper] = (),
) -> Iterator[SitePiece]:
    """All pages but the list of them, finished, in the order of the site."""
    writer = writer_for(library)
    stale = _stale(library)

    def finished(page: Page) -> Page:
        page = with_diagrams(writer, with_filled_papers(writer, with_picture(writer, page), offered))
        page = with_subject(writer, with_trail(writer, with_next_steps(writer, page)))
        return with_states(writer, page, stale, languages)

    def own(make: Callable[[], Iterable[Page]]) -> list[Page]:
        return [finished(page) for page in make() if has_page(library.language, page.path)]

    for piece in _pieces(writer, papers, packs, offered, counts, languages, guides):
        yield replace(piece, make=partial(own, piece.make))


def _pieces(
    writer: Writer,
    papers: Sequence[Paper],
    packs: Sequence[Booklet],
    offered: Offered,
    counts: Sequence[tuple[Language, Counts]],
    languages: Sequence[Language],
    guides: Sequence[Paper],
) -> Iterable[SitePiece]:
    """The pages as their modules make them, in the order of the site."""
    framework, joined = writer.library.framework, joined_paths(writer.library)
    alone = [page for page in writer.library.pages if page.path not in joined]
    return (
        *(SitePiece(f"page {page.path}", partial(_alone, written_page, writer, page)) for page in alone),
        SitePiece("chapters", lambda: chapter_pages(writer)),
        SitePiece("modalities", lambda: [modalities_page(writer)]),
        SitePiece("office", lambda: [office_page(writer)]),
        SitePiece("principles", lambda: [principles_page(writer, guides, offered)], Beside.PAPERS),
        *_each_of(writer, "principle", principle_page, framework.principles.principles),
        SitePiece("stages", lambda: [stages_page(writer)]),
        *_each_of(writer, "stage", stage_page, framework.stages.stages),
        SitePiece("environment", lambda: [environment_page(writer)]),
        *_each_of(writer, "element", element_page, framework.enabling_environment.elements),
        SitePiece("roadmap", lambda: [roadmap_page(writer)]),
        SitePiece("papers", lambda: paper_pages(writer, papers, offered, languages), Beside.PAPERS),
        SitePiece("fill-in", lambda: fill_in_pages(writer, papers, offered, languages), Beside.PAPERS),
        SitePiece("guides", lambda: [guides_page(writer)]),
        SitePiece("workshops", lambda: workshop_pages(writer, papers, packs, offered), Beside.PAPERS),
        SitePiece("packs", lambda: [packs_page(writer, packs, guides, offered)], Beside.PAPERS),
        SitePiece("classify", lambda: [classify_page(writer, papers, offered)], Beside.PAPERS),
        SitePiece("groups", lambda: [groups_page(writer)]),
        SitePiece("criteria", lambda: [criteria_page(writer)]),
        SitePiece("numbers", lambda: numbers_pages(writer, papers, offered), Beside.PAPERS),
        SitePiece("questions", lambda: question_pages(writer)),
        SitePiece("matrix", lambda: [matrix_page(writer)]),
        SitePiece("standards", lambda: [standards_page(writer)]),
        SitePiece("reference", lambda: reference_pages(writer)),
        SitePiece("data", lambda: [data_page(writer, offered)], Beside.DATA),
        SitePiece("coverage", lambda: [coverage_page(writer)]),
        SitePiece("status", lambda: [status_page(writer, counts)], Beside.COUNTS),
    )


def _each_of(writer: Writer, name: str, make: Callable[[Writer, E], Page], entries: Iterable[E]) -> Iterator[SitePiece]:
    """A piece a page: who edits the guide on one stage need not wait for the other stages."""
    for entry in entries:
        yield SitePiece(f"{name} {entry.id}", partial(_alone, make, writer, entry))


def _alone(make: Callable[[Writer, T], Page], writer: Writer, entry: T) -> list[Page]:
    return [make(writer, entry)]


def with_surroundings(library: Library, pages: Sequence[Page]) -> Site:
    """The site of these pages, with the list of them, the menu, and what scripts show."""
    writer = writer_for(library)
    listed = _all_pages(writer, navigation(writer, pages), pages)
    everything = (*pages, with_trail(writer, with_next_steps(writer, listed)))
    return Site(
        library.language,
        everything,
        navigation(writer, everything),
        screen(writer),
        screen_words(writer),
        answers(writer),
        redirects(writer, frozenset(page.path for page in everything)),
        narrowing(writer),
        {each.id: each for each in library.search_words},
        library.worksheets,
    )


_STATES = ("state-original", "state-checked", "state-draft")
"""Words that each printed sheet says, as papers do: how far its translation is checked."""


def compose_frame(library: Library, languages: Sequence[Language], source: Language, url: str) -> Frame:
    """What stands around the pages of a language: names, words of the interface, and the other languages."""
    said = dict(library.interface.by_id) | {id: library.wording.by_id[id] for id in _STATES}
    messages = {id: phrase(text) for id, text in said.items()}
    # Words of the site's own, and names, stand within others on many pages, whose state does not tell of them.
    anywhere = (
        *library.interface.by_id.values(),
        *library.wording.by_id.values(),
        *names(library).values(),
        *all_texts(library.menu),
    )
    tag = library.language.tag
    return Frame(
        language=library.language,
        languages=tuple(languages),
        spoken=tuple(dict.fromkeys((*languages, source))),
        title=phrase(library.publication.title).plain,
        tagline=phrase(library.publication.tagline).plain,
        url=url,
        released=library.publication.released,
        version=library.publication.version,
        strings={id: words.plain for id, words in messages.items()},
        string_langs={id: words.lang for id, words in messages.items() if words.lang != tag},
        checked=all_checked(anywhere),
        findable=is_findable(url),
    )


def _all_pages(writer: Writer, doors: Sequence[MenuItem], pages: Sequence[Page]) -> Page:
    """The list of every page but the forms, for readers without scripts: by the menu, then what no list of it names."""
    title, summary = writer.wording["all-pages-title"], writer.wording["all-pages-summary"]
    by_path = {page.path: page for page in pages}
    blocks: list[Block] = [writer.text(summary, "lead")]
    for door in doors:
        items = [item for part in door.parts for item in (part.parts or (part,))]
        blocks.append(Paragraph(writer.named(door.title, door.lang), "label"))
        blocks.append(Items(tuple(_entry(writer, by_path, item) for item in items)))
    shown = {item.path for door in doors for part in door.parts for item in (part, *part.parts)}
    folders: dict[str, list[Page]] = {}
    for page in pages:
        if page.path not in shown and page.fill_in is None:
            folders.setdefault(page.path.partition("/")[0], []).append(page)
    for folder, listed in folders.items():
        blocks.append(Paragraph(by_path[folder].title if folder in by_path else phrase(title), "label"))
        blocks.append(Items(tuple(_listed(writer, page) for page in listed)))
    return writer.page("all-pages", title, summary, blocks)


def _entry(writer: Writer, by_path: Mapping[str, Page], item: MenuItem) -> tuple[Block, ...]:
    """An entry of the menu; one that leads to another language's site has no page here."""
    if item.path in by_path:
        return _listed(writer, by_path[item.path])
    return (Paragraph(writer.linked_name(item.path, item.title, item.lang)),)


def _listed(writer: Writer, page: Page) -> tuple[Block, ...]:
    return (Paragraph(writer.linked_name(f"page:{page.path}", page.title.plain, page.title.lang)),)


def _stale(library: Library) -> dict[str, Text]:
    return {text.key: text for text in library_texts(library) if text.state is State.STALE}

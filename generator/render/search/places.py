"""The places of a page that a search can lead to: the page, a section of a guide, a term, a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.blocks.artifact import SearchPlace
from generator.blocks.nodes import Block, Definitions, Heading, Note, Page, PaperPicture, Phrase
from generator.blocks.walk import phrases_in
from generator.library.routes import HOME
from generator.render.search.words import small_words_in

_LISTS = frozenset({"all-pages", "coverage", "translation-status", "questions", "guides", "documents"})
"""Lists of links to everything would match every search, so they are found by their names only."""
_LEADS_ON = frozenset({
    "go-on", "next", "papers", "principles-it-carries", "questions-people-ask", "related-principles", "rests-on",
    "roadmap-areas", "what-carries-it",
})  # fmt: skip
"""Sections of links, which stand on page after page and tell nothing themselves."""
_WHOLE = ("documents/", "checklists/", "matrix", "classify", "workshops/")
"""Pages that are found as one: forty sections of a paper would crowd out the guide that explains it."""
_QUESTIONS = "questions/"
_SHOWN = 170
"""How many letters of a place's text are shown."""


def places_of(page: Page) -> tuple[SearchPlace, ...]:
    """Every place of a page; a form to fill in has none, since its words are those of its paper."""
    return tuple(_places(page)) if page.fill_in is None else ()


def _places(page: Page) -> Iterator[SearchPlace]:
    told = [block for block in page.blocks if not _same_everywhere(block)]
    if page.path in _LISTS:
        yield _place(page, None, ())
        return
    if page.path.startswith(_QUESTIONS):
        yield from _questions(page, told)
        return
    # The page as a whole answers what no single section of it does; questions stand together by chance.
    yield _place(page, None, told)
    if page.path.startswith(_WHOLE):
        return
    for heading, blocks in _sections(told):
        rest = [block for block in blocks if not isinstance(block, Definitions)]
        if heading is not None and heading.id not in _LEADS_ON:
            yield _place(page, heading, rest)
        for terms in (block for block in blocks if isinstance(block, Definitions)):
            for anchor, term, meaning in terms.entries:
                yield _place(page, Heading(2, term, anchor), meaning)


def _same_everywhere(block: Block) -> bool:
    """The note on the state of a translation, and what is read out in place of a picture: the title once more."""
    return isinstance(block, PaperPicture) or (isinstance(block, Note) and block.kind == "draft")


def _questions(page: Page, told: Iterable[Block]) -> Iterator[SearchPlace]:
    """Each question of a page, which is about its theme; that themes share a page says nothing about it."""
    theme = page.title.plain
    for heading, blocks in _sections(told):
        if heading is not None and heading.level == 2 and not blocks:
            theme = heading.phrase.plain
        elif heading is not None and heading.id not in _LEADS_ON:
            yield _place(page, heading, blocks, theme)


def _place(page: Page, heading: Heading | None, blocks: Iterable[Block], about: str = "") -> SearchPlace:
    phrases = list(phrases_in(blocks))
    said = " ".join(phrase.plain for phrase in phrases)
    anchor, title = (heading.id, heading.phrase.plain) if heading else ("", "")
    return SearchPlace(
        path=page.path,
        anchor=anchor,
        title=page.title.plain,
        heading=title,
        lang=_language(page, heading, phrases),
        opening=_opening(said),
        # Plain mappings: a build reads ten thousand of them back, and a Counter counts anew when it is read.
        named=dict(Counter(small_words_in(f"{about or page.title.plain} {title}"))),
        told=dict(Counter(small_words_in(said))),
        name_lang=(heading.phrase if heading else page.title).lang,
        behind=_behind(page),
    )


def _behind(page: Page) -> tuple[str, str]:
    """What leads to a page, and its language; the home page leads to all, and tells nobody anything."""
    path, title = page.trail[-1] if page.trail else (HOME, page.title)
    return ("", "") if path == HOME else (title.plain, title.lang)


def _language(page: Page, heading: Heading | None, phrases: list[Phrase]) -> str:
    """The language in which most of the words of a place are."""
    count: Counter[str] = Counter()
    for phrase in phrases or [heading.phrase if heading else page.title]:
        count[phrase.lang] += len(phrase.plain)
    return count.most_common(1)[0][0]


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[Heading | None, list[Block]]]:
    """The blocks before the first heading, then each heading with what follows it."""
    heading: Heading | None = None
    gathered: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            yield heading, gathered
            heading, gathered = block, []
        else:
            gathered.append(block)
    yield heading, gathered


def _opening(text: str) -> str:
    """How the text begins, cut between words."""
    if len(text) <= _SHOWN:
        return text
    return text[: text.rfind(" ", 0, _SHOWN) if " " in text[:_SHOWN] else _SHOWN] + " …"

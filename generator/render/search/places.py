"""The places that a search can lead to: a page, a section of a guide, a term, a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.blocks.artifact import Site
from generator.blocks.nodes import Block, Definitions, Heading, Page, Phrase
from generator.blocks.walk import phrases_in

_LEFT_OUT = frozenset(
    {"all-pages", "coverage", "readability", "translation-status", "questions", "guides", "documents", "checklists"}
)
"""Lists of links to everything would match every search."""
_WHOLE = ("documents/", "checklists/", "standards", "matrix", "classify", "workshops/")
"""Pages that are found as one: forty sections of a paper would crowd out the guide that explains it."""
_WEIGHTS = {
    "questions": 1.2,
    "guides": 1.1,
    "standards": 0.5,
    "references": 0.5,
    "glossary": 0.7,
    "editorial-notes": 0.5,
}
"""How likely a kind of page is what somebody looks for, where the usual is 1; by the beginning of the path."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a search can lead: the page, the anchor on it ("" for the page), and the words that stand there."""

    path: str
    anchor: str
    title: str
    heading: str
    text: str
    lang: str
    words: str = ""
    """Other words for the same thing: looked up, never shown."""

    @property
    def weight(self) -> float:
        """How likely this kind of page is what somebody looks for."""
        return next((weight for start, weight in _WEIGHTS.items() if self.path.startswith(start)), 1)

    @property
    def address(self) -> str:
        """The place below the language's folder."""
        return f"{self.path}.html{self.anchor and f'#{self.anchor}'}"


def places_of(site: Site) -> list[Place]:
    """Every place of a language's site, in the order of its pages."""
    others = {(each.path, each.anchor): each.words for each in site.answers}
    return [place for page in site.pages if _is_found(page) for place in _places(page, others)]


def _is_found(page: Page) -> bool:
    """A form to fill in has the words of its paper, which has a page of its own."""
    return page.path not in _LEFT_OUT and page.fill_in is None


def _places(page: Page, others: dict[tuple[str, str], str]) -> Iterator[Place]:
    if page.path.startswith(_WHOLE):
        yield _place(page, None, page.blocks, "")
        return
    # The page as a whole answers what no single section of it does; questions stand together by chance.
    if not page.path.startswith("questions/"):
        yield _place(page, None, page.blocks, "")
    for heading, blocks in _sections(page.blocks):
        if heading is None:
            continue
        rest = [block for block in blocks if not isinstance(block, Definitions)]
        yield _place(page, heading, rest, others.get((page.path, heading.id), ""))
        for terms in (block for block in blocks if isinstance(block, Definitions)):
            for anchor, term, meaning in terms.entries:
                yield _place(page, Heading(2, term, anchor), meaning, "")


def _place(page: Page, heading: Heading | None, blocks: Iterable[Block], words: str) -> Place:
    phrases = list(phrases_in(blocks))
    lang = _language(page, heading, phrases)
    said = " ".join(phrase.plain for phrase in phrases)
    anchor, title = (heading.id, heading.phrase.plain) if heading else ("", "")
    return Place(page.path, anchor, page.title.plain, title, said, lang, words)


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
            if heading or gathered:
                yield heading, gathered
            heading, gathered = block, []
        else:
            gathered.append(block)
    yield heading, gathered

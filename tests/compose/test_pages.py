"""The pages of the real site as composed trees: how many there are, and what each leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from generator.blocks.artifact import Site
from generator.blocks.nodes import Block, Folded, Foreign, Heading, Inline, Items, Link, Page, Strong, Table
from generator.blocks.walk import blocks_in, children_of, phrases_of
from generator.compose.pages.chapters import folded
from generator.compose.papers import papers
from tests.compose.whole import whole_site
from tests.conftest import ROOT, loaded

MOST_PAGES = 180
"""How many pages a language may have beside the forms on the screen."""
MOST_PAPERS = 3
"""How many papers a page names together, so that somebody can choose."""
MOST_ENTRIES = 12
LISTS_OF_PAPERS = {"documents", "packs", "all-pages", "groups"}
"""Where all papers stand, and the checklists that a trainer counts."""
MAPS = {"standards", "matrix", "classify", "coverage"}
"""What leads from each requirement, principle, answer or paragraph on; nobody reads it from top to bottom."""
IN_HAND = {"first-steps", "session-material"}
"""Parts of pages that say which paper to take for each of a few steps, and what a trainer packs for a session."""


@pytest.fixture(scope="module")
def site() -> Site:
    library = loaded(ROOT)
    return whole_site(library, papers(library, library), [library.language])


def links_in(nodes: Iterable[Inline]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Link):
            yield node.target
        elif isinstance(node, Strong | Foreign):
            yield from links_in(node.children)


def papers_in(block: Block) -> set[str]:
    """The papers to which a list or table leads, but not those in what is folded away."""
    found = {target.partition("#")[0] for phrase in phrases_of(block) for target in links_in(phrase.children)}
    if not isinstance(block, Folded):
        for group in children_of(block):
            for each in group:
                found |= papers_in(each)
    return {each for each in found if each.startswith(("documents/", "checklists/"))}


def sections(page: Page) -> Iterator[tuple[str, list[Block]]]:
    """The lists and tables below each heading, by its anchor."""
    anchor, held = "", list[Block]()
    for block in page.blocks:
        if isinstance(block, Heading):
            yield anchor, held
            anchor, held = block.id, []
        elif isinstance(block, Items | Table):
            held.append(block)
    yield anchor, held


def test_a_language_has_few_pages(site: Site) -> None:
    """A page more is a page that somebody must find, read and translate: merge what nearly repeats."""
    assert len([page for page in site.pages if page.fill_in is None]) <= MOST_PAGES


def test_a_page_names_three_papers_to_start_with(site: Site) -> None:
    """The list narrows; no other page gives its readers more to choose from than they can take in."""
    many = {}
    for page in site.pages:
        of_a_paper = page.path.startswith(("documents/", "checklists/"))  # it holds the paper's own words
        if page.path not in LISTS_OF_PAPERS | MAPS and page.fill_in is None and not of_a_paper:
            for anchor, held in sections(page):
                if anchor in IN_HAND:
                    continue
                named = set().union(*(papers_in(block) for block in held)) - {page.path}
                if len(named) > MOST_PAPERS:
                    many[f"{page.path}#{anchor}"] = sorted(named)
    assert many == {}


def test_stages_and_principles_lead_on_to_all_papers(site: Site) -> None:
    pages = {page.path: page for page in site.pages}
    led = set()
    for path, page in pages.items():
        if path.startswith(("stages/", "principles/")):
            targets = {
                target
                for block in blocks_in(page.blocks)
                for phrase in phrases_of(block)
                for target in links_in(phrase.children)
            }
            assert any(target.partition("#")[0] == "documents" for target in targets), path
            led |= {target for target in targets if target.startswith("documents#")}
    anchors = {block.id for block in pages["documents"].blocks if isinstance(block, Heading)}
    assert {target.partition("#")[2] for target in led} <= anchors
    assert len(led) == len(loaded(ROOT).framework.stages.stages)


def test_a_list_of_links_can_be_looked_over(site: Site) -> None:
    """At most twelve entries below a heading, or as many as there are principles."""
    most = max(MOST_ENTRIES, len(loaded(ROOT).framework.principles.principles))
    long = {
        f"{page.path}: {len(block.items)}"
        for page in site.pages
        if page.path not in {"all-pages", *MAPS}
        for block in page.blocks
        if isinstance(block, Items)
        and len(block.items) > most
        and all(any(links_in(phrase.children)) for item in block.items for phrase in phrases_of(item[0]))
    }
    assert long == set()


def test_no_two_pages_can_be_confused(site: Site) -> None:
    """A title names one page. A form on the screen and the page about it say which of the two they are."""
    titles = Counter(page.title.plain.casefold() for page in site.pages)
    assert [title for title, times in titles.items() if times > 1] == []


def test_every_paper_is_narrowed_by_all_choices(site: Site) -> None:
    assert site.narrowing
    paths = {page.path for page in site.pages}
    options = [{id for id, _ in facet.options} for facet in site.narrowing.facets]
    assert len(site.narrowing.entries) == len(loaded(ROOT).templates)
    for path, fits in site.narrowing.entries:
        assert path in paths
        assert all(ids and set(ids) <= known for ids, known in zip(fits, options, strict=True)), path


def test_a_term_is_looked_up_by_its_first_letter_not_by_a_sign_before_it() -> None:
    assert [folded(each) for each in ("《官方统计基本原则》", "“Éléments”", "…", "L’accord")] == [
        "官方统计基本原则》", "elements”", "…", "l’accord",
    ]  # fmt: skip

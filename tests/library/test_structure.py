"""The structure of a library is the same while only words change, and another as soon as anything else does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.blocks.artifact import Offered
from generator.compose.site import site_pieces
from generator.library.library import Library
from generator.library.markdown import MarkdownPage
from generator.library.structure import body, shape, structure
from generator.library.text import map_texts
from generator.load.library import load_library


@pytest.fixture
def root(tiny: Path) -> Path:
    return tiny


def loaded(root: Path) -> Library:
    library = load_library(root).library
    assert library is not None
    return library


def structure_in(root: Path) -> str:
    found = load_library(root)
    assert found.library is not None, found.diagnostics
    return structure(found.library.language, found.held, found.library)


def after(root: Path, name: str, old: str, new: str) -> bool:
    """True when the structure is the same after the edit."""
    before = structure_in(root)
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return structure_in(root) == before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("content/index.md", "title: Tiny Toolkit", "title: Small Toolkit"),
        ("content/index.md", "description: A small framework", "description: A tiny framework"),
        ("content/interface.yaml", "text: Search", "text: Find"),
        ("content/glossary.yaml", "meaning: ", "meaning: Now "),
        ("templates/documents/small-consent.yaml", "title: ", "title: New "),
    ],
)
def test_words_are_no_structure(root: Path, name: str, old: str, new: str) -> None:
    assert after(root, name, old, new)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("content/site.yaml", "version: ", "version: 9"),
        ("templates/documents/small-consent.yaml", "required: true", "required: false"),
        ("translations/languages.yml", "tag: en", "tag: en\n    print_size: 110"),
    ],
)
def test_anything_else_is(root: Path, name: str, old: str, new: str) -> None:
    assert not after(root, name, old, new)


@pytest.mark.parametrize(
    ("old", "new"), [("page:principles", "page:glossary"), ("## ", "One more paragraph.\n\n## "), ("{ #", "{ #new-")]
)
def test_a_pages_blocks_and_links_are_its_body_and_not_the_structure(root: Path, old: str, new: str) -> None:
    def bodies() -> dict[str, str]:
        return {each.catalogue: each.body for each in load_library(root).held}

    before = bodies()
    assert after(root, "content/index.md", old, new)
    changed = {name for name, body in bodies().items() if body != before[name]}
    assert changed == {"content/index"}


def test_a_page_that_comes_goes_or_cites_a_work_is_another_structure(root: Path) -> None:
    cited = loaded(root).works.works[0].title
    page = root / "content/index.md"
    text = page.read_text(encoding="utf-8")
    assert cited not in text
    assert not after(root, "content/index.md", "A **small** framework", f"{cited} is a **small** framework")
    page.write_text(text, encoding="utf-8")
    before = structure_in(root)
    (root / "content/extra.md").write_text("---\ntitle: Extra\ndescription: One more.\n---\n\nWords.\n", "utf-8")
    assert structure_in(root) != before


def test_every_text_keeps_its_key_and_its_mark_of_office(root: Path) -> None:
    wording = loaded(root).wording
    renamed = map_texts(wording, lambda _, text: replace(text, key="other"))
    quoted = map_texts(wording, lambda _, text: replace(text, official=True))
    assert len({shape(wording), shape(renamed), shape(quoted)}) == 3


def test_who_composes_never_looks_how_a_page_is_written(root: Path) -> None:
    """These two fields are left out of the structure, but for the works that a page cites."""
    library = loaded(root)

    def written_elsewhere(page: MarkdownPage) -> MarkdownPage:
        blocks = tuple(block.model_copy(update={"start": block.start + 7}) for block in page.blocks)
        return page.model_copy(update={"source": page.source + "\n\n", "blocks": blocks})

    moved = replace(library, pages=tuple(map(written_elsewhere, library.pages)))
    for one, other in zip(moved.pages, library.pages, strict=True):
        assert (shape(one), body(one)) == (shape(other), body(other))

    def composed(of: Library) -> list[object]:
        pieces = site_pieces(of, [], [], Offered((), (), (of.language.tag,)), [], [of.language])
        return [list(piece.make()) for piece in pieces if not piece.beside]

    assert composed(moved) == composed(library)

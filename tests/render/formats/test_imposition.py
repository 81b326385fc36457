"""A booklet: each page once, in the order in which a stapled stack is read, in both directions."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdf
import pypdfium2
import pytest

from generator.blocks.nodes import Heading, Paper, Phrase, Plain
from generator.compose.papers import unfilled
from generator.library.language import Language
from generator.render.formats.imposition import sides, stapled
from tests.conftest import ROOT, loaded


@pytest.mark.parametrize("count", range(1, 42))
def test_a_stapled_stack_is_read_in_order(count: int) -> None:
    laid = sides(count)
    fronts, backs = laid[::2], laid[1::2]
    # Opened at the fold, what lies to the right of it goes inwards sheet by sheet, and comes out again to its left.
    inwards = [page for (_, right), (left, _) in zip(fronts, backs, strict=True) for page in (right, left)]
    outwards = [page for (left, _), (_, right) in zip(fronts, backs, strict=True) for page in (left, right)]
    read = [*inwards, *reversed(outwards)]
    assert read == list(range(1, len(read) + 1))
    assert count <= len(read) < count + 4


def paper(direction: str) -> Paper:
    library = loaded(ROOT)
    made = unfilled(library, "oral-consent")
    pages = tuple(
        Heading(2, Phrase((Plain(f"Leaf {number}"),), "en"), f"leaf-{number}", new_page=True) for number in range(1, 5)
    )
    language: Language = library.language.model_copy(update={"direction": direction})
    return replace(made, blocks=pages, language=language)


def leaves(pdf: bytes) -> list[list[str]]:
    """The last word of each half of each side, from left to right."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        assert width > height
        text = page.get_textpage()
        halves = (text.get_text_bounded(left=at, right=at + width / 2) for at in (0, width / 2))
        found.append([half.partition("Leaf ")[2][:1] for half in halves])
    return found


def test_its_pages_lie_on_the_halves_of_the_sheets() -> None:
    # The title has a page of its own before the first leaf.
    assert leaves(stapled(paper("ltr"), "a4")) == [["", ""], ["1", ""], ["", "2"], ["3", "4"]]
    assert leaves(stapled(paper("rtl"), "letter")) == [["", ""], ["", "1"], ["2", ""], ["4", "3"]]


def test_it_does_not_pass_for_a_tagged_file() -> None:
    # Its pages lie in the order of the printer. Who listens takes the paper itself, which is tagged.
    catalog = pypdf.PdfReader(BytesIO(stapled(paper("ltr"), "a4"))).root_object
    assert not {"/MarkInfo", "/StructTreeRoot"} & catalog.keys()


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = unfilled(loaded(ROOT), "consent-sheet")
    assert stapled(made, "a4") == stapled(made, "a4")

"""What has changed in English since a page was translated: told one by one, or, of many, by the English page."""

from __future__ import annotations

import pytest

from generator.blocks.nodes import Items, Link, Page, Paragraph, Phrase, Plain
from generator.blocks.walk import blocks_in, phrases_of
from generator.compose.site import MOST_CHANGES, _with_changes
from generator.compose.writer import writer_for
from generator.library.text import State, Text
from tests.conftest import ROOT, loaded


def changed(number: int, with_english: bool = True) -> Page:
    library = loaded(ROOT)
    stale = {
        f"x#{each}": Text("mot", f"x#{each}", "fr", State.STALE, source=f"word {each}", formerly="words")
        for each in range(number)
    }
    blocks = tuple(Paragraph(Phrase((Plain("mot"),), "fr", State.STALE, key)) for key in stale)
    page = Page("guides/x", Phrase((Plain("X"),), "fr"), "", blocks, library.language)
    return _with_changes(writer_for(library), page, stale, [library.language] if with_english else [])


@pytest.mark.parametrize(("number", "with_english"), [(1, True), (MOST_CHANGES, True), (MOST_CHANGES + 1, False)])
def test_changes_are_told_one_by_one(number: int, with_english: bool) -> None:
    page = changed(number, with_english)
    told = page.blocks[-1]
    assert isinstance(told, Items)
    assert len(told.items) == number
    said = " ".join(words.plain for block in blocks_in([told]) for words in phrases_of(block))
    assert "word 0" in said
    assert "words" in said


def test_a_page_that_changed_much_leads_to_the_english_one() -> None:
    page = changed(MOST_CHANGES + 1)
    told = page.blocks[-1]
    assert isinstance(told, Paragraph)
    assert isinstance(told.phrase.children[0], Link)
    assert told.phrase.children[0].target == "file:../en/guides/x.html"


def test_a_page_that_is_up_to_date_says_nothing() -> None:
    assert changed(0).blocks == ()

"""What has changed in English since a page was translated: told one by one, or, of many, by the English page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.blocks.nodes import Block, Folded, Items, Link, Mark, Note, Page, Paragraph, Phrase, Plain, Strong
from generator.blocks.walk import phrases_in
from generator.compose.states import MOST_CHANGES, with_states
from generator.compose.writer import writer_for
from generator.library.text import State, Text
from generator.render.html import HtmlWriter
from generator.render.place import PagePlace
from tests.conftest import ROOT, loaded
from tests.translate.sample import FRENCH


def changed(number: int, with_english: bool = True, formerly: str = "these words of old", **more: object) -> Page:
    library = loaded(ROOT)
    french = replace(library, language=FRENCH)
    stale = {
        f"x#{each}": Text("mot", f"x#{each}", "fr", State.STALE, source=f"these words {each}", formerly=formerly)
        for each in range(number)
    }
    blocks = tuple(Paragraph(Phrase((Plain("mot"),), "fr", State.STALE, key)) for key in stale)
    page = Page("guides/x", Phrase((Plain("X"),), "fr", State.REVIEWED), "", blocks, FRENCH, **more)  # type: ignore[arg-type]
    return with_states(writer_for(french), page, stale, [library.language] if with_english else [])


@pytest.mark.parametrize("number", [1, MOST_CHANGES])
def test_a_change_is_told_at_its_text_with_the_words_that_differ(number: int) -> None:
    note, *blocks = changed(number).blocks
    assert isinstance(note, Note) and len(blocks) == 2 * number
    first, told = blocks[:2]
    assert isinstance(first, Paragraph) and isinstance(told, Folded)
    before, now = (each.phrase for each in told.blocks if isinstance(each, Paragraph))
    assert (before.plain, now.plain) == ("Before: these words of old", "Now: these words 0")
    marked = [[node.children[0] for node in each.children[2:] if isinstance(node, Strong)] for each in (before, now)]
    assert marked == [[Plain("of old")], [Plain("0")]]


def test_of_an_unknown_old_text_the_new_one_is_told() -> None:
    told = changed(1, formerly="").blocks[2]
    assert isinstance(told, Folded) and [each.plain for each in phrases_in(told.blocks)] == ["Now: these words 0"]


def test_below_what_scripts_rebuild_changes_are_told_at_the_end() -> None:
    *_, _, told = changed(2, scripts=("assets/javascripts/classify.js",)).blocks
    assert isinstance(told, Items) and len(told.items) == 2


def test_without_an_english_page_many_changes_are_told_at_the_end() -> None:
    told = changed(MOST_CHANGES + 1, with_english=False).blocks[-1]
    assert isinstance(told, Items) and len(told.items) == MOST_CHANGES + 1


def test_a_page_that_changed_much_leads_to_the_english_one() -> None:
    page = changed(MOST_CHANGES + 1)
    told = page.blocks[-1]
    assert isinstance(told, Paragraph)
    assert isinstance(told.phrase.children[0], Link)
    assert told.phrase.children[0].target == "file:../en/guides/x.html"


def test_a_page_that_is_up_to_date_and_checked_says_nothing() -> None:
    assert changed(0).blocks == ()


def said(*states: State) -> Paragraph:
    """A text in each of these states, one below the other."""
    return Paragraph(Phrase((Plain("mot"),), "fr", states[0], f"x#{states[0]}"))


def test_what_is_checked_otherwise_than_the_page_has_a_mark_and_a_key() -> None:
    library = replace(loaded(ROOT), language=FRENCH)
    texts = [said(State.MACHINE), said(State.MACHINE), said(State.REVIEWED), said(State.HUMAN)]
    blocks: tuple[Block, ...] = (*texts[:3], Items(((texts[3],),)))
    page = Page("guides/x", Phrase((Plain("X"),), "fr", State.MACHINE), "", blocks, FRENCH)
    note, first, second, third, listed = with_states(writer_for(library), page, {}, []).blocks
    assert (first, second) == (texts[0], texts[1]), "what is as the page is has no mark"
    assert isinstance(third, Paragraph) and third.phrase.children[-1] == Mark("✓", "Reviewed", "en")
    assert isinstance(listed, Items)
    (human,) = phrases_in([listed])
    assert human.children[-1] == Mark("†", "Translated by a person", "en")
    key = [each for each in phrases_in([note]) if any(isinstance(node, Mark) for node in each.children)]
    assert [each.plain.strip() for each in key] == ["Reviewed.", "Translated by a person."]
    assert sum("machine" in each.plain.lower() for each in phrases_in([note])) == 1


@pytest.mark.parametrize("state", [State.MACHINE, State.HUMAN, State.REVIEWED])
def test_a_page_of_one_state_has_no_marks(state: State) -> None:
    library = replace(loaded(ROOT), language=FRENCH)
    page = Page("guides/x", Phrase((Plain("X"),), "fr", state), "", (said(state),), FRENCH)
    blocks = with_states(writer_for(library), page, {}, []).blocks
    assert blocks[-1] == said(state) and len(blocks) == (1 if state is State.REVIEWED else 2)


def test_a_mark_is_said_to_who_listens() -> None:
    writer = HtmlWriter(PagePlace("x", FRENCH, {"fr": FRENCH, "en": loaded(ROOT).language}))
    html = writer.inline((Mark("✓", 'a "b"', "en"),))
    assert html == ' <span class="state" role="img" aria-label="a &quot;b&quot;" lang="en" dir="ltr">✓</span>'

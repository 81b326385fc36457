"""Pictures: beside titles and on cards, in lists of pages, and as a way through the stages."""

from __future__ import annotations

import pytest

from generator.blocks.artifact import Offered
from generator.blocks.nodes import Block, Drawing, Items, Link, Paragraph, Phrase, Plain, Strong
from generator.blocks.walk import blocks_in, phrases_in
from generator.compose.beside import beside
from generator.compose.home import with_pictures_of_the_site
from generator.compose.journey import journey
from generator.compose.pages.principles import principles_page
from generator.compose.pages.stages import stage_page, stages_page
from generator.compose.papers import unfilled
from generator.compose.pictures import with_picture
from generator.compose.writer import Writer
from generator.library.library import Library
from tests.conftest import ROOT, loaded


@pytest.fixture
def writer(tiny_library: Library) -> Writer:
    return Writer(tiny_library)


@pytest.fixture(scope="module")
def real() -> Library:
    return loaded(ROOT)


def drawings(*blocks: Block) -> list[Drawing]:
    return [node for phrase in phrases_in(blocks) for node in phrase.children if isinstance(node, Drawing)]


def test_a_page_has_the_picture_of_what_it_is_about(writer: Writer) -> None:
    overview, design = stages_page(writer), stage_page(writer, writer.library.framework.stages.stages[0])
    assert with_picture(writer, design).picture == writer.picture("stage:design") == writer.picture("stages/design")
    assert with_picture(writer, overview).picture is None


def test_a_door_gives_its_picture_to_the_page_that_it_opens(writer: Writer) -> None:
    (door,) = [door for door in writer.library.menu.doors if door.id == "papers"]
    assert door.page == "page:documents"
    assert writer.picture("documents") == writer.picture("door:papers") is not None


def test_lists_of_pages_show_a_picture_each(writer: Writer) -> None:
    (contents,) = [block for block in principles_page(writer, (), Offered((), ())).blocks if isinstance(block, Items)]
    assert contents.role == "pictured"
    assert drawings(contents) == [writer.picture("principle:privacy"), writer.picture("principle:relevance")]


def test_the_journey_leads_to_each_stage_but_the_one_where_the_reader_is(writer: Writer) -> None:
    way = journey(writer, "collection")
    assert way.ordered
    names = [item[0] for item in way.items]
    links = [node.target for name in names for node in phrases_of(name) if isinstance(node, Link)]
    assert links == [f"stages/{each.id}" for each in writer.library.framework.stages.stages if each.id != "collection"]
    here = [item for item in way.items if len(item) > 1]
    assert len(here) == 1
    assert any(isinstance(node, Strong) for node in phrases_of(here[0][0]))
    assert isinstance(here[0][1], Paragraph)
    assert here[0][1].phrase.plain == "You are here"


def phrases_of(block: Block) -> tuple[object, ...]:
    assert isinstance(block, Paragraph)
    return block.phrase.children


def test_a_written_page_shows_the_journey_only_where_it_asks(writer: Writer) -> None:
    heading = writer.heading(2, "what-to-do", "journey")
    words = Paragraph(Phrase((Plain("Choose."),), "en"))
    shown = [*with_pictures_of_the_site(writer, [words, heading, words, words])]
    assert [type(block) for block in shown[:4]] == [Paragraph, type(heading), Paragraph, Items]
    assert sum(isinstance(block, Items) for block in shown) == 1


def test_cards_have_a_sign_and_one_in_two_languages_has_it_once(real: Library) -> None:
    blocks = unfilled(real, "answer-cards").blocks
    cards = [block for block in blocks_in(blocks) if isinstance(block, Items) and block.role == "cards"]
    assert cards
    for one in cards:
        for card in one.items:
            assert len(drawings(*card)) == 1
            assert "".join(phrase.plain for phrase in phrases_in(card)).strip()
    french = tuple(_in_french(block) for block in cards)
    for two in beside(tuple(cards), french, "en", "fr"):
        assert isinstance(two, Items)
        assert all(len(drawings(*card)) == 1 and len(card) == 3 for card in two.items)


def _in_french(cards: Items) -> Items:
    def spoken(block: Block) -> Block:
        assert isinstance(block, Paragraph)
        words = (Plain("Mot"),) if block.role == "card" else block.phrase.children
        return Paragraph(Phrase(words, "fr"), block.role)

    return Items(tuple(tuple(spoken(block) for block in card) for card in cards.items), role=cards.role)


def test_the_home_page_leads_to_each_door_but_its_own(writer: Writer) -> None:
    heading = writer.heading(2, "what-to-do", "whole")
    shown = [*with_pictures_of_the_site(writer, [heading, Paragraph(Phrase((Plain("All of it."),), "en"))])]
    assert isinstance(shown[2], Items)
    links = [node.target for item in shown[2].items for node in phrases_of(item[0]) if isinstance(node, Link)]
    assert links == ["guides", "documents", "definition"]
    assert len(drawings(shown[2])) == 3

"""Papers of the real library: alone, beside English, and two other languages beside each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.blocks.artifact import Offered
from generator.blocks.nodes import Booklet, Conditional, Heading, Pair, Paper
from generator.blocks.walk import blocks_in, fingerprint_of, phrases_in
from generator.compose.downloads import download_links, downloads, headed_downloads
from generator.compose.inline import phrase
from generator.compose.packs import pack_downloads
from generator.compose.pages.papers import paper_pages
from generator.compose.papers import alone, may_stand_alone, papers, side_by_side
from generator.compose.writer import writer_for
from generator.library.answers import Answers
from generator.library.library import Library
from generator.library.template import OWN_PARTS, Section, Template, folder_of
from generator.library.text import State, map_texts
from generator.render.formats import FORMATS
from tests.conftest import ROOT, in_state, opened

ID = "adult-consent"
AGREEMENT = "data-sharing-agreement"


@pytest.fixture(scope="module")
def editions() -> dict[str, Library]:
    editions = opened(ROOT)
    return {each.tag: editions.edition(each).library for each in editions.languages()}


def headings(document: Paper) -> list[str]:
    return [block.id for block in document.blocks if isinstance(block, Heading)]


def words(document: Paper) -> str:
    return " ".join(phrase.plain for phrase in phrases_in(document.blocks))


def test_what_holds_for_every_checklist_is_said_in_each_but_where_a_scale_is_marked(
    editions: dict[str, Library],
) -> None:
    library = editions["en"]
    every = [library.wording[f"team-{name}"].value for name in ("tick", "advice")]
    for checklist in library.checklists:
        said = [phrase.plain for phrase in phrases_in(alone(library, checklist.id).blocks)]
        assert [said.count(each) for each in every] == [0 if checklist.scale else 1] * 2, checklist.id


def test_an_action_says_why_and_its_proof_only_where_they_are_written(editions: dict[str, Library]) -> None:
    library = editions["en"]
    for checklist in library.checklists:
        said = [phrase.plain for phrase in phrases_in(alone(library, checklist.id).blocks)]
        for name in ("why", "evidence"):
            written = [item for item in checklist.items if getattr(item, name)]
            label = library.wording[name].value
            assert sum(each.startswith(label) for each in said) == len(written), (checklist.id, name)


@pytest.mark.parametrize("words", ["large print", "US Letter"])
def test_what_people_fill_in_is_there_large_and_on_each_size_and_what_one_person_reads_once(
    editions: dict[str, Library], words: str
) -> None:
    library = editions["en"]
    offered = Offered(tuple(suffix for each in FORMATS for suffix in each.suffixes), ())
    held = papers(library, library)
    found = {each.id: [line.plain for line in download_links(writer_for(library), each, offered)] for each in held}
    filled = {each.id for each in (*library.templates, *library.worksheets)}
    assert {id for id, lines in found.items() if any(words in line for line in lines)} == filled
    assert all(sum(line.startswith("PDF") for line in found[id]) == (4 if id in filled else 1) for id in found)


def test_no_list_is_shown_where_no_file_is_made(editions: dict[str, Library]) -> None:
    """A build of pages alone has none; then there is no heading above nothing either."""
    writer, held = writer_for(editions["en"]), papers(editions["en"], editions["en"])
    nothing, pdf = Offered((), ()), Offered(tuple(FORMATS[0].suffixes), ())
    assert downloads(writer, held, nothing) == headed_downloads(writer, held, nothing) == []
    assert headed_downloads(writer, held, pdf)[1:] == downloads(writer, held, pdf)


@pytest.mark.parametrize("sizes", [("a4", "letter"), ("letter", "a4"), ("letter",)])
def test_a_pack_is_offered_once_on_the_paper_that_people_print_on_most(
    editions: dict[str, Library], sizes: tuple[str, ...]
) -> None:
    english = editions["en"]
    library = replace(english, language=english.language.model_copy(update={"paper": sizes}))
    words = phrase(library.wording["packs-title"])
    pack = Booklet("a-pack", words, words, words, words, words, library.language, ())
    offered = Offered((), tuple(suffix for each in FORMATS for suffix in each.pack_suffixes))
    said = [each.plain for each in phrases_in([pack_downloads(writer_for(library), pack, offered)])]
    assert said == [f"All in one PDF, {'A4' if sizes[0] == 'a4' else 'US Letter'}"]


def test_two_drafts_side_by_side_bring_the_english_along(editions: dict[str, Library]) -> None:
    french, arabic = in_state(editions["fr"], State.MACHINE), in_state(editions["ar"], State.MACHINE)
    paper = side_by_side(french, arabic, editions["en"], ID)
    assert paper.name == f"{ID}.fr-ar"
    assert paper.labels.draft
    assert paper.labels.draft_source.startswith("DRAFT")
    assert "the-original" in headings(paper)
    before, _, after = words(paper).partition(french.wording["the-original"].value)
    assert "You may refuse, skip a question or stop at any time." in after
    assert "You may refuse" not in before
    sides = {(block.first_lang, block.second_lang) for block in blocks_in(paper.blocks) if isinstance(block, Pair)}
    assert sides == {("fr", "ar")}


def test_checked_translations_need_no_english(editions: dict[str, Library]) -> None:
    french, arabic = in_state(editions["fr"], State.REVIEWED), in_state(editions["ar"], State.REVIEWED)
    paper = side_by_side(arabic, french, editions["en"], ID)
    assert not paper.labels.draft
    assert "the-original" not in headings(paper)


def test_an_unchecked_translation_is_refused_alone(editions: dict[str, Library]) -> None:
    french = in_state(editions["fr"], State.MACHINE)
    assert not may_stand_alone(french, ID)
    with pytest.raises(ValueError, match="can't stand alone"):
        alone(french, ID)


def test_what_nobody_translated_is_offered_in_english(editions: dict[str, Library]) -> None:
    english = {each.id: each for each in editions["en"].documents}[ID]
    bare = replace(
        editions["fr"],
        documents=tuple(english if each.id == ID else each for each in editions["fr"].documents),
    )
    assert [each.name for each in papers(bare, editions["en"]) if each.id == ID] == [f"{ID}.en"]


@pytest.mark.parametrize(("said", "shown", "named"), [(True, False, False), (False, False, True), (None, True, False)])
@pytest.mark.parametrize("id", [ID, AGREEMENT])
def test_a_condition_has_three_states(
    editions: dict[str, Library], id: str, said: bool | None, shown: bool, named: bool
) -> None:
    """Whether it is shown under its condition in words, and, in an agreement, named at the end as left out."""
    template = next(each for each in editions["en"].documents if each.id == id)
    condition = template.conditions[0]
    paper = alone(editions["en"], id, Answers({} if said is None else {condition.id: said}))
    conditions = {block.condition for block in paper.blocks if isinstance(block, Conditional)}
    assert (condition.id in conditions) is shown
    named = named and id == AGREEMENT
    assert ("left-out" in headings(paper)) is named
    clause = next(each for each in template.clauses if each.when == condition.id)
    assert clause.text is not None
    assert (clause.text.value in words(paper)) is (said is not False)
    assert (condition.words.value in words(paper)) is (shown or named)


def test_those_who_take_part_get_no_notes_for_the_team(editions: dict[str, Library]) -> None:
    """Nor does a partner who signs; what the team works with itself has them."""
    for template in editions["en"].documents:
        assert ("for-the-team" in headings(alone(editions["en"], template.id))) is not template.handed_out


def test_the_fingerprint_changes_with_a_word_and_with_an_answer(editions: dict[str, Library]) -> None:
    english = editions["en"]
    plain, filled = alone(english, ID), alone(english, ID, Answers({}, {"costs": "None"}))
    documents = map_texts(
        english.documents, lambda path, text: replace(text, value=text.value + "!") if path[-1] == "text" else text
    )
    changed = replace(english, documents=documents)
    prints = {fingerprint_of(each) for each in (plain, filled, alone(changed, ID))}
    assert len(prints) == 3
    assert fingerprint_of(plain) in plain.labels.footer


def test_no_part_of_a_paper_can_have_the_id_of_what_is_said_of_every_paper(editions: dict[str, Library]) -> None:
    library = editions["fr"]
    composed = papers(library, editions["en"])
    own = {
        block.id
        for page in paper_pages(writer_for(library), composed, Offered((), ()), ())
        for template in library.templates
        if page.path == f"{folder_of(template)}/{template.id}"
        for block in blocks_in(page.blocks)
        if isinstance(block, Heading) and block.id not in written(template)
    }
    assert own
    assert own <= OWN_PARTS


def written(template: Template) -> set[str]:
    return {
        part.id
        for section in template.sections
        for part in (section, *(section.clauses if isinstance(section, Section) else ()))
    }

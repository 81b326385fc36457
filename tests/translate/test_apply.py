"""A library in another language: the states, the fallbacks, and what must survive."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.blocks.marks import PLACEHOLDER, targets_in
from generator.blocks.nodes import Block
from generator.blocks.walk import blocks_in, phrases_of
from generator.catalog.entries import Catalog, Entry, signature
from generator.compose.markdown import markdown_blocks
from generator.library.library import Library, library_texts
from generator.library.text import State, Text
from generator.translate.apply import translate
from generator.translate.extract import critical_keys, units
from generator.translate.state import state_of
from tests.conftest import examples
from tests.translate import sample

KEY = "interface#search.text"
CRITICAL = "documents/consent#key.voluntary.text"


def applied(*entries: Entry, **more: object) -> Text:
    library = sample.library()
    translated, _ = translate(library, sample.FRENCH, sample.catalog_of(*entries, **more))  # type: ignore[arg-type]
    return next(text for text in library_texts(translated) if text.key == entries[0].key)


def search(text: str = "Chercher", **more: object) -> Entry:
    return sample.entry(KEY, "Search", text, **more)


def machine(text: str = "Chercher", previous: str = "") -> Entry:
    return search(text, flags=("fuzzy",), comments=("origin: machine",), previous=previous)


def signed(who: str) -> str:
    return signature(who, KEY, "Search", "Chercher")


BY = ("translator: A Person",)


def critical() -> Entry:
    source = next(unit.text for unit in units(sample.library()) if unit.key == CRITICAL)
    return sample.entry(CRITICAL, source, "Vous pouvez **refuser** ; {organisation} n’a que {days} jours.", comments=BY)


@pytest.mark.parametrize(
    ("entry", "state", "value"),
    [
        (search(""), State.MISSING, "Search"),
        (search("   "), State.MISSING, "Search"),
        (machine(), State.MACHINE, "Chercher"),
        (search(flags=("fuzzy",)), State.MACHINE, "Chercher"),
        (search(comments=("origin: machine",)), State.MACHINE, "Chercher"),
        (search(comments=("origin: machine", "translator: ")), State.MACHINE, "Chercher"),
        (search(comments=("origin: machine", "translator: A Person")), State.MACHINE, "Chercher"),
        (search(comments=("origin: machine", f"translator: A Person {'0' * 16}")), State.MACHINE, "Chercher"),
        (search(comments=("origin: machine", f"translator: {search().digest}")), State.MACHINE, "Chercher"),
        (search(comments=("origin: machine", f"translator: A Person {search().digest}")), State.MACHINE, "Chercher"),
        (search(comments=("origin: machine", f"translator: A Person {signed('B Person')}")), State.MACHINE, "Chercher"),
        (search(comments=("origin: machine", f"translator: A Person {signed('A Person')}")), State.HUMAN, "Chercher"),
        (search(), State.HUMAN, "Chercher"),
        (search(flags=("fuzzy",), previous="Find"), State.STALE, "Chercher"),
        (machine(previous="Find"), State.STALE, "Chercher"),
        (replace(search(), source="Find"), State.STALE, "Chercher"),
        (search("<i>Chercher</i>"), State.BLOCKED, "Search"),
        (search("{x}"), State.BLOCKED, "Search"),
    ],
)
def test_states(entry: Entry, state: State, value: str) -> None:
    text = applied(entry)
    assert (text.state, text.value) == (state, value)
    assert text.lang == ("en" if state in (State.MISSING, State.BLOCKED) else "fr")
    assert text.source == ("" if text.lang == "en" else "Search")
    assert text.formerly == ("Find" if state is State.STALE else "")


def test_a_review_by_a_reviewer_counts() -> None:
    made = search(comments=("translator: A Person",))
    assert applied(made, reviews=(sample.review(made, "Reviewer One"),)).state is State.REVIEWED


@pytest.mark.parametrize("comments", [(), ("translator: ",), ("translator: Nobody Known",), ("translator: !",)])
def test_no_review_counts_where_nobody_of_the_list_is_named_as_translator(comments: tuple[str, ...]) -> None:
    made = search(comments=comments)
    assert applied(made, reviews=(sample.review(made, "Reviewer One"),)).state is State.HUMAN


def test_the_list_joins_the_ways_in_which_one_person_is_written() -> None:
    people = ("Aa Be @aabe mail-0123456789abcdef", "Reviewer Two")
    language = sample.FRENCH.model_copy(update={"reviewers": people, "translators": ("@cc",)})

    def state(made_by: str, *readers: str) -> State:
        entry = replace(critical(), comments=(f"translator: {made_by}",))
        reviews = [sample.review(entry, who, second=bool(number)) for number, who in enumerate(readers)]
        catalog = sample.catalog_of(entry, language=language, reviews=tuple(reviews))
        return state_of(entry, entry.source, catalog, critical=True)

    first, second = people
    assert state("@CC", first, second) is State.REVIEWED
    assert state("@cc", first, first) is State.HUMAN, "one person is no second reader of theirs"
    assert state("@cc", "@aabe", second) is State.HUMAN, "a review names its reviewer as the list does"
    assert state("@cc", f"{second} @aabe", first) is State.HUMAN, "and never two people at once"
    for own in ("Aa Be", "@AaBe", "1+aabe@users.noreply.github.com", "X mail-0123456789abcdef"):
        assert state(own, first, second) is State.HUMAN, "nor a reader of their own words"


def test_a_review_by_anybody_else_does_not() -> None:
    assert applied(search(), reviews=(sample.review(search(), "Passer-by"),)).state is State.HUMAN


def test_nobody_reviews_their_own_translation() -> None:
    own = search(comments=("translator: Reviewer One",))
    assert applied(own, reviews=(sample.review(own, "Reviewer One"),)).state is State.HUMAN
    assert applied(own, reviews=(sample.review(own, "REVIEWER one"),)).state is State.HUMAN
    assert applied(own, reviews=(sample.review(own, "Reviewer Two"),)).state is State.REVIEWED


def test_the_header_names_the_translator_of_the_rest() -> None:
    library, entry = sample.library(), search()
    catalog = sample.catalog_of(entry, reviews=(sample.review(entry, "Reviewer One"),))
    files = {name: replace(file, translators=("Reviewer One",)) for name, file in catalog.files.items()}
    translated, _ = translate(library, sample.FRENCH, replace(catalog, files=files))
    assert translated.interface["search"].state is State.HUMAN


@pytest.mark.parametrize(
    "edited",
    [search("Chercher."), replace(search(), source="Find"), replace(search(), previous="x"), search(flags=("fuzzy",))],
)
def test_any_edit_revokes_a_review(edited: Entry) -> None:
    held = sample.review(search(), "Reviewer One")
    assert applied(edited, reviews=(held,)).state is not State.REVIEWED


def test_a_review_of_another_key_does_not_count() -> None:
    held = replace(sample.review(search(), "Reviewer One"), key="interface#other.text")
    assert applied(search(), reviews=(held,)).state is State.HUMAN


def test_a_critical_clause_needs_a_second_reader() -> None:
    assert critical_keys(sample.library()) == {CRITICAL}
    entry = critical()
    one = sample.review(entry, "Reviewer One")
    assert applied(entry, reviews=(one,)).state is State.HUMAN
    assert applied(entry, reviews=(one, sample.review(entry, "Reviewer One", second=True))).state is State.HUMAN
    for spelling in ("reviewer one", "Reviewer  One", "Reviewer One <one@example.org>"):
        assert applied(entry, reviews=(one, sample.review(entry, spelling, second=True))).state is State.HUMAN
    assert applied(entry, reviews=(one, sample.review(entry, "Reviewer Two"))).state is State.HUMAN
    assert applied(entry, reviews=(one, sample.review(entry, "Reviewer Two", second=True))).state is State.REVIEWED


def test_a_language_can_hide_machine_drafts() -> None:
    shy = sample.FRENCH.model_copy(update={"machine_drafts": False})
    assert applied(machine(), language=shy).state is State.MISSING
    assert applied(search(), language=shy).state is State.HUMAN


def test_a_stale_text_that_no_longer_fits_falls_back_without_blame() -> None:
    library = sample.library()
    entry = sample.entry("interface#count.text", "Results", "Résultats", flags=("fuzzy",))
    translated, found = translate(library, sample.FRENCH, sample.catalog_of(entry))
    assert translated.interface["count"].state is State.BLOCKED
    assert found == []


def test_english_stays_english() -> None:
    library = sample.library()
    translated, found = translate(library, sample.ENGLISH, Catalog(sample.ENGLISH))
    assert (list(library_texts(translated)), found) == (list(library_texts(library)), [])


def test_an_empty_catalogue_changes_no_word() -> None:
    library = sample.library()
    translated, found = translate(library, sample.FRENCH, Catalog(sample.FRENCH))
    before, after = list(library_texts(library)), list(library_texts(translated))
    assert found == []
    assert [(text.key, text.value, text.lang) for text in after] == [(text.key, text.value, "en") for text in before]
    assert {text.state for text in after} == {State.MISSING}
    assert translated.language == sample.FRENCH


def french_page() -> Library:
    library = sample.library()
    words = {unit.key: f"FR {unit.text}" for unit in units(library)}
    translated, found = translate(library, sample.FRENCH, sample.catalog(words, library))
    assert found == []
    return translated


def test_a_page_is_written_with_its_translations() -> None:
    shown = sample.shown(french_page().pages[0])
    assert "# FR Start here { #__title }\n\nFR Citizen data is *shared* work. It is made by people" in shown
    assert "with [clear principles](principles/relevance.md) and [a form](documents/consent.md)." in shown
    assert "## FR First part { #first }" in shown
    assert '<p>FR Ask people first.</p></div></li><li><p>FR Read the file <code dir="ltr">data.csv</code>' in shown
    assert "<p>FR Nothing is decided without you.</p></div>" in shown
    assert '<td>FR Plan | design</td><td>FR <a href="office.html">the office</a></td>' in shown
    assert '<code dir="ltr">not for translators</code>' in shown


def test_what_fell_back_is_marked() -> None:
    """Block by block where the page speaks French, and once for the whole page where nothing of it is French."""
    library = sample.library()
    words = {unit.key: f"FR {unit.text}" for unit in units(library) if unit.text not in {"First part", "Then wait."}}
    marked = sample.shown(translate(library, sample.FRENCH, sample.catalog(words, library))[0].pages[0])
    assert "## First part { #first lang=en dir=ltr }" in marked
    assert '<p lang="en" dir="ltr">Then wait.</p>' in marked
    assert "lang=" not in sample.shown(french_page().pages[0])
    english = sample.shown(translate(library, sample.FRENCH, Catalog(sample.FRENCH))[0].pages[0])
    assert '\nspeaks: "en"\n' in english
    assert 'lang="en"' not in english


PIECES = st.lists(
    st.sampled_from(["é", " ", "mot", "*", "**", "`", "[", "](1)", "{days}", "{count}", "<", "&", "|", "#", "1. "]),
    max_size=12,
)


@settings(max_examples=examples(60))
@given(st.data())
def test_ids_order_links_and_placeholders_survive_any_translation(data: st.DataObject) -> None:
    library = sample.library()
    keys = data.draw(st.lists(st.sampled_from([unit.key for unit in units(library)]), unique=True))
    texts = {unit.key: unit.text for unit in units(library)}
    words = {key: data.draw(st.one_of(PIECES.map("".join), st.just(f"fr {texts[key]} fr"))) for key in keys}
    translated, _ = translate(library, sample.FRENCH, sample.catalog(words, library))
    before, after = list(library_texts(library)), list(library_texts(translated))
    assert [text.key for text in before] == [text.key for text in after]
    for one, other in zip(before, after, strict=True):
        assert sorted(PLACEHOLDER.findall(one.value)) == sorted(PLACEHOLDER.findall(other.value))
    shapes = [
        [(type(block), sorted(_targets(block))) for block in blocks_in(markdown_blocks(each.pages[0], "fr"))]
        for each in (library, translated)
    ]
    assert shapes[0] == shapes[1]


def _targets(block: Block) -> list[str]:
    return [target for words in phrases_of(block) for target in targets_in(words.children)]

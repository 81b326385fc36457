"""The index knows forms and words alike, and every script of it can be read on its own."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

from generator.blocks.artifact import Answer, SearchPlace, Site
from generator.library.language import Language
from generator.library.search_words import SearchWords
from generator.render.search.index import FOLDER, search_scripts
from generator.render.search.numbers import BETWEEN, FAR, NEAR, SIGNS, more, number, numbers
from generator.render.search.words import words_in
from tests.render.test_pages import words

EN = Language(tag="en", name="English", direction="ltr", region="en-GB", fonts=(), plural="")
WORDS = SearchWords(
    id="en",
    common="the a",
    forms={"steal": "stole stolen"},
    alike=("phone, mobile, cell phone",),
    kinds={"guides": "advice"},
    called={"page:guides/phones": "the device safety, a lost phone, the"},
)


def place(path: str, anchor: str, heading: str, told: str) -> SearchPlace:
    named, words_told = Counter(words_in(f"title {heading}".lower())), Counter(words_in(told.lower()))
    return SearchPlace(path, anchor, "Title", heading, "en", told, named, words_told, "en")


def parts(site: Site, *places: SearchPlace) -> dict[str, list[Any]]:
    """What each script hands to the search, by its name."""
    return {
        path.removeprefix(f"{FOLDER}/"): json.loads(f"[{script.decode().partition('.push([')[2].partition(']);')[0]}]")
        for path, script in search_scripts(site, places)
    }


def indexed() -> tuple[dict[str, list[Any]], list[set[str]]]:
    """The parts of a small index, and the forms of each of its terms."""
    answer = Answer("questions/phones", "lost", words("Lock it."), words("Ours"), "someone took my mobile", ())
    site = Site(EN, (), (), answers=(answer,), search_words={"en": WORDS})
    held = parts(
        site,
        place("questions/phones", "lost", "Thieves steal a phone", "Lock it at once."),
        place("guides/phones", "", "", "Somebody stole it."),
    )
    forms = f"{held['start.js'][1]['vocabulary']}|{held['vocabulary.js'][1]['vocabulary']}".split("|")
    return held, [set(each.split()) for each in forms]


def read(written: str) -> list[tuple[int, int]]:
    """The numbers, each with how often a word stands where it leads, as `search-index.js` reads them."""
    found: list[tuple[int, int]] = []
    value = 0
    for digit in map(SIGNS.index, written):
        if digit < NEAR:
            found.append((value + digit, 1))
            value = 0
        elif digit < FAR:
            value += (digit - NEAR + 1) * NEAR
        else:
            found[-1] = found[-1][0], found[-1][1] + digit - FAR + 1
    return found


def test_numbers_are_read_as_they_were_written() -> None:
    all_numbers = [*range(3000), 10**6]
    assert read(numbers(all_numbers)) == [(value, 1) for value in all_numbers]
    assert read("".join(number(5) + more(times) for times in range(1, 200))) == [(5, times) for times in range(1, 200)]
    assert len(number(NEAR - 1)) == len(more(2)) == 1
    assert json.dumps(SIGNS, ensure_ascii=False) == f'"{SIGNS}"', "a script needs no second sign for any of them"


def test_where_a_word_stands_is_said_for_each_term() -> None:
    held, forms = indexed()
    stands: dict[int, list[tuple[int, int]]] = {}
    for script in ("words-0.js", "words-1.js"):
        term = 0
        for written in held[script][2].split(BETWEEN):
            (step, _), *places = read(written)
            term += step
            stands[term] = places
    assert {frozenset(forms[term]): places for term, places in stands.items()} == {
        frozenset({"lock"}): [(0, 1)],
        frozenset({"it"}): [(0, 1), (1, 1)],
        frozenset({"at"}): [(0, 1)],
        frozenset({"once"}): [(0, 1)],
        frozenset({"somebody"}): [(1, 1)],
        frozenset({"steal", "stole", "stolen"}): [(1, 1)],
    }


def test_the_last_part_says_that_it_is_the_last() -> None:
    scripts = list(search_scripts(Site(EN, (), ()), [place("guides/phones", "", "", "")]))
    assert [path for path, script in scripts if script.endswith(b'push(["end"]);\n')] == [scripts[-1][0]]


def test_signs_that_people_type_are_folded_where_their_language_is_found() -> None:
    spoken = {"en": WORDS, "zh": SearchWords(id="zh", signs="員员 調调")}
    found = {
        lang: parts(Site(EN, (), (), search_words=spoken), replace(place("a", "", "", ""), lang=lang))["start.js"][1]
        for lang in ("en", "zh")
    }
    assert {lang: start["rules"]["letters"].get("員") for lang, start in found.items()} == {"en": None, "zh": "员"}
    assert found["zh"]["rules"]["letters"]["ß"] == "ss"


def test_the_spellings_of_a_script_in_latin_letters_come_with_its_own_index_alone() -> None:
    spoken = {"en": WORDS, "ar": SearchWords(id="ar", latin="sh,ch:ش 7:ح")}
    sites = [Site(EN.model_copy(update={"tag": tag}), (), (), search_words=spoken) for tag in ("ar", "en", "fr")]
    found = [parts(site, place("a", "", "", ""))["start.js"][1]["latin"] for site in sites]
    assert found == [["sh,ch:ش", "7:ح"], [], []]


def test_forms_of_a_word_are_one_term() -> None:
    _, forms = indexed()
    assert [each for each in forms if "steal" in each] == [{"steal", "stole", "stolen"}]


def test_a_form_takes_no_word_along_that_has_forms_of_its_own() -> None:
    spoken = {"es": SearchWords(id="es", forms={"leer": "leyó", "ley": "leyes"})}
    spanish = EN.model_copy(update={"tag": "es"})
    told = replace(place("a", "", "", "ley leyes leer leyó"), lang="es")
    held = parts(Site(spanish, (), (), search_words=spoken), told)
    forms = {frozenset(each.split()) for each in held["vocabulary.js"][1]["vocabulary"].split("|")}
    assert {frozenset({"ley", "leyes"}), frozenset({"leer", "leyo"})} <= forms


def test_words_alike_are_terms_also_where_no_text_has_them() -> None:
    held, forms = indexed()
    group = [phrase.split() for phrase in held["vocabulary.js"][1]["alike"][0].split(",")]
    assert [["/".join(forms[int(term)]) for term in phrase] for phrase in group] == [
        ["phone"],
        ["mobile"],
        ["cell", "phone"],
    ]


def test_a_language_in_which_no_page_has_its_title_brings_no_everyday_words() -> None:
    """A French index cites English works; nobody looks for them by English words for the words of the pages."""
    spoken = {"en": SearchWords(id="en", alike=("phone, mobile",), everyday={"kids": "children"})}
    for title, brought in (("fr", [[], {}]), ("en", [["0,1"], {"kids": "children"}])):
        page, cited = place("a", "", "", ""), place("a", "work", "", "phone")
        shown = (replace(page, named={}, lang="fr", name_lang=title), replace(cited, named={}))
        later = parts(Site(EN.model_copy(update={"tag": "fr"}), (), (), search_words=spoken), *shown)["vocabulary.js"][
            1
        ]
        assert [later["alike"], later["everyday"]] == brought


def test_each_term_says_in_how_many_places_it_stands() -> None:
    held, forms = indexed()
    spread = [value for part in ("start", "vocabulary") for value, _ in read(held[f"{part}.js"][1]["spread"])]
    assert len(spread) == len(forms)
    assert spread[next(at for at, each in enumerate(forms) if "stole" in each)] == 2
    assert spread[next(at for at, each in enumerate(forms) if "cell" in each)] == 0


def test_a_page_has_the_names_that_people_call_it_by() -> None:
    held, forms = indexed()
    ((number, *names),) = held["vocabulary.js"][1]["names"]
    assert number == 1
    said = [["/".join(sorted(forms[int(term)])) for term in name.split()] for name in names]
    # A word that says nothing is part of a name only where the name has no other.
    assert said == [["device", "safety"], ["lost", "phone"], ["the"]]
    assert [forms[term] for term in held["vocabulary.js"][1]["kinds"]["guides"]] == [{"advice"}]


def test_a_question_leads_to_the_pages_of_its_answer() -> None:
    answer = Answer(
        "questions/phones", "lost", words("Lock it."), words("Ours"), "", (("guides/phones#safe", words("Phones")),)
    )
    asked, guide = place("questions/phones", "lost", "Lost", ""), place("guides/phones", "", "", "")
    held = parts(Site(EN, (), (), answers=(answer,)), asked, guide)
    assert held["vocabulary.js"][1]["leads"] == [[0, 1]]

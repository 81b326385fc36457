"""What a check says about a translator's files, and where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.catalog.counts import Judgement
from generator.catalog.entries import Catalog, Entry, Rendering, Termbase, TermConcept
from generator.diagnostics import Diagnostic, Severity
from generator.translate.check import check_catalog, not_read_back
from generator.translate.extract import units
from generator.translate.sync import source_lock
from tests.translate import sample

TERMS = Termbase(
    terms=(
        TermConcept(
            id="office", term="statistical office",
            in_language={
                "fr": Rendering(
                    preferred="office statistique", stems=("office statistique", "offices statistiques"),
                    avoid=("bureau statistique",),
                ),
                "ar": Rendering(preferred="المكتب الإحصائي", stems=("مكتب إحصائي",)),
            },
        ),
        TermConcept(
            id="office-hours", term="statistical office hours", in_language={"fr": Rendering(preferred="horaires")}
        ),
        TermConcept(id="consent", term="consent", in_language={"fr": Rendering(preferred="consentement")}),
    )
)  # fmt: skip
KEY = "interface#a.text"


def checked(source: str, text: str, language: str = "fr", **more: object) -> list[Diagnostic]:
    library = sample.library(a=source)
    entry = sample.entry(KEY, source, text, **more)
    languages = {"fr": sample.FRENCH, "ar": sample.ARABIC}
    return check_catalog(library, sample.catalog_of(entry, language=languages[language]), TERMS, source_lock(library))


def codes(source: str, text: str, language: str = "fr") -> list[str]:
    return [each.code for each in checked(source, text, language)]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("Ask the statistical office.", "Demandez à l’office statistique.", []),
        ("Ask the statistical offices.", "Demandez aux offices statistiques.", []),
        ("Ask the statistical office.", "Demandez aux experts du pays.", ["WORD001"]),
        ("Ask the statistical office.", "Demandez au bureau statistique.", ["WORD002"]),
        ("Ask the statistical office.", "Demandez aux bureaux statistiques.", ["WORD002"]),
        ("Ask the statistical office.", "Le bureaucrate de l’office statistique.", []),
        ("Ask about statistical office hours.", "Demandez quels sont les horaires.", []),
        ("Give your consent.", "Donnez votre CONSENTEMENT.", []),
        ("Ask three people before you start.", "Demandez.", ["WORD003"]),
        ("Ask 3 of 13 people.", "Demandez à trois personnes sur 13.", ["WORD004"]),
        ("Ask 3 of 13 people.", "Demandez à ٣ personnes sur 13.", []),
        ("Search the whole site", "Search the whole site", ["WORD005"]),
        ("GSBPM 2", "GSBPM 2", []),
        ("Do you agree?", "Vous êtes d’accord.", ["WORD006"]),
        ("Do you agree?", "Êtes-vous d’accord\u00a0?", []),
        ("Do you **agree**?", "Êtes-vous d’accord\u00a0?", ["WORD007"]),
        ("Ask **now**.", "Demandez *maintenant*.", ["TRANS001"]),
        ("Ask [us](page:us).", "Demandez-[nous](page:eux).", ["TRANS001"]),
    ],
)
def test_findings(source: str, text: str, expected: list[str]) -> None:
    assert codes(source, text) == expected


def test_arabic_terms_are_found_with_what_is_written_onto_them() -> None:
    assert codes("The statistical office asks.", "يسأل المكتب الإحصائي.", "ar") == []
    assert codes("For the statistical office.", "وللمكتب الإحصائيّ.", "ar") == []
    assert codes("The statistical office asks.", "يسأل الخبراء كلهم هنا.", "ar") == ["WORD001"]


def test_a_question_mark_is_one_in_every_script() -> None:
    assert codes("Do you agree?", "هل توافق؟", "ar") == []


def test_a_finding_names_file_line_unit_and_remedy() -> None:
    [found] = checked("Results: {count}", "Résultats")
    assert found.message == f"{KEY}: the placeholder {{count}} is missing"
    assert found.help == "write {count} where its value belongs"
    assert (str(found.position.file), found.position.line, found.severity) == ("interface.po", 3, Severity.ERROR)


def test_wording_only_warns() -> None:
    assert {each.severity for each in checked("Ask 3 people.", "Demandez")} == {Severity.WARNING}


def test_a_changed_msgid_is_an_error_and_a_changed_source_a_warning() -> None:
    library = sample.library(a="Ask people.")
    catalog = sample.catalog_of(sample.entry(KEY, "Ask everybody.", "Demandez à tous."))
    [by_translator] = check_catalog(library, catalog, TERMS, source_lock(library))
    assert (by_translator.code, by_translator.severity) == ("TRANS002", Severity.ERROR)
    assert 'msgid "Ask people."' in by_translator.help
    [by_author] = check_catalog(library, catalog, TERMS, source_lock(sample.library(a="Ask everybody.")))
    assert (by_author.code, by_author.severity) == ("TRANS005", Severity.WARNING)


def test_a_key_without_a_text_asks_for_a_sync() -> None:
    found = check_catalog(
        sample.library(), sample.catalog_of(sample.entry("interface#gone.text", "Gone", "Parti")), TERMS
    )
    assert [(each.code, each.help) for each in found] == [("TRANS004", "run `citizen-data sync`")]


def test_untranslated_and_stale_texts_are_not_blamed() -> None:
    assert checked("Ask 3 people.", "") == []
    assert checked("Ask 3 people.", "Demandez", previous="Ask.", flags=("fuzzy",)) == []


def reviewed(entry: Entry, *reviews: tuple[str, str]) -> Catalog:
    held = tuple(sample.review(entry, name, digest=digest) for name, digest in reviews)
    return sample.catalog_of(entry, reviews=held)


def test_a_clause_that_nobody_translated_back_is_named() -> None:
    library = sample.library()
    clause = next(unit for unit in units(library) if unit.critical)
    draft = sample.entry(clause.key, clause.text, "Vous pouvez refuser.", flags=("fuzzy",))
    known = Judgement(clause.key, draft.text, "right")
    other = replace(known, translation="Vous devez accepter.")

    def named(entry: Entry, *read: Judgement) -> list[str]:
        return [each.code for each in not_read_back(library, sample.catalog_of(entry), read)]

    assert named(draft, known) == [], "as it stands"
    assert named(draft, other) == named(draft, replace(known, key="a#b")) == ["TRANS011"]
    assert named(draft) == [], "no such table: nobody has begun"
    assert named(replace(draft, flags=()), other) == [], "a person's words are reviewed"
    assert named(replace(draft, previous="You could refuse."), other) == [], "it is out of date anyway"


def test_reviews_that_do_not_count_are_named() -> None:
    library = sample.library(a="Ask people.")
    entry = sample.entry(KEY, "Ask people.", "Demandez aux gens.", comments=("translator: Reviewer Two",))
    catalog = reviewed(entry, ("Reviewer One", ""), ("Passer-by", ""), ("Reviewer Two", ""), ("Reviewer One", "0" * 16))
    found = check_catalog(library, catalog, TERMS)
    assert sorted((each.code, each.severity) for each in found) == [
        ("REVIEW004", Severity.ERROR),
        ("REVIEW005", Severity.ERROR),
        ("REVIEW006", Severity.WARNING),
    ]
    assert all(str(each.position.file) == "review.tsv" for each in found)
    for comments in ((), ("translator: Nobody Known",)):
        [unknown] = check_catalog(library, reviewed(replace(entry, comments=comments), ("Reviewer One", "")), TERMS)
        assert (unknown.code, "languages.yml" in unknown.help) == ("REVIEW008", True)


def test_findings_come_in_the_order_of_the_files() -> None:
    library = sample.library(a="Ask 3 people.", b="Ask 4 people.")
    entries = [
        sample.entry(KEY, "Ask 3 people.", "Demandez"),
        replace(
            sample.entry("interface#b.text", "Ask 4 people.", "Demandez"),
            position=sample.entry("interface#b", "", "").position,
        ),
    ]
    found = check_catalog(library, sample.catalog_of(*reversed(entries)), TERMS)
    assert found == sorted(found, key=lambda each: (each.position, each.code, each.message))


def test_a_file_in_another_script_is_one_mistake() -> None:
    library = sample.library(a="Ask the people who live there.", b="Ask them before you begin.")
    entries = [
        sample.entry(KEY, "Ask the people who live there.", "Demandez aux gens qui y habitent."),
        sample.entry("interface#b.text", "Ask them before you begin.", "Demandez-leur avant de commencer."),
    ]
    found = check_catalog(library, sample.catalog_of(*entries, language=sample.ARABIC), TERMS)
    [foreign] = [each for each in found if each.code == "TRANS007"]
    assert "2 of its 2 longer texts" in foreign.message and foreign.help and foreign.severity is Severity.ERROR
    assert "TRANS007" not in {each.code for each in check_catalog(library, sample.catalog_of(*entries), TERMS)}


def test_translations_that_stand_beside_other_english_are_one_mistake_in_a_file() -> None:
    words = {
        f"a{number}": "Ask." if number % 3 else f"Ask at least {number} people who live there, and wait."
        for number in range(12)
    }
    library = sample.library(words=words)
    said = [
        "Demandez." if text == "Ask." else text.replace("Ask at least", "Demandez à au moins")
        for text in words.values()
    ]

    def found(texts: list[str]) -> list[Diagnostic]:
        entries = [sample.entry(f"interface#{id}.text", words[id], text) for id, text in zip(words, texts, strict=True)]
        return [each for each in check_catalog(library, sample.catalog_of(*entries), TERMS) if each.code == "TRANS010"]

    assert found(said) == []
    [moved] = found([*said[1:], said[0]])
    assert moved.severity is Severity.ERROR and "interface#a" in moved.message and moved.help

"""Every text can be translated, once, in order, with what its translator has to know."""

from __future__ import annotations

from generator.catalog.entries import Catalog, Rendering, Termbase, TermConcept
from generator.library.library import library_texts
from generator.translate.extract import units
from generator.translate.notes import Notes, terms_in
from tests.translate import sample


def test_every_text_is_a_unit_once_and_in_order() -> None:
    library = sample.library()
    keys = [unit.key for unit in units(library)]
    assert len(keys) == len(set(keys))
    assert set(keys) == {text.key for text in library_texts(library)}
    assert keys.index("documents/consent#title") < keys.index("documents/consent#key.voluntary.text")


def test_a_unit_knows_what_it_is() -> None:
    by_key = {unit.key: unit for unit in units(sample.library())}
    voluntary = by_key["documents/consent#key.voluntary.text"]
    assert voluntary.critical
    assert voluntary.note == "Keep it as free of pressure as the English."
    assert voluntary.placeholders == (("organisation", "Name of the organisation"), ("days", "Number of days"))
    assert not by_key["documents/consent#key.about.text"].critical
    assert by_key["interface#count.text"].placeholders == (("count", ""),)
    assert {unit.kind for unit in by_key.values() if unit.catalogue == "content/index"} == {
        "title", "description", "paragraph", "heading", "item", "cell",
    }  # fmt: skip


def test_links_that_must_stay_are_named() -> None:
    library, catalog = sample.library(), Catalog(sample.FRENCH)
    unit = next(unit for unit in units(library) if unit.key == "documents/consent#key.about.text")
    (note,) = Notes(library, catalog, Termbase(), {}).of(unit)
    assert "(principle:informed-consent)" in note.words


def test_the_longest_term_wins_and_stands_once() -> None:
    concepts = {
        id: TermConcept(id=id, term=term, also=also, in_language={"fr": Rendering(preferred=id)})
        for id, term, also in [
            ("data", "data", ()), ("citizen-data", "citizen data", ()), ("community", "community", ("communities",)),
        ]
    }  # fmt: skip
    termbase = Termbase(terms=tuple(concepts.values()))
    assert terms_in("Citizen data and citizen data in communities", termbase) == [
        concepts["citizen-data"],
        concepts["community"],
    ]
    assert terms_in("Citizen data is data.", termbase) == [concepts["citizen-data"], concepts["data"]]
    assert terms_in("Database", termbase) == []

"""A translator is told in their own language what to know, and in English where it has no words for that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.catalog.entries import Catalog, Entry, Rendering, Termbase, TermConcept
from generator.catalog.sent import TranslatorNote
from generator.library.language import Language
from generator.library.library import Library
from generator.load.catalogs import load_catalog
from generator.translate.extract import units
from generator.translate.notes import MESSAGES, Notes
from generator.translate.sync import sync
from tests.translate import sample

VOLUNTARY, ABOUT = "documents/consent#key.voluntary.text", "documents/consent#key.about.text"
TERMS = Termbase(
    terms=(
        TermConcept(
            id="principle", term="principles", note="of the framework",
            in_language={"fr": Rendering(preferred="principes"), "ar": Rendering(preferred="المبادئ")},
        ),
    )
)  # fmt: skip
FRENCH = {
    "desk-note-critical": "Critique : rien à ajouter.", "desk-note-keep": "À garder : {words}",
    "desk-note-means": "{label} se met là où est {name}.", "desk-said-term": "Terme : {words}",
    "official-wording-translated": "Les mots du cadre", "desk-note-faithful": "À traduire fidèlement.",
}  # fmt: skip
ARABIC = {
    "desk-note-critical": "حرج.", "desk-note-keep": "يُترك كما هو: {words}",
    "desk-note-means": "{name} يقوم مقام: {label}", "desk-said-term": "المصطلح: {words}",
}  # fmt: skip


def entries(library: Library, said: Mapping[str, str], **more: object) -> list[Entry]:
    texts = {id: library.wording[id] for id in said}
    return [sample.entry(texts[id].key, texts[id].value, text, **more) for id, text in said.items()]


def told(library: Library, catalog: Catalog, key: str) -> list[TranslatorNote]:
    unit = next(unit for unit in units(library) if unit.key == key)
    return list(Notes(library, catalog, TERMS, catalog.active).of(unit))


def test_notes_come_in_the_language_and_the_authors_as_it_was_written() -> None:
    library = sample.library()
    catalog = sample.catalog_of(*entries(library, FRENCH))
    assert told(library, catalog, VOLUNTARY) == [
        TranslatorNote("Critique : rien à ajouter.", "fr"),
        TranslatorNote("Keep it as free of pressure as the English.", "en"),
        TranslatorNote("À garder : {organisation}", "fr"),
        TranslatorNote("Name of the organisation se met là où est {organisation}.", "fr"),
        TranslatorNote("À garder : {days}", "fr"),
        TranslatorNote("Number of days se met là où est {days}.", "fr"),
    ]
    assert told(library, catalog, ABOUT) == [
        TranslatorNote("À garder : (principle:informed-consent)", "fr"),
        TranslatorNote("Terme : principles = principes (of the framework)", "fr"),
    ]
    official = next(unit for unit in units(library) if unit.key == ABOUT)
    both = Notes(library, catalog, TERMS, catalog.active).of(replace(official, official=True))
    assert next(both) == TranslatorNote("Les mots du cadre · À traduire fidèlement.", "fr")


@pytest.mark.parametrize(
    "wrong",
    [{"previous": "An older English."}, {"source": "An older English."}, {"text": "<b>Critique</b>"}, {"text": ""}],
)  # fmt: skip
def test_a_note_is_in_english_where_its_words_are_missing_behind_or_unsafe(wrong: Mapping[str, str]) -> None:
    library = sample.library()
    (critical,) = entries(library, {"desk-note-critical": "Critique."})
    catalog = sample.catalog_of(replace(critical, **wrong))  # type: ignore[arg-type]
    assert told(library, catalog, VOLUNTARY)[0] == TranslatorNote(library.wording["desk-note-critical"].value, "en")


def test_checking_a_sentence_changes_no_note() -> None:
    library = sample.library()
    drafts = entries(library, FRENCH, flags=("fuzzy",), comments=("origin: machine",))
    checked = entries(library, FRENCH, comments=("translator: A Person",))
    reviews = tuple(sample.review(each, "Reviewer One") for each in checked)
    before, after = sample.catalog_of(*drafts), sample.catalog_of(*checked, reviews=reviews)
    for unit in units(library):
        assert told(library, before, unit.key) == told(library, after, unit.key)


def test_english_inside_arabic_stands_apart() -> None:
    """So that the brackets of a name and the sign at the end of a label stay where they belong."""
    library = sample.library()
    catalog = sample.catalog_of(*entries(library, ARABIC), language=sample.ARABIC)
    notes = [*told(library, catalog, VOLUNTARY), *told(library, catalog, ABOUT)]
    assert TranslatorNote("\u2066{days}\u2069 يقوم مقام: \u2066Number of days\u2069", "ar") in notes
    assert TranslatorNote("المصطلح: \u2066principles\u2069 = المبادئ (\u2066of the framework\u2069)", "ar") in notes
    for note in notes:
        apart = re.sub("\u2066[^\u2066\u2069]*\u2069", "", note.words)
        assert bool(re.search("[A-Za-z{}\u2066\u2069]", apart)) is (note.lang == "en")


def test_every_sentence_is_one_of_the_catalogue() -> None:
    """In a language that has them all, English is only what a note is about."""
    library = sample.library()
    said = {id: re.sub(r"(?<!\{)\b[A-Za-z]+\b", "x", library.wording[id].value) for id in MESSAGES.values()}
    catalog = sample.catalog_of(*entries(library, said))
    notes = Notes(library, catalog, TERMS, catalog.active)
    every = [notes.labelled(name, "").words for name in MESSAGES]
    for unit in units(library):
        about = [f"{{{name}}}" for name, _ in unit.placeholders] + [label for _, label in unit.placeholders if label]
        for note in notes.of(replace(unit, official=True, critical=True, note="")):
            every.append(note.words.split(" = ")[0])
            for words in (*about, "principles"):
                every[-1] = every[-1].replace(words, "")
    for words in every:
        assert not re.search("[A-Za-wyz]", re.sub(r"\{[a-z]+\}|\([a-z]+:[a-z-]+\)", "", words)), words


def held(root: Path, language: Language = sample.FRENCH) -> Mapping[Path, bytes]:
    return {path: path.read_bytes() for path in (root / "translations" / language.tag).rglob("*.po")}


def synced(root: Path, library: Library) -> tuple[Path, ...]:
    return sync(root, library, load_catalog(root, sample.FRENCH)[0], TERMS).files


def test_one_sync_is_enough_when_the_words_of_notes_change(tmp_path: Path) -> None:
    library = sample.library()
    synced(tmp_path, library)
    said = {library.wording[id].key: text for id, text in FRENCH.items()}
    sample.take_in(tmp_path, library, said)
    synced(tmp_path, library)
    file = tmp_path / "translations/fr/documents/consent.po"
    assert "#. Critique : rien à ajouter.\n" in file.read_text("utf-8")
    assert synced(tmp_path, library) == ()
    changed = sample.library(notes=sample.NOTES | {"desk-note-critical": "Critical: add nothing."})
    assert file in synced(tmp_path, changed)
    assert "#. Critical: add nothing.\n" in file.read_text("utf-8"), "in English until it is translated anew"
    assert synced(tmp_path, changed) == ()

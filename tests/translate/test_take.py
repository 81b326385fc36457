"""Machine drafts come in marked, never replace a translation, and are refused when unsafe."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.catalog.entries import Catalog, Termbase
from generator.load.catalogs import load_catalog
from generator.translate.extract import units
from generator.translate.notes import Notes
from generator.translate.receive import Fate
from generator.translate.sync import sync
from generator.translate.waiting import untranslated
from tests.translate import sample
from tests.translate.sample import take_in, taken

SEARCH, COUNT = "interface#search.text", "interface#count.text"
VOLUNTARY = "documents/consent#key.voluntary.text"


@pytest.fixture(autouse=True)
def catalog(tmp_path: Path) -> Catalog:
    sync(tmp_path, sample.library(), Catalog(sample.FRENCH), Termbase())
    return load_catalog(tmp_path, sample.FRENCH)[0]


def test_a_draft_is_marked_as_a_machines_and_unchecked(tmp_path: Path) -> None:
    library = sample.library()
    assert taken(take_in(tmp_path, library, {SEARCH: "Chercher"})) == 1
    entry = load_catalog(tmp_path, sample.FRENCH)[0].active[SEARCH]
    assert (entry.text, entry.machine, entry.fuzzy) == ("Chercher", True, True)
    text = (tmp_path / "translations/fr/interface.po").read_text(encoding="utf-8")
    assert '# origin: machine\n#: content/interface.yaml\n#, fuzzy\nmsgctxt "interface#search.text"' in text


def test_an_outdated_machine_draft_is_replaced(tmp_path: Path, catalog: Catalog) -> None:
    take_in(tmp_path, sample.library(), {SEARCH: "Chercher"})
    changed = sample.library(search="Search everything", count="Results: {count}")
    catalog = load_catalog(tmp_path, sample.FRENCH)[0]
    assert SEARCH in untranslated(changed, catalog)
    take_in(tmp_path, changed, {SEARCH: "Tout chercher"})
    entry = load_catalog(tmp_path, sample.FRENCH)[0].active[SEARCH]
    assert (entry.source, entry.text, entry.previous) == ("Search everything", "Tout chercher", "")
    assert (entry.flags, entry.comments) == (("fuzzy",), ("origin: machine",))


def test_unsafe_and_unknown_drafts_are_refused_with_a_reason(tmp_path: Path) -> None:
    drafts = {
        SEARCH: "<b>Chercher</b>",
        COUNT: "Résultats : {nombre}",
        VOLUNTARY: "Vous pouvez **refuser**. {organisation} ne demandera rien.",
        "interface#no-such": "Rien",
    }
    found = {each.key: each for each in take_in(tmp_path, sample.library(), drafts)}
    assert {each.fate for each in found.values()} == {Fate.REFUSED}
    assert (found[COUNT].why, found[COUNT].help) == (
        "the placeholder {count} is missing",
        "write {count} where its value belongs",
    )
    assert found[VOLUNTARY].why == "the placeholder {days} is missing"
    assert load_catalog(tmp_path, sample.FRENCH)[0].active[SEARCH].text == ""


def test_empty_drafts_are_left_out(tmp_path: Path) -> None:
    assert taken(take_in(tmp_path, sample.library(), {SEARCH: "  "})) == 0


def test_everything_is_open_at_first_and_nothing_at_the_end(tmp_path: Path, catalog: Catalog) -> None:
    library = sample.library()
    todo = {unit.key: unit for unit in units(library)}
    assert untranslated(library, catalog) == list(todo)
    assert "Critical" in next(Notes(library, catalog, Termbase(), {}).of(todo[VOLUNTARY])).words
    take_in(tmp_path, library, {key: unit.text for key, unit in todo.items()})
    assert untranslated(library, load_catalog(tmp_path, sample.FRENCH)[0]) == []

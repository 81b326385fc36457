"""Machine drafts come in marked, never replace a translation, and are refused when unsafe."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.catalog.entries import Catalog, Termbase
from generator.diagnostics import Severity
from generator.load.catalogs import load_catalog
from generator.translate.draft import (
    add_drafts,
    untranslated,
)
from generator.translate.extract import units
from generator.translate.sync import sync
from tests.translate import sample

SEARCH, COUNT = "interface#search.text", "interface#count.text"
VOLUNTARY = "documents/consent#key.voluntary.text"


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    sync(tmp_path, sample.library(), Catalog(sample.FRENCH), Termbase())
    return load_catalog(tmp_path, sample.FRENCH)[0]


def test_a_draft_is_marked_as_a_machines_and_unchecked(tmp_path: Path, catalog: Catalog) -> None:
    library = sample.library()
    drafted = add_drafts(tmp_path, library, catalog, Termbase(), {SEARCH: "Chercher"})
    assert (drafted.added, drafted.diagnostics) == (1, [])
    entry = load_catalog(tmp_path, sample.FRENCH)[0].active[SEARCH]
    assert (entry.text, entry.machine, entry.fuzzy) == ("Chercher", True, True)
    text = (tmp_path / "translations/fr/interface.po").read_text(encoding="utf-8")
    assert '# origin: machine\n#: content/interface.yaml\n#, fuzzy\nmsgctxt "interface#search.text"' in text


def test_a_draft_never_replaces_a_translation(tmp_path: Path) -> None:
    library = sample.library()
    catalog = sample.catalog({SEARCH: "Rechercher"}, library)
    drafted = add_drafts(tmp_path, library, catalog, Termbase(), {SEARCH: "Chercher"})
    assert drafted.added == 0
    assert [(each.code, each.severity) for each in drafted.diagnostics] == [("DRAFT003", Severity.WARNING)]


def test_an_outdated_machine_draft_is_replaced(tmp_path: Path, catalog: Catalog) -> None:
    add_drafts(tmp_path, sample.library(), catalog, Termbase(), {SEARCH: "Chercher"})
    changed = sample.library(search="Search everything", count="Results: {count}")
    catalog = load_catalog(tmp_path, sample.FRENCH)[0]
    assert SEARCH in untranslated(changed, catalog, Termbase())
    add_drafts(tmp_path, changed, catalog, Termbase(), {SEARCH: "Tout chercher"})
    entry = load_catalog(tmp_path, sample.FRENCH)[0].active[SEARCH]
    assert (entry.source, entry.text, entry.previous) == ("Search everything", "Tout chercher", "")
    assert (entry.flags, entry.comments) == (("fuzzy",), ("origin: machine",))


def test_unsafe_and_unknown_drafts_are_refused_with_a_reason(tmp_path: Path, catalog: Catalog) -> None:
    drafts = {
        SEARCH: "<b>Chercher</b>",
        COUNT: "Résultats : {nombre}",
        VOLUNTARY: "Vous pouvez **refuser**. {organisation} ne demandera rien.",
        "interface#no-such": "Rien",
    }
    drafted = add_drafts(tmp_path, sample.library(), catalog, Termbase(), drafts)
    assert drafted.added == 0
    found = {each.message: each.help for each in drafted.diagnostics}
    assert len(found) == 4
    assert found[f"{COUNT}: the placeholder {{count}} is missing"] == "write {count} where its value belongs"
    assert f"{VOLUNTARY}: the placeholder {{days}} is missing" in found
    assert load_catalog(tmp_path, sample.FRENCH)[0].active[SEARCH].text == ""


def test_empty_drafts_are_left_out(tmp_path: Path, catalog: Catalog) -> None:
    assert add_drafts(tmp_path, sample.library(), catalog, Termbase(), {SEARCH: "  "}).added == 0


def test_everything_is_open_at_first_and_nothing_at_the_end(tmp_path: Path, catalog: Catalog) -> None:
    library = sample.library()
    todo = untranslated(library, catalog, Termbase())
    assert list(todo) == [unit.key for unit in units(library)]
    assert "Critical" in todo[VOLUNTARY].note
    add_drafts(tmp_path, library, catalog, Termbase(), {key: unit.text for key, unit in todo.items()})
    assert untranslated(library, load_catalog(tmp_path, sample.FRENCH)[0], Termbase()) == {}

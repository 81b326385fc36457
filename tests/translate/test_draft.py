"""Machine drafts come in marked, never replace a translation, and are refused when unsafe."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from generator.catalog.entries import Catalog, Termbase
from generator.diagnostics import Severity
from generator.load.catalogs import load_catalog
from generator.load.received.shapes import received
from generator.translate.draft import (
    Open,
    add_drafts,
    untranslated,
    untranslated_csv,
    untranslated_json,
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


def test_a_spreadsheet_gets_no_formulas_and_gives_the_translations_back(tmp_path: Path) -> None:
    leads = ["=1+1", "+33 1", "-5", "@sum", "\tx", "\rx", "'quoted'", 'plain, with "quotes"']
    text = untranslated_csv({lead: Open(lead, lead) for lead in leads})
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[0] == ["key", "text", "translation", "checked", "note"]
    assert all(cell[:1] not in "=+-@\t\r" or not cell for row in rows for cell in row)
    back = io.StringIO(newline="")
    csv.writer(back).writerows([rows[0], *([row[0], row[1], row[1], ""] for row in rows[1:])])
    (tmp_path / "back.csv").write_bytes(back.getvalue().encode())
    assert [row.text for row in received(tmp_path / "back.csv")[0]] == leads


def test_json_holds_text_and_note_in_order() -> None:
    held = json.loads(untranslated_json({"b#1": Open("é", "n"), "a#1": Open("x", "")}))
    assert held == {
        "b#1": {"text": "é", "translation": "", "checked": "", "note": "n"},
        "a#1": {"text": "x", "translation": "", "checked": "", "note": ""},
    }
    assert list(held) == ["b#1", "a#1"]

"""Reviews are recorded for what a reviewer may vouch for, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.catalog.entries import Catalog, Entry, Termbase
from generator.library.text import State
from generator.load.catalogs import load_catalog
from generator.translate.apply import translate
from generator.translate.review import add_reviews
from generator.translate.sync import sync
from tests.translate import sample

KEY = "interface#search.text"
LIBRARY = sample.library()


def written(root: Path, entry: Entry) -> Catalog:
    sync(root, LIBRARY, sample.catalog_of(entry), Termbase())
    catalog, found = load_catalog(root, sample.FRENCH)
    assert found == []
    return catalog


def test_a_review_is_kept_and_makes_the_text_reviewed(tmp_path: Path) -> None:
    catalog = written(tmp_path, sample.entry(KEY, "Search", "Chercher"))
    assert add_reviews(tmp_path, LIBRARY, catalog, "Reviewer One", "2026-11-22", [KEY]).added == 1
    catalog = load_catalog(tmp_path, sample.FRENCH)[0]
    assert translate(LIBRARY, sample.FRENCH, catalog)[0].interface["search"].state is State.REVIEWED
    again = add_reviews(tmp_path, LIBRARY, catalog, "Reviewer One", "2026-11-23", [KEY])
    assert (again.added, len(load_catalog(tmp_path, sample.FRENCH)[0].reviews)) == (0, 1)


def test_the_second_reviewer_is_recorded_as_such(tmp_path: Path) -> None:
    catalog = written(tmp_path, sample.entry(KEY, "Search", "Chercher"))
    add_reviews(tmp_path, LIBRARY, catalog, "Reviewer One", "2026-11-22", [KEY])
    add_reviews(tmp_path, LIBRARY, load_catalog(tmp_path, sample.FRENCH)[0], "Reviewer Two", "2026-11-22", [KEY])
    reviews = load_catalog(tmp_path, sample.FRENCH)[0].reviews
    assert [(each.reviewer, each.second) for each in reviews] == [("Reviewer One", False), ("Reviewer Two", True)]


def test_lines_that_no_longer_hold_go(tmp_path: Path) -> None:
    catalog = written(tmp_path, sample.entry(KEY, "Search", "Chercher"))
    add_reviews(tmp_path, LIBRARY, catalog, "Reviewer One", "2026-11-22", [KEY])
    held = load_catalog(tmp_path, sample.FRENCH)[0].reviews
    edited = replace(written(tmp_path, sample.entry(KEY, "Search", "Rechercher")), reviews=held)
    add_reviews(tmp_path, LIBRARY, edited, "Reviewer Two", "2026-11-22", [KEY])
    reviews = load_catalog(tmp_path, sample.FRENCH)[0].reviews
    assert [(each.reviewer, each.second) for each in reviews] == [("Reviewer Two", False)]


def test_what_may_not_be_reviewed_is_explained(tmp_path: Path) -> None:
    fuzzy = sample.entry(KEY, "Search", "Chercher", flags=("fuzzy",))
    own = sample.entry(KEY, "Search", "Chercher", comments=("translator: Reviewer One",))
    unsafe = sample.entry(KEY, "Search", "<b>Chercher</b>")
    empty = sample.entry(KEY, "Search", "")
    good = sample.entry(KEY, "Search", "Chercher")
    for entry, reviewer, reason in [
        (fuzzy, "Reviewer One", "unfinished"),
        (own, "Reviewer One", "translated it"),
        (unsafe, "Reviewer One", "raw HTML"),
        (empty, "Reviewer One", "not translated"),
        (good, "Passer-by", "not a reviewer"),
    ]:
        outcome = add_reviews(tmp_path, LIBRARY, written(tmp_path, entry), reviewer, "2026-11-22", [KEY])
        assert outcome.added == 0
        assert reason in outcome.diagnostics[0].message
        assert outcome.diagnostics[0].help

"""Reviews are recorded for what a reviewer may vouch for, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.catalog.entries import Catalog, Entry, Termbase
from generator.library.text import State
from generator.load.catalogs import load_catalog
from generator.translate.apply import translate
from generator.translate.review import Reviewed, add_reviews, to_review
from generator.translate.sync import sync
from tests.translate import sample

KEY = "interface#search.text"
LIBRARY = sample.library()
BY = ("translator: A Person",)


def written(root: Path, entry: Entry) -> Catalog:
    sync(root, LIBRARY, sample.catalog_of(entry), Termbase())
    catalog, found = load_catalog(root, sample.FRENCH)
    assert found == []
    return catalog


def vouched(root: Path, catalog: Catalog, reviewer: str, date: str) -> Reviewed:
    """The reviewer has read the text as it stands."""
    return add_reviews(root, LIBRARY, catalog, reviewer, date, {KEY: catalog.active[KEY].digest})


def test_a_review_is_kept_and_makes_the_text_reviewed(tmp_path: Path) -> None:
    catalog = written(tmp_path, sample.entry(KEY, "Search", "Chercher", comments=BY))
    assert vouched(tmp_path, catalog, "Reviewer One", "2026-11-22").added == 1
    catalog = load_catalog(tmp_path, sample.FRENCH)[0]
    assert translate(LIBRARY, sample.FRENCH, catalog)[0].interface["search"].state is State.REVIEWED
    again = vouched(tmp_path, catalog, "Reviewer One", "2026-11-23")
    assert (again.added, len(load_catalog(tmp_path, sample.FRENCH)[0].reviews)) == (0, 1)


def test_the_second_reviewer_is_recorded_as_such(tmp_path: Path) -> None:
    catalog = written(tmp_path, sample.entry(KEY, "Search", "Chercher", comments=BY))
    vouched(tmp_path, catalog, "Reviewer One", "2026-11-22")
    vouched(tmp_path, load_catalog(tmp_path, sample.FRENCH)[0], "Reviewer Two", "2026-11-22")
    reviews = load_catalog(tmp_path, sample.FRENCH)[0].reviews
    assert [(each.reviewer, each.second) for each in reviews] == [("Reviewer One", False), ("Reviewer Two", True)]


def test_lines_that_no_longer_hold_go(tmp_path: Path) -> None:
    catalog = written(tmp_path, sample.entry(KEY, "Search", "Chercher", comments=BY))
    vouched(tmp_path, catalog, "Reviewer One", "2026-11-22")
    held = load_catalog(tmp_path, sample.FRENCH)[0].reviews
    edited = replace(written(tmp_path, sample.entry(KEY, "Search", "Rechercher", comments=BY)), reviews=held)
    vouched(tmp_path, edited, "Reviewer Two", "2026-11-22")
    reviews = load_catalog(tmp_path, sample.FRENCH)[0].reviews
    assert [(each.reviewer, each.second) for each in reviews] == [("Reviewer Two", False)]


def test_what_may_not_be_reviewed_is_explained(tmp_path: Path) -> None:
    fuzzy = sample.entry(KEY, "Search", "Chercher", flags=("fuzzy",))
    own = sample.entry(KEY, "Search", "Chercher", comments=("translator: Reviewer One",))
    unsafe = sample.entry(KEY, "Search", "<b>Chercher</b>", comments=BY)
    empty = sample.entry(KEY, "Search", "")
    good = sample.entry(KEY, "Search", "Chercher", comments=BY)
    for entry, reviewer, reason in [
        (fuzzy, "Reviewer One", "unfinished"),
        (own, "Reviewer One", "translated it"),
        (unsafe, "Reviewer One", "raw HTML"),
        (empty, "Reviewer One", "not translated"),
        (good, "Passer-by", "not a reviewer"),
        (replace(good, comments=()), "Reviewer One", "nobody of the list is named"),
        (replace(good, comments=("translator: Some Body",)), "Reviewer One", "nobody of the list is named"),
        (replace(good, comments=("translator: REVIEWER  one <one@example.org>",)), "Reviewer One", "translated it"),
    ]:
        outcome = vouched(tmp_path, written(tmp_path, entry), reviewer, "2026-11-22")
        assert outcome.added == 0
        assert reason in outcome.diagnostics[0].message
        assert outcome.diagnostics[0].help


def test_a_text_that_changed_since_it_was_shown_is_not_reviewed(tmp_path: Path) -> None:
    shown = sample.entry(KEY, "Search", "Chercher", comments=BY).digest
    catalog = written(tmp_path, sample.entry(KEY, "Search", "Rechercher", comments=BY))
    for fingerprint in (shown, ""):
        outcome = add_reviews(tmp_path, LIBRARY, catalog, "Reviewer One", "2026-11-22", {KEY: fingerprint})
        assert outcome.added == 0
        assert "not the text that the reviewer was shown" in outcome.diagnostics[0].message


def test_one_person_in_two_ways_of_writing_is_no_second_reviewer(tmp_path: Path) -> None:
    catalog = written(tmp_path, sample.entry(KEY, "Search", "Chercher", comments=BY))
    assert vouched(tmp_path, catalog, "Reviewer One", "2026-11-22").added == 1
    for name in ("reviewer one", "Reviewer  One ", "\uff32eviewer One", "Reviewer One <one@example.org>"):
        assert vouched(tmp_path, load_catalog(tmp_path, sample.FRENCH)[0], name, "2026-11-22").added == 0


def test_a_reviewer_is_shown_what_people_translated(tmp_path: Path) -> None:
    catalog = written(tmp_path, sample.entry(KEY, "Search", "Chercher", comments=BY))
    texts = to_review(LIBRARY, catalog)
    assert list(texts) == [KEY]
    assert texts[KEY].fingerprint == catalog.active[KEY].digest
    draft = sample.entry(KEY, "Search", "Chercher", flags=("fuzzy",))
    assert to_review(LIBRARY, written(tmp_path, draft)) == {}, "nobody reviews a machine's draft"

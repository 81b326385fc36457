"""What a machine wrote stays a machine's until a person is named for that very text, whatever happens to its marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from generator.catalog.entries import Catalog, Termbase
from generator.diagnostics import Severity
from generator.library.text import State
from generator.load.catalogs import load_catalog
from generator.translate.apply import translate
from generator.translate.check import check_catalog
from generator.translate.draft import Drafted, add_drafts, untranslated
from generator.translate.review import add_reviews
from generator.translate.sync import sync
from tests.translate import sample

LIBRARY = sample.library(search="Search", go="Go on", stop="Stop here")
SEARCH, GO, STOP = (f"interface#{name}.text" for name in ("search", "go", "stop"))
DRAFTS = {SEARCH: "Chercher", GO: "Continuer", STOP: "Arrêtez-vous ici"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    sync(tmp_path, LIBRARY, Catalog(sample.FRENCH), Termbase())
    add_drafts(tmp_path, LIBRARY, load(tmp_path), Termbase(), DRAFTS)
    return tmp_path


def load(root: Path) -> Catalog:
    catalog, found = load_catalog(root, sample.FRENCH)
    assert found == []
    return catalog


def states(root: Path) -> dict[str, State]:
    interface = translate(LIBRARY, sample.FRENCH, load(root))[0].interface
    return {name: interface[name].state for name in ("search", "go", "stop")}


def everyone(state: State) -> dict[str, State]:
    return dict.fromkeys(("search", "go", "stop"), state)


def returned(root: Path, texts: dict[str, str], *ticked: str, by: str = "A Person") -> Drafted:
    return add_drafts(root, LIBRARY, load(root), Termbase(), texts, by, frozenset(ticked))


def po(root: Path) -> Path:
    return root / "translations/fr/interface.po"


def without_flags(root: Path) -> None:
    held = polib.pofile(str(po(root)))
    for each in held:
        each.flags = []
    held.save()


def rewritten(change: Callable[[str], str]) -> Callable[[Path], None]:
    def attack(root: Path) -> None:
        po(root).write_text(change(po(root).read_text("utf-8")), "utf-8")

    return attack


ATTACKS = {
    "msgattrib --clear-fuzzy": without_flags,
    "every mark": rewritten(lambda text: text.replace("#, fuzzy\n", "").replace("# origin: machine\n", "")),
    "another origin": rewritten(lambda text: text.replace("#, fuzzy\n", "").replace("machine", "human")),
    "nobody's name": rewritten(lambda text: text.replace("#, fuzzy\n", "").replace("origin: machine", "translator: ")),
    "a name for the file": rewritten(
        lambda text: text.replace("#, fuzzy\n", "").replace("\n\n", '\n"Last-Translator: A. Person\\n"\n\n', 1)
    ),
    "a full stop on each": rewritten(
        lambda text: re.sub(r'msgstr "(.+)(?<!n)"', r'msgstr "\1 ."', text.replace("#, fuzzy\n", ""))
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_marks_taken_away_in_bulk_make_nobody_the_author(root: Path, attack: str) -> None:
    ATTACKS[attack](root)
    assert states(root) == everyone(State.MACHINE)
    [found] = [each for each in check_catalog(LIBRARY, load(root), Termbase()) if each.code == "TRANS006"]
    assert (found.severity, found.position.file, "2 more" in found.message) == (Severity.ERROR, po(root), True)
    assert SEARCH in found.message and "# translator: NAME" in found.help
    sync(root, LIBRARY, load(root), Termbase())
    assert states(root) == everyone(State.MACHINE), "a sync settles nothing that a person has to"
    refused = add_reviews(root, LIBRARY, load(root), "Reviewer One", "2026-11-22", dict.fromkeys(DRAFTS, ""))
    assert (refused.added, len(refused.diagnostics)) == (0, 3)
    assert set(untranslated(LIBRARY, load(root), Termbase(), unchecked=True)) >= set(DRAFTS), "they are sent out again"


def test_a_text_that_was_changed_or_names_a_person_is_a_persons(root: Path) -> None:
    rewritten(lambda text: text.replace("#, fuzzy\n", "").replace("Continuer", "Poursuivre", 1))(root)
    rewritten(lambda text: text.replace("# origin: machine\n", "# translator: A Person\n", 1))(root)
    wanted = {"search": State.HUMAN, "go": State.HUMAN, "stop": State.MACHINE}
    assert states(root) == wanted
    sync(root, LIBRARY, load(root), Termbase())
    assert states(root) == wanted
    assert sync(root, LIBRARY, load(root), Termbase()).files == ()


def test_of_a_returned_file_only_rows_that_changed_or_were_ticked_are_a_persons(root: Path) -> None:
    taken = returned(root, DRAFTS | {GO: "Poursuivre"}, STOP)
    assert (taken.added, taken.left, taken.diagnostics) == (2, 1, [])
    assert states(root) == {"search": State.MACHINE, "go": State.HUMAN, "stop": State.HUMAN}
    entries = load(root).active
    assert [entries[key].translators for key in DRAFTS] == [(), ("A Person",), ("A Person",)]
    assert (entries[SEARCH].fuzzy, entries[SEARCH].machine) == (True, True)
    assert not any(each.code == "TRANS006" for each in check_catalog(LIBRARY, load(root), Termbase()))


def test_the_same_words_with_other_signs_are_no_change(root: Path) -> None:
    taken = returned(root, {SEARCH: " CHERCHER.", GO: "Continuer\u00a0!", STOP: "Arrêtez-vous ici"})
    assert (taken.added, taken.left) == (0, 3)
    assert states(root) == everyone(State.MACHINE)
    assert load(root).active[GO].text == "Continuer\u00a0!", "but a sign that was put right is kept"


def test_an_older_draft_sent_back_is_still_the_machines(root: Path) -> None:
    rewritten(lambda text: text.replace('"Continuer"', '""'))(root)
    add_drafts(root, LIBRARY, load(root), Termbase(), {GO: "Aller plus loin"})
    assert returned(root, DRAFTS).left == 3
    assert load(root).active[GO].text == "Aller plus loin"


def test_a_new_draft_takes_the_name_of_who_checked_the_old_one_away(root: Path) -> None:
    returned(root, DRAFTS, *DRAFTS)
    changed = sample.library(search="Find", go="Go on", stop="Stop here")
    sync(root, changed, load(root), Termbase())
    add_drafts(root, changed, load(root), Termbase(), {SEARCH: "Trouver"})
    assert load(root).active[SEARCH].translators == ()


def test_fingerprints_are_never_lost(root: Path) -> None:
    file = root / "translations/fr/machine.tsv"
    before = file.read_text("utf-8")
    returned(root, DRAFTS | {GO: "Poursuivre"}, *DRAFTS)
    assert file.read_text("utf-8") == before
    file.write_text("<<<<<<< HEAD\n" + before, "utf-8")
    catalog, [found] = load_catalog(root, sample.FRENCH)
    assert (found.code, found.position.line) == ("MACHINE001", 1)
    sync(root, LIBRARY, catalog, Termbase())
    assert file.read_text("utf-8") == before


def test_without_fingerprints_the_origin_counts(root: Path) -> None:
    (root / "translations/fr/machine.tsv").unlink()
    without_flags(root)
    assert states(root) == everyone(State.MACHINE)

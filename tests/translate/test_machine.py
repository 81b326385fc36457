"""What a machine wrote stays a machine's until a person is named for that very text, whatever happens to its marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from generator.catalog.entries import Catalog, Termbase, digest, machine_digest, signature
from generator.diagnostics import Severity
from generator.library.library import Library
from generator.library.text import State
from generator.load.catalogs import load_catalog
from generator.translate.apply import translate
from generator.translate.check import check_catalog
from generator.translate.extract import units
from generator.translate.receive import Fate, Judged
from generator.translate.review import add_reviews
from generator.translate.sync import sync
from generator.translate.waiting import untranslated
from tests.translate import sample
from tests.translate.sample import take_in, taken

LIBRARY = sample.library(search="Search", go="Go on", stop="Stop here")
SEARCH, GO, STOP = (f"interface#{name}.text" for name in ("search", "go", "stop"))
DRAFTS = {SEARCH: "Chercher", GO: "Continuer", STOP: "Arrêtez-vous ici"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    sync(tmp_path, LIBRARY, Catalog(sample.FRENCH), Termbase())
    take_in(tmp_path, LIBRARY, DRAFTS)
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


def returned(root: Path, texts: dict[str, str], *ticked: str, by: str = "A Person") -> list[Judged]:
    return take_in(root, LIBRARY, texts, by, ticked)


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


def sent_back(root: Path, by: str, ticked_by: str = "") -> None:
    """What `send` says of each text, or another person's tick, stands there as this person's tick."""
    held = polib.pofile(str(po(root)))
    for each in held:
        words = each.msgctxt or "", each.msgid, each.msgstr
        each.flags, each.comment = [], by + (signature(ticked_by, *words) if ticked_by else digest(*words))
    held.save()


ATTACKS = {
    "msgattrib --clear-fuzzy": without_flags,
    "every mark": rewritten(lambda text: text.replace("#, fuzzy\n", "").replace("# origin: machine\n", "")),
    "another origin": rewritten(lambda text: text.replace("#, fuzzy\n", "").replace("machine", "human")),
    "nobody's name": rewritten(lambda text: text.replace("#, fuzzy\n", "").replace("origin: machine", "translator: ")),
    "somebody's name": rewritten(
        lambda text: text.replace("#, fuzzy\n", "").replace("origin: machine", "translator: A. Person")
    ),
    "somebody's name and a fingerprint": rewritten(
        lambda text: text.replace("#, fuzzy\n", "").replace("origin: machine", f"translator: A. Person {'0' * 16}")
    ),
    "somebody's name and the fingerprint that was sent": lambda root: sent_back(root, "translator: A Person "),
    "somebody's name and another's fingerprint": lambda root: sent_back(root, "translator: A Person ", "B Person"),
    "a sign that nobody sees on each": rewritten(
        lambda text: re.sub(r'msgstr "(.+)(?<!n)"', 'msgstr "\\1\u200c"', text.replace("#, fuzzy\n", ""))
    ),
    "a longer stroke in each": rewritten(
        lambda text: re.sub(r'msgstr "(.)(.+)(?<!n)"', 'msgstr "\\1\u0640\\2"', text.replace("#, fuzzy\n", ""))
    ),
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
    assert SEARCH in found.message and "`receive --by NAME`" in found.help
    sync(root, LIBRARY, load(root), Termbase())
    assert states(root) == everyone(State.MACHINE), "a sync settles nothing that a person has to"
    refused = add_reviews(root, LIBRARY, load(root), "Reviewer One", "2026-11-22", dict.fromkeys(DRAFTS, ""))
    assert (refused.added, len(refused.diagnostics)) == (0, 3)
    assert set(untranslated(LIBRARY, load(root), unchecked=True)) >= set(DRAFTS), "they are sent out again"


def test_a_text_that_was_changed_is_a_persons(root: Path) -> None:
    rewritten(lambda text: text.replace("#, fuzzy\n", "").replace("Continuer", "Poursuivre", 1))(root)
    wanted = {"search": State.MACHINE, "go": State.HUMAN, "stop": State.MACHINE}
    assert states(root) == wanted
    sync(root, LIBRARY, load(root), Termbase())
    assert states(root) == wanted
    assert sync(root, LIBRARY, load(root), Termbase()).files == ()


def test_of_a_returned_file_only_rows_that_changed_or_were_ticked_are_a_persons(root: Path) -> None:
    fates = [each.fate for each in returned(root, DRAFTS | {GO: "Poursuivre"}, STOP)]
    assert fates == [Fate.SAME, Fate.TAKEN, Fate.TAKEN]
    assert states(root) == {"search": State.MACHINE, "go": State.HUMAN, "stop": State.HUMAN}
    entries = load(root).active
    assert [entries[key].translators for key in DRAFTS] == [(), ("A Person",), ("A Person",)]
    assert (entries[SEARCH].fuzzy, entries[SEARCH].machine) == (True, True)
    assert not any(each.code == "TRANS006" for each in check_catalog(LIBRARY, load(root), Termbase()))


def test_the_same_words_with_other_signs_are_no_change(root: Path) -> None:
    assert taken(returned(root, {SEARCH: " CHERCHER.", GO: "Continuer\u00a0!", STOP: "Arrêtez-vous ici"})) == 0
    assert states(root) == everyone(State.MACHINE)
    assert load(root).active[GO].text == "Continuer\u00a0!", "but a sign that was put right is kept"


def test_an_older_draft_sent_back_is_still_the_machines(root: Path) -> None:
    rewritten(lambda text: text.replace('"Continuer"', '""'))(root)
    take_in(root, LIBRARY, {GO: "Aller plus loin"})
    assert taken(returned(root, DRAFTS)) == 0
    assert load(root).active[GO].text == "Aller plus loin"


def test_a_new_draft_takes_the_name_of_who_checked_the_old_one_away(root: Path) -> None:
    returned(root, DRAFTS, *DRAFTS)
    changed = sample.library(search="Find", go="Go on", stop="Stop here")
    sync(root, changed, load(root), Termbase())
    take_in(root, changed, {SEARCH: "Trouver"})
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


CHANGED = sample.library(search="Find", go="Go on now", stop="Stop here")


def standing(root: Path, library: Library = CHANGED) -> dict[str, State]:
    interface = translate(library, sample.FRENCH, load(root))[0].interface
    return {name: interface[name].state for name in ("search", "go", "stop")}


@pytest.fixture
def stale(root: Path) -> Path:
    """A person's three translations, of which two are behind the English."""
    returned(root, {SEARCH: "Chercher", GO: "Poursuivre", STOP: "Arrêtez-vous là"}, SEARCH)
    sync(root, LIBRARY, load(root), Termbase())
    sync(root, CHANGED, load(root), Termbase())
    assert standing(root) == OLD
    return root


OLD = {"search": State.STALE, "go": State.STALE, "stop": State.HUMAN}


def plain(text: str) -> str:
    """The file without the mark and the English that a stale text was made from."""
    return re.sub(r"#\| .*\n", "", text.replace("#, fuzzy\n", ""))


def in_every_entry(change: Callable[[polib.POEntry], None]) -> Callable[[Path], None]:
    def attack(root: Path) -> None:
        for file in (root / "translations/fr").rglob("*.po"):
            held = polib.pofile(str(file))
            for each in held:
                change(each)
            held.save()

    return attack


def cleared(entry: polib.POEntry) -> None:
    entry.flags, entry.previous_msgid = [], None


def signed(entry: polib.POEntry) -> None:
    cleared(entry)
    entry.comment = "translator: A Person"


def with_a_stop(entry: polib.POEntry) -> None:
    cleared(entry)
    entry.msgstr = entry.msgstr and f"{entry.msgstr} ."


FRESHENERS = {
    "flags": rewritten(lambda text: text.replace("#, fuzzy\n", "")),
    "flags and old English": in_every_entry(cleared),
    "a name on each": in_every_entry(signed),
    "a full stop on each": in_every_entry(with_a_stop),
    "old English alone": rewritten(lambda text: re.sub(r"#\| .*\n", "", text)),
}


@pytest.mark.parametrize("attack", FRESHENERS)
def test_a_stale_text_stays_stale_whatever_is_cleared_in_bulk(stale: Path, attack: str) -> None:
    FRESHENERS[attack](stale)
    assert {standing(stale)[name] for name in ("search", "go")} == {State.STALE}
    sync(stale, CHANGED, load(stale), Termbase())
    assert {standing(stale)[name] for name in ("search", "go")} == {State.STALE}, "nor does a sync make it fresh"
    refused = add_reviews(stale, CHANGED, load(stale), "Reviewer One", "2026-11-22", {SEARCH: "", GO: ""})
    assert refused.added == 0
    assert {SEARCH, GO} <= set(untranslated(CHANGED, load(stale), unchecked=True)), "they are sent out again"


def test_one_finding_a_file_names_the_texts_that_lost_their_mark(stale: Path) -> None:
    in_every_entry(cleared)(stale)
    [found] = [each for each in check_catalog(CHANGED, load(stale), Termbase()) if each.code == "TRANS008"]
    assert (found.severity, found.position.file, "1 more" in found.message) == (Severity.ERROR, po(stale), True)
    assert "receive --by" in found.help


def test_english_and_msgid_changed_in_one_go_make_nothing_fresh(root: Path) -> None:
    returned(root, DRAFTS, *DRAFTS)
    looking = sample.library(search="Look for", go="Go on", stop="Stop here")
    for old, new, library in (("Search", "Find", CHANGED), ("Find", "Look for", looking)):
        po(root).write_text(po(root).read_text("utf-8").replace(f'msgid "{old}"', f'msgid "{new}"'), "utf-8")
        assert standing(root, library)["search"] is State.STALE
        sync(root, library, load(root), Termbase())
        assert standing(root, library)["search"] is State.STALE


def test_a_stale_text_is_a_persons_again_when_it_is_changed_or_ticked(stale: Path) -> None:
    in_every_entry(cleared)(stale)
    assert taken(take_in(stale, CHANGED, {SEARCH: "Trouver", GO: "Poursuivre"}, "A Person")) == 1
    assert standing(stale) == OLD | {"search": State.HUMAN}
    texts = {GO: "Poursuivre"}
    assert taken(take_in(stale, CHANGED, texts, "A Person", texts)) == 1
    for _ in range(2):
        assert standing(stale) == dict.fromkeys(OLD, State.HUMAN)
        sync(stale, CHANGED, load(stale), Termbase())
    rewritten(lambda text: text.replace("# translator", "# was"))(stale)
    assert standing(stale)["go"] is State.STALE, "nobody stands above it any more who found it right"


@pytest.mark.parametrize("name", ["", "# translator: A Person\n", "# translator: A Person 0123456789abcdef\n"])
def test_a_forged_line_that_words_were_made_from_the_new_english_is_not_believed(stale: Path, name: str) -> None:
    """Whoever can write the file of fingerprints can claim so; the words are a person's when one stands above them."""
    rewritten(plain)(stale)
    rewritten(lambda text: text.replace('msgctxt "interface#go', f'{name}msgctxt "interface#go'))(stale)
    remembered = stale / "translations/fr/made-from.tsv"
    (new,) = (unit.text for unit in units(CHANGED) if unit.key == GO)
    line = f"{machine_digest(GO, 'Poursuivre')}\t{digest(new)}\n"
    assert line not in remembered.read_text("utf-8")
    remembered.write_text(remembered.read_text("utf-8") + line, "utf-8")
    assert standing(stale)["go"] is State.STALE
    found = [each for each in check_catalog(CHANGED, load(stale), Termbase()) if each.code == "TRANS008"]
    assert len(found) == 1
    sync(stale, CHANGED, load(stale), Termbase())
    assert standing(stale)["go"] is State.STALE


def test_who_mends_a_text_before_its_mark_is_not_held_to_the_old_english(stale: Path) -> None:
    rewritten(lambda text: text.replace('"Poursuivre"', '"Poursuivre maintenant"'))(stale)
    sync(stale, CHANGED, load(stale), Termbase())
    assert standing(stale) == OLD, "the mark still stands"
    rewritten(plain)(stale)
    assert standing(stale) == OLD | {"go": State.HUMAN}


def test_the_old_english_makes_a_text_fresh_when_it_comes_back(stale: Path) -> None:
    in_every_entry(cleared)(stale)
    sync(stale, CHANGED, load(stale), Termbase())
    again = sync(stale, LIBRARY, load(stale), Termbase())
    assert again.skipped == ()
    rewritten(plain)(stale)
    assert standing(stale, LIBRARY) == dict.fromkeys(OLD, State.HUMAN)


@pytest.mark.parametrize("attack", ["every mark", "msgattrib --clear-fuzzy"])
def test_marks_cleared_before_a_text_moves_make_nobody_the_author(root: Path, attack: str) -> None:
    ATTACKS[attack](root)
    moved = sample.library(find="Search", go="Go on", stop="Stop here")
    sync(root, moved, load(root), Termbase())
    assert translate(moved, sample.FRENCH, load(root))[0].interface["find"].state is State.MISSING
    assert load(root).obsolete[SEARCH].text == "Chercher", "what has no source is kept"


def test_a_machine_draft_that_was_made_again_for_the_new_english_is_a_draft(root: Path) -> None:
    sync(root, CHANGED, load(root), Termbase())
    in_every_entry(cleared)(root)
    assert standing(root)["search"] is State.STALE
    rewritten(lambda text: text.replace('msgctxt "interface#search', '#, fuzzy\nmsgctxt "interface#search'))(root)
    assert taken(take_in(root, CHANGED, {SEARCH: "Chercher"})) == 0
    assert taken(take_in(root, CHANGED, {SEARCH: "Chercher"}, newer=True)) == 1
    assert standing(root)["search"] is State.MACHINE

"""An edit of letters stales nothing; one of facts is refused, however small it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.catalog.entries import Catalog, Termbase
from generator.library.library import Library
from generator.library.text import State
from generator.load.catalogs import load_catalog, load_editorial
from generator.translate.apply import translate
from generator.translate.check import check_catalog
from generator.translate.editorial import Edited, change_of_meaning, forged, record
from generator.translate.review import add_reviews
from generator.translate.sync import sync
from tests.translate import sample

KEY = "interface#ask.text"
KNOWN = frozenset({
    "people", "consent", "content", "data", "legal", "safe", "person", "affect", "effect", "form", "from", "organise",
    "the", "employees",
})  # fmt: skip


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Ask peple before you collect data.", "Ask people before you collect data."),
        ("Organise it, and recognise colours.", "Organize it, and recognize colors."),
        ("Ask a person.", "Ask the person."),
        ("Write down, what people say.", "Write down what people say."),
        ("Use e-mail.", "Use email."),
        ("Say “yes”.", 'Say "yes".'),
        ("Teh office counts {number} people.", "The office counts {number} people."),
        ("It doesn't help.", "It doesn’t help."),
    ],
)
def test_letters(before: str, now: str) -> None:
    assert change_of_meaning(before, now, KNOWN) == ""


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Keep it for 3 months.", "Keep it for 4 months."),
        ("Keep 1,5 litres.", "Keep 15 litres."),
        ("Keep it for three months.", "Keep it for four months."),
        ("You may refuse.", "You must refuse."),
        ("You can refuse.", "You can not refuse."),
        ("You can refuse.", "You can't refuse."),
        ("Share it.", "Never share it."),
        ("Ask all people.", "Ask people."),
        ("Names and places.", "Names or places."),
        ("Ask before you share.", "Ask after you share."),
        ("Ask Statistics Denmark.", "Ask Statistics Norway."),
        ("Give consent.", "Give content."),
        ("It is legal.", "It is illegal."),
        ("It is safe.", "It is unsafe."),
        ("This does affect people.", "This does effect people."),
        ("Ask a person.", "Ask persons."),
        ("Collect data.", "Delete data."),
        ("Ask people.", "Ask people today."),
        ("Do you agree?", "Do you agree."),
        ("Read [this](page:a).", "Read [this](page:b)."),
        ("Write {name}.", "Write {place}."),
        ("Keep {name}.", "Keep."),
        ("Take the form.", "Take the from."),
        ("Keep it 5 days.", "Keep it ５ days."),
        ("You can refuse.", "You can\u200bnot refuse."),
        ("You may refuse.", "You m\u0430y refuse."),
        ("Do not share it.", "Do n\u03bft share it."),
        ("A binding rule.", "A non\u2011binding rule."),
        ("Pay €5.", "Pay $5."),
        ("Show it if ≥ 10.", "Show it if ≤ 10."),
        ("Hide 5 % of them.", "Hide 5 of them."),
        ("It is -5 degrees.", "It is 5 degrees."),
        ("No, data are shared.", "No data are shared."),
        ("Ask thirteen people.", "Ask thirty people."),
        ("Plant 10 m.", "Plant 10² m."),
        ("Ask the employer.", "Ask the employee."),
        ("Look for causal links.", "Look for casual links."),
        ("Prescribe it.", "Proscribe it."),
        ("Tuesday is the day.", "Thursday is the day."),
    ],
)
def test_facts(before: str, now: str) -> None:
    assert change_of_meaning(before, now, KNOWN) and change_of_meaning(now, before, KNOWN)


def library(words: str) -> Library:
    return sample.library(ask=words, go="Go on")


OLD = library("Ask peple first, then coutn.")
NEW = library("Ask people first, then coutn.")
THIRD = library("Ask people first, then count.")


def load(root: Path) -> Catalog:
    catalog, found = load_catalog(root, sample.FRENCH)
    assert found == []
    return catalog


def state(root: Path, of: Library) -> State:
    return translate(of, sample.FRENCH, load(root))[0].interface["ask"].state


def edited(root: Path, of: Library) -> Edited:
    return record(root, of, [load(root)], [KEY])


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    """A machine's draft that a person has ticked and another one has reviewed."""
    sync(tmp_path, OLD, Catalog(sample.FRENCH), Termbase())
    words = {KEY: "Demandez d’abord aux gens, puis comptez."}
    sample.take_in(tmp_path, OLD, words)
    sample.take_in(tmp_path, OLD, words, "A Person", words)
    sync(tmp_path, OLD, load(tmp_path), Termbase())
    read = {KEY: load(tmp_path).active[KEY].digest}
    assert add_reviews(tmp_path, OLD, load(tmp_path), "Reviewer One", "2026-11-22", read).added == 1
    assert state(tmp_path, OLD) is State.REVIEWED
    return tmp_path


@pytest.mark.parametrize("synced", [False, True])
def test_an_editorial_change_stales_nothing_and_keeps_the_review(reviewed: Path, synced: bool) -> None:
    for now in (NEW, THIRD):
        if synced:
            sync(reviewed, now, load(reviewed), Termbase())
        assert state(reviewed, now) is State.STALE
        done = edited(reviewed, now)
        assert (len(done.recorded), done.diagnostics) == (1, [])
        if not synced:  # a sync has marked the text, and the next one takes the mark away
            assert state(reviewed, now) is State.REVIEWED
        sync(reviewed, now, load(reviewed), Termbase())
        assert state(reviewed, now) is State.REVIEWED
        entry = load(reviewed).active[KEY]
        assert (entry.previous, entry.fuzzy, entry.source) == ("", False, now.interface["ask"].value)
        assert not [
            each for each in check_catalog(now, load(reviewed), Termbase()) if each.code[:5] in ("TRANS", "REVIE")
        ]
        assert sync(reviewed, now, load(reviewed), Termbase()).files == ()
    assert (
        list(load_editorial(reviewed)[0]) == [KEY] and list(forged(reviewed, THIRD, load_editorial(reviewed)[0])) == []
    )


def test_a_later_change_of_facts_stales_it_as_ever(reviewed: Path) -> None:
    edited(reviewed, NEW)
    sync(reviewed, NEW, load(reviewed), Termbase())
    other = library("Never ask people first, then coutn.")
    sync(reviewed, other, load(reviewed), Termbase())
    assert state(reviewed, other) is State.STALE
    refused = edited(reviewed, other)
    assert refused.recorded == () and [each.code for each in refused.diagnostics] == ["EDIT003"]
    assert "no, may, must" in refused.diagnostics[0].message and state(reviewed, other) is State.STALE


def test_a_record_of_another_change_helps_nothing_and_is_named(reviewed: Path) -> None:
    other = library("Never ask peple first, then coutn.")
    pairs = [(OLD, other)]
    rows = "".join(f"{KEY}\t{a.interface['ask'].value}\t{b.interface['ask'].value}\n" for a, b in pairs)
    (reviewed / "translations/editorial.tsv").write_text(rows, "utf-8")
    assert [each.code for each in forged(reviewed, THIRD, load_editorial(reviewed)[0])] == ["EDIT003"]
    (reviewed / "translations/editorial.tsv").write_text("a\tb\n", "utf-8")
    [found] = load_catalog(reviewed, sample.FRENCH)[1]
    assert (found.code, found.position.line) == ("EDIT001", 1)


def test_what_is_up_to_date_or_unknown_is_said(reviewed: Path) -> None:
    assert [each.code for each in edited(reviewed, OLD).diagnostics] == ["EDIT002"]
    nothing = record(reviewed, OLD, [load(reviewed)], ["interface#no-such.text"])
    assert [each.code for each in nothing.diagnostics] == ["EDIT002"]
    assert not (reviewed / "translations/editorial.tsv").exists()

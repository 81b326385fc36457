"""PO files follow the English by key, lose nothing, and settle at once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.catalog.entries import Catalog, Rendering, Termbase, TermConcept
from generator.diagnostics import Severity
from generator.library.library import Library
from generator.library.people import same_person
from generator.load.catalogs import load_catalog
from generator.load.source_lock import load_lock
from generator.translate.extract import units
from generator.translate.sync import lock_source, sync
from tests.conftest import examples
from tests.translate import sample

TERMS = Termbase(
    terms=(
        TermConcept(
            id="citizen-data", term="citizen data", note="by citizens",
            in_language={"fr": Rendering(preferred="données citoyennes", stems=("donn citoyen",))},
        ),
    )
)  # fmt: skip


def load(root: Path) -> Catalog:
    catalog, found = load_catalog(root, sample.FRENCH)
    assert found == []
    return catalog


def synced(root: Path, library: Library) -> Catalog:
    sync(root, library, load(root), TERMS)
    return load(root)


def edit(root: Path, file: str, change: Callable[[str], str]) -> None:
    path = root / "translations/fr" / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def translate_all(root: Path, library: Library) -> None:
    for path in sorted((root / "translations/fr").rglob("*.po")):
        held = polib.pofile(str(path))
        for each in held:
            each.msgstr = f"FR {each.msgid}"
        held.save()
    sync(root, library, load(root), TERMS)


def test_every_unit_stands_once_in_its_file_in_source_order(tmp_path: Path) -> None:
    library = sample.library()
    catalog = synced(tmp_path, library)
    wanted = units(library)
    assert [(entry.key, entry.source, entry.text) for entry in catalog.active.values()] != []
    for name, file in catalog.files.items():
        assert [entry.key for entry in file.entries] == [unit.key for unit in wanted if unit.catalogue == name]
    assert len(catalog.active) == len(wanted)
    assert {"interface", "content/index", "documents/consent", "content/checklists/design"} <= set(catalog.files)


def test_an_entry_tells_its_translator_what_to_know(tmp_path: Path) -> None:
    synced(tmp_path, sample.library())
    text = (tmp_path / "translations/fr/documents/consent.po").read_text(encoding="utf-8")
    assert (
        "#. Critical: change nothing.\n"
        "#. Keep it as free of pressure as the English.\n"
        "#. Keep as it is: {organisation}\n"
        "#. {organisation} stands for: Name of the organisation\n"
        "#. Keep as it is: {days}\n"
        "#. {days} stands for: Number of days\n"
        "#: templates/documents/consent.yaml\n"
        'msgctxt "documents/consent#key.voluntary.text"\n'
        'msgid "You may **refuse**. {organisation} will not ask why within {days} days."\n'
        'msgstr ""\n'
    ) in text
    page = (tmp_path / "translations/fr/content/index.po").read_text(encoding="utf-8")
    assert "#. Agreed term: citizen data = données citoyennes (by citizens)\n" in page
    assert "#: content/index.md\n" in page
    assert "POT-Creation-Date" not in page


def test_other_tools_read_the_same_entries(tmp_path: Path) -> None:
    library = sample.library(quote='Say "yes" or \\ no', search="Search")
    catalog = synced(tmp_path, library)
    for name, file in catalog.files.items():
        held = polib.pofile(str(tmp_path / f"translations/fr/{name}.po"), check_for_duplicates=True)
        assert [(each.msgctxt, each.msgid) for each in held] == [(entry.key, entry.source) for entry in file.entries]
        assert held.metadata["Language"] == "fr"


def test_a_file_that_another_tool_wrapped_comes_back_canonical(tmp_path: Path) -> None:
    library = sample.library()
    synced(tmp_path, library)
    path = tmp_path / "translations/fr/content/index.po"
    before = path.read_text(encoding="utf-8")
    held = polib.pofile(str(path), wrapwidth=40)
    held.metadata |= {
        "PO-Revision-Date": "2026-11-22 10:00+0000",
        "X-Generator": "Poedit",
        "Last-Translator": "A. Person",
    }
    held.save()
    assert path.read_text(encoding="utf-8") != before
    synced(tmp_path, library)
    assert path.read_text(encoding="utf-8") == before.replace("\n\n", '\n"Last-Translator: A. Person\\n"\n\n', 1)


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    library = sample.library()
    synced(tmp_path, library)
    translate_all(tmp_path, library)
    changed = sample.library(sample.PAGE.replace("Then wait", "Then wait and see").replace("Ask people first.", ""))
    sync(tmp_path, changed, load(tmp_path), TERMS)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.po")}
    report = sync(tmp_path, changed, load(tmp_path), TERMS)
    assert report.files == ()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.po")} == before


def test_a_changed_text_becomes_fuzzy_and_remembers_what_it_was(tmp_path: Path) -> None:
    synced(tmp_path, sample.library(search="Search", go="Go"))
    edit(
        tmp_path,
        "interface.po",
        lambda text: text.replace('msgid "Search"\nmsgstr ""', 'msgid "Search"\nmsgstr "Chercher"'),
    )
    entry = synced(tmp_path, sample.library(search="Find", go="Go")).active["interface#search.text"]
    assert (entry.source, entry.text, entry.previous, entry.fuzzy) == ("Find", "Chercher", "Search", True)
    entry = synced(tmp_path, sample.library(search="Look", go="Go")).active["interface#search.text"]
    assert entry.previous == "Search", "the text that the translation was made from, not the one in between"
    entry = synced(tmp_path, sample.library(search="Search", go="Go")).active["interface#search.text"]
    assert (entry.previous, entry.fuzzy, entry.text) == ("", False, "Chercher")


def test_a_stale_text_says_since_when_until_it_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced(tmp_path, sample.library())
    translate_all(tmp_path, sample.library())
    key = "interface#search.text"

    def changed(day: int, words: str) -> str:
        class Clock(datetime.datetime):
            @classmethod
            def now(cls, tz: datetime.tzinfo | None = None) -> Clock:
                return cls(2026, 11, day, tzinfo=tz)

        monkeypatch.setattr("generator.translate.sync.datetime.datetime", Clock)
        return synced(tmp_path, sample.library(search=words)).active[key].stale_since

    assert changed(1, "Search") == ""
    assert changed(2, "Search everything") == "2026-11-02"
    assert changed(3, "Search everything") == "2026-11-02", "a later run on the same English writes nothing"
    assert changed(4, "Search all of it") == "2026-11-02", "it has been behind since the first change"
    assert changed(5, "Search") == "", "it is again what it was made from"
    assert changed(6, "Search anything") == "2026-11-06"
    edit(
        tmp_path, "interface.po", lambda text: re.sub(r"#, fuzzy\n#\| .*\n", "", text).replace("FR Search", "Cherchez")
    )
    assert changed(7, "Search anything") == "", "a person has made it anew"
    assert "out of date" not in (tmp_path / "translations/fr/interface.po").read_text("utf-8")


def test_an_editorial_change_keeps_the_translation(tmp_path: Path) -> None:
    synced(tmp_path, sample.library(search="Serach"))
    edit(tmp_path, "interface.po", lambda text: text.replace('"Serach"\nmsgstr ""', '"Serach"\nmsgstr "Chercher"'))
    key = "interface#search.text"
    sync(tmp_path, sample.library(search="Search"), load(tmp_path), TERMS, frozenset({key}))
    entry = load(tmp_path).active[key]
    assert (entry.source, entry.text, entry.fuzzy, entry.previous) == ("Search", "Chercher", False, "")


def test_a_moved_key_takes_its_translation_along(tmp_path: Path) -> None:
    synced(tmp_path, sample.library(old="Search the site", other="Go"))
    edit(tmp_path, "interface.po", lambda text: text.replace('site"\nmsgstr ""', 'site"\nmsgstr "Chercher"'))
    report = sync(tmp_path, sample.library(new="Search the site", other="Go"), load(tmp_path), TERMS)
    entry = load(tmp_path).active["interface#new.text"]
    assert (entry.text, entry.fuzzy, report.moved, report.obsolete) == ("Chercher", False, 1, 0)


def test_a_removed_text_is_kept_as_obsolete_and_comes_back(tmp_path: Path) -> None:
    synced(tmp_path, sample.library(search="Search", go="Go"))
    edit(tmp_path, "interface.po", lambda text: text.replace('"Search"\nmsgstr ""', '"Search"\nmsgstr "Chercher"'))
    catalog = synced(tmp_path, sample.library(go="Go"))
    assert catalog.obsolete["interface#search.text"].text == "Chercher"
    assert (tmp_path / "translations/fr/interface.po").read_text(encoding="utf-8").endswith('#~ msgstr "Chercher"\n')
    assert sync(tmp_path, sample.library(go="Go"), catalog, TERMS).files == ()
    entry = synced(tmp_path, sample.library(search="Search", go="Go")).active["interface#search.text"]
    assert (entry.text, entry.fuzzy) == ("Chercher", False)


def test_a_whole_catalogue_that_went_away_keeps_its_translations(tmp_path: Path) -> None:
    library = sample.library()
    synced(tmp_path, library)
    translate_all(tmp_path, library)
    smaller = replace(library, checklists=())
    catalog = synced(tmp_path, smaller)
    assert catalog.obsolete["content/checklists/design#people.ask.action"].text == "FR Ask the community."
    assert (
        synced(tmp_path, library).active["content/checklists/design#people.ask.action"].text == "FR Ask the community."
    )


def test_an_untranslated_catalogue_that_went_away_leaves_no_file(tmp_path: Path) -> None:
    library = sample.library()
    synced(tmp_path, library)
    synced(tmp_path, replace(library, checklists=()))
    assert not (tmp_path / "translations/fr/content/checklists/design.po").exists()


def test_a_broken_file_is_left_alone(tmp_path: Path) -> None:
    library = sample.library()
    synced(tmp_path, library)
    path = tmp_path / "translations/fr/interface.po"
    path.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    catalog, found = load_catalog(tmp_path, sample.FRENCH)
    report = sync(tmp_path, library, catalog, TERMS)
    assert found[0].position.line == 1
    assert report.skipped == ("interface",)
    assert path.read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


def test_a_changed_paragraph_of_a_page_keeps_its_id_and_goes_stale(tmp_path: Path) -> None:
    library = sample.library()
    synced(tmp_path, library)
    lock_source(tmp_path, library)
    translate_all(tmp_path, library)
    lock, found = load_lock(tmp_path)
    assert found == []
    text = sample.PAGE.replace("Then wait.", "Then wait for an answer.").replace(
        "## First part", "A new paragraph.\n\n## First part"
    )
    changed = sample.library(text, lock)
    catalog = synced(tmp_path, changed)
    by_text = {block.text.value: catalog.active[block.text.key] for block in changed.pages[0].blocks}
    assert by_text["A new paragraph."].text == ""
    assert by_text["First part"].text == "FR First part"
    assert by_text["Nothing is decided without you."].fuzzy is False
    stale = by_text["Then wait for an answer."]
    assert (stale.text, stale.previous, stale.fuzzy) == ("FR Then wait.", "Then wait.", True)


def test_the_lock_is_small_settles_and_is_read_back(tmp_path: Path) -> None:
    library = sample.library()
    assert lock_source(tmp_path, library) is True
    assert lock_source(tmp_path, library) is False
    lock, found = load_lock(tmp_path)
    assert found == []
    assert [block.id for block in lock.pages["index"]] == [block.id for block in library.pages[0].blocks]
    assert sample.page(lock=lock) == library.pages[0]


def test_a_damaged_lock_is_explained(tmp_path: Path) -> None:
    (tmp_path / "translations").mkdir()
    for damage in ("<<<<<<< HEAD\n", "[]", '{"pages": {"a": ["x"]}, "catalogues": {}}', "null"):
        (tmp_path / "translations/source.lock.yml").write_text(damage, encoding="utf-8")
        lock, found = load_lock(tmp_path)
        assert lock.pages == {}
        assert [each.code for each in found] == ["LOCK001"]


@pytest.mark.parametrize("origin", ["machine", "human"])
def test_the_origin_of_a_draft_survives_a_change_of_the_english(tmp_path: Path, origin: str) -> None:
    library = sample.library(search="Search")
    synced(tmp_path, library)
    if origin == "machine":
        sample.take_in(tmp_path, library, {"interface#search.text": "Chercher"})
    else:
        edit(tmp_path, "interface.po", lambda text: text.replace('"Search"\nmsgstr ""', '"Search"\nmsgstr "Chercher"'))
    synced(tmp_path, sample.library(search="Find"))
    entry = synced(tmp_path, library).active["interface#search.text"]
    assert (entry.text, entry.previous) == ("Chercher", "")
    assert (entry.machine, entry.fuzzy) == ((True, True) if origin == "machine" else (False, False))


WORDS = st.sampled_from(
    ["Search", "Find", "Go on", 'Say "yes"', "a \\ b", "{count} left", "é", "Ask people first", "x" * 200]
)
IDS = st.sampled_from(["a", "b", "c", "d", "e"])


@settings(max_examples=examples(40))
@given(versions=st.lists(st.dictionaries(IDS, WORDS, min_size=1), min_size=2, max_size=4), data=st.data())
def test_any_history_settles_and_loses_no_translation(
    versions: list[dict[str, str]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("sync")
    made: set[str] = set()
    for number, messages in enumerate(versions):
        library = sample.library(words=messages)
        catalog = synced(root, library)
        for key in data.draw(
            st.lists(st.sampled_from(sorted(each for each in catalog.active if each.startswith("interface"))))
        ):
            path = root / "translations/fr/interface.po"
            held = polib.pofile(str(path), wrapwidth=30)
            for each in held:
                if each.msgctxt == key and not each.msgstr:
                    each.msgstr = f"T{number} {key} {each.msgid}"
                    made.add(each.msgstr)
            held.save()
        synced(root, library)
        assert sync(root, library, load(root), TERMS).files == ()
        catalog = load(root)
        kept = {entry.text for entry in (*catalog.active.values(), *catalog.obsolete.values())}
        assert made <= kept


ADDRESSED: dict[str, Callable[[str], str]] = {
    "header": lambda text: text.replace('"Language: fr', '"Last-Translator: Aa <aa@example.org>\\n"\n"Language: fr'),
    "team": lambda text: text.replace('"Language: fr', '"Language-Team: <aa@example.org>\\n"\n"Language: fr'),
    "top": lambda text: f"# Aa <aa@example.org>, 2026.\n{text}",
    "comment": lambda text: text.replace("#: content", "# translator: Aa <aa@example.org>\n#: content", 1),
}


@pytest.mark.parametrize("place", ADDRESSED)
def test_addresses_are_named_and_go(tmp_path: Path, place: str) -> None:
    library = sample.library(search="Search")
    synced(tmp_path, library)
    edit(tmp_path, "interface.po", ADDRESSED[place])
    catalog, [found] = load_catalog(tmp_path, sample.FRENCH)
    assert (found.code, found.severity, found.position.file.name) == ("PO002", Severity.WARNING, "interface.po")
    assert "aa@" in found.position.file.read_text("utf-8").splitlines()[found.position.line - 1]
    sync(tmp_path, library, catalog, TERMS)
    text = (tmp_path / "translations/fr/interface.po").read_text("utf-8")
    assert "@" not in text and ("mail-" in text) is (place in ("header", "comment"))
    catalog, found_again = load_catalog(tmp_path, sample.FRENCH)
    assert found_again == []
    if place == "comment":
        entry = next(each for each in catalog.active.values() if each.translators)
        assert same_person(entry.translators[0], "aa@example.org"), "who it was is still known"


def everything(root: Path) -> set[str]:
    """All that a translator wrote, wherever it stands and whether a program can read the file or not."""
    files = (root / "translations/fr").rglob("*.po*")
    return {match for file in files for match in re.findall(r'msgstr "(FR [^"]+)"', file.read_text("utf-8"))}


def copied(root: Path, name: str) -> None:
    file = root / "translations/fr/interface.po"
    (file.parent / name).write_text(file.read_text("utf-8").replace("FR ", "FR again "), "utf-8")


@pytest.mark.parametrize(
    "name", ["interface (1).po", "old/interface.po", "Interface.po", "interface.po.bak", "gone.po"]
)
def test_a_sync_deletes_no_copy_that_holds_text(tmp_path: Path, name: str) -> None:
    library = sample.library()
    synced(tmp_path, library)
    translate_all(tmp_path, library)
    (tmp_path / "translations/fr/old").mkdir()
    copied(tmp_path, name)
    before = everything(tmp_path)
    for source in (library, sample.library(other="Other words"), library):
        catalog, found = load_catalog(tmp_path, sample.FRENCH)
        if name.endswith(".po"):
            [mistake] = found
            assert (mistake.code, mistake.severity) == ("PO001", Severity.ERROR)
            assert "into interface.po" in mistake.message and f"{name.rpartition('.')[0]}.po" in mistake.message
        sync(tmp_path, source, catalog, TERMS)
        assert everything(tmp_path) == before
    assert any(entry.text for entry in load_catalog(tmp_path, sample.FRENCH)[0].active.values())


def test_what_has_no_source_is_kept_and_comes_back(tmp_path: Path) -> None:
    library = sample.library()
    synced(tmp_path, library)
    translate_all(tmp_path, library)
    before = everything(tmp_path)
    narrow = sample.FRENCH.model_copy(update={"only": ("interface",)})
    for language in (narrow, sample.FRENCH, narrow):
        sync(tmp_path, library, load_catalog(tmp_path, language)[0], TERMS)
        assert everything(tmp_path) == before
    sync(tmp_path, library, load(tmp_path), TERMS)
    assert load(tmp_path).obsolete == {}

"""PO files and reviews are read strictly, and their mistakes named with a line."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.catalog.entries import Entry, PoFile
from generator.diagnostics import Position
from generator.library.language import Language
from generator.load import po_file
from generator.load.catalogs import load_catalog, load_po
from generator.load.po_file import parse_po
from generator.translate.po import Annotated, po_text
from tests.conftest import examples
from tests.timing import least, seconds_of

FILE = Path("translations/fr/interface.po")
FRENCH = Language(
    tag="fr",
    name="Français",
    direction="ltr",
    region="fr-FR",
    fonts=("Noto Sans",),
    plural="nplurals=2; plural=(n > 1);",
)
HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n'


def parsed(text: str) -> tuple[Entry, ...]:
    held, found = parse_po(text, "interface", FILE)
    assert held is not None, found
    return held.entries


def test_every_part_of_an_entry_is_read() -> None:
    text = (
        HEADER + "# a comment\n# origin: machine\n#. a note\n#: content/interface.yaml:3\n#, fuzzy, no-wrap\n"
        '#| msgctxt "interface#a"\n#| msgid ""\n#| "old "\n#| "text"\n'
        'msgctxt "interface#a"\nmsgid ""\n"new "\n"\\"text\\"\\\\"\nmsgstr "neuf\\tici"\n'
    )
    [entry] = parsed(text)
    assert (entry.key, entry.source, entry.text, entry.previous) == (
        "interface#a",
        'new "text"\\',
        "neuf\tici",
        "old text",
    )
    assert (entry.flags, entry.comments, entry.fuzzy, entry.machine) == (
        ("fuzzy", "no-wrap"),
        ("a comment", "origin: machine"),
        True,
        True,
    )
    assert entry.position.line == 10


def test_obsolete_entries_are_read_as_such() -> None:
    text = HEADER + '#, fuzzy\n#~| msgid "old"\n#~ msgctxt "interface#a"\n#~ msgid "a"\n#~ msgstr ""\n#~ "b"\n'
    [entry] = parsed(text)
    assert (entry.obsolete, entry.text, entry.previous, entry.fuzzy) == (True, "b", "old", True)


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ('msgctxt "interface#b"\nmsgid "x"\nmsgstr "y\n', 7, "a text is not closed by a quote"),
        ('msgctxt "interface#b"\nmsgid "x"\nmsgstr "say "y""\n', 7, "a quote stands inside the text"),
        ('msgctxt "interface#b"\nmsgid "x"\nmsgstr "y\\"\n', 7, "a quote stands inside the text"),
        ('msgctxt "interface#b"\nmsgid "x"\nmsgstr "y\\q"\n', 7, "\\q means nothing in a PO file"),
        ('msgctxt "interface#b"\nmsgid "x"\nmsgstr y\n', 7, "a text is not closed by a quote"),
        ('msgctxt "interface#b"\nmsgid "x"\n\nmsgstr "y"\n', 5, "an entry has no msgstr"),
        ('msgid "x"\nmsgstr "y"\n', 5, "an entry has no msgctxt"),
        ('msgctxt "interface#b"\nmsgid "x"\nmsgid_plural "xs"\n', 7, "plural forms are not used here"),
        ('msgctxt "interface#b"\nmsgid "x"\nmsgid "z"\n', 7, "an entry has a second msgid"),
        ('<<<<<<< HEAD\nmsgctxt "interface#b"\n', 5, "a merge conflict is still open here"),
        ('"floating"\n', 5, "quoted text stands before any msgid or msgstr"),
        ("hello\n", 5, "'hello' is not part of a PO file"),
        (
            'msgctxt "interface#b"\nmsgid "x"\nmsgstr ""\n\nmsgctxt "interface#b"\nmsgid "x"\nmsgstr ""\n',
            9,
            "the unit 'interface#b' stands here twice",
        ),
    ],
)
def test_mistakes_are_named_with_their_line(body: str, line: int, message: str) -> None:
    held, found = parse_po(HEADER + body, "interface", FILE)
    assert held is None
    assert [(each.message, each.position.line) for each in found] == [(message, line)]
    assert found[0].help


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "translations/fr/content"
    folder.mkdir(parents=True)
    (folder / "good.po").write_text(HEADER + 'msgctxt "content/good#a"\nmsgid "x"\nmsgstr "y"\n', encoding="utf-8")
    (folder / "bad.po").write_bytes(b'msgid ""\nmsgstr "\xff"\n')
    (tmp_path / "translations/fr/worse.po").write_text("nothing\n", encoding="utf-8")
    catalog, found = load_catalog(tmp_path, FRENCH)
    assert list(catalog.active) == ["content/good#a"]
    assert catalog.broken == {"content/bad", "worse"}
    assert [(each.position.file.name, each.position.line) for each in found] == [("bad.po", 2), ("worse.po", 1)]


def test_a_copy_of_a_file_is_named_and_not_used(tmp_path: Path) -> None:
    """Browsers save a second copy as `name (1).po`: nobody may believe that what stands in it counts."""
    folder = tmp_path / "translations/fr"
    folder.mkdir(parents=True)
    entry = 'msgctxt "interface#a"\nmsgid "x"\nmsgstr "{}"\n'
    (folder / "interface.po").write_text(HEADER + entry.format("old"), encoding="utf-8")
    (folder / "interface (1).po").write_text(HEADER + entry.format("new"), encoding="utf-8")
    catalog, found = load_catalog(tmp_path, FRENCH)
    assert catalog.active["interface#a"].text == "old"
    assert catalog.broken == {"interface (1)"}
    assert [(each.code, each.position.file.name, each.position.line) for each in found] == [
        ("PO001", "interface (1).po", 5)
    ]
    assert "interface.po" in found[0].help


def test_a_text_in_a_million_pieces_is_refused_in_a_second() -> None:
    text = HEADER + 'msgctxt "interface#a"\nmsgid ""\nmsgstr ""\n' + '"a"\n' * 1_000_000

    def read() -> None:
        file, [found] = parse_po(text, "interface", FILE)
        assert file is None and "more than 10,000 letters" in found.message

    assert least(lambda: seconds_of(read), 5) < 5


def test_a_language_without_files_is_empty(tmp_path: Path) -> None:
    catalog, found = load_catalog(tmp_path, FRENCH)
    assert (dict(catalog.files), catalog.reviews, found) == ({}, (), [])


def test_reviews(tmp_path: Path) -> None:
    file = tmp_path / "translations/fr/review.tsv"
    file.parent.mkdir(parents=True)
    good = "interface#a\t0123456789abcdef\tA. Reviewer\t2026-11-22\tsecond"
    file.write_text(
        f"# comment\n\n{good}\nshort\t1\n{good.replace('second', 'third')}\n{good.replace('0123', 'xyz0')}\n",
        encoding="utf-8",
    )
    catalog, found = load_catalog(tmp_path, FRENCH)
    assert [(each.key, each.reviewer, each.second, each.position.line) for each in catalog.reviews] == [
        ("interface#a", "A. Reviewer", True, 3)
    ]
    assert [(each.code, each.position.line) for each in found] == [("REVIEW001", 4), ("REVIEW002", 5), ("REVIEW002", 6)]


STRINGS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\x00"), max_size=40
)
SHORT = st.text(alphabet="abé:#, -", min_size=1, max_size=12).map(lambda text: text.strip(" ,:#-") or "x")
ENTRIES = st.lists(
    st.builds(
        Entry, key=STRINGS.map("interface#{}".format), source=STRINGS.filter(bool), text=STRINGS,
        position=st.just(Position(FILE, 1, 1)),
        flags=st.lists(st.sampled_from(["fuzzy", "no-wrap"]), unique=True).map(tuple),
        comments=st.lists(SHORT, max_size=2).map(tuple),
        previous=STRINGS, obsolete=st.booleans(),
    ),
    unique_by=lambda entry: entry.key, max_size=5,
)  # fmt: skip


def bare(entries: tuple[Entry, ...] | list[Entry]) -> list[tuple[object, ...]]:
    return [(e.key, e.source, e.text, e.flags, e.comments, e.previous, e.obsolete) for e in entries]


@settings(max_examples=examples(200))
@given(ENTRIES)
def test_what_is_written_is_read_back_in_both_ways(entries: list[Entry]) -> None:
    text = po_text(
        FRENCH,
        PoFile("interface", translators=("A. Person",)),
        [Annotated(each, ("a note",), "a/b.yaml") for each in entries],
        "Write.",
    )
    held, found = parse_po(text, "interface", FILE)
    assert held is not None, found
    assert bare(held.entries) == bare(entries)
    assert held.translators == ("A. Person",)
    fast = po_file._canonical(text, FILE)
    assert fast is not None
    assert fast == po_file._by_line(text, FILE)


@settings(max_examples=examples(60))
@given(ENTRIES)
def test_polib_reads_what_is_written(entries: list[Entry]) -> None:
    text = po_text(FRENCH, PoFile("interface"), [Annotated(each, (), "a/b.yaml") for each in entries], "Write.")
    held = {each.msgctxt: each for each in polib.pofile(text)}
    for entry in entries:
        other = held[entry.key]
        assert (other.msgid, other.msgstr, bool(other.obsolete)) == (entry.source, entry.text, entry.obsolete)


@settings(max_examples=examples(200))
@given(st.text(alphabet='msgidctxr"\\# ~|,.\nén', max_size=60))
def test_no_file_raises(text: str) -> None:
    held, found = parse_po(HEADER + text, "interface", FILE)
    assert (held is None) == bool(found)


def test_a_large_file_is_read_in_milliseconds() -> None:
    place = Position(FILE, 1, 1)
    entries = [
        Annotated(
            Entry(f"interface#{n}", f"Some English text, number {n}.", "Du texte " * 8, place), ("note",), "a.yaml"
        )
        for n in range(5000)
    ]
    text = po_text(FRENCH, PoFile("interface"), entries, "Write.")

    def read() -> None:
        held, _ = parse_po(text, "interface", FILE)
        assert held is not None
        assert len(held.entries) == 5000

    assert least(lambda: seconds_of(read), 0.5) < 0.5


@pytest.mark.parametrize(
    ("header", "fits"), [("fr", True), ("fr_FR", True), ("FR-ca", True), ("", True), ("es", False), ("frp", False)]
)
def test_a_file_of_another_language_is_not_used(tmp_path: Path, header: str, fits: bool) -> None:
    file = tmp_path / "interface.po"
    entry = 'msgctxt "interface#a"\nmsgid "a"\nmsgstr "b"\n'
    file.write_text(
        f'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n"Language: {header}\\n"\n\n{entry}', encoding="utf-8"
    )
    read, found = load_po(file, "interface", tmp_path, "fr")
    assert (read is not None) == fits
    assert [(each.code, each.position.line) for each in found] == ([] if fits else [("PO001", 4)])
    assert all(header in each.message and "translations/" in each.help for each in found)

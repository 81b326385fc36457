"""The same attack with every gate open: hostile words in each text of each file, and no output takes them for more.

A translation is refused long before it reaches a page, so a renderer that escapes nothing would go unnoticed. Here
what stands in the PO files is shown as it is, whatever it is. Each file's texts hold all kinds between them; each text
begins and ends with a harmless word, so that its own marks still work. The outputs must have, one by one, exactly the
elements, attributes, names and addresses that harmless words give them.
"""

from __future__ import annotations

import csv
import io
import json
import multiprocessing
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from lxml import etree

from generator.blocks.marks import parse, written
from generator.blocks.nodes import Emphasis, Inline, Link, Plain, Strong
from generator.build import build, pack_kit
from generator.catalog import entries
from generator.catalog.entries import FORMULA_LEADS
from generator.classifying import Classifying, shown
from generator.diagnostics import has_errors
from generator.filling import FillOrder, fill, pack
from generator.library.kinds import KINDS
from generator.order import THEME, Order
from generator.packing import make_books, make_kits
from generator.translate import apply
from generator.translating import sync
from tests import attacks, test_attack
from tests.compose.test_roads import COMMANDS
from tests.conftest import ROOT, copy_tiny
from tests.render.data import test_rdf
from tests.test_attack import Described, described, executions, form, script_data, staying, word_shape
from tests.test_hostile import Answer

pytestmark = pytest.mark.slow

# A text is one line, and no format can hold a NUL.
KINDS_OF_WORDS = [" ".join(text.replace("\0", "").split()) for text in attacks.texts()]
WORD = "كلمات"
"""Begins each text, so that what was made of a text is known again."""
NO_WORDS = re.compile(
    r"id|class|name|for|href|src|srcset|action|type|style|rel|role|lang|dir|http-equiv|on.*|data-field"
)
"""Attributes that no word may ever reach."""
FILLED = ("html", "md", "docx", "a4-print.pdf")
DRAWN = ("text", "path", "rect")
"""Of these a picture has more where words are longer."""
ENTRY = re.compile(r"^msgid (.*)\nmsgstr .*$", re.MULTILINE)


class Writing:
    """Words for the texts of one file after the other: harmless ones, or with every kind of attack a file."""

    def __init__(self, hostile: bool) -> None:
        self.hostile, self.number = hostile, 0

    def file(self, text: str, blanks: bool) -> str:
        """The PO file with a translation of each entry; in a file of `blanks`, brackets name a field and no words."""
        kinds = [words for words in KINDS_OF_WORDS if not (blanks and "{" in words)]
        parts = -(-len(kinds) // max(1, len(ENTRY.findall(text)) - 1))
        shares = iter([kinds[start : start + parts] for start in range(0, len(kinds), parts)])

        def translated(found: re.Match[str]) -> str:
            if found[1] == '""':
                return found[0]
            share = next(shares, []) if self.hostile else []
            words = written(tuple(self.changed(node, share) for node in parse(json.loads(found[1]))))
            escaped = words.replace("\\", "\\\\").replace('"', '\\"')
            return f'msgid {found[1]}\nmsgstr "{escaped}"'

        return ENTRY.sub(translated, text)

    def changed(self, node: Inline, share: Sequence[str]) -> Inline:
        """The node with other words; its marks, links and placeholders stay."""
        if isinstance(node, Plain):
            self.number += 1
            return Plain(f" {WORD}{self.number} {' ¶ '.join(share)} نص ")
        if isinstance(node, Strong | Emphasis | Link):
            return replace(node, children=tuple(self.changed(child, share) for child in node.children))
        return node


@contextmanager
def every_gate_open() -> Iterator[None]:
    """What stands in the PO files is shown as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apply, "safe_value", lambda source, translation, rtl=False: translation)
        patch.setattr(entries, "MOST_LETTERS", 10**6)  # a file with few texts has all kinds in each
        yield


def built(root: Path) -> None:
    """Its site stands; for a process of its own, since no test after these could use the 5 GB that this takes."""
    with every_gate_open():
        outcome = build(Order(root, root / "site", jobs=1))
    assert not outcome.failed, outcome.diagnostics


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """The tiny site with all its papers and packs, once with harmless words and once with hostile ones."""
    made = []
    with every_gate_open():
        for name in ("benign", "hostile"):
            root = copy_tiny(tmp_path_factory.mktemp(name) / "p")
            shutil.copytree(ROOT / THEME, root / THEME)
            list(sync(root, ("ar",)))
            writing = Writing(name == "hostile")
            for file in sorted((root / "translations/ar").rglob("*.po")):
                text = re.sub(r'"\n"', "", file.read_text(encoding="utf-8"))  # one line for each string
                blanks = file.parent.name in ("documents", "worksheets")
                file.write_text(writing.file(text, blanks), encoding="utf-8", newline="")
            process = multiprocessing.get_context("spawn").Process(target=built, args=(root,))
            process.start()
            process.join()
            assert process.exitcode == 0
            made.append(root)
        yield made[0], made[1]


class Structure(HTMLParser):
    """How often a page has each element with its attributes, and each ending, comment and instruction."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: Counter[tuple[str, ...]] = Counter()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        if tag not in DRAWN:
            self.parts[tag, *sorted(map(self.noted, attrs))] += 1

    @staticmethod
    def noted(attribute: tuple[str, str | None]) -> str:
        """The attribute, of one that is made of words only its name."""
        name, value = attribute
        is_of_words = WORD in (value or "")
        assert not (is_of_words and NO_WORDS.fullmatch(name)), attribute
        return name if is_of_words or name == "viewbox" else f"{name}={value}"

    def handle_endtag(self, tag: str) -> None:
        """Note the ending."""
        if tag not in DRAWN:
            self.parts["/", tag] += 1

    def handle_comment(self, data: str) -> None:
        """Note the comment."""
        self.parts["!", data] += 1

    def handle_pi(self, data: str) -> None:
        """Note the instruction."""
        self.parts["?", data] += 1

    def unknown_decl(self, data: str) -> None:
        """Note the declaration."""
        self.parts["!!", data] += 1


def names(root: Path, pattern: str) -> list[str]:
    return sorted(path.relative_to(root / "site").as_posix() for path in (root / "site").glob(pattern))


def test_every_file_holds_every_kind(sites: tuple[Path, Path]) -> None:
    assert len(KINDS_OF_WORDS) >= 400
    tried = {
        path.relative_to(sites[1] / "translations/ar").parts[0] for path in sites[1].glob("translations/ar/**/*.po")
    }
    assert {"content", "documents", "framework", "interface.po", "wording.po"} <= tried
    catalogues = {path.stem for path in sites[1].glob("translations/ar/content/**/*.po")}
    # Of each kind of file that holds texts; the others hold ids and paths, which no word can be.
    without = {"pictures", "redirects", "site", "en", "matters", "works", "menu", "matrix"}
    for kind in KINDS:
        if kind.files.startswith("content/") and kind.files.endswith(".yaml"):
            stem = Path(kind.files).parent.name if "*" in kind.files else Path(kind.files).stem
            there = any(sites[1].glob(f"translations/ar/content/{stem}/*.po")) or stem in catalogues
            assert there or stem in without | {"search", "interface", "wording"}, stem


def test_pages_and_pictures_have_the_elements_of_harmless_words(sites: tuple[Path, Path]) -> None:
    """Pages, forms, redirects and the drawn first pages: also no id, class, name or address comes of a word."""
    benign, hostile = sites
    assert names(benign, "**/*") == names(hostile, "**/*")
    pages = [*names(hostile, "ar/**/*.html"), *names(hostile, "ar/papers/*.svg"), *names(hostile, "*.html")]
    assert len(pages) > 50
    for page in pages:
        plain, other = (Structure((root / "site" / page).read_text(encoding="utf-8")).parts for root in sites)
        assert (other - plain, plain - other) == (Counter(), Counter()), page
    for page in names(hostile, "ar/**/*.svg"):
        etree.fromstring((hostile / "site" / page).read_bytes())


def test_scripts_hold_data_of_the_same_form(sites: tuple[Path, Path]) -> None:
    """Forms, previews, words of screens, narrowing, classifier, worksheets: what a script may show as HTML, too."""
    plain, hostile = (script_data(root / "site/ar") for root in sites)
    assert plain.keys() == hostile.keys()
    searched = {name for name in plain if "search" in name}
    assert searched
    for name in searched:  # its keys are words, and it is longer where there are more
        assert form(hostile[name]) <= form(plain[name]), name
    compared = plain.keys() - searched
    assert {name.split("/")[0] for name in compared} == {"assets", "fill"} and len(compared) > 10
    for name in compared:
        for one, other in zip(plain[name], hostile[name], strict=True):
            sizes = {".bytes"} if name == "assets/keep-list.js" else set()  # more words are more bytes
            assert set(differences(one, other)) <= sizes, name


def differences(plain: object, hostile: object, place: str = "") -> list[str]:
    """The places where two values differ in more than the words that they hold."""
    if isinstance(plain, dict) and isinstance(hostile, dict) and plain.keys() == hostile.keys():
        return [each for key in plain for each in differences(plain[key], hostile[key], f"{place}.{key}")]
    if isinstance(plain, list) and isinstance(hostile, list) and len(plain) == len(hostile):
        pairs = enumerate(zip(plain, hostile, strict=True))
        return [each for at, (one, other) in pairs for each in differences(one, other, f"{place}[{at}]")]
    if isinstance(plain, str) and isinstance(hostile, str):
        # Words alone may look like markup where a script shows them as words: then harmless ones hold no mark either.
        one, other = Structure(plain).parts, Structure(hostile).parts
        return [place] if one != other and "<" in plain else []
    return [] if plain == hostile else [place]


def test_papers_and_packs_are_words(sites: tuple[Path, Path], tmp_path: Path) -> None:
    shapes: list[Described] = []
    for root in sites:
        found: Described = set()
        for file in sorted((root / "site/ar").rglob("*.pdf")):
            found |= {
                (file.name, f"{kind} {what}") for kind, what in described(file.read_bytes()) if kind != "bookmarks"
            }
        for file in sorted((root / "site/ar").rglob("*.docx")):
            found |= {(file.name, each) for each in word_shape(file.read_bytes())}
        pack(root, "small-pack", "ar", "a4-pack.pdf", tmp_path / "pack.pdf")
        found |= {("pack", f"{kind} {what}") for kind, what in described((tmp_path / "pack.pdf").read_bytes())}
        pack(root, "small-pack", "ar", "docx.zip", tmp_path / "pack.zip")
        for archive in (tmp_path / "pack.zip",):
            with zipfile.ZipFile(archive) as held:
                for name in held.namelist():
                    found |= {(name, each) for each in word_shape(held.read(name))}
        shapes.append(found)
    benign, hostile = shapes
    assert len({name for name, _ in hostile}) > 10
    assert hostile - benign == set()


def test_data_hold_the_same_records(sites: tuple[Path, Path]) -> None:
    """Tables, their descriptions, workbooks and vocabularies: as many records of the same form, and no formula."""
    held = {*sites[0].glob("site/data/**/*"), *sites[0].glob("site/**/*.xlsx")}
    files = sorted(path.relative_to(sites[0]) for path in held if path.is_file())
    assert {path.suffix for path in files} >= {".csv", ".json", ".jsonld", ".ttl", ".xlsx"}
    for file in files:
        plain, hostile = (root / file for root in sites)
        if file.suffix == ".csv":
            one, other = (list(csv.reader(io.StringIO(each.read_text("utf-8")))) for each in (plain, hostile))
            assert list(map(len, one)) == list(map(len, other)), file
            assert [cell for row in other for cell in row if cell.startswith(FORMULA_LEADS)] == [], file
        elif file.suffix in (".json", ".jsonld"):
            assert differences(*(json.loads(each.read_bytes()) for each in (plain, hostile))) == [], file
        elif file.suffix == ".ttl":
            said = [re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', each.read_text(encoding="utf-8")) for each in (plain, hostile)]
            assert sorted(said[0].split("\n")) == sorted(said[1].split("\n")), file
        elif file.suffix == ".xlsx":
            assert book(hostile) - book(plain) == set(), file


def book(path: Path) -> set[str]:
    """Which elements stand in which part of a workbook, but for the words of cells."""
    with zipfile.ZipFile(path) as archive:
        parts = {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
    return {f"{name}:{node.tag}" for name, part in parts.items() for node in part.iter(etree.Element)}


def test_a_kit_holds_the_same_names(sites: tuple[Path, Path], tmp_path: Path) -> None:
    held = []
    for root in sites:
        pack_kit(root / "site", tmp_path / "kit.zip")
        held.append(zipfile.ZipFile(io.BytesIO((tmp_path / "kit.zip").read_bytes())).namelist())
    assert held[0] == held[1]


def test_books_and_kits_have_the_elements_of_harmless_words(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """Chapters, contents and package of an e-book, what stands beside its chapters, and the front page of a kit."""
    held: list[dict[str, bytes]] = []
    for root in sites:
        out = tmp_path / root.parent.name
        for folder in ("templates/epub", "templates/kit"):
            shutil.copytree(ROOT / folder, root / folder)
        files = [*make_books(root, root / "site", ("ar",), out)]
        files += [each.file for each in make_kits(root, root / "site", ("ar",), ("everything",), out)]
        found: dict[str, bytes] = {}
        for file in files:
            with zipfile.ZipFile(file) as archive:
                found |= {f"{file.suffix} {name}": archive.read(name) for name in archive.namelist()}
        held.append(found)
    plain, hostile = held
    assert plain.keys() == hostile.keys()
    books = [name for name in plain if name.startswith(".epub") and name.endswith((".xhtml", ".opf", ".xml"))]
    assert len(books) > 5
    for name in books:
        one, other = (Counter(node.tag for node in etree.fromstring(each[name]).iter()) for each in held)
        assert other == one, name
    pages = [*(name for name in books if name.endswith(".xhtml")), ".zip index.html"]
    for name in pages:
        first, second = (Structure(each[name].decode()).parts for each in held)
        assert (first - second, second - first) == (Counter(), Counter()), name


def test_every_command_is_attacked() -> None:
    """Each command by which translated words leave the program has tests here that attack what it makes."""
    pages = (test_pages_and_pictures_have_the_elements_of_harmless_words, test_scripts_hold_data_of_the_same_form)
    papers = test_papers_and_packs_are_words
    books = test_books_and_kits_have_the_elements_of_harmless_words
    tried = {
        **dict.fromkeys(("build", "serve", "preview"), (*pages, papers, test_nothing_runs)),
        **dict.fromkeys(("pack", "booklet", "reconsent", "record"), (papers,)),
        "fill": (papers, test_remarks_on_a_checklist_stay_words),
        "classify": (test_the_classifier_says_words,),
        **dict.fromkeys(("data", "xlsform"), (test_data_hold_the_same_records,)),
        "dcat": (test_data_hold_the_same_records, test_rdf.test_a_sheet_becomes_an_entry_whatever_was_written_in_it),
        "kit": (test_a_kit_holds_the_same_names,),
        **dict.fromkeys(("kits", "zim", "epub"), (books,)),
        "send": (test_attack.test_tables_sent_out_hold_no_formulas_and_come_back_whole,),
    }
    assert tried.keys() == COMMANDS.keys()


def test_the_classifier_says_words(sites: tuple[Path, Path]) -> None:
    """In the terminal, and in what it writes."""
    structures, shapes = [], []
    for root in sites:
        walk = Classifying(root, "ar")
        walk.walk(lambda question: question.options[:1], deeper=True)
        structures.append(Structure(walk.write("html").decode()).parts)
        shapes.append((word_shape(walk.write("docx")), described(walk.write("a4-print.pdf"))))
        for question in walk.asked.questions:
            for text in (question.question, *(option.text for option in question.options)):
                assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\\[*_`]", shown(text))
    assert structures[0] == structures[1]
    assert shapes[1][0] - shapes[0][0] == set()
    assert shapes[1][1] - shapes[0][1] == set()


def test_nothing_runs(sites: tuple[Path, Path]) -> None:
    pages = staying(sites[1] / "site/ar")
    assert not any(executions(pages, (WORD, "script", "img onerror", "constructor", "__proto__")))


def test_names_in_a_table_stay_words(tmp_path: Path) -> None:
    """`cells`: what a terminal shows of a table, and what a spreadsheet reads of it."""
    copy_tiny(tmp_path)
    for start in range(0, len(KINDS_OF_WORDS), 40):
        names = [text.replace('"', '""') for text in KINDS_OF_WORDS[start : start + 40]]
        lines = ['"","a","b"', *(f'"{name}",{number + 1},{number + 30}' for number, name in enumerate(names))]
        (tmp_path / "table.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        answer = Answer(tmp_path, "cells", "table.csv", "-o", "out.csv")
        assert answer.code in (0, 1) and "Traceback" not in answer.said, answer.said
        assert "Small: " in answer.said
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", answer.said)
        held = csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig")))
        assert [cell for row in held for cell in row if cell.startswith(FORMULA_LEADS)] == []


def filled(root: Path, paper: str, suffix: str, words: str) -> bytes:
    """A checklist in which everything that can be said of an item is these words."""
    id = "truth" if paper == "small-score" else "ask-first"
    remarks = {f"{id}.{name}": words for name in ("note", "evidence", "owner")}
    file = {"schema": "citizen-data-answers/1", "checklist": paper, "version": "1.0.0", "edition": "1.0"}
    (root / "said.json").write_text(json.dumps({**file, "answers": remarks}), encoding="utf-8")
    found = fill(root, FillOrder(paper, root / "said.json", "en", None, suffix, root / f"said.{suffix}"))
    assert not has_errors(found), found
    return (root / f"said.{suffix}").read_bytes()


@pytest.mark.parametrize("paper", ["small-check", "small-score"])
def test_remarks_on_a_checklist_stay_words(paper: str, tiny: Path) -> None:
    words = " ¶ ".join(KINDS_OF_WORDS)
    plain, hostile = ({each: filled(tiny, paper, each, said) for each in FILLED} for said in ("words", words))
    assert Structure(hostile["html"].decode()).parts == Structure(plain["html"].decode()).parts
    read = markdown.Markdown(extensions=["attr_list", "tables"])
    one, other = (Structure(read.reset().convert(held["md"].decode())).parts for held in (plain, hostile))
    assert other == one
    assert word_shape(hostile["docx"]) - word_shape(plain["docx"]) == set()
    assert described(hostile["a4-print.pdf"]) - described(plain["a4-print.pdf"]) == set()

"""The standing attack: hostile texts through what translators and people who fill in forms can write.

The outputs are compared with those of harmless words: no element, attribute or address more. A browser opens what came
out and counts what ran.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import shutil
import zipfile
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import expect, sync_playwright

from generator.build import build
from generator.catalog.sent import Parcel, SentText, TranslatorNote
from generator.desk.sending import SHAPES
from generator.diagnostics import Diagnostic, Position, has_errors
from generator.filling import FillOrder, fill, pack
from generator.library.text import State
from generator.load.received.shapes import received
from generator.order import THEME, Order
from generator.report import render_text
from generator.translating import sync
from tests import attacks, machine
from tests.conftest import ROOT, copy_tiny
from tests.packs import unpacked
from tests.translate import sample

TEXTS = attacks.texts()
MARKS = {"em", "strong", "code"}
"""What a translator may make of words."""
COUNTER = "window.count = 0; window.ran = () => { window.count++; }; window.alert = window.ran;"
PRESS = """async () => {
    // A page is left for none of its links, and no window of the system is opened.
    document.addEventListener("click", (event) => {
        const link = event.target.closest("a, area, button[type=submit]");
        if (link && !/^\\s*j\\s*a\\s*v\\s*a/i.test(link.getAttribute("href") || "")) event.preventDefault();
    });
    window.print = window.open = () => null;
    for (const each of document.querySelectorAll("body *")) {
        for (const kind of ["pointerenter", "mouseover", "focus", "animationend", "toggle"]) {
            each.dispatchEvent(new Event(kind, { bubbles: kind === "mouseover" }));
        }
        if (each.matches("a, area, button, summary, label, [onclick], [role=button]")) each.click();
    }
    await new Promise((done) => setTimeout(done, 30));
    return window.count;
}"""
"""Touches and presses everything on a page; how often something ran."""
SEARCHED = ("كلمات", "script", "img onerror", "javascript", "evil.example")
FIELDS = ("organisation", "purpose", "people-table.team.why", "log.2.change")
EXAMPLES = int(os.environ.get("ATTACKS", "100"))
"""How many mixtures are tried; `make fuzz` asks for many more."""
ROOM = 1_000
"""How many characters of texts are put into one field."""


class Shape(HTMLParser):
    """Which elements with which attributes a page has, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, tuple[str, ...]]] = set()
        self.addresses: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.elements.add((tag, tuple(sorted(name for name, _ in attrs))))
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src", "action", "data", "srcset")}


def test_there_are_enough_kinds() -> None:
    assert len(TEXTS) >= 400


def filled(root: Path, suffix: str, *words: str) -> bytes:
    held = dict(zip(FIELDS, words, strict=False))
    answers = {**dict.fromkeys(FIELDS, "words"), **held, "yes-to.take-part": True}
    file = {"schema": "citizen-data-answers/1", "document": "small-consent", "version": "1.0.0", "edition": "1.0"}
    path = root / "answers.json"
    path.write_text(json.dumps({**file, "conditions": {"recording": True}, "answers": answers}), encoding="utf-8")
    out = root / f"out.{suffix}"
    found = fill(root, FillOrder("small-consent", path, "en", None, suffix, out))
    assert not has_errors(found), found
    return out.read_bytes()


def batches() -> list[list[str]]:
    """The texts that an answer may hold, many in one; control characters are left out by the reader of answers."""
    # A line of its own would be a mistake in a field of one line.
    plain = [" ".join(text.split()) for text in TEXTS]
    found = [""]
    for text in plain:
        if len(found[-1]) + len(text) + 3 > ROOM:
            found.append("")
        found[-1] = f"{found[-1]} ¶ {text}" if found[-1] else text[:ROOM]
    return [found[start : start + len(FIELDS)] for start in range(0, len(found), len(FIELDS))]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose form has room for all attacks at once."""
    root = copy_tiny(tmp_path_factory.mktemp("attack") / "p")
    file = root / "templates/documents/small-consent.yaml"
    text = re.sub("max_length: (80|300)", "max_length: 90000", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    return root


@pytest.mark.slow
def test_answers_stay_words_in_pages_and_run_nothing(project: Path) -> None:
    plain = Shape(filled(project, "html", "words").decode())
    pages = [filled(project, "html", *words).decode() for words in batches()]
    for page in pages:
        shape = Shape(page)
        assert shape.elements <= plain.elements
        assert shape.addresses <= plain.addresses
    assert not any(opened(project, pages))


def opened(folder: Path, pages: list[str]) -> list[int]:
    """How often something ran in each of these pages, each a file of its own."""
    files = [folder / f"opened-{number}.html" for number in range(len(pages))]
    for file, page in zip(files, pages, strict=True):
        file.write_text(page, encoding="utf-8")
    return executions(files)


def executions(files: list[Path], searched: tuple[str, ...] = ()) -> list[int]:
    """How often something ran in each, when a browser had opened it where it stands and pressed all that can be.

    On the first page these words are searched, and what is found is pressed too: a count more for each.
    """
    return machine.apart(partial(_executions, files, searched))


def _executions(files: list[Path], searched: tuple[str, ...]) -> list[int]:
    found = machine.browser()
    assert found, "no browser here: run `python -m tests.machine`"
    ran: list[int] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=machine.options())
        tab = browser.new_page()
        tab.add_init_script(COUNTER)
        for file in files:
            tab.goto(file.as_uri())
            for _ in range(8 if file.name == "classify.html" else 1):  # a question leads to the next
                count = int(tab.evaluate(PRESS))
            ran.append(count)
        if searched:
            tab.goto(files[0].as_uri())
            tab.click("#__search-open")
            tab.wait_for_selector("#__search[data-complete]", state="attached")
            for words in searched:
                if not tab.locator("#__search-words").is_visible():  # closed by a button that was pressed
                    tab.click("#__search-open")
                tab.fill("#__search-words", words)
                expect(tab.locator("#__search-status")).not_to_be_empty()
                ran.append(int(tab.evaluate(PRESS)))
        browser.close()
    return ran


RUNS = (
    "<script>window.ran(1)</script>",
    "<img src=x onerror='window.ran(1)'>",
    "<a href='javascript:window.ran(1)'>a</a>",
    "<a href=' java\tscript:window.ran(1)'>a</a>",
    "<button onclick='window.ran(1)'>a</button>",
    "<p onmouseover='window.ran(1)'>a</p>",
    "<input onfocus='window.ran(1)'>",
)


@pytest.mark.slow
def test_the_browser_would_count_what_runs(project: Path) -> None:
    counted = opened(project, [f"<!doctype html>{page}" for page in RUNS])
    assert [page for page, ran in zip(RUNS, counted, strict=True) if not ran] == []


def word_shape(content: bytes) -> set[str]:
    """Which elements stand in which part of a Word file, and where it leads."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {name for name in archive.namelist() if name.endswith((".xml", ".rels"))}
        parts = {name: etree.fromstring(archive.read(name)) for name in names}
        tags = {f"{name}:{node.tag}" for name, part in parts.items() for node in part.iter(etree.Element)}
        relations = set(re.findall(rb'Target="([^"]*)"', archive.read("word/_rels/document.xml.rels")))
    return tags | {str(each) for each in relations}


def test_answers_stay_words_in_word_files(project: Path) -> None:
    plain = word_shape(filled(project, "docx", "words"))
    for words in batches():
        assert word_shape(filled(project, "docx", *words)) - plain == set()


def test_answers_stay_words_in_markdown(project: Path) -> None:
    """Markdown that any program may render: no element comes of it but those of harmless words."""

    def shape(content: bytes) -> Shape:
        return Shape(markdown.markdown(content.decode(), extensions=["attr_list", "tables"]))

    plain = shape(filled(project, "md", "words"))
    for words in batches():
        found = shape(filled(project, "md", *words))
        assert found.elements <= plain.elements
        assert found.addresses <= plain.addresses


Described = set[tuple[str, str]]


def described(content: bytes) -> Described:
    """All of a PDF that is more than words: kinds of objects, actions, addresses, fields, tags and bookmarks."""
    found: Described = set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found |= {("catalogue", str(key)) for key in pdf.Root}
        found |= {("file", name) for name in pdf.attachments}
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream | pikepdf.Dictionary):
                found |= _of_object(each)
        with pdf.open_outline() as outline:
            found.add(("bookmarks", str(len(outline.root))))
    reader = pypdf.PdfReader(io.BytesIO(content))
    found |= {("field", name) for name in reader.get_fields() or {}}
    return found


DRAWN = {"/Type", "/Subtype", "/BBox", "/Resources", "/Length", "/Filter"}


def _of_object(each: pikepdf.Object) -> Described:
    # What all pages draw alike is there once, as a drawing and no more; a paper whose words fit on one page has none.
    if each.get("/Subtype") == "/Form" and set(each.keys()) <= DRAWN:
        return set()
    said = {(key, str(each[key])) for key in ("/Type", "/Subtype", "/S", "/FT") if key in each}
    # A group says nothing to whoever reads by tags; two labels stand in one each where they are too long for one line.
    said.discard(("/S", "/Div"))
    said |= {("address", str(each[key])) for key in ("/URI", "/F", "/UF") if key in each and each[key] != 4}
    return said | {("has", key) for key in DANGEROUS if key in each}


DANGEROUS = (
    "/JS",
    "/JavaScript",
    "/Launch",
    "/AA",
    "/OpenAction",
    "/EF",
    "/RichMedia",
    "/XFA",
    "/GoToR",
    "/SubmitForm",
)


def test_answers_stay_words_in_pdf(project: Path) -> None:
    """One paper with all of them: the field of a paragraph, and a value that is set into a sentence."""
    words = [" ".join(text.split()) for text in TEXTS]
    plain = described(filled(project, "a4-print.pdf", "words", "words " * 4000))
    dice = random.Random(7)
    mixed = ["".join(dice.choices(words, k=3)) for _ in range(EXAMPLES)]
    for each in (words, *(mixed[start : start + 400] for start in range(0, EXAMPLES, 400))):
        content = filled(project, "a4-print.pdf", " ".join(each)[:4000], " ¶ ".join(each))
        assert described(content) - plain == set()
        held = str(pypdf.PdfReader(io.BytesIO(content)).get_fields())
        said = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
        assert (said + held).count("window") > len(each) / 4, "they are there, as words"


def test_a_pdf_with_more_than_words_would_be_seen(project: Path) -> None:
    plain = filled(project, "a4-print.pdf", "words")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
        pdf.save(out)
    assert ("has", "/JS") in described(out.getvalue()) - described(plain)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny site with harmless translations, and with an attack in each text."""
    made = []
    for name in ("benign", "hostile"):
        root = copy_tiny(tmp_path_factory.mktemp(name) / "p")
        shutil.copytree(ROOT / THEME, root / THEME)
        list(sync(root, ("ar",)))
        number = 0
        for file in sorted((root / "translations/ar").rglob("*.po")):
            text = file.read_text(encoding="utf-8")
            head, *entries = text.split("\n\n")
            changed = []
            for entry in entries:
                source = re.search(r'^msgid "(.*)"$', entry, re.MULTILINE)
                words = "كلمات" if name == "benign" else f"كلمات {TEXTS[number % len(TEXTS)]}"
                number += 1
                escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
                before = re.split(r"^msgstr ", entry, flags=re.MULTILINE)[0]
                changed.append(f'{before}msgstr "{escaped}"' if source and "{" not in source[1] else entry)
            file.write_text("\n\n".join([head, *changed]), encoding="utf-8", newline="")
        assert number >= len(TEXTS)
        build(Order(root, root / "site", formats=("pages",)))
        made.append(root)
    return made[0], made[1]


@pytest.mark.slow
def test_translations_stay_words_on_pages_and_run_nothing(sites: tuple[Path, Path]) -> None:
    benign, hostile = (site / "site" for site in sites)
    pages = sorted(path.relative_to(hostile) for path in hostile.glob("ar/**/*.html"))
    assert len(pages) > 20
    plain = [Shape((benign / page).read_text(encoding="utf-8")) for page in pages]
    elements = set().union(*(shape.elements for shape in plain))
    addresses = set().union(*(shape.addresses for shape in plain))
    for page in pages:
        shape = Shape((hostile / page).read_text(encoding="utf-8"))
        assert {name for _, names in shape.elements for name in names if name.startswith("on")} == set(), page
        assert {tag for tag, _ in shape.elements} <= {tag for tag, _ in elements} | MARKS, page
        assert shape.addresses <= addresses, page
    assert not any(executions(staying(hostile / "ar"), SEARCHED))


def staying(site: Path) -> list[Path]:
    """The pages of a site on which a reader stays, its first page first: what leads on from an old address is none."""
    pages = (page for page in site.rglob("*.html") if "/moved.js" not in page.read_text(encoding="utf-8"))
    return sorted(pages, key=lambda page: (page.name != "index.html", page))


@pytest.mark.slow
def test_translations_stay_data_in_scripts(sites: tuple[Path, Path]) -> None:
    """Index of the search, previews of papers, words of the screen: nothing but data, of the form that it had."""
    plain, hostile = (script_data(root / "site/ar") for root in sites)
    assert plain.keys() == hostile.keys()
    assert {name.split("/")[0] for name in plain} == {"assets", "fill"} and len(plain) > 10
    # Where a translation is refused there is English, and with it come what people call things in English.
    english = script_data(sites[0] / "site/en")
    for name, values in hostile.items():
        assert form(values) <= form(plain[name]) | form(english.get(name, [])), name
        if name.startswith("fill/"):
            allowed = Shape(" ".join(strings(plain[name])))
            shape = Shape(" ".join(strings(values)))
            assert {tag for tag, _ in shape.elements} <= {tag for tag, _ in allowed.elements} | MARKS, name
            assert {each for _, names in shape.elements for each in names if each.startswith("on")} == set()
            assert shape.addresses <= allowed.addresses, name


DATA = re.compile(
    r"window\.\w+=(?P<value>.*);|\(window\.(?P<name>\w+)=window\.(?P=name)\|\|\[\]\)\.push\((?P<pushed>[\[{].*[\]}])\);"
)


ONE_OBJECT = re.compile(
    r"\(window\.(?P<name>\w+) = window\.(?P=name) \|\| \[\]\)\.push\((?P<pushed>\{.*\})\);\n?", re.DOTALL
)


def script_data(site: Path) -> dict[str, list[object]]:
    """What each script of the site that holds words gives to the others; ValueError when it does more than that."""
    found: dict[str, list[object]] = {}
    own = (path for path in site.rglob("*.js") if path.name != "moved.js" and "word" not in path.parts)
    for path in sorted(own):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(site).as_posix()
        if one := ONE_OBJECT.fullmatch(text):  # laid out for those who read it
            found[name] = [json.loads(one["pushed"])]
            continue
        if pack := unpacked(text):
            found[name] = [json.loads(content) for each, content in pack[1].items() if each.endswith(".json")]
            continue
        lines = [DATA.fullmatch(line) for line in text.removesuffix("\n").split("\n")]
        assert all(lines), path
        found[path.relative_to(site).as_posix()] = [
            json.loads(line["value"] or line["pushed"]) for line in lines if line
        ]
    return found


def form(value: object, place: str = "") -> set[str]:
    """Which kinds of values stand where; the words of a language are the keys of some, and lists may be longer."""
    if isinstance(value, dict):
        return {f"{place}{{}}"}.union(
            *(
                form(each, f"{place}.{key if re.fullmatch('[a-z][a-zA-Z-]*', key) else ''}")
                for key, each in value.items()
            )
        )
    if isinstance(value, list) and value[1:] == ["en", "ltr"]:
        return form(value[0], place)  # words that were refused, so they stand in English
    if isinstance(value, list):
        return {f"{place}[]"}.union(*(form(each, f"{place}[]") for each in value))
    return {f"{place}:{type(value).__name__}"}


def strings(value: object) -> list[str]:
    """Every string in the value."""
    if isinstance(value, str):
        return [value]
    each = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [words for part in each for words in strings(part)]


@pytest.mark.slow
def test_translations_stay_words_in_packs(sites: tuple[Path, Path], tmp_path: Path) -> None:
    """A pack binds translated papers: one PDF, and a zip of Word files."""
    shapes: list[Described] = []
    for root in sites:
        pack(root, "small-pack", "ar", "a4-pack.pdf", tmp_path / "pack.pdf")
        pack(root, "small-pack", "ar", "docx.zip", tmp_path / "pack.zip")
        found = described((tmp_path / "pack.pdf").read_bytes())
        with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
            assert all(re.fullmatch(r"[a-z.-]+\.docx", name) for name in archive.namelist())
            for name in archive.namelist():
                found |= {(name.split(".")[0], each) for each in word_shape(archive.read(name))}
        shapes.append(found)
    benign, hostile = shapes
    assert hostile - benign == set()


def test_tables_sent_out_hold_no_formulas_and_come_back_whole(tmp_path: Path) -> None:
    """Through every shape; XML has no place for some signs, and a line ends there in one way."""
    sent = [text for text in TEXTS if "\0" not in text]
    items = tuple(
        SentText(f"interface#{number}", text, text, State.MACHINE, text, 9, (TranslatorNote(text, "fr"),), "0" * 16)
        for number, text in enumerate(sent)
    )
    parcel = Parcel(
        sample.FRENCH, "t", items, dict.fromkeys(("longest", "how", "name", "date", "machine"), "w"), "p", DAY
    )
    for name, write in SHAPES.items():
        if name == "page":  # what it gives back is a PO file; a browser tries it with hostile words
            continue
        (tmp_path / name).write_bytes(write(parcel))
        rows, found = received(tmp_path / name, ("fr",))
        assert found == [], name
        back = {row.key: row.text for row in rows}
        assert {key: _printed(text) for key, text in back.items() if text.strip()} == {
            each.key: _printed(each.text) for each in items if each.text.strip()
        }, name


DAY = "2026-01-31"


def _printed(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace())


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4).map("".join))
def test_a_terminal_is_told_nothing_but_words(words: str) -> None:
    shown = render_text([Diagnostic("A", words, Position(Path("a"), 1, 1), words)], Path("/nowhere"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)

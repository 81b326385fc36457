"""The standing attack: hostile texts through what translators and people who fill in forms can write.

The outputs are compared with those of harmless words: no element, attribute or address more. A browser opens what came
out and counts what ran.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import sync_playwright

from generator.build import THEME, Order, build
from generator.diagnostics import Diagnostic, Position, has_errors
from generator.filling import Wanted, fill
from generator.load.sent_back import sent_back
from generator.report import render_text
from generator.translate.draft import Open, untranslated_csv
from generator.translating import sync
from tests import attacks, machine
from tests.conftest import ROOT, copy_tiny

pytestmark = pytest.mark.slow

TEXTS = attacks.texts()
MARKS = {"em", "strong", "code"}
"""What a translator may make of words."""
COUNTER = "window.count = 0; window.ran = () => { window.count++; }; window.alert = window.ran;"
FIELDS = ("organisation", "purpose", "people-table.team.why", "log.2.change")
ROOM = 78
"""How many characters the smallest field has room for."""


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
    found = fill(root, Wanted("small-consent", path, "en", None, suffix, out))
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
    return copy_tiny(tmp_path_factory.mktemp("attack") / "p")


def test_answers_stay_words_in_pages_and_run_nothing(project: Path) -> None:
    plain = Shape(filled(project, "html", "words").decode())
    pages = [filled(project, "html", *words).decode() for words in batches()]
    for page in pages:
        shape = Shape(page)
        assert shape.elements <= plain.elements
        assert shape.addresses <= plain.addresses
    assert executions(project, pages) == 0


def executions(folder: Path, pages: list[str]) -> int:
    """How often something ran, when a browser had opened each page and pressed what can be pressed."""
    return machine.apart(partial(_executions, folder, pages))


def _executions(folder: Path, pages: list[str]) -> int:
    found = machine.browser()
    assert found, "no browser here: run `python -m tests.machine`"
    ran = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.add_init_script(COUNTER)
        for page in pages:
            file = folder / "opened.html"
            file.write_text(page, encoding="utf-8")
            tab.goto(file.as_uri())
            ran += int(tab.evaluate("window.count"))
        browser.close()
    return ran


def test_the_browser_would_count_what_runs(project: Path) -> None:
    assert (
        executions(project, ["<!doctype html><script>window.ran(1)</script><img src=x onerror='window.ran(1)'>"]) >= 1
    )


def test_answers_stay_words_in_word_files(project: Path) -> None:
    def shape(content: bytes) -> set[str]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name for name in archive.namelist() if name.endswith((".xml", ".rels"))}
            parts = {name: etree.fromstring(archive.read(name)) for name in names}
            tags = {f"{name}:{node.tag}" for name, part in parts.items() for node in part.iter(etree.Element)}
            relations = set(re.findall(rb'Target="([^"]*)"', archive.read("word/_rels/document.xml.rels")))
        return tags | {str(each) for each in relations}

    plain = shape(filled(project, "docx", "words"))
    for words in batches():
        assert shape(filled(project, "docx", *words)) - plain == set()


def test_answers_stay_words_in_markdown(project: Path) -> None:
    """Markdown that any program may render: no element comes of it but those of harmless words."""

    def shape(content: bytes) -> Shape:
        return Shape(markdown.markdown(content.decode(), extensions=["attr_list", "tables"]))

    plain = shape(filled(project, "md", "words"))
    for words in batches():
        found = shape(filled(project, "md", *words))
        assert found.elements <= plain.elements
        assert found.addresses <= plain.addresses


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
    assert executions(hostile, [(hostile / page).read_text(encoding="utf-8") for page in pages]) == 0


def test_tables_sent_out_hold_no_formulas_and_come_back_whole() -> None:
    held = {f"interface#{number}": Open(text, text, text) for number, text in enumerate(TEXTS) if "\0" not in text}
    table = untranslated_csv(held)
    back = sent_back(table.encode("utf-8", "surrogatepass"))
    assert {key: value.strip() for key, value in back.items()} == {
        key: unit.draft.strip() for key, unit in held.items() if unit.draft.strip()
    }


@settings(max_examples=100)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4).map("".join))
def test_a_terminal_is_told_nothing_but_words(words: str) -> None:
    shown = render_text([Diagnostic("A", words, Position(Path("a"), 1, 1), words)], Path("/nowhere"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)

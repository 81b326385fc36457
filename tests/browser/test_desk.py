"""A translator's page: it says what the program says, works from a disk, and what it saves is what `receive` takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from generator.blocks.marks import Refusal
from generator.catalog.entries import Rendering, Termbase, TermConcept
from generator.catalog.sent import Parcel, SentText, TranslatorNote
from generator.desk.receiving import ReceiveOrder, receive
from generator.desk.sending import _WORDS, Sending, send
from generator.diagnostics import UsageError
from generator.library.language import Language
from generator.library.text import State
from generator.load.languages import load_languages
from generator.load.received.shapes import received
from generator.render.desk.page import parcel_page
from generator.translate.extract import Unit
from generator.translate.inline import safe_value
from generator.translate.letters import refuse_foreign_letters
from generator.translate.rules import rules
from generator.translate.send import TextSelection
from generator.translate.wording import remarks
from generator.translating import desks
from tests.conftest import ROOT
from tests.copied import synced_project

CASES: list[dict[str, Any]] = json.loads((ROOT / "tests/cases/desk.json").read_bytes())
TERMS = Termbase(terms=(TermConcept(id="steward", term="steward", in_language={
    "fr": Rendering(preferred="gardien", avoid=("intendant",)), "ar": Rendering(preferred="أمين", stems=("امين",)),
}),))  # fmt: skip
LANGUAGES = {"fr": "ltr", "ar": "rtl", "zh": "ltr"}
KEY = "framework/1.0/principles#relevance.plain"


def language(tag: str) -> Language:
    return next(each for each in load_languages(ROOT)[0] if each.tag == tag)


def program(text: str, given: str, tag: str) -> list[str]:
    """The codes of what the program says."""
    try:
        safe_value(text, given.strip(), rtl=LANGUAGES[tag] == "rtl")
        refuse_foreign_letters(text, given.strip(), tag)
    except Refusal:
        return ["TRANS001"]
    return [each.code for each in remarks(Unit("a#b", text, "", False, False, "", ()), given.strip(), TERMS, tag)]


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    blank = browser.new_page()
    blank.set_content("<p>")
    blank.add_script_tag(path=ROOT / "templates/desk/rules.js")
    blank.add_script_tag(path=ROOT / "templates/desk/fingerprint.js")
    for tag in LANGUAGES:
        held = dict(rules(language(tag), TERMS, ()))
        item = SentText("a#b", "A steward reads it.", "", State.MISSING, "", 0, (), "")
        held |= {name: rules(language(tag), TERMS, (item,))[name] for name in ("terms", "texts")}
        blank.evaluate("([tag, rules]) => { window[tag] = window.CitizenDesk.checker(rules); }", [tag, held])
    yield blank
    blank.close()


def asked(script: Page, text: str, given: str, tag: str) -> list[list[str]]:
    terms = [0] if "steward" in text.lower() else []
    ask = "([tag, text, terms, given]) => window[tag].check({text: text, terms: terms}, given)"
    found: list[list[str]] = script.evaluate(ask, [tag, text, terms, given])
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_page_says_what_the_program_says(script: Page, case: dict[str, Any]) -> None:
    said = asked(script, case["text"], case["given"], case["lang"])
    assert program(case["text"], case["given"], case["lang"]) == case["want"] == [each[0] for each in said]
    assert [f"{kind} {words}".strip() for _, kind, words in said] == case["says"]


PIECES = st.sampled_from([
    "*", "**", "_", "`", "[", "]", "(", ")", "{", "}", "\\", "&amp;", "&#42;", "&lt;", "<", ">", "!", "1. ", "- ", "~~",
    " ", "a", "é", "ب", "٣", "3", ".", "\u200f", "\u2067", "\u2069", "ß", "[a](b)",
    "<a@b.co>", "{name}", "x.com", "steward",
])  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join), st.sampled_from(sorted(LANGUAGES)))
def test_any_text_is_judged_alike(script: Page, given: str, tag: str) -> None:
    text = "Ask the *steward* {name} at [a](b), **3** days"
    if given.strip():
        assert [each[0] for each in asked(script, text, given, tag)] == program(text, given, tag)


# -- the whole page


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synced_project(tmp_path_factory.mktemp("stick") / "project")


@pytest.fixture
def desk(browser: Browser, root: Path, tmp_path: Path) -> Iterator[Page]:
    """The page of the principles, read from a disk on a narrow and dark phone without a network."""
    file, _ = send(root, Sending("ar", TextSelection(("framework/1.0/principles",)), "page"), tmp_path / "stick.html")
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme="dark", accept_downloads=True)
    page = context.new_page()
    faults: list[str] = []
    asked_for: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(file.as_uri())
    yield page
    assert [each for each in faults if "Content Security Policy" not in each] == []
    assert [each for each in asked_for if not each.startswith(("file:", "blob:"))] == []
    context.close()


def field(page: Page, key: str) -> Any:
    return page.locator("section", has=page.locator(".key", has_text=re.compile(f"^{re.escape(key)}$")))


def saved(page: Page, to: Path) -> Path:
    with page.expect_download() as waiting:
        page.keyboard.press("Control+s")
    waiting.value.save_as(to)
    return to


def test_what_is_written_comes_back(desk: Page, root: Path, tmp_path: Path) -> None:
    """Written, ticked and saved with keys alone; opened again in a new page; taken in as that person's."""
    part = field(desk, KEY)
    part.locator("textarea").fill("<b>خطأ</b>")
    expect(part.locator("li.refused")).to_have_count(1)
    expect(part.locator("textarea")).to_have_attribute("aria-invalid", "true")
    assert "<b" in part.locator("li.refused").inner_text()
    assert re.search(r"\d+ of \d+", desk.locator("#done").inner_text())
    part.locator("textarea").fill("موافقة صغيرة")
    expect(part.locator("li.refused")).to_have_count(0)
    part.locator("input").press("Space")
    desk.keyboard.press("Control+s")
    assert desk.evaluate("document.activeElement.id") == "name", "a tick needs a name"
    desk.keyboard.type("A Person")
    back = saved(desk, tmp_path / "back.po")
    (row,) = [each for each in received(back, ("ar",))[0] if each.key == KEY]
    assert (row.text, row.by, row.ticked, row.draft, row.lang) == ("موافقة صغيرة", "A Person", True, False, "ar")
    outcome = receive(root, ReceiveOrder((back,), dry_run=True))
    assert {fate.name: number for fate, number in outcome.counts("ar").items()}["TAKEN"] == 1
    assert outcome.diagnostics == []
    desk.once("dialog", lambda dialog: dialog.accept())
    desk.reload()
    desk.locator("#open").set_input_files(back)
    expect(desk.locator("#status")).not_to_be_empty()
    assert part.locator("textarea").input_value() == "موافقة صغيرة" and part.locator("input").is_checked()
    assert desk.locator("#name").input_value() == "A Person"
    assert saved(desk, tmp_path / "again.po").read_bytes() == back.read_bytes()


def test_what_nobody_touched_stays_as_it_is(desk: Page, root: Path, tmp_path: Path) -> None:
    outcome = receive(root, ReceiveOrder((saved(desk, tmp_path / "back.po"),), by="A Person", dry_run=True))
    assert outcome.diagnostics == [] and {fate.name for fate in outcome.counts("ar")} <= {"SAME", "EMPTY"}


def test_the_preview_shows_marks_as_readers_see_them(desk: Page) -> None:
    part = field(desk, KEY)
    part.locator("textarea").fill("كلمة **قوية** و<img src=x onerror=alert(1)>")
    expect(part.locator(".preview strong")).to_have_text("قوية")
    assert part.locator(".preview img").count() == 0


def test_everybody_can_use_it(desk: Page) -> None:
    found = Axe().run(desk)
    assert [each["id"] for each in found.response["violations"]] == []
    wide = """() => Array.from(document.querySelectorAll('body *'))
      .filter(part => part.getBoundingClientRect().right > innerWidth || part.getBoundingClientRect().left < 0)
      .map(part => part.outerHTML.slice(0, 80))"""
    assert desk.evaluate(wide) == []
    low = "() => Array.from(document.querySelectorAll('button, input')).filter(part => part.offsetHeight < 24).length"
    assert desk.evaluate(low) == 0


def test_nothing_but_its_own_scripts_runs(desk: Page) -> None:
    policy = desk.locator("meta[http-equiv]").get_attribute("content") or ""
    assert "default-src 'none'" in policy and "unsafe" not in policy
    desk.locator("#done").evaluate("part => { part.innerHTML = '<img src=x onerror=\"window.ran = 1\">'; }")
    assert desk.evaluate("'ran' in window") is False


HOSTILE = (
    "</textarea><script>window.ran = 1</script>", "</script><script>window.ran = 1</script>", "<!--<script>",
    "{{ 7 * 7 }}", "<img src=x onerror='window.ran = 1'>", '" onfocus="window.ran = 1" autofocus="',
    "\u2028*/window.ran = 1;//",
)  # fmt: skip


def test_hostile_words_stay_words(browser: Browser, tmp_path: Path) -> None:
    """Wherever they stand: as English, translation, place, note, key or in the frame."""
    items = tuple(
        SentText(f"a#{each}", each, each, State.MACHINE, each, 9, (TranslatorNote(each, "fr"),), "0" * 16)
        for each in HOSTILE
    )
    words = dict.fromkeys(_WORDS, HOSTILE[0])
    french = language("fr")
    held = parcel_page(Parcel(french, HOSTILE[1], items, words, "", "", check=rules(french, TERMS, items)))
    (tmp_path / "stick.html").write_bytes(held)
    page = browser.new_page()
    page.goto((tmp_path / "stick.html").as_uri())
    assert page.evaluate("'ran' in window") is False and page.locator("html.ready").count() == 1
    assert page.locator("script").count() == 4 and page.locator("textarea").count() == len(HOSTILE)
    assert page.locator("img").count() == 0
    shown = [page.locator("textarea").nth(number).input_value() for number in range(len(HOSTILE))]
    assert shown == list(HOSTILE)
    page.close()


def test_the_fingerprint_is_the_programs(script: Page) -> None:
    from generator.catalog.entries import digest

    for parts in (("a#b", "Ask.", "اسأل 😀"), ("", "", "x" * 200), ("k", "s", "y" * 55)):
        assert script.evaluate("text => window.CitizenDesk.sha256(text)", "\0".join(parts))[:16] == digest(*parts)


def test_reviewers_get_a_table(root: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="reviewer"):
        send(root, Sending("ar", TextSelection(for_review=True), "page"), tmp_path / "stick.html")


def test_the_same_texts_give_the_same_page(root: Path, tmp_path: Path) -> None:
    order = Sending("ar", TextSelection(("framework/1.0/principles",)), "page")
    one, other = (send(root, order, tmp_path / f"{name}.html")[0] for name in "ab")
    assert one.read_bytes() == other.read_bytes()
    (desk,) = desks(root, ("ar",))
    assert KEY in desk.catalog.active and KEY in one.read_text("utf-8")
